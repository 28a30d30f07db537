#pragma once

#include "speur/error.hpp"
#include "searcher/evaluate/evaluation.hpp"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace speur {

inline constexpr const char* default_measures = "nDCG@10,AP,RR,P@5,R@100";

struct EvalOptions {
  std::filesystem::path qrels;
  std::vector<std::filesystem::path> runs;
  std::string measures = default_measures;
  std::filesystem::path topics;    ///< for means by group; may be empty
  std::vector<std::string> gates;  ///< as nDCG@10=0.62
  EvaluateOptions evaluation;
  bool per_topic = false;
  bool json = false;
};

/// Prints what the runs are worth to `out`; to `err` what was left out of the means, and a line for
/// each gate that a run does not reach: then the code is 1 (ExitCode::no_hits). A figure is held
/// against its gate as it is printed, with four digits.
ExitCode run_eval(const EvalOptions& options, std::ostream& out, std::ostream& err);

void add_eval(CLI::App& app, std::function<ExitCode()>& chosen);

}  // namespace speur
