#pragma once

#include "searcher/index/index_reader.hpp"

#include <string>
#include <vector>

namespace speur {

/// The values that a filter means which somebody wrote by hand: `value` itself where a page has it or the facet is no
/// keyword's, else those that are equal to it but for case, accents, and hyphens for spaces; `value` where there are none.
[[nodiscard]] std::vector<std::string> meant_values(const IndexReader& index, const IndexFacet& facet,
                                                    const std::string& value);

}  // namespace speur
