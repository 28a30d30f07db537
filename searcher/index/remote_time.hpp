#pragma once

#include "searcher/index/deadline.hpp"

#include <algorithm>
#include <chrono>

namespace speur {

/// How long databases on other hosts are waited for. A message that is under way cannot be taken back, and Xapian takes
/// its limit when it connects: so each may take a third of the time of a search, and none is sent in the last third.
struct RemoteTime {
  std::chrono::milliseconds a_message{10'000};
  Deadline until{};

  static constexpr int messages = 3;  ///< the least that a search needs: to prepare, to find and to show

  /// Of a search that has `limit`, until the moment `until`; 0: as long as it takes.
  [[nodiscard]] static RemoteTime of(std::chrono::milliseconds limit, const Deadline& until) {
    RemoteTime time;
    if (limit.count() > 0) time.a_message = std::max(limit / messages, std::chrono::milliseconds(1));
    time.until = until;
    return time;
  }
  /// When a search or a request that begins now, and has `limit`, sends its last message.
  [[nodiscard]] static Deadline last_message(std::chrono::milliseconds limit) {
    if (limit.count() == 0) return {};
    return Deadline(limit - limit / messages);
  }
};

}  // namespace speur
