#pragma once

#include "searcher/commands/output_options.hpp"
#include "speur/error.hpp"
#include "speur/searcher.hpp"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace speur {

struct SearchOptions {
  std::filesystem::path index;        ///< empty: where find_index() finds one
  std::vector<std::string> words;     ///< of the query
  std::vector<std::string> filters;   ///< facet=value
  std::string facets;                 ///< a,b or all
  std::vector<std::string> settings;  ///< ranking parameters: name=value
  bool hit_facets = false;
  int query_milliseconds = 10'000;  ///< 0: as long as it takes
  SearchRequest request;            ///< the rest of it
  OutputOptions output;
};

/// Prints the answer to `out`, and what of the query was read otherwise than it looks to `err`.
/// ExitCode::no_hits if no page was found.
ExitCode run_search(const SearchOptions& options, std::ostream& out, std::ostream& err);

void add_search(CLI::App& app, std::function<ExitCode()>& chosen);

}  // namespace speur
