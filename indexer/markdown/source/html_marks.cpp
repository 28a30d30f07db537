#include "indexer/markdown/source/html_marks.hpp"

#include "indexer/text/byte_set.hpp"
#include "indexer/markdown/source/marks.hpp"
#include "speur/npos.hpp"

#include <array>
#include <cstddef>
#include <utility>

namespace speur {

namespace {

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

namespace {

/// The comment that stands for the mark at `text[at]`, if it is a numbered one, and where the text
/// goes on.
std::pair<std::string, std::size_t> comment_of_mark(std::string_view text, std::size_t at) {
  for (std::size_t kind = 0; kind < numbered_marks.size(); ++kind) {
    if (text.substr(at, 3) != numbered_marks[kind]) continue;
    const marks::Numbered mark = marks::read_number(text, at);
    if (mark.end == 0) break;
    std::string comment = "<!--";
    comment += static_cast<char>('a' + kind);
    comment += std::to_string(mark.number);
    comment += "-->";
    return {std::move(comment), mark.end};
  }
  // Their numbers are no text either.
  for (const std::string_view kind : {marks::heading, marks::id_text}) {
    const marks::Numbered mark = marks::read_number(text, at);
    if (text.substr(at, 3) == kind && mark.end != 0) return {{}, mark.end};
  }
  return {{}, at + 3};
}

}  // namespace

void append_text(std::string& html, std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t i = marks::find(text); i != npos; i = marks::find(text, begin)) {
    append_escaped(html, text.substr(begin, i - begin));
    const auto [comment, end] = comment_of_mark(text, i);
    html += comment;
    begin = end;
  }
  append_escaped(html, text.substr(begin));
}

void mark_raw_html(std::string& html, std::string_view raw) {
  std::size_t begin = 0;
  bool in_tag = false;
  for (std::size_t i = marks::find(raw); i != npos; i = marks::find(raw, begin)) {
    const std::string_view piece = raw.substr(begin, i - begin);
    const std::size_t sign = piece.find_last_of("<>");
    if (sign != npos) in_tag = piece[sign] == '<';
    html += piece;
    const auto [comment, end] = comment_of_mark(raw, i);
    if (!in_tag) html += comment;
    begin = end;
  }
  html += raw.substr(begin);
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
