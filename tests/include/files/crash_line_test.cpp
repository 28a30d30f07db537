#include "include/files/crash_line.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include <array>
#include <barrier>
#include <string>
#include <thread>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

namespace {

struct Ended {
  std::string errors;  // what the process wrote to standard error
  int code = -1;       // -1 if it was ended by a signal
};

/// Runs `body` in a child process, which is to end in it.
template <typename Body>
Ended run_child(const Body& body) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::dup2(ends[1], STDERR_FILENO);
    ::close(ends[0]);
    body();
    ::_exit(0);
  }
  ::close(ends[1]);
  Ended ended;
  std::array<char, 4096> piece{};
  for (ssize_t got = 0; (got = ::read(ends[0], piece.data(), piece.size())) > 0;) {
    ended.errors.append(piece.data(), static_cast<std::size_t>(got));
  }
  ::close(ends[0]);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  if (WIFEXITED(status)) ended.code = WEXITSTATUS(status);
  return ended;
}

}  // namespace

TEST_CASE("of many threads that end the process, one says why", "[crash_line]") {
  for (int time = 0; time < 20; ++time) {
    const Ended ended = run_child([] {
      constexpr int count = 8;
      std::barrier start(count);
      std::vector<std::jthread> threads;
      for (int i = 0; i < count; ++i) {
        threads.emplace_back([&] {
          start.arrive_and_wait();
          end_with_line("the disk is full\n", 74);
        });
      }
    });
    REQUIRE(ended.errors == "the disk is full\n");
    REQUIRE(ended.code == 74);
  }
}
