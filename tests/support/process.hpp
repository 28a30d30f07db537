#pragma once

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace speur {

/// What to run, and in what surroundings. No shell has a part in it.
struct Command {
  std::filesystem::path program;
  std::vector<std::string> arguments{};
  std::map<std::string, std::string> environment{};  ///< on top of ours without usual_variables
  std::filesystem::path folder{};                    ///< to run in; empty: ours
  std::string input{};                               ///< standard input
  std::optional<unsigned short> columns{};  ///< standard output is a terminal of this width
  bool error_is_terminal = false;           ///< and standard error, too, with its text in `out`
  std::optional<rlim_t> max_file_bytes{};   ///< a file cannot grow above it: as on a full disk
  std::filesystem::path output_file{};      ///< takes standard output; empty: Outcome::out
  bool close_after_first_line = false;      ///< of its output, as `| head -1` does
  std::chrono::milliseconds limit{std::chrono::minutes(5)};  ///< then it is killed
};

struct Outcome {
  int code = -1;   ///< -1: a signal ended it
  int signal = 0;  ///< that ended it
  bool timed_out = false;
  std::string out, err;
};

/// What would change the programs' answers from one developer to the next.
inline constexpr std::array usual_variables = {
    "SPEUR_INDEX", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS",      "PAGER",
    "LESS",        "TERM",     "TERM_PROGRAM",   "INSIDE_EMACS", "COLORTERM"};

namespace process_detail {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    close();
    number_ = std::exchange(other.number_, -1);
    return *this;
  }
  ~Descriptor() { close(); }
  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_ = -1;
};

[[noreturn]] inline void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

/// Where one reads what is written to the other.
struct Pipe {
  Descriptor read, write;
};

inline Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail("pipe");
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

/// The reading end and the program's end of a terminal that changes nothing of what it is given.
inline Pipe make_terminal(unsigned short columns) {
  int ours = -1, theirs = -1;
  termios plain{};
  ::cfmakeraw(&plain);
  winsize size{};
  size.ws_row = 40;
  size.ws_col = columns;
  if (::openpty(&ours, &theirs, nullptr, &plain, &size) != 0) fail("openpty");
  ::fcntl(ours, F_SETFD, FD_CLOEXEC);
  ::fcntl(theirs, F_SETFD, FD_CLOEXEC);
  return {Descriptor(ours), Descriptor(theirs)};
}

inline std::vector<std::string> environment_of(const Command& command) {
  std::map<std::string, std::string> variables;
  for (char** entry = ::environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  for (const char* name : usual_variables) variables.erase(name);
  if (command.columns) variables["TERM"] = "xterm-256color";
  for (const auto& [name, value] : command.environment) variables[name] = value;
  std::vector<std::string> lines;
  lines.reserve(variables.size());
  for (const auto& [name, value] : variables) lines.emplace_back(name).append("=").append(value);
  return lines;
}

inline std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  result.reserve(texts.size() + 1);
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

}  // namespace process_detail

/// A program that runs. Its destructor kills it.
class Process {
 public:
  explicit Process(const Command& command) : command_(command) {
    namespace detail = process_detail;
    detail::Pipe input = detail::make_pipe();
    detail::Pipe output = command.columns ? detail::make_terminal(*command.columns) : detail::make_pipe();
    detail::Pipe errors = detail::make_pipe();

    std::vector<std::string> arguments = {command.program.string()};
    arguments.insert(arguments.end(), command.arguments.begin(), command.arguments.end());
    std::vector<std::string> variables = detail::environment_of(command);
    const std::vector<char*> argv = detail::pointers(arguments);
    const std::vector<char*> envp = detail::pointers(variables);
    const std::string folder = command.folder.string();
    if (!command.output_file.empty()) {
      output.write = detail::Descriptor(::open(command.output_file.c_str(), O_WRONLY | O_CLOEXEC));
      if (!output.write.is_open()) detail::fail("open");
    }

    child_ = ::fork();
    if (child_ < 0) detail::fail("fork");
    if (child_ == 0) {  // only what is safe between fork and exec
      const int error_output = command.error_is_terminal ? output.write.get() : errors.write.get();
      ::setpgid(0, 0);
      ::dup2(input.read.get(), STDIN_FILENO);
      ::dup2(output.write.get(), STDOUT_FILENO);
      ::dup2(error_output, STDERR_FILENO);
      if (command.max_file_bytes) {
        const rlimit limit{*command.max_file_bytes, *command.max_file_bytes};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        ::signal(SIGXFSZ, SIG_IGN);  // then write() fails, as it does on a full disk
      }
      if (folder.empty() || ::chdir(folder.c_str()) == 0) {
        ::execve(argv.front(), argv.data(), envp.data());
      }
      ::_exit(127);
    }
    input_ = std::move(input.write);
    output_ = std::move(output.read);
    errors_ = std::move(errors.read);
    ::fcntl(input_.get(), F_SETFL, O_NONBLOCK);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() {
    if (child_ <= 0) return;
    kill(SIGKILL);
    ::waitpid(child_, nullptr, 0);
  }

  /// To the program and all that it started.
  void kill(int signal) const { ::kill(-child_, signal); }

  /// Waits until it ends, or its time is over.
  Outcome finish() {
    Outcome outcome;
    const auto before = std::signal(SIGPIPE, SIG_IGN);
    const auto end = std::chrono::steady_clock::now() + command_.limit;
    while (output_.is_open() || errors_.is_open()) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
          end - std::chrono::steady_clock::now());
      if (left.count() <= 0) {
        outcome.timed_out = true;
        kill(SIGKILL);
        break;
      }
      exchange(outcome, static_cast<int>(left.count()));
    }
    int status = 0;
    while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
    }
    child_ = 0;
    std::signal(SIGPIPE, before);
    if (WIFEXITED(status)) outcome.code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
    return outcome;
  }

 private:
  /// Gives and takes what is ready, and waits for it at most so long.
  void exchange(Outcome& outcome, int milliseconds) {
    if (written_ == command_.input.size()) input_.close();
    std::array<pollfd, 3> waiting = {pollfd{output_.get(), POLLIN, 0},
                                     pollfd{errors_.get(), POLLIN, 0},
                                     pollfd{input_.get(), POLLOUT, 0}};
    if (::poll(waiting.data(), waiting.size(), milliseconds) <= 0) return;
    if (waiting[2].revents != 0) {
      const ssize_t given =
          ::write(input_.get(), command_.input.data() + written_, command_.input.size() - written_);
      if (given < 0 && errno != EAGAIN) input_.close();
      if (given > 0) written_ += static_cast<std::size_t>(given);
    }
    if (waiting[0].revents != 0) {
      take(output_, outcome.out);
      if (command_.close_after_first_line && outcome.out.find('\n') != std::string::npos) {
        output_.close();
      }
    }
    if (waiting[1].revents != 0) take(errors_, outcome.err);
  }

  static void take(process_detail::Descriptor& from, std::string& into) {
    std::array<char, 1U << 16U> bytes{};
    const ssize_t got = ::read(from.get(), bytes.data(), bytes.size());
    if (got > 0) {
      into.append(bytes.data(), static_cast<std::size_t>(got));
    } else if (got == 0 || errno != EINTR) {  // a terminal that nobody has open gives EIO
      from.close();
    }
  }

  Command command_;
  pid_t child_ = 0;
  process_detail::Descriptor input_, output_, errors_;
  std::size_t written_ = 0;
};

inline Outcome run(const Command& command) {
  return Process(command).finish();
}

}  // namespace speur
