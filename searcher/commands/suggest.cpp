#include "searcher/commands/suggest.hpp"

#include "searcher/commands/index_location.hpp"
#include "searcher/index/index_reader.hpp"
#include "searcher/print/json_text.hpp"
#include "searcher/print/suggestion_output.hpp"
#include "speur/schema.hpp"
#include "speur/suggester.hpp"

#include <CLI/CLI.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <iostream>
#include <memory>

namespace speur {

ExitCode run_suggest(const SuggestOptions& options, std::ostream& out) {
  const OutputOptions& output = options.output;
  std::string typed;
  for (const std::string& word : options.words) {
    if (&word != &options.words.front()) typed += ' ';
    typed += word;
  }
  if (typed.size() > Suggester::max_typed_bytes) {
    throw Error(ExitCode::data, "what is typed is longer than " +
                                    std::to_string(Suggester::max_typed_bytes) + " bytes");
  }
  const std::filesystem::path index = find_index(options.index);
  const std::vector<Suggestion> suggestions = Suggester(index).suggest(typed, options.limit);
  if (output.json) {
    out << json_text(suggestions_json(typed, suggestions), output.terminal.interactive) << '\n';
  } else {
    const std::string site_url =
        output.terminal.links ? IndexReader(index).metadata(site_url_key) : std::string();
    show_text(suggestions_text(suggestions, output.terminal, site_url), output, out);
  }
  return suggestions.empty() ? ExitCode::no_hits : ExitCode::done;
}

void add_suggest(CLI::App& app, std::function<ExitCode()>& chosen) {
  auto options = std::make_shared<SuggestOptions>();
  CLI::App* command = app.add_subcommand("suggest", "Complete what someone begins to type");
  command->add_option("PREFIX", options->words, "As typed so far: one letter is enough")
      ->required();
  command->add_option("--index", options->index, index_help)->type_name("DIR");
  command->add_option("--limit", options->limit, "Suggestions to give")
      ->type_name("N")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  add_output_options(*command, options->output);
  command->footer(
      "Titles, headings, phrases that several pages use, and words: what begins as typed, then "
      "what\n"
      "has it at a later word, then what has its words in another order, then what differs by a\n"
      "letter. Accents and case do not matter. Behind each its page, or how many pages have it.\n"
      "\n"
      "Ends with 0, with 1 if nothing begins so, or as `speur --help` says.");
  command->callback([&chosen, o = options] {
    chosen = [o] {
      take_terminal(o->output);
      return run_suggest(*o, std::cout);
    };
  });
}

}  // namespace speur
