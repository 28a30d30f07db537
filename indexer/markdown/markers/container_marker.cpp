#include "indexer/markdown/markers/container_marker.hpp"

#include "indexer/markdown/source/attribute_list.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <algorithm>

namespace speur {

namespace {

bool is_word(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The first bytes of dashes and quotes, from U+2000 to U+203F.
constexpr std::string_view general_punctuation = "\xE2\x80";

/// Of U+2018 to U+201F: their last byte.
bool is_quote(char last) {
  return last >= '\x98' && last <= '\x9F';
}

std::size_t run_of(std::string_view text, char c) {
  return std::min(text.find_first_not_of(c), text.size());
}

/// Takes an attribute list off the end of `text`.
std::optional<AttributeList> take_attribute_list(std::string_view& text) {
  if (text.empty() || text.back() != '}') return std::nullopt;
  const std::size_t open = text.rfind('{');
  if (open == npos || attribute_list_length(text.substr(open)) != text.size() - open) {
    return std::nullopt;
  }
  AttributeList list = parse_attribute_list(text.substr(open));
  text = trimmed(text.substr(0, open));
  return list;
}

}  // namespace

std::optional<ContainerMarker> read_container_marker(std::string_view line) {
  const bool tab = line.starts_with("===");
  if (!tab && !line.starts_with("!!!") && !line.starts_with("???")) return std::nullopt;
  std::string_view rest = line.substr(3);
  if (tab) rest.remove_prefix(std::min(rest.find_first_not_of("!+"), rest.size()));
  if (!tab && line[0] == '?' && rest.starts_with('+')) rest.remove_prefix(1);
  if (!rest.starts_with(' ') && (tab || rest.empty() || !is_word(rest[0]))) return std::nullopt;

  ContainerMarker marker;
  rest = trimmed(rest);
  if (const auto list = take_attribute_list(rest)) marker.exclude = list->exclude;
  if (!tab) {
    std::size_t words = 0;
    while (words < rest.size() && (is_word(rest[words]) || rest[words] == ' ') &&
           !rest.substr(words).starts_with(general_punctuation)) {
      ++words;
    }
    if (words == 0 && !rest.empty() && rest[0] != '"') return std::nullopt;
    rest = trimmed(rest.substr(words));
  }
  if (rest.empty()) return tab ? std::nullopt : std::optional(marker);
  if (rest[0] != '"') {
    // Curly quotes: kept, since somebody wrote it to be read. Any other sign makes it a line like any other: "Let op!"
    const bool curly = rest.starts_with(general_punctuation) && is_quote(rest[2]);
    if (tab || (!curly && !marker.exclude)) return std::nullopt;
    marker.title = rest;
    return marker;
  }
  const std::size_t close = rest.rfind('"');
  if (close == 0) {
    marker.title = trimmed(rest.substr(1));
    return marker;
  }
  marker.title = trimmed(rest.substr(1, close - 1));
  const std::string_view after = trimmed(rest.substr(close + 1));
  if (!after.empty()) (marker.title += ' ') += after;
  return marker;
}

std::optional<SlashMarker> read_slash_marker(std::string_view line) {
  SlashMarker marker;
  marker.slashes = run_of(line, '/');
  if (marker.slashes < 3) return std::nullopt;
  std::string_view rest = line.substr(marker.slashes);
  if (rest.empty()) {
    marker.closing = true;
    return marker;
  }
  if (rest[0] != ' ') return std::nullopt;
  rest = trimmed(rest);
  std::size_t name_end = 0;
  while (name_end < rest.size() && is_word(rest[name_end])) ++name_end;
  const std::string_view name = rest.substr(0, name_end);
  rest = trimmed(rest.substr(name_end));
  if (name.empty() || (!rest.empty() && rest[0] != '|')) return std::nullopt;
  if (rest.empty()) return marker;
  rest = trimmed(rest.substr(1));
  if (name == "html") {
    const std::size_t open = rest.find('[');
    if (open == npos) return marker;
    std::string attributes = "{" + std::string(rest.substr(open + 1)) + "}";
    std::replace_if(
        attributes.begin(), attributes.end(), [](char c) { return c == '[' || c == ']'; }, ' ');
    marker.exclude = parse_attribute_list(attributes).exclude;
    return marker;
  }
  if (const auto list = take_attribute_list(rest)) marker.exclude = list->exclude;
  marker.title = rest;
  return marker;
}

bool option_excludes(std::string_view line) {
  std::string words(line);
  std::replace_if(
      words.begin(), words.end(),
      [](char c) { return !is_word(c) || static_cast<unsigned char>(c) >= 0x80; }, ' ');
  return parse_attribute_list("{" + words + "}").exclude;
}

}  // namespace speur
