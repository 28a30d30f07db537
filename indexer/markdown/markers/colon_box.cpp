#include "indexer/markdown/markers/colon_box.hpp"

#include "indexer/markdown/source/attribute_list.hpp"
#include "indexer/markdown/source/shortcode.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <algorithm>

namespace speur {

namespace {

bool is_name(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-' || c == '.';
}

/// Whether `text` starts with `name=`, as the attributes of DocFX do, which need no braces.
bool starts_attribute(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_name);
  const auto name = static_cast<std::size_t>(end - text.begin());
  return name > 0 && name < text.size() && text[name] == '=';
}

/// Takes the attribute list that `text` starts with.
void take_attributes(std::string_view& text, ColonBox& box) {
  const std::size_t length = attribute_list_length(text);
  const std::string_view list = text.substr(0, length);
  box.exclude = box.exclude || parse_attribute_list(list).exclude;
  if (box.title.empty()) box.title = shortcode_words(list);
  text = trimmed(text.substr(length));
}

}  // namespace

std::size_t label_length(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '[') {
      ++depth;
    } else if (text[i] == ']' && --depth == 0) {
      return i + 1;
    }
  }
  return 0;
}

std::optional<ColonBox> read_colon_box(std::string_view line) {
  ColonBox box;
  box.colons = std::min(line.find_first_not_of(':'), line.size());
  if (box.colons < 3) return std::nullopt;
  std::string_view rest = trimmed(line.substr(box.colons));
  if (rest.empty()) {
    box.closing = true;
    return box;
  }
  const std::size_t text_end = rest.find_last_not_of(':') + 1;
  box.whole = rest.size() - text_end >= 3;
  if (box.whole) rest = trimmed(rest.substr(0, text_end));
  const auto name_end = std::find_if_not(rest.begin(), rest.end(), is_name);
  const std::string_view name = rest.substr(0, static_cast<std::size_t>(name_end - rest.begin()));
  if (name.empty() && !rest.starts_with('{')) return std::nullopt;
  if (!name.empty() && !is_ascii_letter(name[0])) return std::nullopt;
  rest.remove_prefix(name.size());
  box.name = name;
  // Nothing but a blank or a bracket ends a name: `:::)` and `:::a:b` are text.
  if (!rest.empty() && std::string_view(" [{").find(rest[0]) == npos) return std::nullopt;
  box.names_code = rest.empty() && name.find('.') != npos;
  rest = trimmed(rest);
  if (rest.starts_with('[')) {
    const std::size_t length = label_length(rest);
    const bool is_link = rest.substr(length).starts_with('(');
    if (length != 0 && !is_link) {
      box.title = trimmed(rest.substr(1, length - 2));
      rest = trimmed(rest.substr(length));
    }
  }
  if (rest.starts_with('{') && attribute_list_length(rest) != 0) take_attributes(rest, box);
  if (starts_attribute(rest)) {
    box.title = shortcode_words(rest);
    return box;
  }
  if (rest.ends_with('}')) {
    const std::size_t open = rest.rfind('{');
    if (open != npos && attribute_list_length(rest.substr(open)) == rest.size() - open) {
      std::string_view list = rest.substr(open);
      rest = trimmed(rest.substr(0, open));
      take_attributes(list, box);
    }
  }
  if (!rest.empty()) (box.title += box.title.empty() ? "" : " ") += rest;
  return box;
}

}  // namespace speur
