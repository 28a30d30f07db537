#include "searcher/commands/search.hpp"

#include "searcher/commands/index_location.hpp"
#include "searcher/index/index_reader.hpp"
#include "searcher/print/json_text.hpp"
#include "searcher/print/result_json.hpp"
#include "searcher/print/result_text.hpp"
#include "speur/schema.hpp"

#include <CLI/CLI.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <chrono>
#include <iostream>
#include <memory>
#include <utility>

namespace speur {
namespace {

FacetFilter parse_filter(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    throw Error(ExitCode::usage, "filter \"" + text + "\": write facet=value, as rollen=jurist");
  }
  return {text.substr(0, equals), text.substr(equals + 1)};
}

std::vector<std::string> split_names(std::string_view names) {
  std::vector<std::string> split;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find_first_of(", "), names.size());
    if (end != 0) split.emplace_back(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return split;
}

SearchRequest make_request(const SearchOptions& options) {
  SearchRequest request = options.request;
  for (const std::string& word : options.words) {
    if (&word != &options.words.front()) request.query += ' ';
    request.query += word;
  }
  for (const std::string& filter : options.filters) {
    request.filters.push_back(parse_filter(filter));
  }
  request.facets = split_names(options.facets);
  return request;
}

RankingParameters make_ranking(const std::vector<std::string>& settings) {
  RankingParameters ranking;
  for (const std::string& setting : settings) set_parameter(ranking, setting);
  return ranking;
}

void print_answer(const SearchOptions& options, const std::filesystem::path& index,
                  const SearchResult& result, std::ostream& out) {
  const OutputOptions& output = options.output;
  if (output.json) {
    out << json_text(result_json(result), output.terminal.interactive) << '\n';
    return;
  }
  ResultTextOptions text;
  text.terminal = output.terminal;
  text.first_rank = options.request.offset + 1;
  text.hit_facets = options.hit_facets;
  if (text.terminal.links) text.site_url = IndexReader(index).metadata(site_url_key);
  show_text(result_text(result, text), output, out);
}

/// `speur search fiets -auto`: to the shell's user -auto is part of the query, and no option of
/// ours has one dash. A wrong --option is an error all the same.
void take_excluded_words(const CLI::App& command, std::vector<std::string>& words) {
  for (const std::string& extra : command.remaining()) {
    if (extra == "--") continue;  // what follows it has been read as words
    if (extra == "-h") throw CLI::CallForHelp();
    if (extra.starts_with("--")) throw CLI::ExtrasError({extra});
    words.push_back(extra);
  }
}

}  // namespace

ExitCode run_search(const SearchOptions& options, std::ostream& out, std::ostream& err) {
  const SearchRequest request = make_request(options);
  const std::filesystem::path index = find_index(options.index);
  // The last one is never destroyed: to unmap and to free what the system takes back at once takes longer than to
  // print.
  static Searcher* searcher = nullptr;
  delete std::exchange(searcher, nullptr);
  searcher = new Searcher(index, make_ranking(options.settings), std::chrono::milliseconds(options.query_milliseconds));
  const SearchResult result = searcher->search(request);
  if (result.timed_out) {
    err << describe({}, "the time was up (--query-time): there may be better hits than these")
        << '\n';
  }
  if (!options.output.json) {
    for (const QueryIssue& issue : result.issues) {
      err << describe({}, (issue.column > 0 ? "query, column " + std::to_string(issue.column)
                                            : "query") +
                              ": " + issue.message)
          << '\n';
    }
  }
  print_answer(options, index, result, out);
  return result.total_hits == 0 ? ExitCode::no_hits : ExitCode::done;
}

void add_search(CLI::App& app, std::function<ExitCode()>& chosen) {
  auto options = std::make_shared<SearchOptions>();
  CLI::App* command = app.add_subcommand("search", "Answer a query");
  command->set_help_flag("--help", "Print this help");
  command->allow_extras();
  SearchRequest& request = options->request;
  command->add_option("QUERY", options->words, "Words; none: all pages that the filters let pass");
  command->add_option("--index", options->index, index_help)->type_name("DIR");
  command
      ->add_option("--filter", options->filters,
                   "facet=value; values of one facet are alternatives (may be repeated)")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("FACET=VALUE");
  command->add_option("--facets", options->facets, "Count the values of these: a,b or all")
      ->type_name("NAMES");
  command->add_option("--sort", request.sort, "As datum:desc, versie or title:asc; else by score")
      ->type_name("FIELD");
  command->add_option("--limit", request.limit, "Hits to show")
      ->type_name("N")
      ->check(CLI::Range(0, 10'000))
      ->capture_default_str();
  command->add_option("--offset", request.offset, "Hits to skip")
      ->type_name("N")
      ->check(CLI::Range(0, 1'000'000));
  command
      ->add_option("--lang", request.language,
                   "The query's language, where the index has pages in it (en)")
      ->type_name("LANGUAGE");
  command
      ->add_option("--query-time", options->query_milliseconds,
                   "Show what was found until then; 0: as long as it takes")
      ->type_name("MS")
      ->check(CLI::Range(0, 3'600'000))
      ->capture_default_str();
  command->add_flag("--hit-facets", options->hit_facets, "Show each hit's facet values");
  command->add_flag("--explain", request.explain, "Show what each word gave to the score");
  command->add_flag("--strict", request.strict, "Refuse a query with a wrong operator");
  command
      ->add_option("--set", options->settings,
                   "A ranking parameter for this query, as bm25.b=0.4 (may be repeated)")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("NAME=VALUE");
  add_output_options(*command, options->output);
  command->footer(
      "The query:\n"
      "  fiets stalling       both wanted; a page that misses one ranks lower\n"
      "  \"nieuwe stalling\"    a phrase; \"a b\"~5 within five words\n"
      "  +fiets -auto         must, must not (as NOT auto)\n"
      "  fiets OR (trein bus) one or the other; fiets AND trein: both\n"
      "  titel:fiets kop:slot in titles, headings, tekst, id, or a facet: rollen:jurist\n"
      "  subsid* fiest~       beginnings; words that differ by a letter, ~2 by two\n"
      "  datum:2024-01..      ranges of dates and numbers; versie:>=3\n"
      "\n"
      "Ends with 0, with 1 if no page was found, or as `speur --help` says.");
  command->callback([&chosen, command, o = options] {
    take_excluded_words(*command, o->words);
    chosen = [o] {
      take_terminal(o->output);
      return run_search(*o, std::cout, std::cerr);
    };
  });
}

}  // namespace speur
