#pragma once

#include <functional>
#include <iosfwd>
#include <string>

#include "searcher/terminal.hpp"
#include "speur/error.hpp"

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

/// Runs `command`. With --json an Error is also an object on `out`, for programs that read only
/// that; it is thrown on.
ExitCode with_json_errors(const OutputOptions& options, std::ostream& out,
                          const std::function<ExitCode()>& command);

}  // namespace speur
