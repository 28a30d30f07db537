#pragma once

#include "speur/error.hpp"

#include <functional>
#include <iosfwd>
#include <string>

namespace CLI {
class App;
}

namespace speur {

/// Prints a chapter of the guide; of none, the list of those that there are. `ranking` also lists every
/// weight. Error(usage) for a topic that there is not.
[[nodiscard]] ExitCode run_help(const std::string& topic, std::ostream& out);

void add_help(CLI::App& app, std::function<ExitCode()>& chosen);

}  // namespace speur
