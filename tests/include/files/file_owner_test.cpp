#include "include/files/file_owner.hpp"

#include "support/temporary_folder.hpp"

#include <unistd.h>
#include <catch2/catch.hpp>

#include <filesystem>

namespace fs = std::filesystem;

namespace speur {

TEST_CASE("one's own files and those of root are trusted, and with sudo those of its caller",
          "[owner]") {
  struct Row {
    uid_t owner, user;
    const char* sudo_user;
    bool trusted;
  };
  for (const Row& row : {Row{1000, 1000, nullptr, true}, Row{0, 1000, nullptr, true},
                         Row{1001, 1000, nullptr, false}, Row{1001, 1000, "1001", false},
                         Row{1000, 0, nullptr, false}, Row{1000, 0, "1000", true},
                         Row{1001, 0, "1000", false}, Row{1000, 0, "1000x", false},
                         Row{1000, 0, "", false}}) {
    CAPTURE(row.owner, row.user, row.sudo_user == nullptr ? "-" : row.sudo_user);
    CHECK(is_trusted_owner(row.owner, row.user, row.sudo_user) == row.trusted);
  }
}

TEST_CASE("a symbolic link counts by itself and by what it leads to", "[owner]") {
  const TemporaryFolder folder;
  const fs::path file = folder.write("mine", "");
  CHECK_FALSE(foreign_owner(file));
  CHECK_FALSE(foreign_owner(folder / "nowhere"));
  if (::geteuid() != 0) {
    WARN("SKIPPED: only root can give a file to another user");
    return;
  }
  const uid_t somebody = 65'534;
  REQUIRE(::chown(file.c_str(), somebody, somebody) == 0);
  CHECK(foreign_owner(file) == "belongs to the user 65534");
  const fs::path link = folder / "link";
  fs::create_symlink(file, link);
  CHECK(foreign_owner(link) == "belongs to the user 65534");
  REQUIRE(::chown(file.c_str(), 0, 0) == 0);
  CHECK_FALSE(foreign_owner(link));
  REQUIRE(::lchown(link.c_str(), somebody, somebody) == 0);
  CHECK(foreign_owner(link) == "belongs to the user 65534");
}

}  // namespace speur
