#pragma once

#include "indexer/tree/yaml_tree.hpp"

#include <string_view>

namespace speur {

/// Reads TOML 1.0 as the YAML tree that says the same: in the file's order; numbers, booleans and
/// dates as they are written; of `[[arrays of tables]]` each table is an item. `text` is valid
/// UTF-8 whose first line is `start.line` of `start.file`. Depth is bounded as YAML's. Never throws.
[[nodiscard]] YamlDocument parse_toml(std::string_view text, const Where& start);

}  // namespace speur
