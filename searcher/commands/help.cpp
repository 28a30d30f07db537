#include "searcher/commands/help.hpp"

#include "include/manual/guide.hpp"
#include "speur/ranking.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>
#include <string_view>
#include <vector>

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

std::string joined(const std::vector<std::string_view>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

std::vector<std::string_view> topic_names() {
  std::vector<std::string_view> names;
  for (const GuideTopic& each : guide_topics()) names.push_back(each.name);
  return names;
}

void print_topics(std::ostream& out) {
  out << "Topics, for speur help TOPIC:\n\n";
  for (const GuideTopic& each : guide_topics()) {
    out << fmt::format("  {:<12}{}\n", each.name, each.summary);
  }
  out << "\n`speur --help` lists the commands, and `speur help COMMAND` the options of one.\n";
}

void print_chapter(const GuideTopic& topic, std::ostream& out) {
  out << guide_text(guide_blocks(guide_chapter(topic.heading)));
  if (topic.name == "ranking") out << weights_text();
}

}  // namespace

ExitCode run_help(const CLI::App& app, const std::string& topic, std::ostream& out) {
  if (topic.empty()) {
    print_topics(out);
    return ExitCode::done;
  }
  const std::vector<const CLI::App*> commands = app.get_subcommands([](const CLI::App*) { return true; });
  const auto command = std::ranges::find_if(
      commands, [&](const CLI::App* each) { return each->get_name() == topic; });
  const auto chapter = std::ranges::find(guide_topics(), topic, &GuideTopic::name);
  const bool is_command = command != commands.end(), is_topic = chapter != guide_topics().end();
  if (!is_command && !is_topic) {
    std::vector<std::string_view> names;
    for (const CLI::App* each : commands) names.push_back(each->get_name());
    throw Error(ExitCode::usage,
                fmt::format("there is no topic or command \"{}\"; the topics are {}; the commands are {}", topic,
                            joined(topic_names()), joined(names)));
  }
  if (is_command) out << (*command)->help(app.get_name());
  if (is_command && is_topic) out << '\n';
  if (is_topic) print_chapter(*chapter, out);
  return ExitCode::done;
}

void add_help(CLI::App& app, std::function<ExitCode()>& chosen) {
  auto topic = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("help", "Explain a command, or a topic: the query language, keys, weights");
  command->add_option("topic", *topic,
                      "A command, or " + joined(topic_names()) + "; without one, what each is about");
  command->callback(
      [&app, &chosen, topic] { chosen = [&app, topic] { return run_help(app, *topic, std::cout); }; });
}

}  // namespace speur
