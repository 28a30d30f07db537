#include "indexer/page/page_values.hpp"

#include "speur/ascii.hpp"

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

void add(const YamlNode& map, const std::string& prefix, std::size_t depth, std::vector<PageValue>& values) {
  for (const YamlMember& member : map.members) {
    if (values.size() >= max_values) return;
    const PageValue::Kind kind = kind_of(member.value);
    const bool is_text = kind == PageValue::Kind::text || kind == PageValue::Kind::number;
    values.push_back({prefix + member.key.text, kind, is_text ? member.value.text : std::string()});
    if (kind == PageValue::Kind::map && depth < max_depth) add(member.value, values.back().name + ".", depth + 1, values);
  }
}

}  // namespace

std::vector<PageValue> values_for_code(const YamlNode& keys, std::string_view body) {
  std::vector<PageValue> values;
  const bool is_named = body.find("frontMatter") != std::string_view::npos || body.find("frontmatter") != std::string_view::npos;
  if (is_named) add(keys, {}, 1, values);
  return values;
}

}  // namespace speur
