#pragma once

#include "searcher/print/terminal.hpp"
#include "speur/searcher.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

enum class Style : std::uint8_t { plain, title, heading, mark, faint, struck, warning };

/// Text for one line, in pieces of one style each; wrapped to the terminal when it is printed.
class StyledText {
 public:
  /// Control characters are taken out here, so nothing that a page holds can steer the terminal.
  /// `link`: an absolute URL, or empty.
  StyledText& add(std::string_view utf8, Style style = Style::plain, std::string_view link = {});
  /// What matched as marks, the rest in `style`.
  StyledText& add(const MarkedText& text, Style style = Style::plain, std::string_view link = {});

  /// The text with line feeds. Wrapped lines, and those only, start with `indent` blanks more than the
  /// first, which starts with `first` blanks. A word that is longer than a line is cut between
  /// characters. With `lines` > 0 the rest is cut, and "…" says so; not where nothing is wrapped.
  [[nodiscard]] std::string print(const Terminal& terminal, std::size_t first = 0,
                                  std::size_t indent = 0, std::size_t lines = 0) const;

  [[nodiscard]] bool empty() const noexcept { return pieces_.empty(); }
  [[nodiscard]] std::size_t width() const;

 private:
  struct Piece {
    std::string text, link;
    Style style = Style::plain;
  };
  std::vector<Piece> pieces_;

  friend class LineBreaker;
};

/// Columns that it takes on a terminal: 2 for wide characters and emoji, 0 for combining ones.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

/// One line without control characters (C0, DEL, C1, bidirectional overrides): white space becomes
/// a blank, others U+FFFD.
[[nodiscard]] std::string without_controls(std::string_view utf8);

/// Rows of a table with aligned columns, two blanks between them; `sides`: l or r for each column.
/// No row ends with blanks.
[[nodiscard]] std::vector<std::string> aligned(const std::vector<std::vector<std::string>>& rows,
                                               std::string_view sides);

}  // namespace speur
