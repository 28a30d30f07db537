#include "indexer/command/index_command.hpp"

#include "indexer/command/progress.hpp"
#include "indexer/index_run.hpp"
#include "indexer/pipeline/interrupt.hpp"
#include "indexer/site/generators/generators.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/direction_marks.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace speur {
namespace {

boost::json::object to_json(const IndexSummary& summary) {
  boost::json::array problems;
  for (const Problem& problem : summary.problems) {
    problems.push_back({{"file", valid_utf8(problem.where.file.string())},
                        {"line", problem.where.line},
                        {"message", valid_utf8(problem.message)},
                        {"harmless", problem.harmless},
                        {"once", problem.once}});
  }
  boost::json::object json = {{"index", valid_utf8(summary.index.string())},
          {"pages", summary.pages()},
          {"indexed", summary.indexed},
          {"unchanged", summary.unchanged},
          {"deleted", summary.deleted},
          {"excluded", summary.excluded},
          {"failed", summary.failed},
          {"reported", summary.problems.size()},
          {"rebuilt", summary.rebuilt},
          {"generator", summary.generator},
          {"configuration", valid_utf8(summary.configuration)},
          {"seconds", summary.seconds},
          {"problems", std::move(problems)}};
  if (!summary.stages.empty()) {
    boost::json::array stages;
    for (const StageTime& time : summary.stages) {
      stages.push_back({{"stage", to_string(time.stage)},
                        {"run", time.run},
                        {"workers", time.workers},
                        {"cpu", time.cpu}});
    }
    json["stages"] = std::move(stages);
  }
  return json;
}

/// `path` from the working folder if it lies below it.
std::string shown(const std::filesystem::path& path) {
  const std::filesystem::path near = path.lexically_proximate(std::filesystem::current_path());
  return *near.begin() == ".." ? path.string() : near.string();
}

std::string to_text(const IndexSummary& summary) {
  return fmt::format(
      "{} {} in {}: {} indexed, {} unchanged, {} deleted, {} excluded, {} reported{} "
      "({:.2f} s)\n",
      summary.pages(), summary.pages() == 1 ? "page" : "pages", shown(summary.index),
      summary.indexed, summary.unchanged, summary.deleted, summary.excluded,
      summary.problems.size(),
      summary.failed > 0 ? fmt::format(", {} not indexed", summary.failed) : "", summary.seconds);
}

/// One line a problem. Of those that are told once, the first place with the number of the others,
/// unless `verbose`.
void print_problems(const std::vector<Problem>& problems, bool verbose, std::ostream& err) {
  std::unordered_map<std::string_view, std::size_t> places;
  for (const Problem& problem : problems) {
    if (problem.once) ++places[problem.message];
  }
  for (const Problem& problem : problems) {
    std::string message = problem.message;
    if (problem.once && !verbose) {
      std::size_t& count = places[problem.message];
      if (count == 0) continue;
      if (count == 2) message += " (and in one other place: --verbose names it)";
      if (count > 2) {
        message += fmt::format(" (and in {} other places: --verbose names them)", count - 1);
      }
      count = 0;
    }
    err << without_direction_marks(describe(problem.where, message)) << '\n';
  }
}

/// Whose rules were taken: links land only if they are the site's.
std::string rules_text(const IndexSummary& summary, const std::filesystem::path& content) {
  const std::string rules = fmt::format("addresses and anchors are {}'s", summary.generator);
  if (!summary.configuration.empty()) return fmt::format("{}, by {}\n", rules, printable(summary.configuration));
  std::string text = rules + ": no generator's configuration was found\n";
  if (const std::optional<std::filesystem::path> below = generator_config_below(content)) {
    text += fmt::format("{} is one: to follow it, give its folder\n", printable(below->string()));
  }
  return text;
}

/// The run's own column adds up to the time of the run, the workers' to the time that they lived.
std::string to_text(const std::vector<StageTime>& stages) {
  std::string text = fmt::format("{:<10}{:>10}{:>10}{:>10}\n", "seconds", "run", "workers", "CPU");
  StageTime sum;
  for (const StageTime& time : stages) {
    text += fmt::format("{:<10}{:>10.2f}{:>10.2f}{:>10.2f}\n", to_string(time.stage), time.run,
                        time.workers, time.cpu);
    sum.run += time.run;
    sum.workers += time.workers;
    sum.cpu += time.cpu;
  }
  return text + fmt::format("{:<10}{:>10.2f}{:>10.2f}{:>10.2f}\n", "sum", sum.run, sum.workers,
                            sum.cpu);
}

/// An option with a few values, told by their names.
template <typename Value, typename Target>
void add_choice(CLI::App& app, const std::string& name, Target& target, const char* description,
                const std::vector<std::pair<std::string, Value>>& choices) {
  std::string names;
  for (const auto& [choice, value] : choices) names += (names.empty() ? "" : "|") + choice;
  const auto choose = [&target, choices, name, names](const std::string& text) {
    for (const auto& [choice, value] : choices) {
      if (choice == text) {
        target = value;
        return;
      }
    }
    throw CLI::ValidationError(name, fmt::format("takes {}, not '{}'", names, text));
  };
  app.add_option_function<std::string>(name, choose, description)->type_name(names);
}

}  // namespace

ExitCode run_index_command(const IndexCommand& command, std::ostream& out, std::ostream& err) {
  std::optional<Progress> progress;
  IndexObserver observer;
  if (!command.quiet && !command.json) {
    observer.found = [&](std::size_t total) { progress.emplace(total); };
    // Pages are looked at before it is known how many there are to work on: whether most of them have changed.
    observer.advanced = [&](std::size_t done) {
      if (progress) progress->show(done);
    };
  }
  const InterruptGuard interrupts;
  const IndexSummary summary = run_index(command.options, command.run, observer);
  progress.reset();
  if (summary.lexicon_missing) {
    err << "no Dutch lexicon is installed: compounds are not split, and words are stemmed by rules "
           "alone; it is made when speur is built with the packages hunspell-nl, wdutch and "
           "libmarisa-dev\n";
  }

  print_problems(summary.problems, command.verbose, err);
  if (command.json) {
    out << boost::json::serialize(to_json(summary)) << '\n';
  } else if (!command.quiet && !summary.index.empty()) {
    out << to_text(summary) << rules_text(summary, command.options.content);
  }
  if (!command.json && !summary.stages.empty()) out << to_text(summary.stages);
  if (summary.pages() == 0) {
    err << describe({command.options.content, 0},
                    fmt::format("there is no page to index: no file in it is a page to {} (--verbose tells what is left "
                                "out, and why){}",
                                summary.generator, summary.index.empty() ? "; no index was changed" : ""))
        << '\n';
    return summary.failed > 0 ? ExitCode::data : ExitCode::no_input;
  }
  const bool all_harmless = std::ranges::all_of(summary.problems, &Problem::harmless);
  return summary.failed == 0 && all_harmless ? ExitCode::done : ExitCode::data;
}

void add_index_command(CLI::App& app, std::function<ExitCode()>& chosen) {
  const auto command = std::make_shared<IndexCommand>();
  IndexOptions& options = command->options;
  app.add_option("CONTENT", options.content,
                 "Folder of the pages, or of the site (mkdocs.yml, hugo.toml, _config.yml,\n"
                 "docusaurus.config.js, .vitepress, docfx.json)")
      ->type_name("DIR")
      ->required();
  app.add_option("--index", options.index,
                 "Folder of the index (default: $SPEUR_INDEX, else .speur beside the content)")
      ->type_name("DIR")
      ->envname("SPEUR_INDEX");
  RunOptions& run = command->run;
  app.add_flag("--rebuild", run.rebuild, "Index every page anew");
  app.add_flag("--rehash", run.rehash,
               "Read all files to find what changed, not only those with another time or size");
  app.add_option("--jobs", run.jobs, "Threads (default: the cores); the index is the same")
      ->type_name("N")
      ->check(CLI::Range(1, 256));
  app.add_option("--memory", run.memory_mib,
                 "MiB that pages in the making may take together (default: 384)")
      ->type_name("MIB")
      ->check(CLI::Range(64, 1 << 20));
  app.add_flag_callback("--shard", [&run] { run.words = WordsPlace::database; },
                        "The index will be searched together with others, or from another host:\n"
                        "the words go into its database, too (twice the disk, and slower)");
  app.add_flag("--timings", run.timings, "Print where the time went");
  app.add_option("--config", options.config, "A speur.yaml (default: the one of the site, if any)")
      ->type_name("FILE");
  app.add_option("--snippets", options.snippet_paths,
                 "Folder that --8<-- includes come from; may be repeated")
      ->type_name("DIR")
      ->allow_extra_args(false);
  app.add_flag("--drafts", options.drafts, "Index pages with `draft: true`");
  app.add_flag("--flat-urls", options.flat_urls, "a/b.md is a/b.html, not a/b/");
  add_choice<AnchorStyle>(
      app, "--anchors", options.anchors, "How the site makes anchors of headings",
      {{"python", AnchorStyle::python_markdown}, {"github", AnchorStyle::github}});
  add_choice<FallbackEncoding>(app, "--fallback-encoding", options.fallback,
                               "Read pages that are not UTF-8 as this, instead of leaving them out",
                               {{"windows-1252", FallbackEncoding::windows_1252}});
  app.add_option("--analyzer", options.analyzer,
                 "For experiments: another step of the analyzer, as in compounds=none or "
                 "stemmer=kraaij_pohlmann; may be repeated")
      ->type_name("STEP=VALUE")
      ->allow_extra_args(false);
  app.add_flag("--json", command->json, "Print the summary as one JSON object");
  app.add_flag("-v,--verbose", command->verbose, "Name each place of what is told once a kind");
  app.add_flag("-q,--quiet", command->quiet, "Print only what is wrong");
  app.final_callback([&chosen, command] {
    chosen = [command] { return run_index_command(*command, std::cout, std::cerr); };
  });
}

}  // namespace speur
