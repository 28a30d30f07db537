#pragma once

#include "indexer/tree/yaml_tree.hpp"

#include <string_view>

namespace speur {

/// Reads what a configuration in JavaScript or TypeScript (docusaurus.config.js, .vitepress/config.ts)
/// says in literals, without running any of it: the object that the file exports by default, or by
/// `module.exports`, as the YAML tree that says the same. Names of constants of the file are followed;
/// of a call the first argument that is an object counts (`defineConfig({…})`), and its first text
/// otherwise (`require.resolve('./x')`); of `a || b` and `a ?? b` the side that can be read. A value
/// that only a program can know is a null node that is `foreign`. The failure says that no object was
/// found. Depth and size are bounded, and it never throws.
[[nodiscard]] YamlDocument parse_js_config(std::string_view text, const Where& start);

}  // namespace speur
