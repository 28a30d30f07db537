#include "indexer/page/page_values.hpp"

#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace speur {

namespace {

constexpr std::size_t max_depth = 4;
constexpr std::size_t max_values = 500;

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool has_digit = !text.empty() && is_ascii_digit(text.front()) && is_ascii_digit(text.back());
  return has_digit && std::count(text.begin(), text.end(), '.') <= 1 &&
         text.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool is_date(std::string_view text) {
  return text.size() >= 10 && is_number(text.substr(0, 4)) && text[4] == '-' && text[7] == '-';
}

/// What JavaScript gets for a scalar of YAML.
PageValue::Kind kind_of(const YamlNode& node) {
  using Kind = PageValue::Kind;
  if (node.kind == YamlNode::Kind::null) return Kind::null;
  if (node.kind == YamlNode::Kind::map) return Kind::map;
  if (node.kind == YamlNode::Kind::list || node.foreign) return Kind::other;
  if (!node.plain) return Kind::text;
  const std::string lower = ascii_lower(node.text);
  if (lower == "true") return Kind::yes;
  if (lower == "false") return Kind::no;
  if (lower == "null" || lower == "~" || lower.empty()) return Kind::null;
  if (is_date(node.text)) return Kind::other;
  return is_number(node.text) ? Kind::number : Kind::text;
}

/// With the values in it: those of a map as `naam.lid`, those of a list as `naam[0]`.
void add(const std::string& name, const YamlNode& node, std::size_t depth, std::vector<PageValue>& values) {
  if (values.size() >= max_values) return;
  const PageValue::Kind kind = kind_of(node);
  const bool is_text = kind == PageValue::Kind::text || kind == PageValue::Kind::number;
  values.push_back({name, kind, is_text ? node.text : std::string()});
  if (depth == max_depth) return;
  for (const YamlMember& member : node.members) add(fmt::format("{}.{}", name, member.key.text), member.value, depth + 1, values);
  for (std::size_t i = 0; i < node.items.size(); ++i) add(fmt::format("{}[{}]", name, i), node.items[i], depth + 1, values);
}

}  // namespace

std::vector<PageValue> values_for_code(const YamlNode& keys, std::string_view body) {
  std::vector<PageValue> values;
  const bool is_named = body.find("frontMatter") != std::string_view::npos || body.find("frontmatter") != std::string_view::npos;
  for (const YamlMember& member : keys.members) {
    if (is_named) add(member.key.text, member.value, 1, values);
  }
  return values;
}

}  // namespace speur
