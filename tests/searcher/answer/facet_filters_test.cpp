#include "searcher/answer/facet_filters.hpp"

#include "speur/error.hpp"
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
  note_odd_dates(index, {{"datum", {"2024-05-17", "17-5-2024"}}, {"rollen", {"gisteren"}}}, issues);
  CHECK(issues.empty());
  note_odd_dates(index, {{"datum", {"gisteren"}}}, issues);
  REQUIRE(issues.size() == 1);
  CHECK(issues.front().message.find("gisteren") != std::string::npos);
}

}  // namespace speur
