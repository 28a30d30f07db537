#include "searcher/index/record_reader.hpp"

#include "include/files/checksums.hpp"
#include "searcher/index/index_reader.hpp"
#include "speur/word_record.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace
namespace fs = std::filesystem;

TEST_CASE("pages are named by the records file as by the database", "[searcher][records]") {
  const TemporaryFolder folder;
  const IndexReader index(write_index(
      folder.path(), {simple_page("a.md", "Fietsenstalling", "Een stalling."),
                      simple_page("map/b.md", "Bezwaar", "Maak bezwaar."), simple_page("c.md", "Afval", "")}));
  REQUIRE(index.records() != nullptr);
  std::string buffer;
  for (Xapian::docid page = 1; page <= 3; ++page) {
    CHECK(index.records()->id(page, buffer) == index.database().get_document(page).get_value(id_slot));
    CHECK(index.page_id(page) == index.records()->id(page, buffer));
  }
  CHECK(index.page_id(2) == "map/b.md");
}

TEST_CASE("a record is the same where it is read and where it is mapped", "[searcher][records]") {
  const TemporaryFolder folder;
  const IndexReader index(
      write_index(folder.path(), {simple_page("a.md", "Fietsenstalling", "Een stalling."),
                                  simple_page("b.md", "Bezwaar", "Maak bezwaar.")}));
  RecordReader records(index);
  CHECK(index.records()->near_record(1).empty());
  const std::string first(records.get(1)), second(records.get(2)), data = index.page_data(2);
  for (int i = 0; i < 2'000; ++i) {
    REQUIRE(records.get(1) == first);
    REQUIRE(records.get(2) == second);
    REQUIRE(index.page_data(2) == data);
  }
  CHECK(index.records()->near_record(1) == first);
}

TEST_CASE("a record can be announced whatever it holds, and is the same after it", "[searcher][records]") {
  const TemporaryFolder folder;
  const IndexReader index(
      write_index(folder.path(), {simple_page("a.md", "Fietsenstalling", "Een stalling."),
                                  simple_page("b.md", "Bezwaar", "Maak bezwaar.")}));
  RecordReader records(index);
  const std::vector<std::uint32_t> keys = {word_key("stalling"), word_key("bezwaar"), 0, 0xFFFFFFFF};
  const std::string before(records.get(1));
  while (index.records()->near_record(1).empty()) REQUIRE(records.get(1) == before);
  for (Xapian::docid page = 0; page < 5; ++page) {
    for (unsigned step = 0; step < 4; ++step) records.announce(page, step, keys);
  }
  CHECK(std::string(records.get(1)) == before);
}

TEST_CASE("pages and what folders are called are found as the index has them now", "[searcher][records]") {
  const TemporaryFolder folder;
  const fs::path index = write_index(
      folder.path(), {simple_page("beleid/index.md", "Ons beleid", "Beleid."),
                      simple_page("beleid/a.md", "Fietsen", "Fiets.", {keywords("soort", {"nota"})}),
                      simple_page("los/b.md", "Bezwaar", "Maak bezwaar.")});
  const auto found = [&](std::string_view id) { return IndexReader(index).find_page(id) != 0; };
  CHECK(found("beleid/a.md"));
  CHECK_FALSE(found("beleid/README.md"));
  CHECK(IndexReader(index).breadcrumb("beleid/a.md") == std::vector<std::string>{"Ons beleid"});
  CHECK(IndexReader(index).breadcrumb("los/b.md") == std::vector<std::string>{"Los"});
  CHECK(IndexReader(index).label("soort", "nota").label == "nota");
  CHECK(IndexReader(index).page_label("soort", "nota").page.empty());

  // Pages that come later are not among those of the file.
  IndexWriter writer(index / "generation-1", IndexWriter::Mode::update, AnalyzerRecipe::standard());
  writer.put(simple_page("los/index.md", "Losse stukken", "Los."));
  writer.put(simple_page("soorten/nota.md", "Een nota", "Nota."));
  writer.remove("beleid/index.md");
  writer.commit("2024-05-18T12:00:00Z");
  CHECK(found("los/index.md"));
  CHECK_FALSE(found("beleid/index.md"));
  CHECK(IndexReader(index).breadcrumb("los/b.md") == std::vector<std::string>{"Losse stukken"});
  CHECK(IndexReader(index).breadcrumb("beleid/a.md") == std::vector<std::string>{"Beleid"});
  CHECK(IndexReader(index).label("soort", "nota").label == "Een nota");
  CHECK(IndexReader(index).page_label("soort", "nota").page == "soorten/nota.md");
}

TEST_CASE("an index whose records are damaged finds the same pages", "[searcher][records]") {
  const TemporaryFolder folder;
  const fs::path index = write_index(folder.path(), {simple_page("beleid/index.md", "Ons beleid", "Beleid."),
                                                     simple_page("beleid/a.md", "Fietsen", "Fiets.")});
  fs::path file;
  for (const fs::directory_entry& entry : fs::directory_iterator(index / "generation-1")) {
    if (entry.path().filename().string().starts_with("records-")) file = entry.path();
  }
  REQUIRE(!file.empty());
  fs::remove(file);
  write_checksums(index / "generation-1");  // which know nothing of the file
  const IndexReader reader(index);
  CHECK(reader.records() == nullptr);
  CHECK(reader.page_id(2) == "beleid/a.md");
  CHECK(reader.find_page("beleid/a.md") == 2);
  CHECK(reader.breadcrumb("beleid/a.md") == std::vector<std::string>{"Ons beleid"});
}
