#include "searcher/rank/proximity.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace speur {
namespace {

constexpr unsigned far_apart = 8;  ///< words between two units that are no longer near

}  // namespace

double proximity(const std::vector<std::vector<std::uint32_t>>& positions) {
  if (positions.size() < 2) return 0;
  double sum = 0;
  for (std::size_t unit = 0; unit + 1 < positions.size(); ++unit) {
    double best = 0;
    auto next = positions[unit + 1].begin();
    for (const std::uint32_t here : positions[unit]) {
      while (next != positions[unit + 1].end() && *next < here) ++next;
      if (next != positions[unit + 1].end() && *next == here) {  // one compound has both
        best = 1;
        break;
      }
      if (next != positions[unit + 1].end() && *next - here <= far_apart) {
        best = std::max(best, 1.0 / (*next - here));
      }
      if (next != positions[unit + 1].begin()) {
        const std::uint32_t before = *std::prev(next);
        // In the other order is half as good: "toezicht, menselijk" for menselijk toezicht.
        if (before < here && here - before <= far_apart) {
          best = std::max(best, 0.5 / (here - before));
        }
      }
    }
    sum += best;
  }
  return sum / static_cast<double>(positions.size() - 1);
}

}  // namespace speur
