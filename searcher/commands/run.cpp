#include "searcher/commands/run.hpp"

#include "searcher/commands/index_location.hpp"
#include "searcher/evaluate/evaluation.hpp"
#include "speur/ranking.hpp"
#include "speur/searcher.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <exception>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <sstream>
#include <thread>

namespace speur {
namespace {

/// Topics that are answered before the first of them is written: bounds the memory.
constexpr std::size_t batch_size = 256;

struct Answer {
  std::string lines;
  std::string features;
  double milliseconds = 0;
};

Answer answer(Searcher& searcher, const Topic& topic, const RunOptions& options) {
  const SearchResult result =
      searcher.search({.query = topic.query,
                       .limit = options.depth,
                       .features = !options.features.empty(),
                       .count_hits = false,
                       .snippets = false});
  std::vector<ScoredDocument> ranking;
  for (const Hit& hit : result.hits) ranking.push_back({hit.id, hit.score});
  std::ostringstream lines;
  write_run_topic(lines, topic.id, ranking, options.tag);
  std::string features;
  for (const Hit& hit : result.hits) {
    if (hit.features.empty()) continue;
    features += fmt::format("{}\t{}\tscore={}", topic.id, run_id(hit.id), hit.score);
    for (const auto& [name, value] : hit.features) {
      features += fmt::format("\t{}={}", name, value);
    }
    features += '\n';
  }
  return {std::move(lines).str(), std::move(features), result.milliseconds};
}

/// Answers `topics[first, last)` with a searcher a thread; throws what the first topic that failed
/// threw.
std::vector<Answer> answer_batch(std::vector<Searcher>& searchers, const std::vector<Topic>& topics,
                                 std::size_t first, std::size_t last, const RunOptions& options) {
  std::vector<Answer> answers(last - first);
  std::vector<std::exception_ptr> failures(last - first);
  std::atomic<std::size_t> next = first;
  const auto work = [&](Searcher& searcher) {
    for (std::size_t i = next++; i < last; i = next++) {
      try {
        answers[i - first] = answer(searcher, topics[i], options);
      } catch (const Error& e) {
        failures[i - first] = std::make_exception_ptr(
            Error(e.code(), {options.topics, 0},
                  fmt::format("topic {}: {}", topics[i].id, e.what())));
      } catch (...) {
        failures[i - first] = std::current_exception();
      }
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < searchers.size(); ++i) {
      threads.emplace_back([&, i] { work(searchers[i]); });
    }
    work(searchers.front());
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
  return answers;
}

/// The head of a file of features: the parameters that the scores were made with.
std::string parameters_line(const RankingParameters& parameters) {
  std::string line = "#";
  for (const RankingParameter& each : ranking_parameters()) {
    line += fmt::format("\t{}={}", each.name, parameters.*each.value);
  }
  return line + '\n';
}

/// Nothing for an empty path.
void open_output(std::ofstream& file, const std::filesystem::path& path) {
  if (path.empty()) return;
  file.open(path, std::ios::binary | std::ios::trunc);
  if (!file) {
    throw Error(ExitCode::io, {path, 0}, fmt::format("cannot write: {}", std::strerror(errno)));
  }
}

double percentile(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return 0;
  const auto rank = static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
  return sorted[std::min(rank, sorted.size() - 1)];
}

}  // namespace

ExitCode run_topics(const RunOptions& options, std::ostream& out, std::ostream& err) {
  RankingParameters parameters;
  for (const std::string& assignment : options.set) set_parameter(parameters, assignment);
  const std::vector<Topic> topics = read_topics(options.topics);
  const std::filesystem::path index = find_index(options.index);

  std::ofstream file, features;
  open_output(file, options.output);
  open_output(features, options.features);
  if (features.is_open()) features << parameters_line(parameters);
  std::ostream& lines = options.output.empty() ? out : file;

  const std::size_t wanted =
      options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  std::vector<Searcher> searchers;
  for (std::size_t i = 0; i < std::min(wanted, std::max<std::size_t>(topics.size(), 1)); ++i) {
    searchers.emplace_back(index, parameters);
  }

  const auto start = std::chrono::steady_clock::now();
  std::vector<double> latencies;
  for (std::size_t first = 0; first < topics.size(); first += batch_size) {
    const std::size_t last = std::min(first + batch_size, topics.size());
    for (const Answer& each : answer_batch(searchers, topics, first, last, options)) {
      lines << each.lines;
      features << each.features;
      latencies.push_back(each.milliseconds);
    }
  }
  lines.flush();
  if (!lines) throw Error(ExitCode::io, {options.output, 0}, "cannot write the run");
  if (!options.features.empty() && !features.flush()) {
    throw Error(ExitCode::io, {options.features, 0}, "cannot write the features");
  }
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  std::ranges::sort(latencies);
  err << fmt::format(
      "{} topics in {:.2f} s on {} threads: {:.0f} queries/s; latency p50 {:.2f} ms, p90 {:.2f} "
      "ms, p99 {:.2f} ms\n",
      topics.size(), elapsed.count(), searchers.size(),
      static_cast<double>(topics.size()) / elapsed.count(), percentile(latencies, 0.5),
      percentile(latencies, 0.9), percentile(latencies, 0.99));
  return ExitCode::done;
}

void add_run(CLI::App& app, std::function<ExitCode()>& chosen) {
  const auto options = std::make_shared<RunOptions>();
  CLI::App* command = app.add_subcommand("run", "Answer a file of topics as a TREC run");
  command->add_option("--topics", options->topics, "Topics: TSV, TREC or JSON Lines")->required();
  command->add_option("--index", options->index, "Folder of the index, or a Xapian stub file");
  command->add_option("--output,-o", options->output, "File to write (default: standard output)");
  command->add_option("--depth", options->depth, "Hits a topic")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}));
  command->add_option("--set", options->set, "Set a ranking parameter: name=value")
      ->allow_extra_args(false);
  command->add_option("--tag", options->tag, "The run's name in its last column")
      ->capture_default_str();
  command->add_option("--features", options->features,
                      "Also write what each score is made of: topic, page, name=value with tabs");
  command->add_option("--jobs", options->jobs, "Threads (default: one a core)");
  command->callback([&chosen, options] {
    chosen = [options] { return run_topics(*options, std::cout, std::cerr); };
  });
}

}  // namespace speur
