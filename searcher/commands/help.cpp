#include "searcher/commands/help.hpp"

#include "include/manual/guide.hpp"
#include "speur/ranking.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

namespace speur {
namespace {

/// Every weight, from the table that --set reads.
std::string weights_text() {
  std::string text = "\nWeights, for speur search --set NAME=VALUE\n\n";
  const RankingParameters defaults;
  for (const RankingParameter& parameter : ranking_parameters()) {
    text += fmt::format("  {} ({}; {} to {})\n      {}\n", parameter.name,
                        defaults.*parameter.value, parameter.least, parameter.most,
                        parameter.meaning);
  }
  return text;
}

}  // namespace

ExitCode run_help(const std::string& topic, std::ostream& out) {
  if (topic.empty()) {
    out << "Topics, for speur help TOPIC:\n\n";
    for (const GuideTopic& each : guide_topics()) {
      out << fmt::format("  {:<12}{}\n", each.name, each.summary);
    }
    out << "\n`speur --help` lists the commands, and `speur COMMAND --help` the options of one.\n";
    return ExitCode::done;
  }
  const std::vector<GuideTopic>& topics = guide_topics();
  const auto found = std::find_if(topics.begin(), topics.end(),
                                  [&](const GuideTopic& each) { return each.name == topic; });
  if (found == topics.end()) {
    std::string names;
    for (const GuideTopic& each : topics) names += (names.empty() ? "" : ", ") + std::string(each.name);
    throw Error(ExitCode::usage, "there is no topic \"" + topic + "\"; there are " + names);
  }
  out << guide_text(guide_blocks(guide_chapter(found->heading)));
  if (topic == "ranking") out << weights_text();
  return ExitCode::done;
}

void add_help(CLI::App& app, std::function<ExitCode()>& chosen) {
  auto topic = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("help", "Explain a topic: the query language, keys, weights");
  std::string names;
  for (const GuideTopic& each : guide_topics()) names += (names.empty() ? "" : ", ") + std::string(each.name);
  command->add_option("topic", *topic, names + "; without one, what each is about");
  command->callback([&chosen, topic] { chosen = [topic] { return run_help(*topic, std::cout); }; });
}

}  // namespace speur
