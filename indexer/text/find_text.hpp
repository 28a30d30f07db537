#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

namespace speur {

/// Where `what` begins in `text` at `from` or behind it; npos where it does not. The time is linear, which that of
/// string_view::find is not where both repeat a letter: a page may look for half of itself in the other half.
[[nodiscard]] inline std::size_t find_text(std::string_view text, std::string_view what, std::size_t from = 0) {
  if (from > text.size()) return std::string_view::npos;
  if (what.empty()) return from;
  const void* const found = memmem(text.data() + from, text.size() - from, what.data(), what.size());
  return found == nullptr ? std::string_view::npos
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace speur
