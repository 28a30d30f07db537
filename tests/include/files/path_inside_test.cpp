#include "include/files/path_inside.hpp"

#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string_view>

namespace fs = std::filesystem;

namespace speur {

TEST_CASE("a path is inside a folder where its links lead there", "[files]") {
  const TemporaryFolder folder;
  const fs::path root = folder / "site";
  fs::create_directories(root / "docs");
  fs::create_directories(folder / "site-two");
  fs::create_directory_symlink(folder / "site-two", root / "out");
  fs::create_directory_symlink(root / "docs", folder / "in");
  fs::create_symlink("round", root / "round");
  struct Row {
    fs::path path;
    bool inside;
  };
  for (const Row& row : {Row{root, true}, Row{root / "", true}, Row{root / "docs", true},
                         Row{root / "docs/../docs/nieuw.md", true}, Row{root / "nergens/x", true},
                         Row{root / "..", false}, Row{root / "docs/../../site-two", false},
                         Row{folder / "site-two", false}, Row{root / "out", false},
                         Row{root / "out/nieuw.md", false}, Row{folder / "in", true},
                         Row{folder / "in/nieuw.md", true}, Row{root / "round", false},
                         Row{"/etc/passwd", false}, Row{"/", false}}) {
    CAPTURE(row.path);
    const auto real = resolve_inside(row.path, root);
    CHECK(real.has_value() == row.inside);
    if (real) CHECK(is_inside(*real, root));
    CHECK(resolve_inside(row.path, root / "").has_value() == row.inside);  // "site/"
  }
  CHECK(resolve_inside(root / "out/../docs", root) == std::nullopt);  // it leads to out's parent
}

}  // namespace speur
