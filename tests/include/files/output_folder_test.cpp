#include "include/files/output_folder.hpp"

#include "support/file_text.hpp"
#include "support/temporary_folder.hpp"

#include <sys/stat.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <string>

namespace fs = std::filesystem;

namespace speur {

TEST_CASE("a new file never goes through a link of its name", "[files]") {
  const TemporaryFolder folder;
  const fs::path victim = folder.write("victim", "kostbaar");
  fs::create_directory(folder / "out");
  fs::create_symlink(victim, folder / "out/file");
  fs::create_hard_link(victim, folder / "out/hard");
  const OutputFolder out(folder / "out");
  for (const std::string name : {"file", "hard", "new"}) {
    CAPTURE(name);
    const OutputFile file = out.create(name);
    file.write("een");
    file.write("twee");
    file.sync();
    CHECK(text_of(folder / ("out/" + name)) == "eentwee");
    CHECK(fs::is_regular_file(fs::symlink_status(folder / ("out/" + name))));
  }
  CHECK(text_of(victim) == "kostbaar");
  fs::create_symlink(victim, folder / "out/kept");
  out.rename("new", "kept");
  out.sync();
  CHECK(text_of(folder / "out/kept") == "eentwee");
  CHECK(text_of(victim) == "kostbaar");
  CHECK(find_irregular(folder / "out").empty());
}

TEST_CASE("files and folders that are opened by name are no links", "[files]") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "real");
  fs::create_directory_symlink(folder / "real", folder / "link");
  fs::create_symlink(folder / "nowhere", folder / "real/lock");
  REQUIRE(::mkfifo((folder / "real/pipe").c_str(), 0600) == 0);
  folder.write("real/file", "bytes");
  fs::create_symlink(folder / "real/file", folder / "real/alias");

  CHECK(error_of(folder, [&] { OutputFolder out(folder / "link"); }).starts_with("74 link: "));
  const OutputFolder out(folder / "link", Links::follow);
  CHECK(error_of(folder, [&] { static_cast<void>(out.open_or_create("lock")); }) ==
        "74 link/lock: is a symbolic link, which is not followed here");
  CHECK_FALSE(fs::exists(folder / "nowhere"));
  CHECK(error_of(folder, [&] { static_cast<void>(out.open_or_create("pipe")); }) ==
        "78 link/pipe: is no file");
  CHECK(out.open_or_create("file").get() >= 0);
  CHECK(out.open_or_create("other").get() >= 0);
  CHECK(fs::is_regular_file(folder / "real/other"));
  out.create_folder("sub");
  CHECK(error_of(folder, [&] { out.create_folder("sub"); }).starts_with("74 link/sub: cannot make"));
  CHECK_FALSE(find_irregular(folder / "real").empty());

  const auto read = [&](std::string_view name, std::size_t most, Links links) {
    std::string text;
    const std::string fault =
        error_of(folder, [&] { text = read_small_file(folder / name, most, links); });
    return fault.empty() ? text : fault;
  };
  CHECK(read("real/file", 5, Links::refuse) == "bytes");
  CHECK(read("real/file", 4, Links::refuse) ==
        "78 real/file: is longer than the 4 bytes that are read");
  CHECK(read("real/alias", 5, Links::follow) == "bytes");
  CHECK(read("real/alias", 5, Links::refuse) ==
        "78 real/alias: is a symbolic link, which is not followed here");
  CHECK(read("real/pipe", 5, Links::refuse) == "78 real/pipe: is no file");
  CHECK(read("real", 5, Links::refuse) == "78 real: is no file");
  CHECK(read("nergens", 5, Links::follow).starts_with("66 nergens: cannot be read"));
}

}  // namespace speur
