#include "indexer/learned/bundle_writer.hpp"

#include "indexer/index_run.hpp"
#include "speur/schema.hpp"
#include "speur/site_file.hpp"
#include "support/file_text.hpp"
#include "support/temporary_folder.hpp"

#include <xapian.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace
namespace fs = std::filesystem;

namespace {

struct Site {
  TemporaryFolder folder;

  void write(const std::string& text) const { folder.write("docs/a.md", text); }
  void run() const {
    IndexOptions options;
    options.content = folder / "docs";
    options.index = folder / "index";
    REQUIRE(run_index(options, false, {}).problems.empty());
  }
  [[nodiscard]] fs::path generation() const { return folder / "index" / "generation-1"; }
  [[nodiscard]] std::string named() const {
    return Xapian::Database(generation().string()).get_metadata(site_file_key(words_kind));
  }
  [[nodiscard]] std::set<std::string> files() const {
    std::set<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(generation())) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with(words_kind)) names.insert(name);
    }
    return names;
  }
};

}  // namespace

TEST_CASE("the commit names its words file, and the one before is kept", "[site_files]") {
  const Site site;
  site.write("# Bezwaar\n");
  site.run();
  const std::string first = site.named();
  CHECK(site.files() == std::set{first});
  site.write("# Beroep\n");
  site.run();
  const std::string second = site.named();
  CHECK(second != first);
  CHECK(site.files() == std::set{first, second});
  site.folder.write("index/generation-1/words-0000000000000000.new", "half");
  site.write("# Klacht\n");
  site.run();
  const std::string third = site.named();
  CHECK(site.files() == std::set{second, third});
  // What is as it was has the name that it had.
  site.write("# Bezwaar\n");
  site.run();
  CHECK(site.named() == first);
  CHECK(site.files() == std::set{third, first});
}

TEST_CASE("the words file has the words of the pages and no others", "[site_files]") {
  const Site site;
  site.write(
      "---\nrollen: [jurist]\n---\n# Bezwaar\n\nDe coördinatie van aia09.\n\n"
      "## Verborgen { data-search-exclude }\n\ngeheimtaal\n");
  site.run();
  const std::string bytes = text_of(site.generation() / site.named());
  for (const char* word : {"bezwaar", "coordinatie", "coördinatie", "van"}) {
    CAPTURE(word);
    CHECK(bytes.find(word) != std::string::npos);
  }
  for (const char* word : {"jurist", "aia09", "verborgen", "geheimtaal"}) {
    CAPTURE(word);
    CHECK(bytes.find(word) == std::string::npos);
  }
}
