#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// The chapters of README.md that explain the query language, keys, parameters and weights: the file is
/// compiled in, so that `speur help`, the manual pages and the README cannot differ.
struct GuideTopic {
  std::string_view name;     ///< as in `speur help NAME`
  std::string_view summary;  ///< one line
  std::string_view heading;  ///< of the README, level two
};
[[nodiscard]] const std::vector<GuideTopic>& guide_topics();

/// The README's chapter with this heading, without the heading and up to the next one of level two.
/// Empty if there is none.
[[nodiscard]] std::string_view guide_chapter(std::string_view heading);

/// A row of a table, a paragraph, a list item: what a chapter is made of.
struct GuideBlock {
  enum class Kind : unsigned char { heading, paragraph, item, row, code };
  Kind kind = Kind::paragraph;
  std::string term;  ///< of a row: its first cell
  std::string text;  ///< without markup; of code: its lines as they stand
  bool operator==(const GuideBlock&) const = default;
};

/// The Markdown of the README, which has paragraphs, lists, pipe tables, fenced code and headings.
[[nodiscard]] std::vector<GuideBlock> guide_blocks(std::string_view markdown);

/// For a terminal: lines of at most `width` letters, but for code and long words.
[[nodiscard]] std::string guide_text(const std::vector<GuideBlock>& blocks, std::size_t width = 80);

}  // namespace speur
