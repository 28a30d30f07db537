#include "include/files/file_pieces.hpp"

#include "speur/error.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace fs = std::filesystem;

namespace speur {
namespace {

std::string some_bytes(std::size_t size) {
  std::mt19937 random(7);
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

ExitCode code_of_read(const FilePieces& file, std::size_t begin, std::size_t size) {
  std::string buffer;
  try {
    static_cast<void>(file.read(begin, size, buffer));
    return ExitCode::done;
  } catch (const Error& e) {
    return e.code();
  }
}

}  // namespace

TEST_CASE("pieces are the same read, mapped and in memory", "[file_pieces]") {
  const TemporaryFolder folder;
  const std::string bytes = some_bytes(20'000);
  const FilePieces file(folder.write("file", bytes));
  const FilePieces memory{std::string_view(bytes)};
  CHECK(memory.are_in_memory());
  CHECK_FALSE(file.are_in_memory());
  std::mt19937 random(8);
  std::string buffer, unused;
  for (int i = 0; i < 3'000; ++i) {  // at some time it is mapped
    const std::size_t begin = random() % bytes.size(), size = random() % (bytes.size() - begin + 1);
    REQUIRE(file.read(begin, size, buffer) == std::string_view(bytes).substr(begin, size));
    REQUIRE(memory.read(begin, size, unused) == std::string_view(bytes).substr(begin, size));
    if (begin + sizeof(std::uint64_t) > bytes.size()) continue;
    REQUIRE(file.number<std::uint64_t>(begin) == memory.number<std::uint64_t>(begin));
  }
  CHECK(file.are_in_memory());
  CHECK(unused.empty());
  CHECK(file.mapped() == bytes);
}

TEST_CASE("what is skipped is no part of the pieces", "[file_pieces]") {
  const TemporaryFolder folder;
  const fs::path path = folder.write("file", "kop en romp");
  std::string buffer;
  for (const bool is_mapped : {false, true}) {
    FilePieces file(path);
    if (is_mapped) CHECK(file.keep_mapped() == "kop en romp");
    CHECK(file.are_in_memory() == is_mapped);
    file.skip(4);
    CHECK(file.size() == 7);
    CHECK(file.read(3, 4, buffer) == "romp");
    CHECK_THROWS_AS(file.skip(8), std::out_of_range);
    const FilePieces moved = std::move(file);
    CHECK(moved.read(0, 2, buffer) == "en");
    CHECK(moved.mapped() == "en romp");
    CHECK(moved.are_in_memory() == is_mapped);
  }
}

TEST_CASE("nothing is read outside of a file", "[file_pieces]") {
  const TemporaryFolder folder;
  const FilePieces file(folder.write("file", "0123456789"));
  const FilePieces empty(folder.write("empty", ""));
  std::string buffer;
  CHECK(file.read(10, 0, buffer).empty());
  CHECK_THROWS_AS(file.read(10, 1, buffer), std::out_of_range);
  CHECK_THROWS_AS(file.read(11, 0, buffer), std::out_of_range);
  CHECK_THROWS_AS(file.read(1, SIZE_MAX, buffer), std::out_of_range);
  CHECK_THROWS_AS(file.number<std::uint64_t>(3), std::out_of_range);
  CHECK(empty.size() == 0);
  CHECK(empty.mapped().empty());
  CHECK(empty.keep_mapped().empty());
  CHECK(empty.read(0, 0, buffer).empty());
}

TEST_CASE("a file that is cut while it is read is told so", "[file_pieces]") {
  const TemporaryFolder folder;
  const fs::path path = folder.write("file", some_bytes(20'000));
  const FilePieces file(path);
  CHECK(code_of_read(file, 9'990, 10) == ExitCode::done);
  fs::resize_file(path, 9'995);
  CHECK(code_of_read(file, 9'990, 10) == ExitCode::busy);
  CHECK(code_of_read(file, 9'980, 10) == ExitCode::done);
}

TEST_CASE("what cannot be opened has the errors of other files", "[file_pieces]") {
  const TemporaryFolder folder;
  const auto code = [](const fs::path& path) {
    try {
      const FilePieces file(path);
      return ExitCode::done;
    } catch (const Error& e) {
      return e.code();
    }
  };
  CHECK(code(folder.path() / "none") == ExitCode::no_input);
  CHECK(code(folder.path()) == ExitCode::io);
}

}  // namespace speur
