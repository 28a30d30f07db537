#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace speur {

/// Gives code that stands in a quotation without the quotation's signs, as a reader of code wants it.
class QuotedCode {
 public:
  explicit QuotedCode(std::string_view text) : text_(text) {}

  /// The text from `place` on, which stands in `quotes` quotations, up to their end; a bounded part of it, where
  /// that is long. Holds until the next call.
  [[nodiscard]] std::string_view at(std::size_t place, std::size_t quotes);

  /// How many bytes of the text `code` takes, which at() gave for `place`.
  [[nodiscard]] std::size_t length_of(std::string_view code, std::size_t place, std::size_t quotes) const;

 private:
  void copy(std::size_t place, std::size_t quotes);

  std::string_view text_;
  std::string copied_;
  std::size_t begin_ = 0;     ///< of what was copied
  std::size_t line_end_ = 0;  ///< of the part of its first line that was copied
  bool is_cut_ = false;       ///< the quotation goes on behind what was copied
};

}  // namespace speur
