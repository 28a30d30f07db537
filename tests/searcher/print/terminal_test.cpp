#include "searcher/print/terminal.hpp"

#include "speur/error.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <map>

namespace speur {
namespace {

using Variables = std::map<std::string, std::string>;

Terminal terminal_with(bool is_terminal, const Variables& variables,
                       ColorChoice choice = ColorChoice::automatic) {
  return describe_terminal(is_terminal, 0, choice, [&](const char* name) -> const char* {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  });
}

}  // namespace

TEST_CASE("colour is for terminals, and for those who ask", "[terminal]") {
  struct Row {
    bool is_terminal;
    ColorChoice choice;
    Variables variables;
    bool color, links;
  };
  using enum ColorChoice;
  for (const Row& row : std::to_array<Row>({
           {true, automatic, {{"TERM", "xterm-256color"}}, true, true},
           {false, automatic, {{"TERM", "xterm"}}, false, false},
           {true, automatic, {{"TERM", "dumb"}}, false, false},
           {true, automatic, {}, false, false},
           {true, automatic, {{"TERM", "xterm"}, {"NO_COLOR", "1"}}, false, false},
           {true, automatic, {{"TERM", "xterm"}, {"NO_COLOR", ""}}, true, true},
           {false, automatic, {{"CLICOLOR_FORCE", "1"}}, true, false},
           {false, automatic, {{"CLICOLOR_FORCE", "0"}}, false, false},
           {false, automatic, {{"CLICOLOR_FORCE", "1"}, {"NO_COLOR", "1"}}, false, false},
           {true, always, {{"TERM", "xterm"}, {"NO_COLOR", "1"}}, true, true},
           {false, always, {}, true, false},
           {true, never, {{"TERM", "xterm"}, {"CLICOLOR_FORCE", "1"}}, false, false},
           {true, automatic, {{"TERM", "linux"}}, true, false},
           {true, automatic, {{"TERM", "xterm"}, {"TERM_PROGRAM", "Apple_Terminal"}}, true, false},
       })) {
    CAPTURE(row.is_terminal, static_cast<int>(row.choice), row.variables);
    const Terminal terminal = terminal_with(row.is_terminal, row.variables, row.choice);
    CHECK(terminal.color == row.color);
    CHECK(terminal.links == row.links);
  }
}

TEST_CASE("a pipe is never wrapped, and a terminal is, by COLUMNS first", "[terminal]") {
  CHECK(terminal_with(false, {{"COLUMNS", "40"}}).width == 0);
  CHECK(terminal_with(true, {{"COLUMNS", "40"}}).width == 40);
  CHECK(terminal_with(true, {{"COLUMNS", "x"}}).width == 80);
  CHECK(terminal_with(true, {{"COLUMNS", "3"}}).width == 20);
  CHECK(terminal_with(true, {{"COLUMNS", "500"}}).width == 110);
}

TEST_CASE("the option --color takes three words", "[terminal]") {
  CHECK(parse_color_choice("always") == ColorChoice::always);
  CHECK(parse_color_choice("never") == ColorChoice::never);
  CHECK(parse_color_choice("auto") == ColorChoice::automatic);
  try {
    (void)parse_color_choice("ja");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::usage);
    CHECK(std::string(error.what()) == "--color takes auto, always or never, not \"ja\"");
  }
}

}  // namespace speur
