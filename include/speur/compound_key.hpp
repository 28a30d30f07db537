#pragma once

#include "speur/analyzer.hpp"
#include "speur/schema.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace speur {

/// The stems of parts that stand next to each other, as one term: "fiets|stalling".
[[nodiscard]] inline std::string compound_key(std::span<const CompoundPart> parts) {
  std::string key;
  for (const CompoundPart& part : parts) {
    if (!key.empty()) key += compound_separator;
    key += part.stem;
  }
  return key;
}

}  // namespace speur
