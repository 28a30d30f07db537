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
  std::filesystem::path index;  ///< empty: where find_index() finds one
  std::string log_format = "logfmt";
  std::size_t query_milliseconds = 1'000;
  std::size_t watch_milliseconds = 200;
  std::size_t answer_cache_mib = 32;
  bool zero_hits_report = false;
  std::size_t zero_hits_clients = 5;
  bool unconfined = false;
  http::ServerOptions server;
};

/// Until the process is asked to end.
ExitCode run_serve(const ServeOptions& options);

void add_serve(CLI::App& app, std::function<ExitCode()>& chosen);

}  // namespace speur
