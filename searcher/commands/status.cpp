#include "searcher/commands/status.hpp"

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

ExitCode run_status(const StatusOptions& options, std::ostream& out) {
  const OutputOptions& output = options.output;
  const IndexStatus status = Searcher(find_index(options.index)).status();
  if (output.json) {
    out << json_text(status_json(status), output.terminal.interactive) << '\n';
  } else {
    show_text(status_text(status, output.terminal), output, out);
  }
  return status.faults.empty() ? ExitCode::done : ExitCode::io;
}

void add_status(CLI::App& app, std::function<ExitCode()>& chosen) {
  auto options = std::make_shared<StatusOptions>();
  CLI::App* command = app.add_subcommand("status", "Tell what an index is, and check its files");
  command->add_option("--index", options->index, index_help)->type_name("DIR");
  add_output_options(*command, options->output);
  command->footer("Ends with 74 if its files are damaged, or as `speur --help` says.");
  command->callback([&chosen, o = options] {
    chosen = [o] {
      take_terminal(o->output);
      return run_status(*o, std::cout);
    };
  });
}

}  // namespace speur
