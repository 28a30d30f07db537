#pragma once

#include "searcher/commands/eval.hpp"
#include "speur/error.hpp"
#include "searcher/evaluate/evaluation.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace speur {

struct CompareOptions {
  std::filesystem::path qrels;
  std::vector<std::filesystem::path> runs;  ///< the baseline, then what is held against it
  std::string measures = default_measures;  ///< the first decides which topics moved
  std::filesystem::path topics;             ///< for queries and means by group; may be empty
  std::filesystem::path html;               ///< the report is written here, too; may be empty
  EvaluateOptions evaluation;
  std::size_t moved_topics = 10;
  bool json = false;
};

/// Prints the comparison to `out`, and to `err` what was left out of it.
ExitCode run_compare(const CompareOptions& options, std::ostream& out, std::ostream& err);

void add_compare(CLI::App& app, std::function<ExitCode()>& chosen);

}  // namespace speur
