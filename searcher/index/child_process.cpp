#include "searcher/index/child_process.hpp"

#include "include/files/crash_line.hpp"
#include "speur/error.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace speur {
namespace {

constexpr int failed = 1;

bool write_all(int pipe, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(pipe, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::string read_all(int pipe) {
  std::string text;
  std::array<char, 4096> bytes{};
  for (;;) {
    const ssize_t read = ::read(pipe, bytes.data(), bytes.size());
    if (read < 0 && errno == EINTR) continue;
    if (read <= 0) return text;
    text.append(bytes.data(), static_cast<std::size_t>(read));
  }
}

[[noreturn]] void answer(const std::function<std::string()>& function, int pipe) {
  forget_crashes();  // a crash is an answer, too
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  try {
    ::_exit(write_all(pipe, function()) ? EXIT_SUCCESS : failed);
  } catch (...) {
    ::_exit(failed);
  }
}

}  // namespace

std::optional<std::string> call_in_child(const std::function<std::string()>& function) {
  const auto fail = [] {
    throw Error(ExitCode::io, fmt::format("cannot start a process: {}", std::strerror(errno)));
  };
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) fail();
  const auto [reading, writing] = ends;
  const pid_t child = ::fork();
  if (child == 0) answer(function, writing);
  ::close(writing);
  if (child < 0) {
    ::close(reading);
    fail();
  }
  std::string text = read_all(reading);
  ::close(reading);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS) return std::nullopt;
  return text;
}

}  // namespace speur
