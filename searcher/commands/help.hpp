#pragma once

#include "speur/error.hpp"

#include <functional>
#include <iosfwd>
#include <string>

namespace CLI {
class App;
}

namespace speur {

/// Prints a chapter of the guide, or what `--help` of a command says, or both where a topic and a command of
/// `app` have this name. An empty `topic` lists the topics. `ranking` also lists every weight. Error(usage) for
/// a name that neither has.
[[nodiscard]] ExitCode run_help(const CLI::App& app, const std::string& topic, std::ostream& out);

/// To be added to an app that has all commands, since it explains them.
void add_help(CLI::App& app, std::function<ExitCode()>& chosen);

}  // namespace speur
