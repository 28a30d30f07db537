#include "speur/mapped_file.hpp"

#include "support/temporary_folder.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace fs = std::filesystem;

namespace speur {
namespace {

std::size_t count_of(std::string_view bytes, char wanted) {
  return static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), wanted));
}

}  // namespace

TEST_CASE("a file that is cut while it is mapped reads as zeros, and is counted", "[mapped_file]") {
  const TemporaryFolder folder;
  const std::size_t size = 300'000;
  const fs::path file = folder.write("file", std::string(size, 'x'));
  const fs::path other = folder.write("other", std::string(size, 'y'));
  const MappedFile whole(other);
  const std::uint64_t before = MappedFile::faults();
  std::optional<MappedFile> mapped(file);
  CHECK(count_of(mapped->bytes(), 'x') == size);
  CHECK(MappedFile::faults() == before);

  fs::resize_file(file, 100'000);
  const std::size_t page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  CHECK(count_of(mapped->bytes(), 'x') == 100'000);
  CHECK(count_of(mapped->bytes(), '\0') == size - 100'000);
  CHECK(MappedFile::faults() == before + 1);
  // What could not be read stays zeros; what could be is still the file.
  fs::resize_file(file, 0);
  CHECK(count_of(mapped->bytes().substr(100'000 / page * page + page), '\0') ==
        size - (100'000 / page * page + page));
  CHECK(mapped->bytes().front() == '\0');
  CHECK(MappedFile::faults() == before + 2);
  CHECK(count_of(whole.bytes(), 'y') == size);

  // A moved mapping is still known, and one that is gone is not.
  const MappedFile moved = std::move(*mapped);
  mapped.reset();
  MappedFile again(other);
  MappedFile target;
  target = std::move(again);
  fs::resize_file(other, 0);
  CHECK(target.bytes().back() == '\0');
  CHECK(MappedFile::faults() == before + 3);
}

TEST_CASE("many threads read mappings that are cut", "[mapped_file]") {
  const TemporaryFolder folder;
  const std::size_t size = 1 << 20;
  std::vector<std::thread> threads;
  std::atomic<std::size_t> sum{0};
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      for (int round = 0; round < 50; ++round) {
        const fs::path file = folder.write("f" + std::to_string(i), std::string(size, 'x'));
        const MappedFile mapped(file);
        fs::resize_file(file, static_cast<std::uintmax_t>(round) * 8192);
        sum += count_of(mapped.bytes(), '\0');
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::size_t expected = 0;
  for (std::size_t round = 0; round < 50; ++round) expected += size - round * 8192;
  CHECK(sum == 4 * expected);
}

TEST_CASE("another SIGBUS ends the process as before", "[mapped_file]") {
  const TemporaryFolder folder;
  const MappedFile mapped(folder.write("file", "x"));
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::raise(SIGBUS);
    ::_exit(0);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  // AddressSanitizer has a handler of its own, which was there before: it tells of the signal, and exits.
  const bool is_ended = WIFSIGNALED(status) ? WTERMSIG(status) == SIGBUS : WEXITSTATUS(status) != 0;
  CHECK(is_ended);
}

}  // namespace speur
