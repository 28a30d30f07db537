#include "searcher/index/record_reader.hpp"

#include "searcher/index/index_reader.hpp"
#include "speur/word_record.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

TEST_CASE("pages are named by the records file as by the database", "[searcher][records]") {
  const TemporaryFolder folder;
  const IndexReader index(write_index(
      folder.path(), {simple_page("a.md", "Fietsenstalling", "Een stalling."),
                      simple_page("map/b.md", "Bezwaar", "Maak bezwaar."), simple_page("c.md", "Afval", "")}));
  const RecordReader records(index);
  for (Xapian::docid page = 1; page <= 3; ++page) CHECK(records.page_id(page) == index.page_id(page));
  CHECK(records.page_id(2) == "map/b.md");
}

TEST_CASE("a record can be announced whatever it holds, and is the same after it", "[searcher][records]") {
  const TemporaryFolder folder;
  const IndexReader index(
      write_index(folder.path(), {simple_page("a.md", "Fietsenstalling", "Een stalling."),
                                  simple_page("b.md", "Bezwaar", "Maak bezwaar.")}));
  RecordReader records(index);
  const std::vector<std::uint32_t> keys = {word_key("stalling"), word_key("bezwaar"), 0, 0xFFFFFFFF};
  const std::string before(records.get(1));
  for (Xapian::docid page = 0; page < 5; ++page) {
    for (unsigned step = 0; step < 4; ++step) records.announce(page, step, keys);
  }
  CHECK(std::string(records.get(1)) == before);
}
