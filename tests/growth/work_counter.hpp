#pragma once

#include <cstddef>
#include <cstdint>

namespace speur {

/// What was done since start_counting(), on this thread and in the same way on each machine: the
/// branches that instrumented code took (-fsanitize=coverage's trace-pc), and a unit for each 16 bytes
/// that memchr, memcmp, memcpy, memmove, memset and strlen went over, wherever they were called from.
/// Code of other libraries counts by these calls and by its allocations alone.
struct Cost {
  std::uint64_t work = 0;
  std::size_t peak_bytes = 0;  ///< of memory from malloc, above what was held at the start
};

void start_counting();
[[nodiscard]] Cost stop_counting();

}  // namespace speur
