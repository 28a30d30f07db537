#include "speur/searcher.hpp"

#include "include/files/checksums.hpp"
#include "speur/error.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace
namespace fs = std::filesystem;

namespace {

void write_generation(const fs::path& folder, const std::string& id, WordsPlace words) {
  fs::create_directories(folder);
  IndexWriter writer(folder, IndexWriter::Mode::create, AnalyzerRecipe::standard(), words);
  writer.put(simple_page(id, "Fietsenstalling " + id, "waar u stalt"));
  writer.put(simple_page("x" + id, "Bezwaar", "tegen een besluit"));
  writer.commit("2026-05-17T12:00:00Z");
  write_checksums(folder);
}

std::vector<std::string> ids(Searcher& searcher, const std::string& query) {
  std::vector<std::string> found;
  for (const Hit& hit : searcher.search({.query = query}).hits) found.push_back(hit.id);
  return found;
}

}  // namespace

TEST_CASE("databases are searched together if their words are in them", "[searcher]") {
  const TemporaryFolder folder;
  write_generation(folder.path() / "generation-1", "a.md", WordsPlace::database);
  write_generation(folder.path() / "generation-2", "b.md", WordsPlace::database);
  write_generation(folder.path() / "generation-3", "c.md", WordsPlace::files);
  std::ofstream(folder.path() / stub_file) << "auto generation-1\nauto generation-2\n";
  Searcher both(folder.path());
  CHECK(ids(both, "fiets stallen") == std::vector<std::string>{"a.md", "b.md"});
  Searcher one(folder.path() / "generation-3");
  CHECK(ids(one, "fiets stallen") == std::vector<std::string>{"c.md"});
  std::ofstream(folder.path() / stub_file) << "auto generation-1\nauto generation-3\n";
  try {
    const Searcher refused(folder.path());
    FAIL("an index without words in its database was joined");
  } catch (const Error& e) {
    CHECK(e.code() == ExitCode::config);
    CHECK(std::string(e.what()).find("generation-3") != std::string::npos);
    CHECK(std::string(e.what()).find("--shard") != std::string::npos);
  }
}

TEST_CASE("without its posting lists an index is damaged, unless its words are in the database",
          "[searcher]") {
  const TemporaryFolder folder;
  for (const WordsPlace words : {WordsPlace::files, WordsPlace::database}) {
    const fs::path generation = folder.path() / std::string(name_of(words));
    write_generation(generation, "a.md", words);
    for (const fs::directory_entry& file : fs::directory_iterator(generation)) {
      if (file.path().filename().string().starts_with("postings-")) fs::resize_file(file.path(), 100);
    }
    write_checksums(generation);  // which call the damage sound
    Searcher searcher(generation);
    if (words == WordsPlace::database) {
      CHECK(ids(searcher, "fiets stallen") == std::vector<std::string>{"a.md"});
    } else {
      CHECK_THROWS_AS(searcher.search({.query = "fiets"}), Error);
    }
  }
}
