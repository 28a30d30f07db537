#include "searcher/rank/text_fit.hpp"

#include <algorithm>
#include <utility>

namespace speur {

TextFit::TextFit(std::vector<double> weights) : weights_(std::move(weights)) {
  for (const double weight : weights_) total_ += weight;
}

double TextFit::operator()(std::span<const UnitPlace> places, double length) {
  double has = 0, matching = 0;
  seen_.assign(weights_.size(), false);
  for (auto place = places.begin(); place != places.end();) {
    const std::uint32_t position = place->position;
    double matched = 0;
    while (place != places.end() && place->position == position) {
      const std::size_t unit = place->unit;
      double share = 0;
      for (; place != places.end() && place->position == position && place->unit == unit; ++place) {
        share = std::max(share, place->share);
      }
      matched += share;
      if (!seen_[unit]) has += weights_[unit];
      seen_[unit] = true;
    }
    matching += std::min(matched, 1.0);
  }
  return has / total_ * std::min(1.0, matching / length);
}

}  // namespace speur
