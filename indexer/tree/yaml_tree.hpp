#pragma once

#include "speur/error.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

struct YamlMember;

/// A YAML document as data: aliases are resolved, `<<` is merged, nothing is converted.
struct YamlNode {
  enum class Kind : std::uint8_t { null, scalar, list, map };
  Kind kind = Kind::null;
  bool plain = false;           ///< a scalar without quotes: may be a number, a boolean or a date
  bool foreign = false;         ///< has a tag that is not YAML's own, as in `!ENV HOME`
  std::size_t line = 0;         ///< in the file, from 1
  std::string text;             ///< of a scalar: UTF-8, unquoted
  std::string tag;  ///< where one is written, in full: "tag:yaml.org,2002:python/name:a.b", "!ENV"
  std::vector<YamlNode> items;  ///< of a list
  std::vector<YamlMember> members;  ///< of a map, in the file's order; keys may occur twice

  /// The last member with this key that is not null; nullptr if there is none.
  [[nodiscard]] const YamlNode* find(std::string_view key) const;
};

struct YamlMember {
  YamlNode key, value;
};

struct YamlDocument {
  YamlNode root;                   ///< null where the text holds none, or is wrong
  std::optional<Problem> failure;  ///< the first mistake, with its line in the file
};

/// What a front matter of many hands can hold. More is no front matter, but an attack or a mistake.
inline constexpr std::size_t max_yaml_depth = 32;
inline constexpr std::size_t max_yaml_weight = 32U << 20U;  ///< bytes of text, and 64 a node

/// Reads the one document in `text`, which is valid UTF-8 whose first line is `start.line` of
/// `start.file`. Never throws: aliases, depth and size are bounded.
[[nodiscard]] YamlDocument parse_yaml(std::string_view text, const Where& start);

/// The same by yaml-cpp alone.
[[nodiscard]] YamlDocument parse_any_yaml(std::string_view text, const Where& start);

/// The same for what front matter nearly always is: maps and lists in block style whose scalars
/// are plain or quoted and take one line each, and lists of plain words in brackets. Empty where
/// the text has, or may have, anything else.
[[nodiscard]] std::optional<YamlNode> parse_simple_yaml(std::string_view text, std::size_t line);

}  // namespace speur
