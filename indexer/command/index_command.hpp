#pragma once

#include "indexer/index_run.hpp"
#include "indexer/site/site_config.hpp"
#include "speur/error.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <iosfwd>

namespace speur {

struct IndexCommand {
  IndexOptions options;
  RunOptions run;
  bool json = false;
  bool verbose = false;  ///< names each place of what is told once
  bool quiet = false;  ///< no bar and no summary; problems are told all the same
};

/// Indexes, tells problems one a line on `err`, and the summary on `out`: as text, or with `json`
/// as one object. ExitCode::data if something of the site is not in the index as it should be.
[[nodiscard]] ExitCode run_index_command(const IndexCommand& command, std::ostream& out,
                                         std::ostream& err);

void add_index_command(CLI::App& app, std::function<ExitCode()>& chosen);

}  // namespace speur
