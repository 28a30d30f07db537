#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace speur {

/// The lines that an MDX page becomes. A blank line catches up with the lines of the page, so that a message about
/// the result names a line of the page as nearly as can be.
class MdxLines {
 public:
  explicit MdxLines(std::size_t bytes) { text_.reserve(bytes); }

  /// Tells of lines of the page that were read.
  void read(std::size_t lines) { owed_ += static_cast<long>(lines); }

  void put(std::string_view line) {
    text_ += line;
    text_ += '\n';
    --owed_;
  }

  /// Ends the paragraph that was put.
  void end_block() {
    if (!text_.empty() && !text_.ends_with("\n\n")) put({});
  }

  /// Writes a blank line of the page, and those that are missing beside the page.
  void put_blank() {
    if (owed_ <= 0 && text_.ends_with("\n\n")) return;
    put({});
    while (owed_ > 0) put({});
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
  long owed_ = 0;  ///< lines that were read and not put
};

}  // namespace speur
