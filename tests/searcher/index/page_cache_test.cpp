#include "searcher/index/page_cache.hpp"
#include "searcher/index/index_reader.hpp"

#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

namespace {

struct Fixture {
  TemporaryFolder folder;
  IndexReader index;
  Fixture()
      : index(write_index(folder.path(), {simple_page("a.md", "Fietsenstalling", "Een stalling."),
                                          simple_page("b.md", "Bezwaar", "Maak bezwaar.")})) {}
};

}  // namespace

TEST_CASE("a page is the one that the index holds, and is kept when it is read again", "[searcher]") {
  Fixture fixture;
  PageCache cache;
  for (Xapian::docid id = 1; id <= 2; ++id) {
    const auto page = cache.get(fixture.index, id);
    CHECK(page->record == fixture.index.page_data(id));
    CHECK(page->page.title == decode_page(page->record).title);
    CHECK(page->words.tokens.size() == decode_words(page->page).tokens.size());
    const auto again = cache.get(fixture.index, id);
    CHECK(again != page);
    CHECK(again->record == page->record);
    CHECK(cache.get(fixture.index, id) == again);
  }
}

TEST_CASE("a cache that is full starts anew, and pages in use stay", "[searcher]") {
  Fixture fixture;
  PageCache cache(1);
  const auto get_twice = [&](Xapian::docid id) {
    static_cast<void>(cache.get(fixture.index, id));
    return cache.get(fixture.index, id);
  };
  const auto first = get_twice(1);
  REQUIRE(cache.get(fixture.index, 1) == first);
  const auto second = get_twice(2);
  CHECK(cache.get(fixture.index, 1) != first);
  CHECK(first->page.title == "Fietsenstalling");
  CHECK(second->page.title == "Bezwaar");
}
