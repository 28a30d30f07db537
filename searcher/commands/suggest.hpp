#pragma once

#include "searcher/commands/output_options.hpp"
#include "speur/error.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace speur {

struct SuggestOptions {
  std::filesystem::path index;     ///< empty: where find_index() finds one
  std::vector<std::string> words;  ///< of what is typed; a blank stands between them
  std::size_t limit = 10;
  OutputOptions output;
};

/// ExitCode::no_hits if nothing begins so.
ExitCode run_suggest(const SuggestOptions& options, std::ostream& out);

void add_suggest(CLI::App& app, std::function<ExitCode()>& chosen);

}  // namespace speur
