#include "searcher/index/site_words.hpp"

#include "indexer/learned/bundle_writer.hpp"
#include "searcher/index/index_reader.hpp"
#include "speur/site_file.hpp"
#include "support/file_text.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <random>
#include <set>
#include <string>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace
namespace fs = std::filesystem;

namespace {

std::vector<Page> sample_pages() {
  return {simple_page("a.md", "Bezwaar maken", "De coördinatie van het bezwaar tegen een besluit"),
          simple_page("b.md", "Besluiten", "Een besluit over coördinatie of coordinatie"),
          simple_page("c.md", "Eén", "Ĳsland en 東京都, foto’s van A4")};
}

SiteWords open_words(const fs::path& index) {
  const IndexReader reader(index);
  return SiteWords(open_site_files(reader, words_kind));
}

std::set<std::string> similar(const SiteWords& words, std::string_view word, unsigned edits) {
  std::set<std::string> found;
  for (const SimilarWord& similar : words.similar(word, edits)) {
    found.insert(std::string(similar.word.text) + " " + std::to_string(similar.edits));
  }
  return found;
}

fs::path words_file(const fs::path& index) {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(index)) {
    if (entry.path().filename().string().starts_with("words-")) return entry.path();
  }
  return {};
}

}  // namespace

TEST_CASE("the words of a site are found by themselves and by their neighbours", "[site_words]") {
  const TemporaryFolder folder;
  const SiteWords words = open_words(write_index(folder.path(), sample_pages()));
  REQUIRE_FALSE(words.empty());
  const auto bezwaar = words.find("bezwaar");
  REQUIRE(bezwaar);
  CHECK(bezwaar->pages == 1);
  CHECK(bezwaar->title_pages == 1);
  CHECK(words.find("coordinatie")->pages == 2);
  CHECK(words.find("coordinatie")->title_pages == 0);
  CHECK(words.find("ijsland"));
  CHECK(words.find("foto's"));
  for (const char* absent : {"", "bezwar", "a4", "coördinatie", "zzzzzzzzzzzzzzzzzzzzzzzzzz"}) {
    CAPTURE(absent);
    CHECK_FALSE(words.find(absent));
  }
  CHECK(words.spelling("coordinatie") == "coördinatie");
  CHECK(words.spelling("bezwaar") == "bezwaar");
  CHECK(words.spelling("onbekend") == "onbekend");

  CHECK(similar(words, "bezwaar", 2) == std::set<std::string>{"bezwaar 0"});
  CHECK(similar(words, "besluti", 1) == std::set<std::string>{"besluit 1"});
  CHECK(similar(words, "besluitn", 2) == std::set<std::string>{"besluit 1", "besluiten 1"});
  CHECK(similar(words, "東京市", 1) == std::set<std::string>{"東京 1"});
  CHECK(similar(words, "", 2).empty());
  CHECK(similar(words, std::string(500, 'a'), 2).empty());
}

TEST_CASE("several databases are one list of words", "[site_words]") {
  const TemporaryFolder folder;
  write_index(folder / "een", sample_pages(), WordsPlace::database);
  write_index(folder / "twee", {simple_page("d.md", "Bezwaar", "Het bezwaar"),
                                simple_page("e.md", "Beroep", "Het bezwaar en het beroep")},
              WordsPlace::database);
  folder.write("beide", "auto een\nauto twee\n");
  const SiteWords words = open_words(folder / "beide");
  CHECK(words.find("bezwaar")->pages == 3);
  CHECK(words.find("bezwaar")->title_pages == 2);
  CHECK(words.find("beroep")->pages == 1);
  CHECK(similar(words, "bezwaer", 1) == std::set<std::string>{"bezwaar 1"});
  CHECK(words.spelling("coordinatie") == "coördinatie");
}

TEST_CASE("a database without its words file gives no words, and says why", "[site_words]") {
  const TemporaryFolder folder;
  const fs::path index = write_index(folder.path(), sample_pages());
  const fs::path file = words_file(index);
  const IndexReader reader(index);
  CHECK(open_site_files(reader, words_kind).damaged.empty());

  const std::string bytes = text_of(file);
  struct Row {
    std::string_view what;
    std::string bytes;
  };
  std::string other_kind = bytes;
  other_kind.replace(16, 5, "other");
  for (const Row& row : std::to_array<Row>({{"empty", ""},
                                            {"a part of the header", bytes.substr(0, 20)},
                                            {"the header alone", bytes.substr(0, 64)},
                                            {"cut", bytes.substr(0, bytes.size() - 1)},
                                            {"longer", bytes + "x"},
                                            {"another kind", other_kind}})) {
    CAPTURE(row.what);
    std::ofstream(file, std::ios::binary) << row.bytes;
    write_checksums(index / "generation-1");  // which call the damage sound
    const SiteFileSet set = open_site_files(reader, words_kind);
    CHECK(set.files.empty());
    REQUIRE(set.damaged.size() == 1);
    CHECK(set.damaged.front() ==
          file.string() + ": is damaged: speur-index --rebuild makes it anew");
    CHECK(open_words(index).empty());
  }
  fs::remove(file);
  const SiteFileSet set = open_site_files(reader, words_kind);
  REQUIRE(set.damaged.size() == 1);
  CHECK(set.damaged.front() == file.string() + ": cannot read: No such file or directory");
}

TEST_CASE("no damage within a words file makes it read outside of it", "[site_words]") {
  const TemporaryFolder folder;
  const fs::path index = write_index(folder / "index", sample_pages());
  const std::string payload(site_file_payload(text_of(words_file(index))));
  std::mt19937 random(11);
  const auto pick = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  std::size_t opened = 0;
  for (int round = 0; round < 120; ++round) {
    std::string damaged = payload;
    for (std::size_t i = 1 + pick(6); i > 0; --i) {
      damaged[pick(damaged.size())] = static_cast<char>(pick(256));
    }
    const std::string name = write_site_file(folder.path(), words_kind, damaged);
    SiteFileSet set;
    set.files.emplace_back(folder / name, words_kind);
    CHECK(set.files.front().is_intact());  // a whole file of wrong content: nothing is checked yet
    const SiteWords words(std::move(set));
    opened += words.empty() ? 0 : 1;
    for (const char* word : {"bezwaar", "besluti", "coordinatie", "東京市"}) {
      (void)words.find(word);
      (void)words.spelling(word);
      (void)words.similar(word, 2);
    }
    fs::remove(folder / name);
  }
  CHECK(opened > 30);  // most damage is not in the header
}
