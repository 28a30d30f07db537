#include "searcher/answer/facet_columns.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include <utility>

namespace speur {
namespace {

constexpr std::size_t most_bytes = 64'000'000;  ///< of one Searcher

}  // namespace

FacetColumns::FacetColumns(const IndexReader& index) : revision(revision_of(index)) {
  std::size_t bytes = 0;
  for (const IndexFacet& facet : index.facets()) {
    FacetColumn column(index, facet);
    if (bytes + column.bytes() > most_bytes) continue;
    bytes += column.bytes();
    by_facet.emplace(facet.name, std::move(column));
  }
}

const FacetColumn* FacetColumns::find(std::string_view facet) const {
  const auto found = by_facet.find(facet);
  return found == by_facet.end() ? nullptr : &found->second;
}

std::string revision_of(const IndexReader& index) {
  const Xapian::Database& database = index.database();
  return fmt::format("{} {}", database.get_uuid(), database.get_revision());
}

}  // namespace speur
