#pragma once

#include "searcher/http/server.hpp"
#include "speur/error.hpp"

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
  http::ServerOptions server;
};

/// Until the process is asked to end.
ExitCode run_serve(const ServeOptions& options);

void add_serve(CLI::App& app, std::function<ExitCode()>& chosen);

}  // namespace speur
