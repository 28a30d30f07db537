#pragma once

#include "speur/ascii.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace speur {

/// The language, ISO 639-1, of a code such as "nl", "NL" or "nl-BE".
[[nodiscard]] inline std::optional<std::string> language_of_code(std::string_view code) {
  if (code.size() < 2 || !is_ascii_letter(code[0]) || !is_ascii_letter(code[1]) ||
      (code.size() > 2 && code[2] != '-' && code[2] != '_')) {
    return std::nullopt;
  }
  return ascii_lower(code.substr(0, 2));
}

}  // namespace speur
