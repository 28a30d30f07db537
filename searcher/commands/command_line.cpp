#include "searcher/commands/command_line.hpp"

#include "include/files/crash_line.hpp"
#include "include/manual/guide.hpp"
#include "include/manual/manual.hpp"
#include "include/manual/parse_error.hpp"
#include "searcher/commands/analyze.hpp"
#include "searcher/commands/compare.hpp"
#include "searcher/commands/eval.hpp"
#include "searcher/commands/help.hpp"
#include "searcher/commands/run.hpp"
#include "searcher/commands/search.hpp"
#include "searcher/commands/serve.hpp"
#include "searcher/commands/show.hpp"
#include "searcher/commands/status.hpp"
#include "searcher/commands/suggest.hpp"
#include "searcher/print/json_text.hpp"
#include "searcher/print/result_json.hpp"
#include "speur/direction_marks.hpp"
#include "speur/error.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <exception>
#include <functional>
#include <iostream>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {
namespace {

constexpr const char* footer =
    "An index is made by speur-index: `speur-index docs`, where docs is the folder of the pages.\n"
    "\n"
    "Examples:\n"
    "  speur search menselijke tussenkomst --filter rollen=jurist\n"
    "  speur search '\"nieuwe stalling\" -auto' --facets all --json\n"
    "  speur show aanvragen/parkeren.md\n"
    "  speur analyze fietsenstallingen\n"
    "  speur serve                          the search page is then at http://127.0.0.1:8080/\n"
    "\n"
    "Ends with\n"
    "  0   done\n"
    "  1   nothing was found, or a figure is below its gate\n"
    "  64  a command line that cannot be understood, or a facet that does not exist\n"
    "  65  a query or an input file that is wrong\n"
    "  66  a file or an index that is not there\n"
    "  70  a mistake of this program\n"
    "  74  reading or writing failed\n"
    "  75  the index changed too often while it was read\n"
    "  78  an index that this program cannot read\n"
    "\n"
    "`speur COMMAND --help` tells more, and `speur help` lists topics, as the query language.\n"
    "Colours follow NO_COLOR and CLICOLOR_FORCE.";

/// Tells what went wrong: a line on stderr, and with --json an object on stdout, too.
class Complaint {
 public:
  Complaint(int argc, char** argv) {
    const std::vector<std::string_view> arguments(argv, argv + argc);
    const auto end = std::find(arguments.begin(), arguments.end(), "--");
    json_ = std::find(arguments.begin(), end, "--json") != end;
  }

  ExitCode operator()(ExitCode code, std::string_view message) const {
    const std::string line = describe({}, message);
    std::cerr << without_direction_marks(line) << '\n';
    if (json_) std::cout << json_text(error_json(code, line)) << '\n';
    return code;
  }

 private:
  bool json_ = false;
};

/// Help and the version are answers; anything else is a complaint.
ExitCode answer_parse_error(const CLI::App& app, const CLI::ParseError& error,
                            const Complaint& complain) {
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
    app.exit(error, std::cout, std::cerr);
    return ExitCode::done;
  }
  return complain(ExitCode::usage, parse_error_text(app, error));
}

struct Command {
  std::string_view name;
  void (*add)(CLI::App&, std::function<ExitCode()>&);
};
constexpr std::array commands = {
    Command{"search", add_search},   Command{"suggest", add_suggest},
    Command{"show", add_show},       Command{"analyze", add_analyze},
    Command{"status", add_status},   Command{"serve", add_serve},
    Command{"run", add_run},         Command{"eval", add_eval},
    Command{"compare", add_compare}, Command{"help", add_help}};

/// A command line that begins with a command needs the options of no other (but `help`, which explains them), and
/// to describe them all takes a tenth of the time of a search. Null: there is no such command.
const Command* find_command(std::string_view name) {
  const auto found = std::ranges::find(commands, name, &Command::name);
  return found == commands.end() ? nullptr : &*found;
}

void add_manual(CLI::App& app) {
  std::vector<ManualChapter> chapters;
  for (const GuideTopic& topic : guide_topics()) {
    if (topic.name != "site") chapters.push_back({topic.heading, guide_chapter(topic.heading)});
  }
  add_manual_options(app, "speur " SPEUR_VERSION, std::move(chapters));
}

}  // namespace

ExitCode run_command_line(int argc, char** argv) {
  const Complaint complain(argc, argv);
  CLI::App app("Full-text search in the index of a Dutch Markdown site", "speur");
  std::function<ExitCode()> chosen;
  app.set_version_flag("--version", "speur " SPEUR_VERSION, "Print the version");
  app.require_subcommand(1);
  app.footer(footer);
  const std::string_view first = argc > 1 ? argv[1] : "";
  const Command* const command = find_command(first);
  if (command == nullptr && !first.empty() && !first.starts_with('-')) {
    std::vector<std::string> names;
    names.reserve(commands.size());
    for (const Command& each : commands) names.emplace_back(each.name);
    return complain(ExitCode::usage, fmt::format("speur: there is no command '{}'{} (speur --help tells which there are)",
                                                 first, meant_name(first, names)));
  }
  if (command != nullptr && command->name != "help") {
    command->add(app, chosen);
  } else {
    for (const Command& each : commands) each.add(app, chosen);
    add_manual(app);
  }
  try {
    app.parse(argc, argv);
    // A server verifies its index, and what crashes it is to be seen; other commands only begin.
    const bool serves = command != nullptr ? command->name == "serve" : app.got_subcommand("serve");
    if (!serves) {
      report_crashes("speur: stopped by damaged index files, or a mistake of this program; "
                            "`speur status` looks at the files\n",
                            static_cast<int>(ExitCode::io));
    }
    return chosen();
  } catch (const CLI::ParseError& error) {
    return answer_parse_error(app, error, complain);
  } catch (const Error& error) {
    return complain(error.code(), error.what());
  } catch (const std::bad_alloc&) {
    return complain(ExitCode::software, "out of memory");
  } catch (const std::exception& error) {
    return complain(ExitCode::software, std::string("a mistake of this program: ") + error.what());
  } catch (...) {
    return complain(ExitCode::software, "a mistake of this program");
  }
}

}  // namespace speur
