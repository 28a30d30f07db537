#pragma once

#include "searcher/index/index_reader.hpp"
#include "speur/schema.hpp"

#include <xapian.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

/// Calls `use` with the values of the facet that begin so, in order, as long as it returns true.
template <typename Use>
void for_each_value(const IndexReader& index, const IndexFacet& facet, std::string_view beginning, const Use& use) {
  const Xapian::Database& database = index.database();
  const std::size_t name_bytes = facet_term(facet.name, "").size();
  const std::string prefix = facet_term(facet.name, beginning);
  const auto end = database.allterms_end(prefix);
  for (auto term = database.allterms_begin(prefix); term != end; ++term) {
    if (!use((*term).substr(name_bytes))) return;
  }
}

/// The values that a filter means which somebody wrote by hand: `value` itself where a page has it or the facet is no
/// keyword's, else those that are equal to it but for case, accents, and hyphens for spaces; `value` where there are none.
[[nodiscard]] std::vector<std::string> meant_values(const IndexReader& index, const IndexFacet& facet,
                                                    const std::string& value);

}  // namespace speur
