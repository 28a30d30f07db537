#include "indexer/markdown/mdx/mdx_indents.hpp"

#include "speur/ascii.hpp"

namespace speur {

std::size_t marker_length(std::string_view text) {
  constexpr auto npos = std::string_view::npos;
  std::size_t end = 0;
  if (text.empty()) return 0;
  if (std::string_view("-*+").find(text[0]) != npos) {
    end = 1;
  } else {
    while (end < text.size() && end < 9 && is_ascii_digit(text[end])) ++end;
    if (end == 0 || end >= text.size() || (text[end] != '.' && text[end] != ')')) return 0;
    ++end;
  }
  if (end == text.size()) return end + 1;
  const std::size_t words = text.find_first_not_of(' ', end);
  if (words == end) return 0;
  return words == npos || words > end + 4 ? end + 1 : words;
}

std::size_t MdxIndents::column_of(std::string_view blanks, std::string_view content, bool in_paragraph) {
  shift_ = 0;
  std::size_t column = 0;
  for (const char c : blanks) column += c == '\t' ? 4 - column % 4 : 1;
  const std::size_t marker = marker_length(content);
  if (in_paragraph && marker == 0) return column;
  while (!items_.empty() && column < items_.back().in) items_.pop_back();
  const Item base = items_.empty() ? Item{} : items_.back();
  const std::size_t more = column - base.in;
  const std::size_t out = base.out + (more > 3 ? 0 : more);
  shift_ = column - out;
  if (marker != 0) items_.push_back({column + marker, out + marker});
  return out;
}

}  // namespace speur
