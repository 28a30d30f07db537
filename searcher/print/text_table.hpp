#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

/// Rows with aligned columns, two blanks between them. A cell is one line of UTF-8; its width is
/// taken to be its number of characters.
class TextTable {
 public:
  /// One letter a column: `l` or `r`, the side its cells stand on.
  explicit TextTable(std::string sides) : sides_(std::move(sides)) {}

  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  /// Without blanks at the ends of lines.
  void print(std::ostream& out) const;

 private:
  std::string sides_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace speur
