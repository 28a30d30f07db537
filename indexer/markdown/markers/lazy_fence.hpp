#pragma once

#include <string_view>

namespace speur {

/// Whether a page has a fence that kramdown takes for a line of the list item above it: it stands at the
/// margin right below the item's text, and its code has a blank line, which ends the list. From there on
/// kramdown takes the ends of code for its starts, and headings for code, up to no place that can be told.
[[nodiscard]] bool has_lazy_fence(std::string_view body);

}  // namespace speur
