#pragma once

#include "indexer/tree/yaml_tree.hpp"

#include <string>

namespace speur {

/// A tree in one line, with lines behind `@`, quotes around what is not plain, and `!` before what
/// has a tag of its own.
inline std::string to_text(const YamlNode& node) {
  const std::string line = "@" + std::to_string(node.line);
  const std::string tag = node.foreign ? "!" : "";
  std::string text;
  switch (node.kind) {
    case YamlNode::Kind::null:
      return "null";
    case YamlNode::Kind::scalar:
      return tag + (node.plain ? node.text : "'" + node.text + "'") + line;
    case YamlNode::Kind::list:
      for (const YamlNode& item : node.items) {
        text += (text.empty() ? "" : ", ") + to_text(item);
      }
      return tag + "[" + text + "]";
    case YamlNode::Kind::map:
      for (const YamlMember& member : node.members) {
        text += (text.empty() ? "" : ", ") + to_text(member.key) + ": " + to_text(member.value);
      }
      return tag + "{" + text + "}";
  }
  return text;
}

/// The same without the lines.
inline std::string to_text_without_lines(const YamlNode& node) {
  std::string tree;
  const std::string with_lines = to_text(node);
  for (std::size_t i = 0; i < with_lines.size(); ++i) {
    if (with_lines[i] != '@') {
      tree += with_lines[i];
      continue;
    }
    while (i + 1 < with_lines.size() && with_lines[i + 1] >= '0' && with_lines[i + 1] <= '9') ++i;
  }
  return tree;
}

}  // namespace speur
