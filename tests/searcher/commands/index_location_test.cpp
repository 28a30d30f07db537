#include "searcher/commands/index_location.hpp"

#include "speur/error.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

namespace fs = std::filesystem;

namespace speur {

TEST_CASE("an index is found by option, environment, or in a folder above", "[commands]") {
  const TemporaryFolder top;
  const fs::path deep = top / "site/docs/a";
  fs::create_directories(deep);

  CHECK(find_index("given", "named", deep) == "given");
  CHECK(find_index("", "named", deep) == "named");
  try {
    (void)find_index("", nullptr, deep);
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::no_input);
    CHECK(std::string(error.what()).find("`speur-index CONTENT`") != std::string::npos);
  }
  fs::create_directories(top / "site/.speur");
  CHECK(find_index("", "", deep) == top / "site/.speur");
  CHECK(find_index("", nullptr, top / "site") == ".speur");
}

}  // namespace speur
