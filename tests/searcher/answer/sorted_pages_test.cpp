#include "searcher/answer/sorted_pages.hpp"

#include "speur/error.hpp"
#include "speur/schema.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

namespace speur {
namespace {

IndexReader versions_index(const TemporaryFolder& folder) {
  return IndexReader(write_index(folder.path(), {
      simple_page("d.md", "Dood", "Tekst.", {number("versie", 2, "2")}),
      simple_page("c.md", "Cel", "Tekst."),
      simple_page("b.md", "Boot", "Tekst.", {number("versie", 10, "10")}),
      simple_page("a.md", "Aap", "Tekst.", {number("versie", 2, "2")})}));
}

std::vector<std::string> ids(const FoundPages& found) {
  std::vector<std::string> ids;
  for (const RankedPage& page : found.pages) ids.push_back(page.id);
  return ids;
}

}  // namespace

TEST_CASE("a sort key is the title or a facet, and goes up unless it says otherwise", "[sorted_pages]") {
  const TemporaryFolder folder;
  const IndexReader index = versions_index(folder);
  CHECK(sort_key(index, "title").slot == title_slot);
  CHECK(sort_key(index, "titel:desc").descending);
  CHECK_FALSE(sort_key(index, "versie").descending);
  CHECK(sort_key(index, "versie:asc").slot == sort_slot("versie"));
  CHECK_THROWS_AS(sort_key(index, "versie:op"), Error);
  CHECK_THROWS_AS(sort_key(index, "kleur"), Error);
}

TEST_CASE("joined databases are sorted as one is: equal values by id, pages without one last", "[sorted_pages]") {
  const TemporaryFolder folder;
  const IndexReader index = versions_index(folder);
  const Deadline never;
  const auto [key, expected] = GENERATE(table<std::string, std::vector<std::string>>(
      {{"versie", {"a.md", "d.md", "b.md", "c.md"}},
       {"versie:desc", {"b.md", "a.md", "d.md", "c.md"}},
       {"titel", {"a.md", "b.md", "c.md", "d.md"}}}));
  const FoundPages found =
      sorted_pages(index, Xapian::Query::MatchAll, sort_key(index, key), 4, never, {});
  CHECK(ids(found) == expected);
  CHECK(found.total == 4);
  // A run of equal values is fetched whole, so that the first of it is the first by id.
  const FoundPages first = sorted_pages(index, Xapian::Query::MatchAll, sort_key(index, key), 1, never, {});
  CHECK(ids(first).front() == expected.front());
}

}  // namespace speur
