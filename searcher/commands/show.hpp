#pragma once

#include "searcher/commands/output_options.hpp"
#include "speur/error.hpp"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>

namespace CLI {
class App;
}

namespace speur {

struct ShowOptions {
  std::filesystem::path index;  ///< empty: where find_index() finds one
  std::string id;               ///< a page's path, or one of its identifiers
  bool all_terms = false;       ///< on a terminal, too
  OutputOptions output;
};

/// Error(no_hits) if there is no such page.
ExitCode run_show(const ShowOptions& options, std::ostream& out);

void add_show(CLI::App& app, std::function<ExitCode()>& chosen);

}  // namespace speur
