#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace speur {

/// The text with `\n` for each of its line ends; empty if it has no others, so that it is as it should be.
[[nodiscard]] inline std::string with_plain_line_ends(std::string_view text) {
  std::string plain;
  if (text.find('\r') == std::string_view::npos) return plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      plain += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      plain += '\n';
    }
  }
  return plain;
}

}  // namespace speur
