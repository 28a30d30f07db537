#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace speur {

/// The first eight bytes of a text as one number, with zeros behind a shorter one: of two texts the one with the lesser
/// number comes first. Texts of one number are in any order.
[[nodiscard]] constexpr std::uint64_t leading_bytes(std::string_view text) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i) {
    number = number << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  }
  return number;
}

}  // namespace speur
