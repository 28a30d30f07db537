#include "include/files/checksums.hpp"

#include "speur/site_file.hpp"
#include "support/file_text.hpp"
#include "support/temporary_folder.hpp"

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace fs = std::filesystem;

namespace speur {
namespace {

using State = ChecksumState;

std::string faults_of(const TemporaryFolder& folder, ChecksumDepth depth) {
  const ChecksumReport report = check_checksums(folder.path(), depth);
  CHECK((report.state == State::damaged) == !report.faults.empty());
  std::string text;
  for (const std::string& fault : report.faults) {
    text += (text.empty() ? "" : ", ") + fault.substr(folder.path().string().size() + 1);
  }
  return text;
}

void write_files(const TemporaryFolder& folder) {
  folder.write("a.glass", std::string(700'000, 'a'));
  folder.write("b.glass", "bytes");
  folder.write("leeg", "");
  folder.write("flintlock", "");
  folder.write("words-1.new", "a draft");
}

}  // namespace

TEST_CASE("every change of a file is seen, and those of length without reading it", "[checksums]") {
  const TemporaryFolder folder;
  write_files(folder);
  CHECK(check_checksums(folder.path(), ChecksumDepth::contents).state == State::unknown);
  write_checksums(folder.path());
  const std::string sums = text_of(folder / "checksums");
  CHECK(std::count(sums.begin(), sums.end(), '\n') == 5);
  CHECK(sums.find(" 5 b.glass\n") != std::string::npos);
  CHECK_FALSE(fs::exists(folder / "checksums.new"));
  CHECK(check_checksums(folder.path(), ChecksumDepth::contents).state == State::sound);

  // What comes and goes beside them makes no difference.
  fs::remove(folder / "flintlock");
  folder.write("words-1.new", "another draft");
  folder.write("other", "new");
  CHECK(check_checksums(folder.path(), ChecksumDepth::contents).state == State::sound);

  struct Row {
    std::string file, bytes, sizes, contents;
  };
  std::string changed(700'000, 'a');
  changed[699'999] = 'b';
  for (const Row& row : std::vector<Row>{
           {"a.glass", changed, "", "a.glass: is damaged: its bytes have changed"},
           {"a.glass", std::string(699'999, 'a'),
            "a.glass: is damaged: it has 699999 bytes and not 700000",
            "a.glass: is damaged: it has 699999 bytes and not 700000"},
           {"b.glass", "bytEs", "", "b.glass: is damaged: its bytes have changed"},
           {"leeg", "x", "leeg: is damaged: it has 1 bytes and not 0",
            "leeg: is damaged: it has 1 bytes and not 0"}}) {
    CAPTURE(row.file, row.contents);
    write_files(folder);
    folder.write(row.file, row.bytes);
    CHECK(faults_of(folder, ChecksumDepth::sizes) == row.sizes);
    CHECK(faults_of(folder, ChecksumDepth::contents) == row.contents);
  }
  write_files(folder);
  fs::remove(folder / "b.glass");
  CHECK(faults_of(folder, ChecksumDepth::sizes) == "b.glass: is not there");
  fs::create_symlink("a.glass", folder / "b.glass");
  CHECK(faults_of(folder, ChecksumDepth::sizes) == "b.glass: is no file any more");
}

TEST_CASE("a search reads what it believes, and of site files that it verifies the sizes", "[checksums]") {
  const TemporaryFolder folder;
  const auto site_file = [](std::uint64_t sums, std::string_view payload) {
    SiteFileHeader header = SiteFileHeader::of("words", payload);
    header.sums = sums;
    return std::string(reinterpret_cast<const char*>(&header), sizeof header).append(payload).append(sums, 's');
  };
  write_files(folder);
  folder.write("words-1", site_file(4, "verified"));
  folder.write("words-2", site_file(0, "believed"));
  write_checksums(folder.path());
  CHECK(faults_of(folder, ChecksumDepth::believed).empty());
  folder.write("words-1", site_file(4, "VERIFIED"));
  CHECK(faults_of(folder, ChecksumDepth::believed).empty());
  CHECK(faults_of(folder, ChecksumDepth::quick) == "words-1: is damaged: its bytes have changed");
  folder.write("words-1", site_file(3, "verified"));
  CHECK(faults_of(folder, ChecksumDepth::believed) == "words-1: is damaged: it has 75 bytes and not 76");
  folder.write("words-1", site_file(4, "verified"));
  folder.write("words-2", site_file(0, "BELIEVED"));
  folder.write("b.glass", "BYTES");
  CHECK(faults_of(folder, ChecksumDepth::believed) ==
        "b.glass: is damaged: its bytes have changed, words-2: is damaged: its bytes have changed");

  // More than it takes the time for.
  folder.write("c.glass", std::string(believed_bytes, 'c'));
  write_checksums(folder.path());
  folder.write("b.glass", "bytes");
  CHECK(faults_of(folder, ChecksumDepth::believed).empty());
  CHECK(faults_of(folder, ChecksumDepth::quick) == "b.glass: is damaged: its bytes have changed");
}

TEST_CASE("no byte of the checksums can change unseen", "[checksums]") {
  const TemporaryFolder folder;
  write_files(folder);
  write_checksums(folder.path());
  const std::string sums = text_of(folder / "checksums");
  for (std::size_t i = 0; i < sums.size(); ++i) {
    CAPTURE(i);
    std::string other = sums;
    other[i] = static_cast<char>(other[i] ^ 1);
    folder.write("checksums", other);
    CHECK(check_checksums(folder.path(), ChecksumDepth::sizes).state == State::damaged);
    folder.write("checksums", sums.substr(0, i));
    CHECK(check_checksums(folder.path(), ChecksumDepth::sizes).state == State::damaged);
  }
  folder.write("checksums", sums);
  CHECK(check_checksums(folder.path(), ChecksumDepth::contents).state == State::sound);
}

TEST_CASE("checksums name no file outside of their folder", "[checksums]") {
  const TemporaryFolder folder;
  folder.write("file", "bytes");
  fs::create_directories(folder / "index");
  const XXH128_hash_t hash = XXH3_128bits("bytes", 5);
  const auto state_with = [&](std::string_view name) {
    const std::string lines = fmt::format("speur checksums 1\n{:016x}{:016x} 5 {}\n", hash.high64, hash.low64, name);
    folder.write("index/checksums", lines + fmt::format("end {:016x}\n", XXH3_64bits(lines.data(), lines.size())));
    return check_checksums(folder / "index", ChecksumDepth::contents).state;
  };
  CHECK(state_with("../file") == State::damaged);
  CHECK(state_with((folder / "file").string()) == State::damaged);
  folder.write("index/file", "bytes");
  CHECK(state_with("file") == State::sound);
}

TEST_CASE("files that go are dropped first, and make no fault", "[checksums]") {
  const TemporaryFolder folder;
  write_files(folder);
  drop_checksums(folder.path(), {folder / "leeg"});  // there are none yet
  write_checksums(folder.path());
  drop_checksums(folder.path(), {folder / "leeg", folder / "nergens"});
  fs::remove(folder / "leeg");
  CHECK(check_checksums(folder.path(), ChecksumDepth::contents).state == State::sound);
  folder.write("b.glass", "bytEs");
  CHECK(faults_of(folder, ChecksumDepth::sizes).empty());
  CHECK(faults_of(folder, ChecksumDepth::contents) == "b.glass: is damaged: its bytes have changed");
}

TEST_CASE("a reading of checksums can be stopped", "[checksums]") {
  const TemporaryFolder folder;
  folder.write("a.glass", std::string(1 << 20, 'a'));
  write_checksums(folder.path());
  const std::atomic<bool> stop{true};
  CHECK(check_checksums(folder.path(), ChecksumDepth::contents, &stop).state != State::sound);
}

TEST_CASE("of much only the sizes are looked at, where it has to be quick", "[checksums]") {
  const TemporaryFolder folder;
  for (const std::uint64_t more : {0U, 1U}) {
    CAPTURE(more);
    folder.write("a.glass", "a");
    fs::resize_file(folder / "a.glass", quick_bytes / 2);
    folder.write("b.glass", "b");
    fs::resize_file(folder / "b.glass", quick_bytes / 2 + more);
    write_checksums(folder.path());
    std::fstream(folder / "a.glass", std::ios::in | std::ios::out) << "c";
    const bool is_read = more == 0;
    CHECK((check_checksums(folder.path(), ChecksumDepth::quick).state == State::damaged) == is_read);
    CHECK(check_checksums(folder.path(), ChecksumDepth::contents).state == State::damaged);
  }
}

TEST_CASE("no change of a run that says so first looks like damage", "[checksums]") {
  const TemporaryFolder folder;
  folder.write("a.glass", "000");
  write_checksums(folder.path());
  std::atomic<bool> is_done{false};
  std::thread run([&] {
    for (int i = 1; i < 300; ++i) {
      suspend_checksums(folder.path());
      // In place, since a file that is written anew would be seen empty.
      std::fstream(folder / "a.glass", std::ios::in | std::ios::out) << fmt::format("{:03}", i);
      write_checksums(folder.path());
    }
    is_done = true;
  });
  std::size_t looks = 0, damaged = 0;
  for (; !is_done; ++looks) {
    if (check_checksums(folder.path(), ChecksumDepth::contents).state == State::damaged) ++damaged;
  }
  run.join();
  CAPTURE(looks);
  CHECK(damaged == 0);
}

TEST_CASE("while files are changed nothing is said of them", "[checksums]") {
  const TemporaryFolder folder;
  write_files(folder);
  write_checksums(folder.path());
  suspend_checksums(folder.path());
  folder.write("b.glass", "other");
  CHECK(check_checksums(folder.path(), ChecksumDepth::contents).state == State::writing);
  write_checksums(folder.path());
  CHECK(check_checksums(folder.path(), ChecksumDepth::contents).state == State::sound);
}

}  // namespace speur
