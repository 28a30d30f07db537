#pragma once

#include "speur/error.hpp"

namespace speur {

/// All that speur does, with what it prints in std::cout; what goes wrong is told on stderr, and with --json
/// on stdout, too.
[[nodiscard]] ExitCode run_command_line(int argc, char** argv);

}  // namespace speur
