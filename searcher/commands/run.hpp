#pragma once

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

struct RunOptions {
  std::filesystem::path topics, index;
  std::filesystem::path output;  ///< empty: standard output
  std::size_t depth = 1000;      ///< hits a topic
  std::vector<std::string> set;  ///< ranking parameters: name=value
  std::string tag = "speur";     ///< the run's last column
  std::filesystem::path features;  ///< a file for the numbers behind each score; empty: none
  std::size_t jobs = 0;          ///< threads; 0: one a core
};

/// Answers each topic, in parallel, and writes a TREC run in the order of the topics: the same
/// bytes whatever the number of threads. Tells queries a second and latencies on `err`. What is
/// in memory does not grow with the number of topics.
ExitCode run_topics(const RunOptions& options, std::ostream& out, std::ostream& err);

void add_run(CLI::App& app, std::function<ExitCode()>& chosen);

}  // namespace speur
