#pragma once

#include "searcher/index/deadline.hpp"

#include <chrono>

namespace speur {

/// How long databases on other hosts are waited for. A message that is under way cannot be taken back: so each has a
/// limit of its own, and none is sent once the time is up.
struct RemoteTime {
  std::chrono::milliseconds a_message{10'000};
  Deadline until{};
};

}  // namespace speur
