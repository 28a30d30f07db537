#include "indexer/markdown/source/html_marks.hpp"

#include "indexer/text/byte_set.hpp"
#include "indexer/markdown/source/marks.hpp"

#include <array>
#include <cstddef>

namespace speur {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr ByteSet escaped("&<>\"");

constexpr std::array numbered_marks = {
    marks::abbreviation,    marks::footnote_reference, marks::footnote_begin, marks::footnote_end,
    marks::definition_term, marks::definition_begin,   marks::definition_end};

}  // namespace

void append_escaped(std::string& html, std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t i = escaped.find_in(text); i != npos; i = escaped.find_in(text, i)) {
    html += text.substr(begin, i - begin);
    html += text[i] == '&' ? "&amp;" : text[i] == '<' ? "&lt;" : text[i] == '>' ? "&gt;" : "&quot;";
    begin = ++i;
  }
  html += text.substr(begin);
}

void append_text(std::string& html, std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t i = marks::find(text); i != npos; i = marks::find(text, begin)) {
    append_escaped(html, text.substr(begin, i - begin));
    begin = i + 3;
    for (std::size_t kind = 0; kind < numbered_marks.size(); ++kind) {
      if (text.substr(i, 3) != numbered_marks[kind]) continue;
      const marks::Numbered mark = marks::read_number(text, i);
      if (mark.end == 0) break;
      html += "<!--";
      html += static_cast<char>('a' + kind);
      html += std::to_string(mark.number);
      html += "-->";
      begin = mark.end;
      break;
    }
  }
  append_escaped(html, text.substr(begin));
}

std::string mark_of_comment(std::string_view comment) {
  if (comment.size() < 2 || comment[0] < 'a') return {};
  const auto kind = static_cast<std::size_t>(comment[0] - 'a');
  if (kind >= numbered_marks.size() || comment.find_first_not_of("0123456789", 1) != npos) {
    return {};
  }
  std::string mark(numbered_marks[kind]);
  mark += comment.substr(1);
  mark += marks::close;
  return mark;
}

}  // namespace speur
