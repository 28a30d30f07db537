#pragma once

#include "searcher/http/app/application.hpp"
#include "searcher/http/net/client_address.hpp"
#include "searcher/http/net/connection_count.hpp"
#include "searcher/http/net/limits.hpp"
#include "searcher/http/report/access_log.hpp"
#include "searcher/http/report/metrics.hpp"
#include "searcher/http/serve/index_watch.hpp"
#include "searcher/http/serve/search_pool.hpp"

#include <cstddef>
#include <future>
#include <memory>
#include <string>

namespace speur::http {

/// What all workers have in common. Outlives them.
struct Shared {
  const Limits limits;
  Application& application;
  IndexWatch& watch;
  SearchPool& pool;
  Metrics& metrics;
  ConnectionCount& count;
  Log& log;
  const TrustedProxies& proxies;
  bool log_queries = false;
};

/// A connection as it was accepted.
struct Accepted {
  int socket = -1;  ///< non-blocking; closed by whoever has it
  Peer peer;
  bool refused = false;  ///< over a cap, and not in ConnectionCount: it is told so, and closed
};

/// A thread with its own connections. Searches it gives to the pool; it answers the rest, which
/// takes little time, itself.
class Worker {
 public:
  explicit Worker(Shared& shared);
  /// Drops what is unfinished. By then the pool does nothing for it any more.
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void start();
  /// From any thread.
  void take(Accepted accepted);
  /// Finishes the requests that are here, takes no others, and ends. Searches that have not begun
  /// are refused. From any thread.
  void drain();
  /// Ends the searches that run, with what they have. From any thread.
  void stop_searches();
  /// True once it has ended by itself.
  [[nodiscard]] bool has_ended(std::chrono::milliseconds wait);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace speur::http
