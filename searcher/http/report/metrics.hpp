#pragma once

#include "searcher/http/net/router.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace speur::http {

/// What the server counts, for Prometheus. Any thread may count.
class Metrics {
 public:
  using Count = std::atomic<std::uint64_t>;

  void answered(Route route, unsigned status, std::chrono::steady_clock::duration took);

  Count queries{0}, queries_timed_out{0}, zero_hit_queries{0};
  Count kept_answers{0};         ///< given again without a search
  Count connections{0};          ///< open now
  Count connections_total{0};    ///< taken since the start
  Count connections_refused{0};  ///< over a cap
  Count connections_timed_out{0};
  Count connections_unread{0};  ///< closed with an answer that would have waited for its client
  Count malformed{0};  ///< what came in was no request
  Count shed{0};
  Count dropped{0};  ///< searches whose client had gone
  Count index_switches{0}, index_failures{0};
  Count index_pages{0}, index_bytes{0};

  /// Text exposition format 0.0.4. `revision` and `built` label the index.
  [[nodiscard]] std::string text(std::string_view revision, std::string_view built) const;

 private:
  static constexpr std::array buckets = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                         0.05,   0.1,   0.25,   0.5,   1.0,  2.5};
  struct RouteMetrics {
    std::array<Count, 6> by_class{};                 // of status: 1xx to 5xx
    std::array<Count, buckets.size() + 1> within{};  // each its own; summed when printed
    Count nanoseconds{0};
  };
  std::array<RouteMetrics, route_count> routes_{};
  const std::int64_t start_seconds_ = std::chrono::duration_cast<std::chrono::seconds>(
                                          std::chrono::system_clock::now().time_since_epoch())
                                          .count();
};

}  // namespace speur::http
