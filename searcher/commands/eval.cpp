#include "searcher/commands/eval.hpp"

#include "searcher/print/text_table.hpp"
#include "speur/error.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>

namespace speur {
namespace {

struct Gate {
  Measure measure;
  double least = 0;
};

Gate parse_gate(const std::string& text) {
  const std::size_t equals = text.rfind('=');
  const char* const end = text.data() + text.size();
  Gate gate;
  const char* stop = nullptr;
  if (equals != std::string::npos) {
    const auto [at, error] = std::from_chars(text.data() + equals + 1, end, gate.least);
    if (error == std::errc() && std::isfinite(gate.least)) stop = at;
  }
  // RBP(p=0.8) without a figure has a '=', too.
  if (stop != end) {
    throw Error(ExitCode::usage, "gate \"" + text + "\": write measure=figure, as nDCG@10=0.62");
  }
  gate.measure = parse_measure(std::string_view(text).substr(0, equals));
  return gate;
}

std::string figure(const Measure& measure, double value) {
  return measure.is_count() ? fmt::format("{:.0f}", value) : fmt::format("{:.4f}", value);
}

/// What one run is worth.
struct RunResult {
  std::string name;
  std::string tag;
  Evaluation evaluation;
};

/// All that is printed.
struct Report {
  std::vector<Measure> measures;
  std::vector<Topic> topics;
  std::vector<RunResult> runs;
};

void note_left_out(const RunResult& run, const EvaluateOptions& options, std::ostream& err) {
  const Evaluation& evaluation = run.evaluation;
  const auto note = [&](std::size_t count, std::string_view what) {
    if (count == 0) return;
    err << printable(run.name) << ": " << fmt::format("{} topic{} ", count, count == 1 ? "" : "s")
        << what << '\n';
  };
  note(evaluation.missing, evaluation.complete
                               ? "judged but not in the run: counted as 0"
                               : "judged but not in the run: left out (--complete counts as 0)");
  note(evaluation.unjudged, "in the run but not judged: left out");
  note(evaluation.without_relevant,
       options.skip_without_relevant
           ? "without a relevant document: left out"
           : "without a relevant document: counted as 0 (--skip-without-relevant leaves out)");
}

void print_rows(const Report& report, const RunResult& run, bool per_topic, TextTable& table) {
  const Evaluation& evaluation = run.evaluation;
  const auto add_row = [&](std::string label, std::string count, const auto& value_of,
                           std::string query) {
    std::vector<std::string> cells = {std::move(label), std::move(count)};
    for (std::size_t m = 0; m < report.measures.size(); ++m) {
      cells.push_back(figure(report.measures[m], value_of(m)));
    }
    cells.push_back(std::move(query));
    table.add(std::move(cells));
  };
  add_row(
      printable(run.name), std::to_string(evaluation.topics.size()),
      [&](std::size_t m) { return summarize(report.measures[m], evaluation.values[m]); }, "");
  if (!report.topics.empty()) {
    for (const TopicGroup& group : group_topics(evaluation.topics, report.topics)) {
      add_row(
          "  " + (group.name.empty() ? "(no group)" : printable(group.name)),
          std::to_string(group.places.size()),
          [&](std::size_t m) {
            return summarize(report.measures[m], evaluation.values[m], group.places);
          },
          "");
    }
  }
  if (!per_topic) return;
  std::unordered_map<std::string_view, std::string_view> queries;
  for (const Topic& topic : report.topics) queries.emplace(topic.id, topic.query);
  for (std::size_t i = 0; i < evaluation.topics.size(); ++i) {
    const auto query = queries.find(evaluation.topics[i]);
    add_row(
        "  " + printable(evaluation.topics[i]), "",
        [&](std::size_t m) { return evaluation.values[m][i]; },
        query == queries.end() ? "" : printable(query->second));
  }
}

void print_table(const Report& report, bool per_topic, std::ostream& out) {
  TextTable table("lr" + std::string(report.measures.size(), 'r') + "l");
  std::vector<std::string> head = {"run", "topics"};
  for (const Measure& measure : report.measures) head.push_back(printable(measure.name));
  head.emplace_back();
  table.add(std::move(head));
  for (const RunResult& run : report.runs) print_rows(report, run, per_topic, table);
  table.print(out);
}

template <typename ValueOf>
boost::json::object measures_json(const Report& report, const ValueOf& value_of) {
  boost::json::object object;
  for (std::size_t m = 0; m < report.measures.size(); ++m) {
    const double value = value_of(m);
    if (report.measures[m].is_count()) {
      object[report.measures[m].name] = static_cast<std::int64_t>(value);
    } else {
      object[report.measures[m].name] = value;
    }
  }
  return object;
}

boost::json::object run_json(const Report& report, const RunResult& run, bool per_topic) {
  const Evaluation& evaluation = run.evaluation;
  boost::json::object object;
  object["run"] = run.name;
  object["tag"] = run.tag;
  object["topics"] = evaluation.topics.size();
  object["missing"] = evaluation.missing;
  object["unjudged"] = evaluation.unjudged;
  object["withoutRelevant"] = evaluation.without_relevant;
  object["measures"] = measures_json(
      report, [&](std::size_t m) { return summarize(report.measures[m], evaluation.values[m]); });
  if (!report.topics.empty()) {
    boost::json::array groups;
    for (const TopicGroup& group : group_topics(evaluation.topics, report.topics)) {
      groups.push_back({{"group", group.name},
                        {"topics", group.places.size()},
                        {"measures", measures_json(report, [&](std::size_t m) {
                           return summarize(report.measures[m], evaluation.values[m], group.places);
                         })}});
    }
    object["groups"] = std::move(groups);
  }
  if (per_topic) {
    boost::json::object topics;
    for (std::size_t i = 0; i < evaluation.topics.size(); ++i) {
      topics[evaluation.topics[i]] =
          measures_json(report, [&](std::size_t m) { return evaluation.values[m][i]; });
    }
    object["perTopic"] = std::move(topics);
  }
  return object;
}

/// A gate of one run, looked at.
struct GateResult {
  const RunResult* run = nullptr;
  Gate gate;
  double value = 0;
  bool passed = false;
};

std::vector<GateResult> check_gates(const Report& report, const std::vector<Gate>& gates) {
  std::vector<GateResult> results;
  for (const RunResult& run : report.runs) {
    for (const Gate& gate : gates) {
      const auto at =
          std::find_if(report.measures.begin(), report.measures.end(),
                       [&](const Measure& each) { return same_measure(each, gate.measure); });
      const auto m = static_cast<std::size_t>(at - report.measures.begin());
      const double value = summarize(*at, run.evaluation.values[m]);
      // Printed figures become gates: what prints as 0.6213 must pass 0.6213.
      const bool passed = std::round(value * 1e4) >= gate.least * 1e4 - 1e-6;
      results.push_back({&run, gate, value, passed});
    }
  }
  return results;
}

void print_json(const Report& report, const EvalOptions& options,
                const std::vector<GateResult>& gates, std::ostream& out) {
  boost::json::object object;
  object["qrels"] = options.qrels.string();
  boost::json::array runs, gate_objects;
  for (const RunResult& run : report.runs) {
    runs.push_back(run_json(report, run, options.per_topic));
  }
  for (const GateResult& gate : gates) {
    gate_objects.push_back({{"run", gate.run->name},
                            {"measure", gate.gate.measure.name},
                            {"least", gate.gate.least},
                            {"value", gate.value},
                            {"passed", gate.passed}});
  }
  object["runs"] = std::move(runs);
  if (!gates.empty()) object["gates"] = std::move(gate_objects);
  out << boost::json::serialize(object) << '\n';
}

Report make_report(const EvalOptions& options, const std::vector<Gate>& gates, std::ostream& err) {
  Report report;
  report.measures = parse_measures(options.measures);
  for (const Gate& gate : gates) {
    const bool known =
        std::any_of(report.measures.begin(), report.measures.end(),
                    [&](const Measure& each) { return same_measure(each, gate.measure); });
    if (!known) report.measures.push_back(gate.measure);
  }
  if (!options.topics.empty()) report.topics = read_topics(options.topics);
  const Qrels qrels = read_qrels(options.qrels);
  for (const std::filesystem::path& file : options.runs) {
    const Run run = read_run(file);
    try {
      report.runs.push_back(
          {file.string(), run.tag, evaluate(qrels, run, report.measures, options.evaluation)});
    } catch (const Error& error) {
      throw Error(error.code(), {file}, error.what());
    }
    note_left_out(report.runs.back(), options.evaluation, err);
  }
  return report;
}

}  // namespace

ExitCode run_eval(const EvalOptions& options, std::ostream& out, std::ostream& err) {
  std::vector<Gate> gates;
  for (const std::string& text : options.gates) gates.push_back(parse_gate(text));
  const Report report = make_report(options, gates, err);
  const std::vector<GateResult> results = check_gates(report, gates);
  if (options.json) {
    print_json(report, options, results, out);
  } else {
    print_table(report, options.per_topic, out);
  }
  ExitCode code = ExitCode::done;
  for (const GateResult& result : results) {
    if (result.passed) continue;
    err << printable(result.run->name) << ": " << result.gate.measure.name << " is "
        << figure(result.gate.measure, result.value) << ", below its gate of "
        << fmt::format("{}", result.gate.least) << '\n';
    code = ExitCode::no_hits;
  }
  return code;
}

void add_eval(CLI::App& app, std::function<ExitCode()>& chosen) {
  auto options = std::make_shared<EvalOptions>();
  CLI::App* command = app.add_subcommand("eval", "Say what TREC runs are worth by judgements");
  command->add_option("--qrels", options->qrels, "TREC judgements: topic 0 document grade")
      ->required();
  command->add_option("RUN", options->runs, "TREC runs")->required();
  command->add_option("--measures", options->measures, "With commas, as nDCG@10,AP,RBP(p=0.9)")
      ->capture_default_str();
  command->add_option("--topics", options->topics, "Topic file: adds means by group");
  command
      ->add_option("--gate", options->gates,
                   "As nDCG@10=0.62: end with 1 if a run is below (may be repeated)")
      ->take_all()
      ->allow_extra_args(false);
  command->add_flag("--complete", options->evaluation.complete,
                    "Count judged topics that a run does not answer as 0 (trec_eval -c)");
  command->add_flag("--skip-without-relevant", options->evaluation.skip_without_relevant,
                    "Leave out topics without a relevant document");
  command->add_flag("--per-topic", options->per_topic, "Also each topic's values");
  command->add_flag("--json", options->json, "JSON instead of a table");
  command->callback(
      [&chosen, o = options] { chosen = [o] { return run_eval(*o, std::cout, std::cerr); }; });
}

}  // namespace speur
