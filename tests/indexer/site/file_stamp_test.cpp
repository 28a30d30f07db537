#include "indexer/site/file_stamp.hpp"

#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <thread>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

TEST_CASE("a file has the same stamp until it is written or replaced", "[file_stamp]") {
  const TemporaryFolder folder;
  const auto file = folder.write("a.md", "tekst");
  const FileStamp stamp = FileStamp::of_path(file.c_str());
  CHECK(stamp.size == 5);
  CHECK(stamp == FileStamp::of_path(file.c_str()));
  // As many bytes, and a time of modification that is set back: only the inode's own time tells.
  const auto time = std::filesystem::last_write_time(file);
  // The inode's time moves on with the next tick of the kernel.
  FileStamp changed = stamp;
  for (int i = 0; i < 10'000 && changed.changed == stamp.changed; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    folder.write("a.md", "ander");
    std::filesystem::last_write_time(file, time);
    changed = FileStamp::of_path(file.c_str());
  }
  CHECK(changed.size == stamp.size);
  CHECK(changed.inode == stamp.inode);
  CHECK(changed.modified == stamp.modified);
  CHECK(changed != stamp);
}

TEST_CASE("a file that is not there has a stamp of its own", "[file_stamp]") {
  const TemporaryFolder folder;
  const FileStamp none = FileStamp::of_path((folder / "b.md").c_str());
  CHECK(none == FileStamp::of_path((folder / "c.md").c_str()));
  CHECK(none.is_known());
  CHECK(none != FileStamp::of_path(folder.write("b.md", "").c_str()));
}

TEST_CASE("a stamp is certain when the file's clock has moved on since", "[file_stamp]") {
  constexpr std::int64_t second = 1'000'000'000;
  constexpr std::int64_t look = 100 * second;
  struct Row {
    std::int64_t modified, changed;
    bool certain;
  };
  for (const Row& row : {Row{90 * second, 90 * second, true}, Row{97 * second, 97 * second, true},
                         Row{97 * second + 1, 90 * second, false},
                         Row{90 * second, 98 * second, false}, Row{look, look, false},
                         Row{200 * second, 90 * second, false}}) {
    CAPTURE(row.modified, row.changed);
    const FileStamp stamp{5, row.modified, row.changed, 7};
    CHECK(certain_stamp(stamp, look).is_known() == row.certain);
    if (row.certain) CHECK(certain_stamp(stamp, look) == stamp);
  }
}
