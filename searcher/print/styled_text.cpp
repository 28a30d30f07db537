#include "searcher/print/styled_text.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace speur {
namespace {

constexpr std::string_view replacement = "\uFFFD";
constexpr std::string_view ellipsis = "…";

/// SGR parameters of each Style.
constexpr std::array<std::string_view, 7> sgr = {"", "1", "36", "1;33", "2", "2;9", "31"};

UChar32 next_code_point(std::string_view utf8, std::size_t& at) {
  UChar32 c = 0;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  U8_NEXT(bytes, at, utf8.size(), c);
  return c;
}

std::size_t code_point_width(UChar32 c) {
  if (c < 0x300) return 1;
  const auto type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool is_white_space(UChar32 c) {
  return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/// Marks of direction can show a text in another order than it has; the others are invisible,
/// but not on every terminal.
bool is_invisible(UChar32 c) {
  return c == 0xAD || c == 0x200B || c == 0xFEFF || c == 0x61C || c == 0x200E || c == 0x200F ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// What may stand in an escape sequence: ASCII without blanks and controls.
std::string safe_url(std::string_view url) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string safe;
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7f) {
      safe += c;
    } else {
      ((safe += '%') += digits[byte >> 4U]) += digits[byte & 0xFU];
    }
  }
  return safe;
}

}  // namespace

std::string without_controls(std::string_view utf8) {
  std::string clean;
  clean.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t start = at;
    const UChar32 c = next_code_point(utf8, at);
    if (is_white_space(c)) {
      clean += ' ';
    } else if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
      clean += replacement;
    } else if (!is_invisible(c)) {
      clean += utf8.substr(start, at - start);
    }
  }
  return clean;
}

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < utf8.size();) width += code_point_width(next_code_point(utf8, at));
  return width;
}

/// Cuts the pieces of one StyledText into lines.
class LineBreaker {
 public:
  explicit LineBreaker(const StyledText& text) {
    for (std::size_t p = 0; p < text.pieces_.size(); ++p) add_cells(text.pieces_[p].text, p);
    pieces_ = &text.pieces_;
  }

  [[nodiscard]] std::string print(const Terminal& terminal, std::size_t first, std::size_t indent,
                                  std::size_t max_lines) const {
    std::string text;
    std::size_t at = 0, count = 0;
    do {
      const std::size_t blanks = count == 0 ? first : first + indent;
      const std::size_t room =
          terminal.width == 0
              ? SIZE_MAX
              : std::max<std::size_t>(terminal.width - std::min(terminal.width, blanks), 8);
      std::size_t end = line_end(at, room);
      std::size_t next = end;
      while (next < cells_.size() && cells_[next].blank) ++next;
      const bool cut = ++count == max_lines && next < cells_.size();
      if (cut) end = std::min(end, line_end(at, room - 1));
      text.append(blanks, ' ');
      print_cells(at, end, terminal, text);
      if (cut) text += ellipsis;
      text += '\n';
      at = cut ? cells_.size() : next;
    } while (at < cells_.size());
    return text;
  }

  [[nodiscard]] std::size_t width() const {
    std::size_t sum = 0;
    for (const Cell& cell : cells_) sum += cell.width;
    return sum;
  }

 private:
  /// A character with what combines with it.
  struct Cell {
    std::string_view bytes;
    std::size_t width = 0;
    std::size_t piece = 0;
    bool blank = false;
  };

  void add_cells(std::string_view text, std::size_t piece) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t start = at;
      const std::size_t width = code_point_width(next_code_point(text, at));
      const std::string_view bytes = text.substr(start, at - start);
      if (width == 0 && start != 0) {
        Cell& base = cells_.back();
        base.bytes = {base.bytes.data(), base.bytes.size() + bytes.size()};
      } else {
        cells_.push_back({bytes, width, piece, bytes == " "});
      }
    }
  }

  /// The cell behind the last one on a line that starts at `begin`.
  [[nodiscard]] std::size_t line_end(std::size_t begin, std::size_t room) const {
    std::size_t used = 0, last_word_end = begin;
    for (std::size_t i = begin; i < cells_.size(); ++i) {
      if (cells_[i].blank && i > begin && !cells_[i - 1].blank) last_word_end = i;
      used += cells_[i].width;
      if (used > room && !cells_[i].blank) {
        const bool has_words = last_word_end > begin;
        return has_words && word_width(last_word_end) <= room ? last_word_end
                                                              : std::max(i, begin + 1);
      }
    }
    return cells_.size();
  }

  /// Of the word behind the blanks at `at`: one that no line can hold is cut where it stands.
  [[nodiscard]] std::size_t word_width(std::size_t at) const {
    while (at < cells_.size() && cells_[at].blank) ++at;
    std::size_t width = 0;
    for (; at < cells_.size() && !cells_[at].blank; ++at) width += cells_[at].width;
    return width;
  }

  void print_cells(std::size_t begin, std::size_t end, const Terminal& terminal,
                   std::string& text) const {
    while (end > begin && cells_[end - 1].blank) --end;
    while (begin < end) {
      const StyledText::Piece& piece = (*pieces_)[cells_[begin].piece];
      const std::size_t id = cells_[begin].piece;
      const std::string_view style =
          terminal.color ? sgr[static_cast<std::size_t>(piece.style)] : std::string_view();
      const bool link = terminal.links && !piece.link.empty();
      if (link) ((text += "\x1b]8;;") += safe_url(piece.link)) += "\x1b\\";
      if (!style.empty()) ((text += "\x1b[") += style) += 'm';
      for (; begin < end && cells_[begin].piece == id; ++begin) text += cells_[begin].bytes;
      if (!style.empty()) text += "\x1b[0m";
      if (link) text += "\x1b]8;;\x1b\\";
    }
  }

  const std::vector<StyledText::Piece>* pieces_ = nullptr;
  std::vector<Cell> cells_;
};

StyledText& StyledText::add(std::string_view utf8, Style style, std::string_view link) {
  std::string text = without_controls(utf8);
  if (!text.empty()) pieces_.push_back({std::move(text), std::string(link), style});
  return *this;
}

StyledText& StyledText::add(const MarkedText& text, Style style, std::string_view link) {
  const std::string_view all = text.text;
  std::size_t done = 0;
  for (const auto& [begin, end] : text.marks) {
    add(all.substr(done, begin - done), style, link);
    add(all.substr(begin, end - begin), Style::mark, link);
    done = end;
  }
  return add(all.substr(done), style, link);
}

std::string StyledText::print(const Terminal& terminal, std::size_t first, std::size_t indent,
                              std::size_t lines) const {
  return LineBreaker(*this).print(terminal, first, indent, terminal.width == 0 ? 0 : lines);
}

std::size_t StyledText::width() const {
  return LineBreaker(*this).width();
}

std::vector<std::string> aligned(const std::vector<std::vector<std::string>>& rows,
                                 std::string_view sides) {
  std::vector<std::size_t> widths(sides.size(), 0);
  std::vector<std::vector<std::string>> cells;
  for (const std::vector<std::string>& row : rows) {
    std::vector<std::string>& clean = cells.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) {
      clean.push_back(without_controls(row[i]));
      widths[i] = std::max(widths[i], display_width(clean.back()));
    }
  }
  std::vector<std::string> lines;
  for (const std::vector<std::string>& row : cells) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) line += "  ";
      const std::string padding(widths[i] - display_width(row[i]), ' ');
      line += sides[i] == 'r' ? padding + row[i] : row[i] + padding;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace speur
