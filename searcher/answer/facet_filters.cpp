#include "searcher/answer/facet_filters.hpp"

#include "searcher/candidates/facet_values.hpp"
#include "searcher/candidates/query_compiler.hpp"
#include "speur/day.hpp"
#include "speur/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace speur {

FacetFilters facet_filters(const IndexReader& index, const SearchRequest& request) {
  constexpr std::size_t most_meant = 100;  // more are a program's, which writes them as they are stored
  const bool are_as_stored = request.filters.size() > most_meant;
  FacetFilters by_facet;
  for (const FacetFilter& filter : request.filters) {
    const IndexFacet& facet = index.facet(filter.facet);
    std::vector<std::string>& values = by_facet[facet.name];
    if (are_as_stored) {
      values.push_back(filter.value);
      continue;
    }
    for (std::string& value : meant_values(index, facet, filter.value)) values.push_back(std::move(value));
  }
  return by_facet;
}

void note_odd_dates(const IndexReader& index, const FacetFilters& by_facet, std::vector<QueryIssue>& issues) {
  for (const auto& [name, values] : by_facet) {
    if (index.facet(name).type != FacetType::date) continue;
    for (const std::string& value : values) {
      if (period_of_text(value) || index.database().term_exists(facet_term(name, value))) continue;
      issues.push_back({0, fmt::format("'{}' holds dates; '{}' is none: write 2024, 2024-05 or 2024-05-17", name,
                                       value)});
    }
  }
}

void note_unknown_values(const IndexReader& index, const FacetFilters& by_facet, std::vector<QueryIssue>& issues) {
  for (const auto& [name, values] : by_facet) {
    const IndexFacet& facet = index.facet(name);
    if (facet.type != FacetType::keyword) continue;
    const auto is_unknown = [&](const std::string& value) { return !index.database().term_exists(facet_term(facet.name, value)); };
    const auto unknown = std::ranges::find_if(values, is_unknown);
    if (unknown != values.end()) issues.push_back({0, unknown_value_text(index, facet, *unknown)});
  }
}

CandidateQuery filtered(const IndexReader& index, const CandidateQuery& query, const FacetFilters& by_facet,
                        const std::string* without) {
  CandidateQuery result = query;
  for (const auto& [facet, values] : by_facet) {
    if (without != nullptr && facet == *without) continue;
    result = CandidateQuery::filter(std::move(result), facet_filter(index, index.facet(facet), values));
  }
  return result;
}

std::vector<const IndexFacet*> wanted_facets(const IndexReader& index, const SearchRequest& request) {
  std::vector<const IndexFacet*> wanted;
  for (const std::string& name : request.facets) {
    if (name == "all") {
      for (const IndexFacet& facet : index.facets()) wanted.push_back(&facet);
    } else {
      wanted.push_back(&index.facet(name));
    }
  }
  std::vector<const IndexFacet*> unique;
  for (const IndexFacet* facet : wanted) {
    if (std::ranges::find(unique, facet) == unique.end()) unique.push_back(facet);
  }
  return unique;
}

}  // namespace speur
