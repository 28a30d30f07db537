#pragma once

#include "searcher/print/terminal.hpp"

#include <iosfwd>
#include <string>

namespace CLI {
class App;
}

namespace speur {

/// How a command that answers from an index prints.
struct OutputOptions {
  bool json = false;
  bool pager = false;
  std::string color = "auto";
  Terminal terminal = {};  ///< from `color` and standard output, by take_terminal()
};

void add_output_options(CLI::App& command, OutputOptions& options);

/// Looks at standard output. Error(usage) for an unknown --color.
void take_terminal(OutputOptions& options);

/// To the pager if one was asked for.
void show_text(const std::string& text, const OutputOptions& options, std::ostream& out);

}  // namespace speur
