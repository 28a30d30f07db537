#pragma once

#include "searcher/evaluate/evaluation.hpp"
#include "searcher/evaluate/significance.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace speur {

/// A page that stands elsewhere in the run than in the baseline.
struct MovedPage {
  std::string id;
  int grade = JudgedRanking::unjudged;
  std::size_t baseline_rank = 0, run_rank = 0;  ///< from 1; 0: not retrieved
};

/// A topic whose value by the first measure changed.
struct MovedTopic {
  std::size_t place = 0;  ///< in Comparison::topics
  double baseline = 0, run = 0;
  std::vector<MovedPage> pages;  ///< those that explain it best first

  [[nodiscard]] double difference() const { return run - baseline; }
};

/// One run against the baseline.
struct RunComparison {
  std::string name;
  std::vector<std::vector<double>> values;  ///< values[measure][topic]
  std::vector<Difference> differences;      ///< by measure
  std::vector<MovedTopic> moved;            ///< largest change first
};

struct Comparison {
  std::vector<Measure> measures;
  std::vector<std::string> topics;  ///< in the order of the qrels
  std::string baseline_name;
  std::vector<std::vector<double>> baseline_values;  ///< values[measure][topic]
  std::vector<RunComparison> runs;
  std::size_t left_out = 0;  ///< judged topics that no run answers
};

struct NamedRun {
  std::string name;
  Run run;
};

struct CompareSettings {
  std::vector<Measure> measures;    ///< at least one; the first decides which topics moved
  EvaluateOptions evaluation = {};  ///< complete: topics that no run answers count, too
  std::size_t moved_topics = 10;    ///< at most so many a run
  std::size_t moved_pages = 6;      ///< at most so many a topic
};

/// `runs`: the baseline and one or more to hold against it. The topics are those that are judged
/// and that at least one of the runs answers; a run that does not answer one has 0 there, so a
/// topic found for the first time counts as the gain it is. If all answer the same topics, the
/// means are those of evaluate().
/// Error(usage) for a count (num_ret …) as a measure; Error(data) if no topic is left.
[[nodiscard]] Comparison compare_runs(const Qrels& qrels, std::span<const NamedRun> runs,
                                      const CompareSettings& settings);

}  // namespace speur
