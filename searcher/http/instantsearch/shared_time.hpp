#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace speur::http {

/// Divides the time of one search among all searches of a request. A search that takes longer than
/// its part, with the making of its answer, leaves less to those behind it, so that all together end
/// about when one would; a search that is quick leaves them more.
class SharedTime {
 public:
  using Clock = std::chrono::steady_clock;

  SharedTime(std::chrono::milliseconds all, std::size_t searches, Clock::time_point now = Clock::now())
      : end_(now + all), searches_(searches) {}

  /// The part of the next search. It is never 0, which a Searcher takes for no limit.
  [[nodiscard]] std::chrono::milliseconds next(Clock::time_point now = Clock::now()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end_ - now);
    const auto searches = static_cast<std::chrono::milliseconds::rep>(std::max<std::size_t>(searches_, 1));
    if (searches_ > 0) --searches_;
    return std::max(left / searches, std::chrono::milliseconds(1));
  }

 private:
  Clock::time_point end_;
  std::size_t searches_;  // that are still to be made
};

}  // namespace speur::http
