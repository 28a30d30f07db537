#include "indexer/markdown/dialect/block_line.hpp"

#include "indexer/markdown/source/marks.hpp"
#include "speur/ascii.hpp"

namespace speur {

Lead read_lead(std::string_view line) {
  Lead lead;
  while (lead.length < line.size()) {
    const char c = line[lead.length];
    if (c == '>') {
      ++lead.quotes;
      lead.indent = 0;
      if (lead.length + 1 < line.size() && line[lead.length + 1] == ' ') ++lead.length;
    } else if (c == ' ') {
      ++lead.indent;
    } else {
      break;
    }
    ++lead.length;
  }
  return lead;
}

std::size_t list_marker_length(std::string_view text) {
  std::size_t at = 0;
  if (text.empty()) return 0;
  if (text[0] == '-' || text[0] == '*' || text[0] == '+') {
    at = 1;
  } else {
    while (at < text.size() && at < 9 && is_ascii_digit(text[at])) ++at;
    if (at == 0 || at >= text.size() || (text[at] != '.' && text[at] != ')')) return 0;
    ++at;
  }
  const std::size_t text_begin = text.find_first_not_of(' ', at);
  return text_begin == std::string_view::npos || text_begin == at ? 0 : text_begin;
}

std::string_view without_spaces(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::string escaped_for_cmark(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    if (is_ascii_punctuation(c)) escaped += '\\';
    escaped += c;
    if (c == '*') escaped += marks::nothing;  // not one of a pair
  }
  return escaped;
}

}  // namespace speur
