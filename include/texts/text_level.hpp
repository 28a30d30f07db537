#pragma once

namespace speur {

/// The level of Zstandard. What higher levels save of the space is little, and costs three times the work.
inline constexpr int text_level = 3;

}  // namespace speur
