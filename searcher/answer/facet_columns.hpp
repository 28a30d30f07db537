#pragma once

#include "searcher/index/facet_column.hpp"
#include "searcher/index/index_reader.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace speur {

/// The facets' columns at one revision of an index.
struct FacetColumns {
  FacetColumns() = default;
  /// `index`: of one database on this host. Facets that do not fit into 64 MB have no column, and are counted without.
  explicit FacetColumns(const IndexReader& index);

  std::string revision;  ///< as revision_of(); empty without columns
  std::map<std::string, FacetColumn, std::less<>> by_facet;

  /// nullptr: it has none.
  [[nodiscard]] const FacetColumn* find(std::string_view facet) const;
};

/// Another text for each commit to a database of this host. For an index of one database.
[[nodiscard]] std::string revision_of(const IndexReader& index);

}  // namespace speur
