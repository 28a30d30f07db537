#pragma once

#include "indexer/tree/yaml_tree.hpp"

#include <string>

namespace speur {

/// The text with the values of Hugo's own shortcode `{{< param "naam.deel" >}}` put in: those of the page's front
/// matter, else those of `params` in the configuration. One without such a value, or whose value is a list or a map,
/// stays, and so does one
/// in a heading, whose id Hugo makes without it. Keys are in lower case.
[[nodiscard]] std::string with_hugo_params(std::string text, const YamlNode& page, const YamlNode& settings);

}  // namespace speur
