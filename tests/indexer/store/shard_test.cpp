#include "indexer/store/shard.hpp"

#include "indexer/store/index_writer.hpp"
#include "speur/schema.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <xapian.h>
#include <catch2/catch.hpp>

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace
namespace fs = std::filesystem;

namespace {

/// Writes `count` shards of two pages each, and gives their folders.
std::vector<fs::path> write_shards(const fs::path& generation, std::size_t count) {
  fs::create_directory(generation);
  DocumentMaker maker(AnalyzerRecipe::standard());
  std::vector<fs::path> folders = shard_folders(generation, count);
  std::size_t number = 100;
  for (const fs::path& folder : folders) {
    Shard shard(folder);
    for (int i = 0; i < 2; ++i) {
      const std::string id = "p" + std::to_string(number++) + ".md";
      const Page page = simple_page(id, "Fiets " + id, "een stalling voor fietsen");
      shard.add({id, maker.make(page), {}});
    }
    shard.finish();
  }
  return folders;
}

std::string ids(const fs::path& generation) {
  const Xapian::Database database(generation.string());
  std::string text;
  for (Xapian::docid docid = 1; docid <= database.get_lastdocid(); ++docid) {
    text += database.get_document(docid).get_value(id_slot) + " ";
  }
  return text;
}

}  // namespace

TEST_CASE("shards become one database in their order, in one round or in several", "[shard]") {
  const TemporaryFolder folder;
  std::string expected;
  for (int i = 100; i < 122; ++i) expected += "p" + std::to_string(i) + ".md ";
  for (const std::size_t at_once : {100U, 11U, 10U, 4U, 2U}) {
    CAPTURE(at_once);
    const fs::path generation = folder.path() / std::to_string(at_once);
    std::size_t calls = 0;
    merge_shards(write_shards(generation, 11), generation, [&] { ++calls; }, at_once);
    CHECK(calls > 0);
    CHECK(ids(generation) == expected);
    remove_shards(generation);
    CHECK_FALSE(fs::exists(generation / "shards"));
    const Xapian::Database database(generation.string());
    CHECK(database.get_termfreq(std::string(language_prefix) + "nl") == 22);
  }
}

TEST_CASE("what is thrown while shards are merged ends it", "[shard]") {
  const TemporaryFolder folder;
  const fs::path generation = folder.path() / "g";
  const std::vector<fs::path> shards = write_shards(generation, 3);
  CHECK_THROWS_AS(merge_shards(shards, generation, [] { throw std::logic_error("stop"); }),
                  std::logic_error);
}

TEST_CASE("a single shard is the generation itself", "[shard]") {
  const TemporaryFolder folder;
  const fs::path generation = folder.path() / "g";
  CHECK(write_shards(generation, 1) == std::vector<fs::path>{generation});
  CHECK(ids(generation) == "p100.md p101.md ");
}
