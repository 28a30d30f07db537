#include "searcher/print/terminal.hpp"

#include "speur/error.hpp"

#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <iostream>

namespace speur {
namespace {

constexpr std::size_t least_width = 20;
constexpr std::size_t usual_width = 80;
constexpr std::size_t most_width = 110;  // longer lines are hard to read

std::string_view value_of(const Environment& environment, const char* name) {
  const char* value = environment(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

/// Terminals that print the escape sequence of a link, or are known to break on it.
bool breaks_links(const Environment& environment) {
  const std::string_view term = value_of(environment, "TERM");
  constexpr std::array<std::string_view, 4> without = {"linux", "vt", "cons25", "eterm"};
  const bool old = std::any_of(without.begin(), without.end(),
                               [term](std::string_view name) { return term.starts_with(name); });
  return term.empty() || term == "dumb" || old ||
         value_of(environment, "TERM_PROGRAM") == "Apple_Terminal" ||
         !value_of(environment, "INSIDE_EMACS").empty();
}

bool wants_color(bool is_terminal, ColorChoice choice, const Environment& environment) {
  if (choice != ColorChoice::automatic) return choice == ColorChoice::always;
  if (!value_of(environment, "NO_COLOR").empty()) return false;
  const std::string_view force = value_of(environment, "CLICOLOR_FORCE");
  if (!force.empty() && force != "0") return true;
  const std::string_view term = value_of(environment, "TERM");
  return is_terminal && !term.empty() && term != "dumb";
}

void write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;  // the reader left the pager before the end
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// In the child: never returns.
[[noreturn]] void become_pager(int input) {
  ::dup2(input, STDIN_FILENO);
  ::signal(SIGPIPE, SIG_DFL);
  ::setenv("LESS", "FRX", 0);  // quit if it fits, keep colours, leave the text on the screen
  const char* pager = std::getenv("PAGER");
  if (pager == nullptr || *pager == '\0') pager = "less -FRX";
  ::execl("/bin/sh", "sh", "-c", pager, nullptr);
  ::_exit(127);
}

}  // namespace

ColorChoice parse_color_choice(std::string_view name) {
  if (name == "auto") return ColorChoice::automatic;
  if (name == "always") return ColorChoice::always;
  if (name == "never") return ColorChoice::never;
  throw Error(ExitCode::usage,
              "--color takes auto, always or never, not \"" + std::string(name) + "\"");
}

Terminal describe_terminal(bool is_terminal, std::size_t columns, ColorChoice choice,
                           const Environment& environment) {
  Terminal terminal;
  terminal.interactive = is_terminal;
  terminal.color = wants_color(is_terminal, choice, environment);
  terminal.links = is_terminal && terminal.color && !breaks_links(environment);
  if (is_terminal) {
    const std::string_view named = value_of(environment, "COLUMNS");
    std::size_t asked = 0;
    std::from_chars(named.data(), named.data() + named.size(), asked);
    if (asked != 0) columns = asked;
    if (columns == 0) columns = usual_width;
    terminal.width = std::clamp(columns, least_width, most_width);
  }
  return terminal;
}

Terminal standard_output(ColorChoice choice) {
  const bool is_terminal = ::isatty(STDOUT_FILENO) == 1;
  winsize size{};
  if (is_terminal) ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
  return describe_terminal(is_terminal, size.ws_col, choice,
                           [](const char* name) { return std::getenv(name); });
}

void page(const std::string& text) {
  std::array<int, 2> ends{};
  if (::isatty(STDOUT_FILENO) != 1 || ::pipe(ends.data()) != 0) {
    std::cout << text;
    return;
  }
  std::cout.flush();
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[1]);
    become_pager(ends[0]);
  }
  ::close(ends[0]);
  // Ctrl-C in the pager is the pager's business.
  const auto interrupt = ::signal(SIGINT, SIG_IGN);
  const auto broken_pipe = ::signal(SIGPIPE, SIG_IGN);
  int status = -1;
  if (child > 0) {
    write_all(ends[1], text);
    ::close(ends[1]);
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
  } else {
    ::close(ends[1]);
  }
  ::signal(SIGINT, interrupt);
  ::signal(SIGPIPE, broken_pipe);
  constexpr int not_found = 127;
  if (child < 0 || (WIFEXITED(status) && WEXITSTATUS(status) == not_found)) std::cout << text;
}

}  // namespace speur
