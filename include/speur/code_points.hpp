#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace speur {

/// The code points of `utf8`, replacing those of `points`. A byte that begins no sequence is
/// U+FFFD; overlong forms and surrogates are not looked for: words come from a normalizer.
inline void decode_utf8(std::string_view utf8, std::u32string& points) {
  points.clear();
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i++]);
    std::size_t following = 0;
    char32_t point = lead;
    if (lead >= 0xf0 && lead < 0xf8) {
      following = 3;
      point = lead & 0x07U;
    } else if (lead >= 0xe0 && lead < 0xf0) {
      following = 2;
      point = lead & 0x0fU;
    } else if (lead >= 0xc0 && lead < 0xe0) {
      following = 1;
      point = lead & 0x1fU;
    } else if (lead >= 0x80) {
      point = U'\uFFFD';
    }
    for (std::size_t end = i + following; following > 0 && i < end; ++i) {
      if (i == utf8.size() || (static_cast<unsigned char>(utf8[i]) & 0xc0U) != 0x80) {
        point = U'\uFFFD';
        break;
      }
      point = point << 6U | (static_cast<unsigned char>(utf8[i]) & 0x3fU);
    }
    points += point;
  }
}

}  // namespace speur
