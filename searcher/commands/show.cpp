#include "searcher/commands/show.hpp"

#include "searcher/commands/index_location.hpp"
#include "searcher/print/json_text.hpp"
#include "searcher/print/record_text.hpp"
#include "searcher/print/result_json.hpp"
#include "speur/searcher.hpp"

#include <CLI/CLI.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <iostream>
#include <memory>

namespace speur {

ExitCode run_show(const ShowOptions& options, std::ostream& out) {
  constexpr std::size_t some_terms = 25;
  const OutputOptions& output = options.output;
  const std::filesystem::path index = find_index(options.index);
  const auto page = Searcher(index).show(options.id);
  if (!page) {
    throw Error(ExitCode::no_hits, {index, 0}, "there is no page \"" + options.id + "\"");
  }
  if (output.json) {
    out << json_text(page_json(*page), output.terminal.interactive) << '\n';
  } else {
    show_text(page_text(*page, output.terminal, options.all_terms ? 0 : some_terms), output, out);
  }
  return ExitCode::done;
}

void add_show(CLI::App& app, std::function<ExitCode()>& chosen) {
  auto options = std::make_shared<ShowOptions>();
  CLI::App* command = app.add_subcommand("show", "Show what the index holds of a page");
  command->add_option("ID", options->id, "Its path under the content folder, or its id")
      ->required();
  command->add_option("--index", options->index, index_help)->type_name("DIR");
  command->add_flag("--terms", options->all_terms, "All its terms, on a terminal, too");
  add_output_options(*command, options->output);
  command->footer("Ends with 1 if there is no such page, or as `speur --help` says.");
  command->callback([&chosen, o = options] {
    chosen = [o] {
      take_terminal(o->output);
      return run_show(*o, std::cout);
    };
  });
}

}  // namespace speur
