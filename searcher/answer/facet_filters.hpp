#pragma once

#include "searcher/finder/candidate_query.hpp"
#include "searcher/index/index_reader.hpp"
#include "speur/searcher.hpp"

#include <map>
#include <string>
#include <vector>

namespace speur {

/// By facet: values are alternatives, facets are all wanted.
using FacetFilters = std::map<std::string, std::vector<std::string>>;

/// Error(usage) for a facet that the index does not have, as with wanted_facets().
[[nodiscard]] FacetFilters facet_filters(const IndexReader& index, const SearchRequest& request);

/// Tells of filters on dates that are none, and no value of a page either.
void note_odd_dates(const IndexReader& index, const FacetFilters& by_facet, std::vector<QueryIssue>& issues);

/// Tells of filters on words that are no value of their facet: for a search that has found nothing.
void note_unknown_values(const IndexReader& index, const FacetFilters& by_facet, std::vector<QueryIssue>& issues);

/// The pages of a query that the filters let pass. `without`: the facet whose own filter is left out, for its counts.
[[nodiscard]] CandidateQuery filtered(const IndexReader& index, const CandidateQuery& query,
                                      const FacetFilters& by_facet, const std::string* without = nullptr);

/// The facets to count, none twice; `all` is all of the index.
[[nodiscard]] std::vector<const IndexFacet*> wanted_facets(const IndexReader& index, const SearchRequest& request);

}  // namespace speur
