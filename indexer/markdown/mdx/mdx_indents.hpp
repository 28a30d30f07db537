#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace speur {

/// Length of `- ` or `12. ` with its blanks at the start of `text`; 0: none.
[[nodiscard]] std::size_t marker_length(std::string_view text);

/// Takes the indentation off lines that would make code of them, which MDX does not know, and keeps what makes them
/// part of a list item.
class MdxIndents {
 public:
  /// The columns that a line gets which starts with `blanks` and goes on with `content`.
  [[nodiscard]] std::size_t column_of(std::string_view blanks, std::string_view content, bool in_paragraph);

  /// The columns that the last line lost.
  [[nodiscard]] std::size_t shift() const { return shift_; }

 private:
  struct Item {
    std::size_t in = 0;   ///< column of its content in the page
    std::size_t out = 0;  ///< the same in the result
  };

  std::vector<Item> items_;  ///< of lists that are open
  std::size_t shift_ = 0;
};

}  // namespace speur
