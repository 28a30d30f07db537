#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace speur {

/// The spaces and `>` before the text of a line.
struct Lead {
  std::size_t length = 0;
  std::size_t quotes = 0;
  std::size_t indent = 0;  ///< columns behind the last `>` and its space
};

[[nodiscard]] Lead read_lead(std::string_view line);

/// Length of a list marker and the spaces behind it; 0 if there is none.
[[nodiscard]] std::size_t list_marker_length(std::string_view text);

/// `text` without the spaces around it.
[[nodiscard]] std::string_view without_spaces(std::string_view text);

/// Written so that cmark takes every character for itself.
[[nodiscard]] std::string escaped_for_cmark(std::string_view text);

/// Whether `c` is one of the signs that Markdown can give a meaning.
[[nodiscard]] constexpr bool is_ascii_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
         (c >= '{' && c <= '~');
}

}  // namespace speur
