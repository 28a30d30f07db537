#include "searcher/commands/output_options.hpp"

#include <CLI/CLI.hpp>

#include <ostream>

namespace speur {

void add_output_options(CLI::App& command, OutputOptions& options) {
  command.add_flag("--json", options.json, "One JSON object");
  command.add_option("--color", options.color, "auto, always or never")
      ->type_name("WHEN")
      ->capture_default_str();
  command.add_flag("--pager", options.pager, "Show the answer in $PAGER, or less");
}

void take_terminal(OutputOptions& options) {
  options.terminal = standard_output(parse_color_choice(options.color));
}

void show_text(const std::string& text, const OutputOptions& options, std::ostream& out) {
  if (options.pager && options.terminal.interactive) {
    page(text);
  } else {
    out << text;
  }
}

}  // namespace speur
