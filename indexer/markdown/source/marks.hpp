#pragma once

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

/// Private characters that carry what cmark does not know through cmark. They are Unicode
/// noncharacters, which no text may hold; those of the input are removed before any of ours is
/// written. None of them ever reaches a Section.
namespace speur::marks {

/// Ends every mark that has a number.
inline constexpr std::string_view close = "\xEF\xB7\x91";  // U+FDD1
/// Number of an attribute list. Stands between braces, so that cmark sees the punctuation that the
/// author wrote: `_x_{ .a }` is only emphasis if punctuation follows.
inline constexpr std::string_view attribute_list = "\xEF\xB7\x90";  // U+FDD0
/// First in a paragraph that is really a table cell or a term: another rule for attribute lists.
inline constexpr std::string_view cell = "\xEF\xB7\x92";  // U+FDD2
/// Means nothing; keeps cmark from taking a line for the start of an HTML block.
inline constexpr std::string_view nothing = "\xEF\xB7\x93";  // U+FDD3
/// Number of an abbreviation that was defined here.
inline constexpr std::string_view abbreviation = "\xEF\xB7\x94";  // U+FDD4
/// Number of a footnote: a reference to it, and where its text starts and ends.
inline constexpr std::string_view footnote_reference = "\xEF\xB7\x95";  // U+FDD5
inline constexpr std::string_view footnote_begin = "\xEF\xB7\x96";      // U+FDD6
inline constexpr std::string_view footnote_end = "\xEF\xB7\x97";        // U+FDD7
/// Number of a definition: before its term, and where its text starts and ends.
inline constexpr std::string_view definition_term = "\xEF\xB7\x99";   // U+FDD9
inline constexpr std::string_view definition_begin = "\xEF\xB7\x9A";  // U+FDDA
inline constexpr std::string_view definition_end = "\xEF\xB7\x9B";    // U+FDDB
/// First in a paragraph that is an attribute list of the block above it, or below.
inline constexpr std::string_view above = "\xEF\xB7\x9C";  // U+FDDC
inline constexpr std::string_view below = "\xEF\xB7\x9D";  // U+FDDD
/// First in a line of code.
inline constexpr std::string_view code = "\xEF\xB7\x9E";  // U+FDDE
/// Number of a heading as it is written; behind its text.
inline constexpr std::string_view heading = "\xEF\xB7\x9F";  // U+FDDF
/// Follows a character that was written as an entity: Python-Markdown's slugs leave those out.
inline constexpr std::string_view entity = "\xEF\xB7\x98";  // U+FDD8

/// Number of a text that the id of a heading has, and the heading itself not.
inline constexpr std::string_view id_text = "\xEF\xB7\xA0";  // U+FDE0

/// Around words of a heading that its id has not.
inline constexpr std::string_view shown_begin = "\xEF\xB7\xA2";  // U+FDE2
inline constexpr std::string_view shown_end = "\xEF\xB7\xA3";    // U+FDE3

/// Behind the blanks that stand for a tab in a heading, which some generators leave out of its id.
inline constexpr std::string_view tab = "\xEF\xB7\xA1";  // U+FDE1

/// Is there a mark, or a character of the same block, at `text[at]`?
[[nodiscard]] inline bool at(std::string_view text, std::size_t at) {
  return at + 2 < text.size() && text[at] == '\xEF' && text[at + 1] == '\xB7' &&
         static_cast<unsigned char>(text[at + 2]) >= 0x90 &&
         static_cast<unsigned char>(text[at + 2]) <= 0xAF;
}

/// Place of the first mark from `from` on, or npos.
[[nodiscard]] inline std::size_t find(std::string_view text, std::size_t from = 0) {
  for (std::size_t i = text.find('\xEF', from); i != std::string_view::npos;
       i = text.find('\xEF', i + 1)) {
    if (at(text, i)) return i;
  }
  return std::string_view::npos;
}

[[nodiscard]] inline std::string numbered(std::string_view mark, std::size_t number) {
  std::string result(mark);
  result += std::to_string(number);
  result += close;
  return result;
}

/// A numbered mark read back: its number, and where the text goes on behind `close`.
struct Numbered {
  std::size_t number = 0;
  std::size_t end = 0;  ///< 0: there is none
};

/// Reads the number behind the mark at `text[at]`.
[[nodiscard]] inline Numbered read_number(std::string_view text, std::size_t at) {
  Numbered result;
  const char* const first = text.data() + at + 3;
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(first, last, result.number);
  if (error != std::errc{}) return {};
  const auto after = static_cast<std::size_t>(end - text.data());
  if (text.substr(after, close.size()) != close) return {};
  result.end = after + close.size();
  return result;
}

}  // namespace speur::marks
