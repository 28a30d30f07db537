#pragma once

#include "indexer/tree/yaml_tree.hpp"
#include "speur/error.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// A path or a file's name that a configuration gives, and the place where it does.
struct ConfiguredPath {
  std::filesystem::path path;
  Where where;
};

/// The settings of a generator's file: TOML, YAML (JSON is YAML), or the literals of JavaScript and
/// TypeScript, by its extension. What is wrong with it is a Problem, and the answer is a null node.
[[nodiscard]] YamlNode read_settings(const std::filesystem::path& file,
                                     std::vector<Problem>& problems);

/// Keys in lower case, in all maps below: Hugo's settings have no case.
void lower_keys(YamlNode& node);

/// Takes over what `above` says: maps are joined key by key, all else is replaced.
void merge_settings(YamlNode& base, YamlNode above);

/// Adds the members of `defaults` whose keys `map` does not have. A null node becomes a map.
void add_missing(YamlNode& map, const YamlNode& defaults);

[[nodiscard]] YamlNode scalar_node(std::string text, std::size_t line = 0);

/// The node that the path of keys leads to; nullptr where there is none.
[[nodiscard]] const YamlNode* find_path(const YamlNode& root,
                                        std::initializer_list<std::string_view> keys);

/// The last member with this key, also one without a value; nullptr where there is none.
[[nodiscard]] const YamlNode* last_member(const YamlNode& map, std::string_view key);

/// A scalar as one line; empty where the key is not there, or where its text comes from the
/// generator's environment (`!ENV`).
[[nodiscard]] std::string text_of(const YamlNode& map, std::string_view key);
[[nodiscard]] std::string text_of(const YamlNode& map, std::string_view key,
                                  std::string_view or_else);

/// True and false in the forms of YAML 1.1; nothing for any other value.
[[nodiscard]] std::optional<bool> as_switch(const YamlNode& node);
[[nodiscard]] std::optional<bool> switch_of(const YamlNode& map, std::string_view key);
[[nodiscard]] bool switch_of(const YamlNode& map, std::string_view key, bool or_else);

/// The language, two letters, of a code in a scalar; empty where there is none.
[[nodiscard]] std::string language_of(const YamlNode& map, std::string_view key);

[[nodiscard]] std::size_t line_of(const YamlNode& map, std::string_view key);

/// The texts of a list, or the one of a scalar.
[[nodiscard]] std::vector<std::string> texts_of(const YamlNode* node);
[[nodiscard]] std::vector<ConfiguredPath> paths_of(const YamlNode* node,
                                                   const std::filesystem::path& file);
/// The lines of a scalar.
[[nodiscard]] std::vector<std::string> lines_of(const YamlNode* node);

/// The options of an extension or a plugin: such lists have names and maps with one name, or are a map.
/// A null node where it is used without options; nullptr where it is not used.
[[nodiscard]] const YamlNode* find_option(const YamlNode* list, std::string_view name);

/// A text that is equal for equal trees, whatever their lines.
[[nodiscard]] std::string print_of(const YamlNode& node);

/// Whether the text is the address of the machine that the site was tried on: localhost, 127.0.0.1.
[[nodiscard]] bool is_local_address(std::string_view url);

}  // namespace speur
