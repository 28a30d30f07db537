#pragma once

#include "searcher/commands/output_options.hpp"
#include "speur/error.hpp"

#include <filesystem>
#include <functional>
#include <iosfwd>

namespace CLI {
class App;
}

namespace speur {

struct StatusOptions {
  std::filesystem::path index;  ///< empty: where find_index() finds one
  OutputOptions output;
};

/// ExitCode::io if a check of the index's files found a fault.
ExitCode run_status(const StatusOptions& options, std::ostream& out);

void add_status(CLI::App& app, std::function<ExitCode()>& chosen);

}  // namespace speur
