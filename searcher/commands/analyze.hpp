#pragma once

#include "searcher/commands/output_options.hpp"
#include "speur/error.hpp"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace speur {

struct AnalyzeOptions {
  std::filesystem::path index;     ///< empty: where one is found, else the standard recipe
  std::vector<std::string> words;  ///< of the text
  std::string language;            ///< ISO 639-1; empty: the index's, else nl
  bool explain = false;            ///< also candidate divisions, the family and the thesaurus
  OutputOptions output;
};

ExitCode run_analyze(const AnalyzeOptions& options, std::ostream& out);

void add_analyze(CLI::App& app, std::function<ExitCode()>& chosen);

}  // namespace speur
