#pragma once

#include "indexer/markdown/source/page_value.hpp"
#include "indexer/tree/yaml_tree.hpp"

#include <string_view>
#include <vector>

namespace speur {

/// The values of a front matter that code in the body can name; none if the body names no front matter.
[[nodiscard]] std::vector<PageValue> values_for_code(const YamlNode& keys, std::string_view body);

}  // namespace speur
