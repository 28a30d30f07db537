#pragma once

#include <cstdint>
#include <vector>

namespace speur {

/// How close the units of the query stand to each other, in query order: 1 if all follow each
/// other directly somewhere, 0 if none is near the next. `positions`: of each unit, in order; the same one may
/// be there twice.
[[nodiscard]] double proximity(const std::vector<std::vector<std::uint32_t>>& positions);

}  // namespace speur
