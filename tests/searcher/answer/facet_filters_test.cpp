#include "searcher/answer/facet_filters.hpp"

#include "searcher/candidates/value_range.hpp"
#include "speur/error.hpp"
#include "speur/searcher.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

namespace speur {
namespace {

IndexReader facets_index(const TemporaryFolder& folder) {
  return IndexReader(write_index(folder.path(), {
      simple_page("a.md", "Een", "Tekst.", {keywords("rollen", {"jurist"}), date("datum", "2024-05-17")}),
      simple_page("b.md", "Twee", "Tekst.", {keywords("rollen", {"architect"}), date("datum", "2023-01-02")})}));
}

}  // namespace

TEST_CASE("filters on one facet are alternatives, and stand together", "[facet_filters]") {
  const TemporaryFolder folder;
  const IndexReader index = facets_index(folder);
  SearchRequest request;
  request.filters = {{"rollen", "jurist"}, {"datum", "2024-05-17"}, {"rollen", "architect"}};
  const FacetFilters by_facet = facet_filters(index, request);
  REQUIRE(by_facet.size() == 2);
  CHECK(by_facet.at("rollen") == std::vector<std::string>{"jurist", "architect"});
}

TEST_CASE("a filter's value is found whatever its case, as in a query", "[facet_filters]") {
  const TemporaryFolder folder;
  write_index(folder.path(), {simple_page("a.md", "Een", "Tekst.", {keywords("niveau", {"hoog"})}),
                              simple_page("b.md", "Twee", "Tekst.", {keywords("niveau", {"Hoog"}), keywords("soort", {"Beleid en advies"})}),
                              simple_page("c.md", "Drie", "Tekst.", {keywords("niveau", {"hoogte"}), keywords("soort", {"24-uurs"})})});
  const auto ids = [&](const SearchRequest& request) {
    std::string found;
    for (const Hit& hit : Searcher(folder.path()).search(request).hits) found += hit.id + " ";
    return found;
  };
  CHECK(ids({.filters = {{"niveau", "HOOG"}}}) == "a.md b.md ");
  CHECK(ids({.filters = {{"niveau", "hoog"}}}) == "a.md ");  // a page has just that
  CHECK(ids({.filters = {{"niveau", "HOO"}}}).empty());
  CHECK(ids({.filters = {{"soort", "beleid-en-advies"}}}) == "b.md ");
  CHECK(ids({.filters = {{"soort", "24-uurs"}}}) == "c.md ");
  CHECK(ids({.condition = Filter{FacetValues{"niveau", {"HOOG"}}}}) == "a.md b.md ");
  CHECK(ids({.condition = Filter{FacetValues{"niveau", {}}}}) == "a.md b.md c.md ");
  const SearchResult counted = Searcher(folder.path()).search({.filters = {{"niveau", "HOOG"}}, .facets = {"niveau"}});
  CHECK(counted.facets.at(0).values.size() == 3);
}

TEST_CASE("a facet that the index does not have is refused as a filter and as a count", "[facet_filters]") {
  const TemporaryFolder folder;
  const IndexReader index = facets_index(folder);
  SearchRequest request;
  request.filters = {{"kleur", "rood"}};
  request.facets = {"kleur"};
  CHECK_THROWS_AS(facet_filters(index, request), Error);
  CHECK_THROWS_AS(wanted_facets(index, request), Error);
}

TEST_CASE("a facet is counted once, however often it is asked for", "[facet_filters]") {
  const TemporaryFolder folder;
  const IndexReader index = facets_index(folder);
  SearchRequest request;
  request.facets = {"rollen", "all", "rollen"};
  const std::vector<const IndexFacet*> facets = wanted_facets(index, request);
  REQUIRE(facets.size() == 2);
  CHECK(facets.front()->name == "rollen");
}

TEST_CASE("a filter on dates that is none is told, unless a page has just that", "[facet_filters]") {
  const TemporaryFolder folder;
  const IndexReader index = facets_index(folder);
  std::vector<QueryIssue> issues;
  note_odd_dates(index, {{"datum", {"2024-05-17", "17-5-2024", "2024-05", "mei 2024", "2024"}}, {"rollen", {"gisteren"}}}, issues);
  CHECK(issues.empty());
  note_odd_dates(index, {{"datum", {"gisteren"}}}, issues);
  REQUIRE(issues.size() == 1);
  CHECK(issues.front().message.find("gisteren") != std::string::npos);
}

TEST_CASE("a filter or a query with a value that no page has says which there are, where it finds nothing", "[facet_filters]") {
  const TemporaryFolder folder;
  static_cast<void>(facets_index(folder));
  const auto told = [&](const SearchRequest& request) {
    std::string lines;
    for (const QueryIssue& issue : Searcher(folder.path()).search(request).issues) lines += issue.message + "\n";
    return lines;
  };
  CHECK(told({.filters = {{"rollen", "jurits"}}}) == "no page has 'jurits' as its 'rollen'; there are: jurist\n");
  CHECK(told({.filters = {{"rollen", "wie"}}}) == "no page has 'wie' as its 'rollen'; there are: architect, jurist\n");
  CHECK(told({.query = "rollen:jurits"}) == "no page has 'jurits' as its 'rollen'; there are: jurist\n");
  CHECK(told({.query = "nergens", .filters = {{"rollen", "JURIST"}}}).empty());
  CHECK(told({.filters = {{"rollen", "wie"}, {"rollen", "jurist"}}}).empty());  // it found a page
}

TEST_CASE("a filter on dates takes a month or a year for all its days", "[facet_filters]") {
  const TemporaryFolder folder;
  const IndexReader index = facets_index(folder);
  Xapian::Enquire enquire(index.database());
  const auto pages_of = [&](const std::string& value) {
    enquire.set_query(filtered(index, CandidateQuery::everything(), {{"datum", {value}}}, nullptr).to_xapian());
    return enquire.get_mset(0, 10).size();
  };
  CHECK(pages_of("2024") == 1);
  CHECK(pages_of("mei 2024") == 1);
  CHECK(pages_of("2024-06") == 0);
  CHECK(pages_of("17 mei 2024") == 1);
}

TEST_CASE("one day that is asked for has to exist, and an end of a range need not", "[facet_filters]") {
  const TemporaryFolder folder;
  const IndexReader index = facets_index(folder);
  const IndexFacet& days = index.facet("datum");
  CHECK_THROWS_WITH(range_query(index, days, {"datum", "2024-13-01", "2024-13-01"}),
                    "'datum' holds dates; 2024-13-01 is no day that exists");
  CHECK_NOTHROW(range_query(index, days, {"datum", "2024-02-31", "2024-06-31"}));
}

}  // namespace speur
