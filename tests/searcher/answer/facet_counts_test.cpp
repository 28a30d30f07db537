#include "searcher/index/facet_column.hpp"
#include "searcher/index/index_reader.hpp"
#include "speur/searcher.hpp"

#include "include/files/checksums.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <fmt/format.h>
#include <xapian.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

namespace {

const std::vector<std::string> colours{"rood", "groen", "blauw", "geel", "wit"};
const std::vector<std::string> words{"fiets", "stalling", "bezwaar", "gemeente"};

std::vector<Page> random_pages(std::mt19937& random, const std::string& folder) {
  const auto below = [&](unsigned end) { return static_cast<unsigned>(random() % end); };
  std::vector<Page> pages;
  for (int i = 0; i < 60; ++i) {
    std::vector<Facet> facets;
    std::vector<std::string> kleur;
    for (const std::string& colour : colours) {
      if (below(3) == 0) kleur.push_back(colour);
    }
    if (!kleur.empty()) facets.push_back(keywords("kleur", kleur));
    if (below(2) == 0) {
      const unsigned year = 2020 + below(5);
      facets.push_back(number("jaar", year, std::to_string(year)));
    }
    std::string text;
    for (const std::string& word : words) {
      if (below(2) == 0) text += word + " ";
    }
    pages.push_back(simple_page(folder + "/" + std::to_string(i) + ".md", "Pagina", text, facets));
  }
  return pages;
}

/// With an order of its own for colours, one of which no page has.
void write_generation(const std::filesystem::path& folder, const std::string& name,
                      const std::vector<Page>& pages) {
  std::filesystem::create_directories(folder / name);
  IndexWriter writer(folder / name, IndexWriter::Mode::create, AnalyzerRecipe::standard(),
                     WordsPlace::database);  // some are searched together
  for (const Page& page : pages) writer.put(page);
  writer.set_metadata({"Proef", "https://proef.example.nl/", "nl",
                       R"({"facets":[{"name":"kleur","label":"Kleur",)"
                       R"("order":["wit","paars","groen"],"labels":{"wit":"Helder wit"}}]})"});
  writer.commit("2024-05-17T12:00:00Z");
  write_checksums(folder / name);
}

std::vector<std::tuple<std::string, std::string, std::size_t, bool>> told(
    const SearchResult& result) {
  std::vector<std::tuple<std::string, std::string, std::size_t, bool>> lines;
  for (const FacetCounts& facet : result.facets) {
    for (const FacetCount& each : facet.values) {
      lines.emplace_back(facet.name + "=" + each.value.value, each.value.label, each.count,
                         each.selected);
    }
  }
  return lines;
}

}  // namespace

TEST_CASE("facets held in memory are counted as the index counts them", "[searcher][facets]") {
  std::mt19937 random(7);
  const TemporaryFolder folder;
  const std::filesystem::path& path = folder.path();
  write_generation(path, "generation-1", random_pages(random, "a"));
  write_generation(path, "generation-2", random_pages(random, "b"));
  std::ofstream(path / stub_file) << "auto generation-1\n";

  Searcher reading(path);
  Searcher holding(path);
  holding.hold_facets();
  std::size_t counted = 0;
  for (const std::string query : {"", "fiets", "fiets stalling", "+bezwaar -gemeente", "niets"}) {
    for (const std::vector<FacetFilter>& filters : std::vector<std::vector<FacetFilter>>{
             {},
             {{"kleur", "rood"}},
             {{"kleur", "rood"}, {"kleur", "wit"}, {"jaar", "2021"}},
             {{"kleur", "paars"}, {"kleur", "oranje"}}}) {
      for (const std::string sort : {"", "jaar:desc"}) {
        CAPTURE(query, filters.size(), sort);
        const SearchRequest request{
            .query = query, .filters = filters, .facets = {"all"}, .sort = sort};
        const auto expected = told(reading.search(request));
        CHECK(told(holding.search(request)) == expected);
        std::set<std::string> values;
        for (const auto& line : expected) values.insert(std::get<0>(line));
        CHECK(values.size() == expected.size());  // each once, whether it is selected or not
        counted += expected.size();
      }
    }
  }
  CHECK(counted > 200);
}

TEST_CASE("the facets of several databases are counted as those of each together",
          "[searcher][facets]") {
  std::mt19937 random(7);
  const TemporaryFolder folder;
  const std::filesystem::path& path = folder.path();
  write_generation(path, "generation-1", random_pages(random, "a"));
  write_generation(path, "generation-2", random_pages(random, "b"));
  std::ofstream(path / stub_file) << "auto generation-1\nauto generation-2\n";
  Searcher both(path);
  both.hold_facets();  // which changes nothing for several databases
  Searcher first(path / "generation-1");
  Searcher second(path / "generation-2");
  const auto add_counts = [](const SearchResult& result, std::map<std::string, std::size_t>& sum) {
    for (const FacetCounts& facet : result.facets) {
      for (const FacetCount& each : facet.values) {
        sum[facet.name + "=" + each.value.value] += each.count;
      }
    }
  };
  std::size_t counted = 0;
  for (const std::string query : {"", "fiets", "fiets stalling", "+bezwaar -gemeente"}) {
    for (const std::vector<FacetFilter>& filters : std::vector<std::vector<FacetFilter>>{
             {}, {{"kleur", "rood"}}, {{"kleur", "rood"}, {"jaar", "2021"}}}) {
      for (const std::string sort : {"", "jaar:desc"}) {
        CAPTURE(query, filters.size(), sort);
        const SearchRequest request{
            .query = query, .filters = filters, .facets = {"all"}, .sort = sort};
        std::map<std::string, std::size_t> expected, found;
        add_counts(first.search(request), expected);
        add_counts(second.search(request), expected);
        add_counts(both.search(request), found);
        CHECK(found == expected);
        counted += found.size();
      }
    }
  }
  CHECK(counted > 100);
}

TEST_CASE("searchers of one revision share the facets in memory, and those of another do not",
          "[searcher][facets]") {
  std::mt19937 random(9);
  const TemporaryFolder folder;
  const std::filesystem::path& path = folder.path();
  const auto write = [&](const IndexWriter::Mode mode, const std::string& colour) {
    IndexWriter writer(path / "generation-1", mode, AnalyzerRecipe::standard());
    // More than a few blocks of the database, for a reader keeps those that it has read.
    for (const char* folder_name : {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}) {
      for (const Page& page : random_pages(random, folder_name)) writer.put(page);
    }
    writer.put(simple_page("nieuw.md", "Pagina", "fiets", {keywords("kleur", {colour})}));
    writer.commit("2024-05-17T12:00:00Z");
    write_checksums(path / "generation-1");
  };
  std::filesystem::create_directories(path / "generation-1");
  std::ofstream(path / stub_file) << "auto generation-1\n";
  write(IndexWriter::Mode::create, "paars");
  Searcher first(path);
  first.hold_facets();
  Searcher second = first.for_another_thread();
  CHECK(second.shares_facets_with(first));
  const SearchRequest request{.query = "fiets", .facets = {"all"}};
  CHECK(told(second.search(request)) == told(first.search(request)));

  // Two commits overtake a reader, which then opens the index anew, and counts what is in it now.
  for (int round = 0; round < 4; ++round) write(IndexWriter::Mode::update, "oranje");
  Searcher third = first.for_another_thread();
  CHECK_FALSE(third.shares_facets_with(first));
  const auto expected = told(Searcher(path).search(request));
  CHECK(told(third.search(request)) == expected);
  REQUIRE(second.show("nieuw.md"));  // which no search needs so much of the database for
  CHECK(told(second.search(request)) == expected);
  CHECK_FALSE(second.shares_facets_with(first));
  CHECK(second.for_another_thread().shares_facets_with(second));  // it holds them again
}

TEST_CASE("labels of values that no page has are not remembered", "[searcher][facets]") {
  std::mt19937 random(10);
  const TemporaryFolder folder;
  write_generation(folder.path(), "generation-1", random_pages(random, "a"));
  std::ofstream(folder.path() / stub_file) << "auto generation-1\n";
  const IndexReader index(folder.path());
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 1000; ++i) {
      const std::string value = "zomaar " + std::to_string(i);
      CHECK(index.label("kleur", value).label == value);
    }
    for (const std::string& colour : colours) {
      CHECK(index.label("kleur", colour).label == (colour == "wit" ? "Helder wit" : colour));
    }
  }
  CHECK(index.remembered_labels() == colours.size());
}

TEST_CASE("the page of a term labels the values that mean it", "[searcher][facets]") {
  const TemporaryFolder folder;
  write_index(folder.path(),
              {simple_page("a.md", "A", "fiets", {keywords("tags", {"Op straat", "fiets", "los"})}),
               simple_page("tags/op-straat/_index.md", "Buiten", "tekst"),
               simple_page("tags/fiets/_index.md", "De fiets", "tekst"),
               simple_page("nieuws/fiets.md", "Een fiets", "tekst"),
               simple_page("nieuws/op-straat.md", "Straatnieuws", "tekst"),
               simple_page("gids/los-zand.md", "Zand", "tekst")});
  const IndexReader index(folder.path());
  CHECK(index.label("tags", "Op straat").label == "Buiten");
  CHECK(index.label("tags", "Op straat").page == "tags/op-straat/_index.md");
  CHECK(index.label("tags", "fiets").label == "De fiets");  // and not the other page of that name
  CHECK(index.label("tags", "Los zand").label == "Los zand");
}

TEST_CASE("a facet in memory is what the pages have", "[searcher][facets]") {
  std::mt19937 random(8);
  const TemporaryFolder folder;
  const std::vector<Page> pages = random_pages(random, "a");
  write_generation(folder.path(), "generation-1", pages);
  std::ofstream(folder.path() / stub_file) << "auto generation-1\n";
  const IndexReader index(folder.path());
  const FacetColumn column(index, index.facet("kleur"));
  for (const Page& page : pages) {
    std::vector<std::string> expected;
    for (const Facet& facet : page.facets) {
      if (facet.name != "kleur") continue;
      for (const FacetValue& value : facet.values) expected.push_back(value.text);
    }
    std::vector<std::uint32_t> counts(column.values().size() + 1);
    column.count(index.find_page(page.id), counts);
    std::vector<std::string> values;
    for (std::size_t number = 0; number < column.values().size(); ++number) {
      values.insert(values.end(), counts[number], column.values()[number].value);
    }
    CAPTURE(page.id);
    std::ranges::sort(values);
    std::ranges::sort(expected);
    CHECK(values == expected);
  }
  std::vector<std::string> values;
  for (const LabelledValue& each : column.values()) values.push_back(each.value);
  CHECK(values == std::vector<std::string>{"wit", "groen", "blauw", "geel", "rood"});
  CHECK(column.place(0) == 0);
  CHECK(column.place(1) == 2);
  CHECK(column.place(4) == 3);
  CHECK(column.values()[0].label == "Helder wit");
  std::vector<std::uint32_t> none(column.values().size() + 1);
  column.count(0, none);
  column.count(index.database().get_lastdocid() + 1, none);
  none.pop_back();
  CHECK(none == std::vector<std::uint32_t>(column.values().size()));
}

TEST_CASE("a set of pages is counted as each of its pages, few or nearly all", "[searcher][facets]") {
  std::mt19937 random(9);
  const TemporaryFolder folder;
  write_generation(folder.path(), "generation-1", random_pages(random, "a"));
  std::ofstream(folder.path() / stub_file) << "auto generation-1\n";
  const IndexReader index(folder.path());
  const Xapian::docid last = index.database().get_lastdocid();
  for (const IndexFacet& facet : index.facets()) {
    const FacetColumn column(index, facet);
    for (const unsigned part : {0U, 1U, 20U, 50U, 80U, 99U, 100U}) {
      CAPTURE(facet.name, part);
      PageSet pages(last);
      std::vector<std::uint32_t> expected(column.values().size() + 1), counts = expected;
      for (Xapian::docid page = 1; page <= last; ++page) {
        if (random() % 100 >= part) continue;
        pages.add(page);
        column.count(page, expected);
      }
      column.count(CountedPages(pages, last), counts);
      expected.pop_back();
      counts.pop_back();
      CHECK(counts == expected);
    }
  }
}

TEST_CASE("the first values of a facet of many are those of all", "[searcher][facets]") {
  std::mt19937 random(10);
  std::vector<Page> pages;
  for (int i = 0; i < 700; ++i) {
    Page page = simple_page(fmt::format("p{}.md", i), "Titel", "fiets");
    // Most values have a page or two, some have hundreds.
    const auto number = random() % 3 == 0 ? random() % 4 : random() % 300;
    const std::string value = i % 350 == 0 ? "groen" : fmt::format("k{}", number);  // it has a place in the order
    page.facets.push_back({"kleur", {{FacetType::keyword, value}}});
    pages.push_back(std::move(page));
  }
  const TemporaryFolder folder;
  write_generation(folder.path(), "generation-1", pages);
  std::ofstream(folder.path() / stub_file) << "auto generation-1\n";
  Searcher searcher(folder.path());
  SearchRequest request;
  request.query = "fiets";
  request.facets = {"kleur"};
  const FacetCounts all = searcher.search(request).facets.at(0);
  CHECK(all.values.size() == all.total);
  CHECK(all.values.front().value.value == "groen");
  searcher.hold_facets();
  for (const std::size_t most : {1U, 3U, 5U, 50U, 150U, 1000U}) {
    CAPTURE(most);
    request.facet_values = most;
    const FacetCounts first = searcher.search(request).facets.at(0);
    CHECK(first.total == all.total);
    REQUIRE(first.values.size() == std::min(most, all.values.size()));
    for (std::size_t i = 0; i < first.values.size(); ++i) {
      CHECK(first.values[i].value.value == all.values[i].value.value);
      CHECK(first.values[i].count == all.values[i].count);
    }
  }
}
