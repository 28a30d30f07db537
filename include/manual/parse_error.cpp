#include "include/manual/parse_error.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

namespace speur {
namespace {

/// How many letters are to be put in, left out or changed to make one name of the other.
std::size_t difference(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t k = 0; k < b.size(); ++k) {
      const std::size_t changed = diagonal + (a[i] == b[k] ? 0 : 1);
      diagonal = row[k + 1];
      row[k + 1] = std::min({changed, row[k] + 1, diagonal + 1});
    }
  }
  return row.back();
}

/// The command that was given, with its name behind the program's.
std::pair<const CLI::App*, std::string> chosen_command(const CLI::App& app) {
  const CLI::App* chosen = &app;
  std::string name = app.get_name();
  for (const CLI::App* command : app.get_subcommands()) {
    chosen = command;
    name += ' ' + command->get_name();
  }
  return {chosen, name};
}

std::string names_of(const std::vector<const CLI::App*>& commands) {
  std::string names;
  for (const CLI::App* command : commands) names += (names.empty() ? "" : ", ") + command->get_name();
  return names;
}

std::string missing_text(const CLI::App& app, const CLI::App& command) {
  const std::vector<const CLI::App*> commands = app.get_subcommands([](const CLI::App*) { return true; });
  if (&command == &app && !commands.empty()) return "a command is missing; there are: " + names_of(commands);
  const std::vector<const CLI::Option*> options = command.get_options();
  const auto missing = std::ranges::find_if(
      options, [](const CLI::Option* option) { return option->get_required() && option->count() == 0; });
  if (missing == options.end()) return {};
  std::string meaning = (*missing)->get_description();
  std::ranges::replace(meaning, '\n', ' ');
  return (*missing)->get_name() + " is missing: " + meaning;
}

/// Of an option that does not exist, or of what is too much.
std::string extra_text(const CLI::App& app, const CLI::App& command) {
  const std::vector<std::string> extra = app.remaining(true);
  const auto option = std::ranges::find_if(extra, [](const std::string& each) { return each.starts_with('-'); });
  if (option == extra.end()) return extra.empty() ? "" : '\'' + extra.front() + "' is one argument too many";
  std::vector<std::string> names;
  for (const CLI::Option* each : command.get_options()) {
    for (const std::string& name : each->get_lnames()) names.push_back("--" + name);
  }
  const std::string typed = option->substr(0, option->find('='));
  return "there is no option " + typed + meant_name(typed, names);
}

}  // namespace

std::string meant_name(std::string_view typed, const std::vector<std::string>& names) {
  constexpr std::size_t most = 2;  // two letters that changed places
  if (names.empty() || typed.size() <= most + 1) return {};
  const auto meant = std::ranges::min_element(names, {}, [&](const std::string& name) { return difference(typed, name); });
  return difference(typed, *meant) <= most ? "; did you mean " + *meant + '?' : "";
}

std::string parse_error_text(const CLI::App& app, const CLI::ParseError& error) {
  const auto [command, name] = chosen_command(app);
  const bool is_missing = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr;
  // Who misspells an option that is required reads about the option, and not that it is missing.
  std::string text = is_missing || dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr ? extra_text(app, *command) : "";
  if (text.empty() && is_missing) text = missing_text(app, *command);
  if (text.empty()) text = error.what();
  return name + ": " + text + " (" + name + " --help tells more)";
}

}  // namespace speur
