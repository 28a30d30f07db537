#pragma once

#include "searcher/http/serve/server.hpp"
#include "speur/error.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace speur {

struct ServeOptions {
  http::ServerOptions server;
  std::filesystem::path index;  ///< empty: where find_index() finds one
  std::string log_format = "logfmt";
  std::size_t query_milliseconds = static_cast<std::size_t>(server.limits.query.count());
  std::size_t queue_milliseconds = static_cast<std::size_t>(server.limits.queue.count());
  std::size_t watch_milliseconds = static_cast<std::size_t>(server.limits.watch.count());
  std::size_t answer_cache_mib = server.kept_bytes >> 20U;
  bool zero_hits_report = false;
  std::size_t zero_hits_clients = 5;
  bool unconfined = false;
};

/// Until the process is asked to end.
ExitCode run_serve(const ServeOptions& options);

void add_serve(CLI::App& app, std::function<ExitCode()>& chosen);

}  // namespace speur
