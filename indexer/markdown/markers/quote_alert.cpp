#include "indexer/markdown/markers/quote_alert.hpp"

#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <array>

namespace speur {

namespace {

constexpr std::size_t max_tag_bytes = 1024;  // or brackets without end are read from each again

bool is_type(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '_';
}

/// Length of the bracket at the start of `text`, those within it included; 0: it does not end.
std::size_t bracket_length(std::string_view text) {
  text = text.substr(0, max_tag_bytes);
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '[') ++depth;
    if (text[i] == ']' && --depth == 0) return i + 1;
  }
  return 0;
}

std::string_view type_of(std::string_view text) {
  if (!text.starts_with("[!") || text.size() < 4 || !is_ascii_letter(text[2])) return {};
  const auto end = std::find_if_not(text.begin() + 2, text.end(), is_type);
  return text.substr(2, static_cast<std::size_t>(end - text.begin()) - 2);
}

}  // namespace

std::optional<std::string> read_alert_title(std::string_view text) {
  const std::string_view type = type_of(text);
  if (type.empty()) return std::nullopt;
  const std::size_t length = bracket_length(text);
  if (length == 0 || (length < text.size() && text[length] == '(')) return std::nullopt;
  const std::string_view inside = text.substr(2 + type.size(), length - type.size() - 3);
  // Obsidian has metadata behind a bar, DocFX attributes behind a blank.
  if (!inside.empty() && inside[0] != '|' && inside[0] != ' ') return std::nullopt;
  std::string_view rest = text.substr(length);
  if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) rest.remove_prefix(1);
  return std::string(trimmed(rest));
}

std::size_t docfx_tag_length(std::string_view text) {
  static constexpr auto types = std::to_array<std::string_view>({"code", "div", "include", "video"});
  const std::string type = ascii_lower(type_of(text));
  const bool known = std::ranges::any_of(types, [&](std::string_view name) {
    return type == name || (name == "code" && type.starts_with("code-"));
  });
  return known ? bracket_length(text) : 0;
}

}  // namespace speur
