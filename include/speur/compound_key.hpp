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

/// Calls `visit(key)` for every run of two or more of `parts`.
template <typename Visit>
void for_each_compound_key(std::span<const CompoundPart> parts, const Visit& visit) {
  for (std::size_t first = 0; first + 1 < parts.size(); ++first) {
    for (std::size_t count = 2; first + count <= parts.size(); ++count) {
      visit(compound_key(parts.subspan(first, count)));
    }
  }
}

}  // namespace speur
