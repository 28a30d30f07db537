#include "searcher/commands/analyze.hpp"

#include "searcher/commands/index_location.hpp"
#include "searcher/index/index_reader.hpp"
#include "searcher/print/json_text.hpp"
#include "searcher/print/record_text.hpp"
#include "searcher/print/result_json.hpp"
#include "speur/analyzer.hpp"

#include <CLI/CLI.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <iostream>
#include <memory>
#include <optional>

namespace speur {
namespace {

/// None: there is no index, and none was asked for.
std::optional<std::filesystem::path> index_if_any(const std::filesystem::path& given) {
  try {
    return find_index(given);
  } catch (const Error& error) {
    if (error.code() != ExitCode::no_input) throw;
    return std::nullopt;
  }
}

Analyzer make_analyzer(const AnalyzeOptions& options) {
  const auto index = index_if_any(options.index);
  if (!index) {
    return Analyzer(AnalyzerRecipe::standard(), options.language.empty() ? "nl" : options.language);
  }
  const IndexReader reader(*index);
  return Analyzer(reader.recipe(), options.language.empty() ? reader.language() : options.language,
                  reader.path());
}

}  // namespace

ExitCode run_analyze(const AnalyzeOptions& options, std::ostream& out) {
  const OutputOptions& output = options.output;
  std::string text;
  for (const std::string& word : options.words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  Analyzer analyzer = make_analyzer(options);
  const std::vector<Token> tokens = analyzer.analyze(text);
  std::vector<WordExplanation> explanations;
  for (const Token& token : tokens) {
    if (options.explain) explanations.push_back(analyzer.explain(*token.form));
  }
  if (output.json) {
    out << json_text(tokens_json(text, tokens, explanations), output.terminal.interactive) << '\n';
  } else {
    std::string shown = tokens_text(text, tokens, output.terminal);
    if (options.explain) shown += explanations_text(text, tokens, explanations, output.terminal);
    show_text(shown, output, out);
  }
  return ExitCode::done;
}

void add_analyze(CLI::App& app, std::function<ExitCode()>& chosen) {
  auto options = std::make_shared<AnalyzeOptions>();
  CLI::App* command = app.add_subcommand("analyze", "Show what the analyzer makes of a text");
  command->add_option("TEXT", options->words, "Words")->required();
  command->add_option("--index", options->index, index_help)->type_name("DIR");
  command->add_option("--language", options->language, "As en; else the index's, or nl")
      ->type_name("CODE");
  command->add_flag("--explain", options->explain,
                    "Also how each word could be divided and at what cost, words of its root, and words that "
                    "the thesaurus has for it");
  add_output_options(*command, options->output);
  command->footer("Without an index it is analyzed as a new index would do it.");
  command->callback([&chosen, o = options] {
    chosen = [o] {
      take_terminal(o->output);
      return run_analyze(*o, std::cout);
    };
  });
}

}  // namespace speur
