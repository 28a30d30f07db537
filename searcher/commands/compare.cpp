#include "searcher/commands/compare.hpp"

#include "searcher/evaluate/comparison_report.hpp"
#include "searcher/evaluate/comparison.hpp"

#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>
#include <memory>
#include <utility>

namespace speur {
namespace {

void write_html(const Comparison& comparison, const ReportContext& context,
                const std::filesystem::path& file) {
  std::ofstream out(file, std::ios::binary);
  if (!out) throw Error(ExitCode::io, {file}, "cannot be written");
  print_comparison_html(comparison, context, out);
  out.close();
  if (!out) throw Error(ExitCode::io, {file}, "writing failed");
}

}  // namespace

ExitCode run_compare(const CompareOptions& options, std::ostream& out, std::ostream& err) {
  if (options.runs.size() < 2) {
    throw Error(ExitCode::usage, "compare needs a baseline and at least one run");
  }
  const CompareSettings settings{.measures = parse_measures(options.measures),
                                 .evaluation = options.evaluation,
                                 .moved_topics = options.moved_topics};
  std::vector<Topic> topics;
  if (!options.topics.empty()) topics = read_topics(options.topics);
  const Qrels qrels = read_qrels(options.qrels);
  std::vector<NamedRun> runs;
  for (const std::filesystem::path& file : options.runs) {
    runs.push_back({file.string(), read_run(file)});
  }
  const Comparison comparison = compare_runs(qrels, runs, settings);
  if (comparison.left_out > 0) {
    err << comparison.left_out << " judged topic" << (comparison.left_out == 1 ? "" : "s")
        << " in none of the runs: left out (--complete counts as 0)\n";
  }
  const ReportContext context{options.qrels, topics};
  if (options.json) {
    print_comparison_json(comparison, context, out);
  } else {
    print_comparison(comparison, context, out);
  }
  if (!options.html.empty()) write_html(comparison, context, options.html);
  return ExitCode::done;
}

void add_compare(CLI::App& app, std::function<ExitCode()>& chosen) {
  auto options = std::make_shared<CompareOptions>();
  CLI::App* command =
      app.add_subcommand("compare", "Say whether TREC runs are better than a baseline");
  command->add_option("--qrels", options->qrels, "TREC judgements: topic 0 document grade")
      ->required();
  command->add_option("RUN", options->runs, "TREC runs: the baseline, then one or more others")
      ->required()
      ->expected(2, CLI::detail::expected_max_vector_size);
  command
      ->add_option("--measures", options->measures,
                   "With commas; the first decides which topics moved")
      ->capture_default_str();
  command->add_option("--topics", options->topics, "Topic file: adds queries and groups");
  command->add_option("--moved", options->moved_topics, "How many moved topics to show")
      ->capture_default_str();
  command->add_option("--html", options->html, "Write a report to this file, too");
  command->add_flag("--complete", options->evaluation.complete,
                    "Count judged topics that no run answers as 0");
  command->add_flag("--skip-without-relevant", options->evaluation.skip_without_relevant,
                    "Leave out topics without a relevant document");
  command->add_flag("--json", options->json, "JSON instead of a table");
  command->callback(
      [&chosen, o = options] { chosen = [o] { return run_compare(*o, std::cout, std::cerr); }; });
}

}  // namespace speur
