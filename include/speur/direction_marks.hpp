#pragma once

#include <string>
#include <string_view>

namespace speur {

/// `utf8` for a terminal, with a `?` for each of Unicode's marks that turn the direction of what
/// follows (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069): a file's name could show
/// itself and the rest of the line in another order than they are.
[[nodiscard]] inline std::string without_direction_marks(std::string_view utf8) {
  const auto byte = [&](std::size_t i) {
    return i < utf8.size() ? static_cast<unsigned char>(utf8[i]) : 0U;
  };
  std::string text;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if (byte(i) == 0xd8 && byte(i + 1) == 0x9c) {
      text += '?';
      i += 1;
    } else if (byte(i) == 0xe2 &&
               ((byte(i + 1) == 0x80 && (byte(i + 2) == 0x8e || byte(i + 2) == 0x8f ||
                                         (byte(i + 2) >= 0xaa && byte(i + 2) <= 0xae))) ||
                (byte(i + 1) == 0x81 && byte(i + 2) >= 0xa6 && byte(i + 2) <= 0xa9))) {
      text += '?';
      i += 2;
    } else {
      text += utf8[i];
    }
  }
  return text;
}

}  // namespace speur
