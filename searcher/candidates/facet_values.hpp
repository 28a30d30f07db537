#pragma once

#include "searcher/index/index_reader.hpp"
#include "speur/schema.hpp"

#include <xapian.h>

#include <cstddef>
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

/// What values have in common that are equal but for case, accents, and the signs between their words.
[[nodiscard]] std::string folded_value(std::string_view value);

/// The values of a keyword facet that are equal to `value` when they are folded, itself among them where a page has it.
/// Only those with the same first letter are looked at, of each case at most so many, since a facet may have a value for
/// each page; none where that is no letter of ASCII.
[[nodiscard]] std::vector<std::string> equal_values(const IndexReader& index, const IndexFacet& facet,
                                                    std::string_view value, std::size_t most_looked_at);

/// The values that a filter means which somebody wrote by hand: `value` itself where a page has it or the facet is no
/// keyword's, else the equal_values(); `value` where there are none.
[[nodiscard]] std::vector<std::string> meant_values(const IndexReader& index, const IndexFacet& facet,
                                                    const std::string& value);

/// Says that no page has the value, and which values there are: those with its first letter, or else the first of all.
[[nodiscard]] std::string unknown_value_text(const IndexReader& index, const IndexFacet& facet, std::string_view value);

}  // namespace speur
