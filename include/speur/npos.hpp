#pragma once

#include <string_view>

namespace speur {

/// What find() and its like give where there is nothing to be found.
inline constexpr auto npos = std::string_view::npos;

}  // namespace speur
