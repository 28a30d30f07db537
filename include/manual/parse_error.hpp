#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace speur {

/// What is wrong with a command line, in one line that says what to write instead:
/// "speur search: there is no option --limt; did you mean --limit? (speur search --help tells more)".
/// `app`: that of the program, which could not parse it.
[[nodiscard]] std::string parse_error_text(const CLI::App& app, const CLI::ParseError& error);

/// "; did you mean search?" of the name that differs least from what was typed; empty where all differ by more than
/// mistakes of typing do.
[[nodiscard]] std::string meant_name(std::string_view typed, const std::vector<std::string>& names);

}  // namespace speur
