#pragma once

#include "searcher/http/net/limits.hpp"

#include <chrono>

namespace speur::http {

/// Limits that a slow and busy machine does not come to, so that no answer depends on its speed. A test
/// shortens the one limit that it is about.
inline Limits patient_limits() {
  constexpr std::chrono::minutes long_time(1);
  Limits limits;
  limits.idle = limits.crowded = limits.header = limits.body = limits.write = limits.stop = long_time;
  limits.queue = limits.query = long_time;
  return limits;
}

}  // namespace speur::http
