#pragma once

#include <string_view>

#include "yaml_tree.hpp"

namespace speur {

/// Reads the part of TOML 1.0 that front matter and site settings use, as the YAML tree that says
/// the same: keys (also dotted and quoted), `[tables]`, strings of one line, numbers, booleans,
/// dates, and arrays of these, which may take several lines. Anything else, such as an inline table
/// or a multi-line string, is a failure with its line. Of `[[arrays of tables]]` each table is an
/// item. Never throws.
[[nodiscard]] YamlDocument parse_toml(std::string_view text, const Where& start);

}  // namespace speur
