#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace speur {

/// Tells where code between backquotes ends, place after place of one text. Keeps what it looked for in vain, so
/// that a paragraph of lone backquotes is not read again from each of them.
class CodeSpans {
 public:
  explicit CodeSpans(std::string_view text) : text_(text) {}

  /// Bytes from `begin`, where backquotes start, to the end of the code, in whatever line of the paragraph that is;
  /// those of the backquotes alone, if they enclose nothing. `begin` never goes back from one call to the next.
  [[nodiscard]] std::size_t length_at(std::size_t begin);

 private:
  static constexpr std::size_t max_backticks = 80;  ///< as in cmark

  std::string_view text_;
  std::size_t paragraph_end_ = 0;
  std::array<std::size_t, max_backticks + 1> no_code_{};  ///< up to here no code of so many backquotes ends
};

}  // namespace speur
