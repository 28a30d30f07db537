#include "speur/searcher.hpp"
#include "speur/suggester.hpp"

#include "stemmers/lexicon/lexicon.hpp"
#include "support/page_index.hpp"
#include "support/skipped.hpp"
#include "support/temporary_folder.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

namespace {

std::vector<Page> sample_pages() {
  std::vector<Page> pages;
  pages.push_back(
      simple_page("wonen/stalling.md", "Fietsenstalling aanvragen",
                  "Vraag een nieuwe fietsenstalling aan bij de gemeente.\nDat kan het hele jaar.",
                  {keywords("rollen", {"inwoner", "jurist"}), date("datum", "2024-03-01"),
                   number("versie", 2, "2")}));
  pages.back().identifiers = {"urn:nl:ww:mtr:org-04"};
  pages.back().description = "Hoe u een fietsenstalling krijgt.";
  pages.back().sections.push_back({2, "Kosten van de stalling", "kosten-van-de-stalling",
                                   "De kosten zijn 40 euro. De gemeente rekent leges."});
  pages.push_back(simple_page(
      "wonen/bezwaar.md", "Bezwaar maken",
      "Tegen een besluit van de gemeente kunt u bezwaar maken. De Algemene wet bestuursrecht "
      "(Awb) geeft daarvoor zes weken.",
      {keywords("rollen", {"jurist"}), date("datum", "2023-12-24"), number("versie", 10, "10")}));
  pages.push_back(simple_page(
      "rollen/jurist.md", "Jurist",
      "De jurist toetst besluiten aan de coördinatie van beleid. Zie aia-09 en 2024/1689.",
      {keywords("vereiste", {"aia-09-menselijk-toezicht"}), number("versie", 3, "3")}));
  pages.push_back(simple_page("vereisten/aia-09-menselijk-toezicht.md", "Menselijk toezicht",
                              "Toezicht door mensen op het algoritme, ook per e-mail."));
  return pages;
}

struct Fixture {
  TemporaryFolder folder;
  Searcher searcher;
  explicit Fixture(const std::vector<Page>& pages = sample_pages())
      : searcher(write_index(folder.path(), pages)) {}

  std::vector<std::string> ids(const std::string& query) { return answer({.query = query}); }
  std::vector<std::string> answer(const SearchRequest& request) {
    std::vector<std::string> ids;
    for (const Hit& hit : searcher.search(request).hits) ids.push_back(hit.id);
    return ids;
  }
  std::set<std::string> found(const std::string& query) {
    const std::vector<std::string> all = ids(query);
    return {all.begin(), all.end()};
  }
  /// What is marked in the snippets of all hits.
  std::set<std::string> marked(const std::string& query) {
    std::set<std::string> words;
    for (const Hit& hit : searcher.search({.query = query}).hits) {
      for (const HitSection& section : hit.sections) {
        for (const auto& [begin, end] : section.snippet.marks) {
          words.insert(section.snippet.text.substr(begin, end - begin));
        }
      }
    }
    return words;
  }
};

const std::string stalling = "wonen/stalling.md";
const std::string bezwaar = "wonen/bezwaar.md";
const std::string jurist = "rollen/jurist.md";
const std::string toezicht = "vereisten/aia-09-menselijk-toezicht.md";

}  // namespace

TEST_CASE("the query language finds the pages that it asks for", "[searcher]") {
  Fixture fixture;
  struct Row {
    std::string query;
    std::set<std::string> ids;
  };
  for (const Row& row : std::vector<Row>{
           {"fietsenstalling", {stalling}},
           {"fietsenstallingen", {stalling}},  // by its stem
           {"FIETSENSTALLING", {stalling}},
           {"besluit", {bezwaar, jurist}},  // besluiten as well
           {"coordinatie", {jurist}},       // without its accent
           {"coördinatie", {jurist}},
           {"gemeente bezwaar", {bezwaar, stalling}},  // wanted, not required
           {"gemeente +bezwaar", {bezwaar}},
           {"gemeente -bezwaar", {stalling}},
           {"\"besluit van de gemeente\"", {bezwaar}},
           {"\"gemeente van de besluit\"", {}},
           {"\"besluiten van de gemeente\"", {}},  // a phrase is as it stands
           {"\"gemeente besluit\"~5", {bezwaar}},
           {"\"besluit maken\"~3", {}},
           {"titel:jurist", {jurist}},
           {"kop:stalling", {stalling}},
           {"kop:fietsenstalling", {}},
           {"tekst:leges", {stalling}},
           {"toelichting:krijgt", {stalling}},
           {"leg*", {stalling}},
           {"bezwaer~", {bezwaar}},
           {"bezwxxr~2", {bezwaar}},
           {"leges OR toezicht", {stalling, toezicht, jurist}},  // by its vereiste
           {"rollen:jurist", {stalling, bezwaar}},
           {"rollen:Jurist bezwaar", {bezwaar}},
           {"gemeente rollen:inwoner", {stalling}},
           {"gemeente -rollen:inwoner", {bezwaar}},
           {"datum:2024-01-01..2024-12-31", {stalling}},
           {"datum:2023", {bezwaar}},
           {"datum:..2023-12", {bezwaar}},
           {"datum:2023..", {stalling, bezwaar}},
           {"versie:3..10", {jurist, bezwaar}},
           {"versie:..2.5", {stalling}},
           {"id:urn:nl:ww:mtr:org-04", {stalling}},
           {"urn:nl:ww:mtr:org-04", {stalling}},
           {"org-04", {stalling}},
           {"2024/1689", {jurist}},
           {"aia-09", {jurist}},
           {"email", {toezicht}},
           {"e-mail", {toezicht}},
           {"xyzzy", {}},
           {"-gemeente", {jurist, toezicht}},
       }) {
    CAPTURE(row.query);
    CHECK(fixture.found(row.query) == row.ids);
  }
}

TEST_CASE("facet values are found as people type them", "[searcher]") {
  std::vector<Page> pages;
  pages.push_back(simple_page("a.md", "A", "tekst",
                              {keywords("rollen", {"beleid-en-advies"}), number("versie", 2, "2.0"),
                               keywords("titel", {"iets anders"})}));
  Facet many{"prijs", {{FacetType::number, "+5", 5}, {FacetType::number, "10", 10}}};
  pages.push_back(simple_page("b.md", "Fiets", "tekst", {number("versie", 2, "2"), many}));
  pages.push_back(simple_page("2.md", "Twee", "tekst", {date("datum", "2024-03-05")}));
  Fixture fixture(pages);
  struct Row {
    std::string query;
    std::set<std::string> ids;
  };
  for (const Row& row : std::vector<Row>{
           {"rollen:\"beleid en advies\"", {"a.md"}},
           {"rollen:Beleid_en_Advies", {"a.md"}},
           {"rollen:beleid-en-advies, tekst", {"a.md"}},
           {"versie:2", {"a.md", "b.md"}},
           {"versie:2..2", {"a.md", "b.md"}},
           {"prijs:5..6", {"b.md"}},
           {"prijs:1..5", {"b.md"}},
           {"prijs:6..10", {"b.md"}},
           {"prijs:6..9", {}},
           {"prijs:11..", {}},
           {"datum:2024-03", {"2.md"}},
           {"datum:2024", {"2.md"}},
           {"versie:a..b", {}},        // no range: words that no page has, not all pages
           {"titel:fiets", {"b.md"}},  // the title, though a page has a key of that name
       }) {
    CAPTURE(row.query);
    CHECK(fixture.found(row.query) == row.ids);
  }
  for (const FacetCounts& facet : fixture.searcher.search({.facets = {"versie"}}).facets) {
    for (const FacetCount& count : facet.values) CHECK(count.value.page.empty());
  }
}

TEST_CASE("an empty query answers all pages by id", "[searcher]") {
  Fixture fixture;
  CHECK(fixture.ids("") == std::vector<std::string>{jurist, toezicht, bezwaar, stalling});
  CHECK(fixture.searcher.search({.query = ""}).total_hits == 4);
}

TEST_CASE("a page with all words comes before one that misses some, which says so", "[searcher]") {
  Fixture fixture;
  const SearchResult result = fixture.searcher.search({.query = "gemeente bezwaar leges"});
  REQUIRE(result.hits.size() == 2);
  for (const Hit& hit : result.hits) {
    CAPTURE(hit.id);
    CHECK(hit.missing == std::vector<std::string>{hit.id == bezwaar ? "leges" : "bezwaar"});
  }
}

TEST_CASE("a page is held back by words that it misses, wherever it has the others", "[searcher]") {
  std::vector<Page> pages = sample_pages();
  pages.push_back(simple_page("d.md", "Vergunningen", "Bomen en struiken.",
                              {keywords("thema", {"natuurbeheer"})}));
  pages.back().description = "Over het kappen.";
  pages.back().sections.push_back({2, "Boetes", "boetes", "Ook rietkragen."});
  TemporaryFolder folder;
  const std::filesystem::path index = write_index(folder.path(), pages);
  RankingParameters forgiving;
  forgiving.partial_power = 0;
  Searcher searcher(index);
  Searcher other(index, forgiving);
  struct Row {
    std::string query;
    bool has_all;
  };
  for (const Row& row : std::vector<Row>{{"bomen struiken", true},
                                         {"boom struik", true},
                                         {"bomen vergunningen", true},
                                         {"bomen boete", true},
                                         {"bomen kappen", true},
                                         {"bomen natuurbeheer", true},
                                         {"bomen riet", true},
                                         {"bomen de struiken", true},
                                         {"bomen fietspomp", false},
                                         {"bomen struiken fietspomp", false}}) {
    CAPTURE(row.query);
    const auto score = [&](Searcher& by) {
      for (const Hit& hit : by.search({.query = row.query}).hits) {
        if (hit.id == "d.md") return hit.score;
      }
      return 0.0;
    };
    REQUIRE(score(other) > 0);
    CHECK((score(searcher) == score(other)) == row.has_all);
    CHECK(score(searcher) <= score(other));
  }
}

TEST_CASE("a function word alone is no reason to match, unless nothing else is asked",
          "[searcher]") {
  Fixture fixture;
  CHECK(fixture.found("de leges") == std::set<std::string>{stalling});
  CHECK(fixture.found("de") == std::set<std::string>{bezwaar, jurist, stalling});
}

TEST_CASE("facets are counted over all hits, without their own filter", "[searcher]") {
  Fixture fixture;
  const SearchResult result = fixture.searcher.search(
      {.query = "gemeente", .filters = {{"rollen", "inwoner"}}, .facets = {"rollen", "versie"}});
  CHECK(result.total_hits == 1);
  REQUIRE(result.facets.size() == 2);
  const FacetCounts& roles = result.facets[0];
  REQUIRE(roles.values.size() == 2);
  CHECK(roles.values[0].value.value == "jurist");
  CHECK(roles.values[0].value.label == "Jurist");  // the title of the page that it names
  CHECK(roles.values[0].value.page == jurist);
  CHECK(roles.values[0].count == 2);  // as many as choosing it as well would show
  CHECK_FALSE(roles.values[0].selected);
  CHECK(roles.values[1].value.value == "inwoner");
  CHECK(roles.values[1].count == 1);
  CHECK(roles.values[1].selected);
  const FacetCounts& versions = result.facets[1];
  REQUIRE(versions.values.size() == 1);
  CHECK(versions.values[0].value.value == "2");
}

TEST_CASE("values of one facet are alternatives, facets are all wanted", "[searcher]") {
  Fixture fixture;
  CHECK(fixture.answer({.filters = {{"rollen", "inwoner"}, {"rollen", "jurist"}}}) ==
        std::vector<std::string>{bezwaar, stalling});
  CHECK(fixture.answer({.filters = {{"rollen", "jurist"}, {"versie", "10"}}}) ==
        std::vector<std::string>{bezwaar});
}

TEST_CASE("hits are sorted by date, number and title, those without a value last", "[searcher]") {
  Fixture fixture;
  struct Row {
    std::string sort;
    std::vector<std::string> ids;
  };
  for (const Row& row : std::vector<Row>{
           {"datum:desc", {stalling, bezwaar, jurist, toezicht}},
           {"datum:asc", {bezwaar, stalling, jurist, toezicht}},
           {"versie", {stalling, jurist, bezwaar, toezicht}},
           {"versie:desc", {bezwaar, jurist, stalling, toezicht}},
           {"title:asc", {bezwaar, stalling, jurist, toezicht}},
           {"titel:desc", {toezicht, jurist, stalling, bezwaar}},
           {"rollen", {stalling, bezwaar, jurist, toezicht}},
       }) {
    CAPTURE(row.sort);
    CHECK(fixture.answer({.sort = row.sort}) == row.ids);
    for (std::size_t offset = 0; offset < row.ids.size(); ++offset) {
      CHECK(fixture.answer({.sort = row.sort, .offset = offset, .limit = 1}) ==
            std::vector<std::string>{row.ids[offset]});
    }
  }
}

TEST_CASE("equal sort values are ordered by id, however the pages came in", "[searcher]") {
  std::vector<Page> pages;
  for (const char* id : {"d.md", "a.md", "e.md", "c.md", "b.md"}) {
    pages.push_back(simple_page(id, "Zelfde titel", "tekst", {number("jaar", 2024, "2024")}));
  }
  Fixture fixture(pages);
  const std::vector<std::string> all{"a.md", "b.md", "c.md", "d.md", "e.md"};
  for (const std::string sort : {"jaar", "jaar:desc", "title", ""}) {
    CAPTURE(sort);
    CHECK(fixture.answer({.query = "tekst", .sort = sort}) == all);
    CHECK(fixture.answer({.query = "tekst", .sort = sort, .offset = 1, .limit = 2}) ==
          std::vector<std::string>{"b.md", "c.md"});
  }
}

TEST_CASE("a hit shows its sections with anchors, and marks what matched", "[searcher]") {
  Fixture fixture;
  const SearchResult result = fixture.searcher.search({.query = "kosten stallingen"});
  REQUIRE(result.hits.size() == 1);
  const Hit& hit = result.hits.front();
  CHECK(hit.url == "wonen/stalling/");
  REQUIRE_FALSE(hit.sections.empty());
  const HitSection& section = hit.sections.front();
  CHECK(section.url == "wonen/stalling/#kosten-van-de-stalling");
  CHECK(section.heading.text == "Kosten van de stalling");
  CHECK(section.heading.marks ==
        std::vector<std::pair<std::size_t, std::size_t>>{{0, 6}, {14, 22}});
  CHECK(section.snippet.text == "De kosten zijn 40 euro. De gemeente rekent leges.");
  CHECK(section.snippet.marks == std::vector<std::pair<std::size_t, std::size_t>>{{3, 9}});
  CHECK(hit.breadcrumb == std::vector<std::string>{"Wonen"});
}

TEST_CASE("function words are marked only where nothing else was asked", "[searcher]") {
  Fixture fixture;
  CHECK(fixture.marked("de leges") == std::set<std::string>{"leges"});
  CHECK(fixture.marked("de").contains("De"));
  CHECK(fixture.marked("\"van de gemeente\"") == std::set<std::string>{"van", "de", "gemeente"});
}

TEST_CASE("another name marks its own words, and no function word of it", "[searcher]") {
  std::vector<Page> pages = sample_pages();
  pages.push_back(simple_page("wonen/opvang.md", "Kinderopvang", "Wat de gemeente betaalt."));
  pages.back().synonyms = {"de crèche"};
  pages.push_back(simple_page("wonen/adressen.md", "Adressen",
                              "Hier vindt u de leges. Ook crèches staan erbij, met de tarieven."));
  Fixture fixture(pages);
  CHECK(fixture.marked("kinderopvang") == std::set<std::string>{"crèches"});
}

TEST_CASE("a word finds pages with others of its root, after those with itself", "[searcher]") {
  if (!Lexicon::installed()) {
    skip_without_package("a Dutch lexicon (hunspell-nl, wdutch, libmarisa-dev)");
    return;
  }
  Fixture fixture({simple_page("a.md", "Een", "De selectie van gegevens is een keuze."),
                   simple_page("b.md", "Twee", "Wij selecteren gegevens voor een keuze."),
                   simple_page("c.md", "Drie", "Een keuze uit gegevens is het niet.")});
  CHECK(fixture.ids("selecteren") == std::vector<std::string>{"b.md", "a.md"});
  CHECK(fixture.ids("selectie") == std::vector<std::string>{"a.md", "b.md"});
  CHECK(fixture.marked("selectie") == std::set<std::string>{"selectie", "selecteren"});
  // What is excluded is the word, not its kin.
  CHECK(fixture.found("keuze -selectie") == std::set<std::string>{"b.md", "c.md"});
}

TEST_CASE("a word is found where a page writes it with a hyphen, in any inflection", "[searcher]") {
  Fixture fixture({simple_page("a.md", "Een", "Eerst een risico-analyse van het systeem."),
                   simple_page("b.md", "Twee", "Eerst twee risico-analyses van het systeem."),
                   simple_page("c.md", "Drie", "Eerst een analyse van het systeem, met zijn risico."),
                   simple_page("d.md", "Vier", "Eerst een fiets.")});
  for (const char* const query : {"risicoanalyse", "risicoanalyses"}) {
    CAPTURE(query);
    const std::vector<std::string> ids = fixture.ids(query);
    REQUIRE(ids.size() >= 2);
    CHECK(std::set<std::string>{ids[0], ids[1]} == std::set<std::string>{"a.md", "b.md"});
    const std::set<std::string> marked = fixture.marked(query);
    CHECK(marked.contains("risico-analyse"));
    CHECK(marked.contains("risico-analyses"));
  }
  CHECK(fixture.ids("risicoanalyse").front() == "a.md");
  CHECK(fixture.ids("risicoanalyses").front() == "b.md");
  CHECK(fixture.found("systeem -risicoanalyse") == std::set<std::string>{"c.md"});
}

TEST_CASE("the rare part of a compound that no page has says more than the common one",
          "[searcher]") {
  if (!Lexicon::installed()) {
    skip_without_package("a Dutch lexicon (hunspell-nl, wdutch, libmarisa-dev)");
    return;
  }
  std::vector<Page> pages;
  for (int i = 0; i < 20; ++i) {
    pages.push_back(simple_page(fmt::format("p{:02}.md", i), "Pagina",
                                "De leverancier kent een beperking van de kosten."));
  }
  pages.push_back(
      simple_page("gezocht.md", "Pagina", "De aansprakelijkheid staat in het contract."));
  Fixture fixture(pages);
  const std::vector<std::string> ids = fixture.ids("aansprakelijkheidsbeperking leverancier");
  REQUIRE_FALSE(ids.empty());
  CHECK(ids.front() == "gezocht.md");
}

TEST_CASE("of pages with the same words the one comes first whose title is the query",
          "[searcher]") {
  // Both have as many words, and by id the other one would come first.
  std::vector<Page> pages{
      simple_page("a.md", "Vergunning parkeren: alles wat telt", "Wij helpen."),
      simple_page("b.md", "Vergunning parkeren", "Wij helpen: alles wat telt.")};
  for (Page& page : pages) page.description = "Wij helpen.";
  Fixture fixture(pages);
  CHECK(fixture.ids("vergunning parkeren") == std::vector<std::string>{"b.md", "a.md"});
}

TEST_CASE("who types a title gets its page before those that say more of its words", "[searcher]") {
  const std::string much = "Softwarekeus. Software kiezen: welke software, en over het kader van software. ";
  Fixture fixture({simple_page("a.md", "Softwarekeus", much + much + much),
                   simple_page("b.md", "Software", "Een lijst."),
                   simple_page("c.md", "Kader", "Het kader. Over het kader van software. " + much + much),
                   simple_page("d.md", "Over het kader", "Wie wij zijn."),
                   simple_page("e.md", "Van wet tot wet, v.w.o. van 2 mei 2024", "Iets."),
                   simple_page("f.md", "Wet", "Wet van 2 mei 2024 tot wet: wet, v.w.o., wet en nog eens wet.")});
  for (const auto& [query, page] : std::vector<std::pair<std::string, std::string>>{
           {"software", "b.md"},
           {"Softwarekeus", "a.md"},
           {"over het kader", "d.md"},
           {"Kader", "c.md"},
           {"van wet tot wet, v.w.o. van 2 mei 2024", "e.md"}}) {
    CAPTURE(query);
    const std::vector<std::string> ids = fixture.ids(query);
    REQUIRE_FALSE(ids.empty());
    CHECK(ids.front() == page);
  }
}

TEST_CASE("a page gains by a heading that was typed as it stands", "[searcher]") {
  const TemporaryFolder folder;
  Page page = simple_page("a.md", "Milieustraat", "Breng uw afval. Wij zijn open. Wanneer? Nu open.");
  page.sections.push_back({2, "Wanneer zijn wij open?", "open", "Elke dag van negen tot vijf."});
  const std::filesystem::path index = write_index(folder.path(), {page});
  const auto score = [&](const std::string& query, double weight) {
    RankingParameters parameters;
    parameters.heading_typed = weight;
    return Searcher(index, parameters).search({.query = query}).hits.at(0).score;
  };
  CHECK(score("wanneer zijn wij open", 1) > score("wanneer zijn wij open", 0));
  CHECK(score("Wanneer zijn wij open?", 1) > score("Wanneer zijn wij open?", 0));
  for (const std::string query : {"wanneer open", "wij zijn open", "wanneer zijn wij vandaag open", "Milieustraat"}) {
    CAPTURE(query);
    CHECK(score(query, 1) == score(query, 0));
  }
}

TEST_CASE("an identifier of front matter is found as typed, also without digits", "[searcher]") {
  std::vector<Page> pages = sample_pages();
  pages[0].identifiers = {"urn:nl:ww:leges-besluit"};
  pages[1].identifiers = {"toets-2024"};
  Fixture fixture(pages);
  struct Row {
    std::string query, best;
  };
  for (const Row& row : std::vector<Row>{{"leges-besluit", stalling},
                                         {"Leges-Besluit", stalling},
                                         {"leges-besluit jurist", stalling},
                                         {"toets-2024", bezwaar},
                                         {"toets-2024 toezicht", bezwaar}}) {
    CAPTURE(row.query);
    const std::vector<std::string> ids = fixture.ids(row.query);
    REQUIRE_FALSE(ids.empty());
    CHECK(ids.front() == row.best);
  }
}

TEST_CASE("what may be right is sought in other ways, and not called a mistake", "[searcher]") {
  const TemporaryFolder folder;
  Searcher searcher(write_index(
      folder.path(), {simple_page("a.md", "Email", "Een email over email"),
                      simple_page("b.md", "Frobel en knoest", "De frobel is geen knoest")}));
  struct Row {
    std::string query, page;
  };
  for (const Row& row : std::to_array<Row>({
           {"e-mail", "a.md"},        // its pieces are sought as one
           {"frobelknoest", "b.md"},  // and a compound's parts apart
       })) {
    CAPTURE(row.query);
    const SearchResult result = searcher.search({.query = row.query});
    CHECK(result.correction.value_or("") == "");
    REQUIRE(result.hits.size() == 1);
    CHECK(result.hits.front().id == row.page);
  }
}

TEST_CASE("a correction stands where the word stood that it corrects", "[searcher]") {
  Fixture fixture;
  struct Row {
    std::string query, correction;
  };
  for (const Row& row :
       std::vector<Row>{{"bezwar", "bezwaar"},
                        {"Bezwar, gemeente", "bezwaar, gemeente"},
                        {"bezwar bezwar", "bezwaar bezwaar"},
                        {"\"bezwar\" gemeente bezwar", "\"bezwar\" gemeente bezwaar"},
                        {"-bezwar bezwar", "-bezwar bezwaar"},
                        {"bezwar* bezwar", "bezwar* bezwaar"},
                        {"titel:bezwar kop:bezwar", "titel:bezwaar kop:bezwaar"},
                        {"(gemeente OR bezwar) gemeenet", "(gemeente OR bezwaar) gemeente"},
                        {"gemeenet -(gemeenet) +gemeenet", "gemeente -(gemeenet) +gemeente"},
                        {"gemeente", ""}}) {
    CAPTURE(row.query);
    CHECK(fixture.searcher.search({.query = row.query}).correction.value_or("") == row.correction);
  }
}

TEST_CASE("the explanation sums to the score", "[searcher]") {
  std::vector<Page> pages = sample_pages();
  pages[1].boost = 2;
  pages[2].boost = 0.5;
  Fixture fixture(pages);
  for (const std::string query :
       {"gemeente", "bezwaar maken gemeente", "besluiten gemeente jurist", "org-04 gemeente",
        "\"besluit van de gemeente\" bezwaar", "leg* gemeente", "fietsenstalling kosten"}) {
    for (const Hit& hit : fixture.searcher.search({.query = query, .explain = true}).hits) {
      CAPTURE(query, hit.id);
      double sum = 0;
      for (const ScorePart& part : hit.explanation) sum += part.score;
      CHECK(hit.score > 0);
      CHECK(std::abs(sum - hit.score) < 1e-6);
    }
  }
}

TEST_CASE("a page's boost multiplies its score", "[searcher]") {
  const auto score_with = [](double boost) {
    std::vector<Page> pages = sample_pages();
    pages[1].boost = boost;
    pages[3].boost = 0.25;
    Fixture fixture(pages);
    for (const Hit& hit : fixture.searcher.search({.query = "gemeente"}).hits) {
      if (hit.id == bezwaar) return hit.score;
    }
    return 0.0;
  };
  const double plain = score_with(1);
  CHECK(score_with(2) == Approx(2 * plain));
  CHECK(score_with(0.5) == Approx(0.5 * plain));
  CHECK(score_with(0.25) == Approx(0.25 * plain));
}

TEST_CASE("pages tell the pages that they name, and those that name them", "[searcher]") {
  Fixture fixture;
  const std::optional<PageRecord> page = fixture.searcher.show(jurist);
  REQUIRE(page);
  std::vector<std::string> related;
  for (const PageRecord::Related& each : page->related) {
    related.push_back((each.outgoing ? "-> " : "<- ") + each.facet + " " + each.title);
  }
  CHECK(related == std::vector<std::string>{"-> vereiste Menselijk toezicht",
                                            "<- rollen Bezwaar maken",
                                            "<- rollen Fietsenstalling aanvragen"});
  CHECK(fixture.searcher.show("org-04")->id == stalling);
  CHECK_FALSE(fixture.searcher.show("bestaat-niet.md"));
}

TEST_CASE("what does not exist is named, with what does", "[searcher]") {
  Fixture fixture;
  const auto error = [&](const SearchRequest& request) {
    return error_of(fixture.folder, [&] { (void)fixture.searcher.search(request); });
  };
  CHECK(error({.filters = {{"rol", "x"}}}) ==
        "64 there is no facet 'rol'; there are: versie, datum, rollen, vereiste");
  CHECK(error({.facets = {"kleur"}}) ==
        "64 there is no facet 'kleur'; there are: versie, datum, rollen, vereiste");
  CHECK(error({.sort = "kleur:asc"}) ==
        "64 there is no sort key 'kleur'; there are: title, versie, datum, rollen, vereiste");
  CHECK(error({.sort = "datum:op"}) == "64 sort goes asc or desc, not 'op'");
  CHECK(error({.query = "datum:gisteren..", .strict = true}) ==
        "65 'datum' holds dates; 'gisteren' is none: write 2024, 2024-05 or 2024-05-17");
  CHECK(error({.query = "datum:gisteren.."}).empty());
}

TEST_CASE("an index that cannot be searched says what to do", "[searcher]") {
  TemporaryFolder folder;
  const auto open = [&](const std::string& name) {
    return error_of(folder, [&] { Searcher searcher(folder.path() / name); });
  };
  CHECK(open("geen") ==
        "66 geen: there is no index here; make one: speur-index CONTENT --index geen");
  std::filesystem::create_directory(folder.path() / "leeg");
  CHECK(open("leeg") == "78 leeg: is not an index: the folder holds no XAPIANDB; give the folder that speur-index made");
  (void)folder.write("bestand", "geen index");
  CHECK(open("bestand").starts_with("78 bestand:1: is no line of a stub"));
}

TEST_CASE("of a database whose disk fails anywhere every user is told by an Error", "[searcher]") {
  TemporaryFolder folder;
  // So many pages that the tree has blocks that only some of the users read.
  std::vector<Page> pages = sample_pages();
  for (int i = 0; i < 400; ++i) {
    pages.push_back(simple_page(fmt::format("p{}.md", i), fmt::format("Pagina {}", i),
                                fmt::format("De gemeente (gem) verleent vergunning eigen{} aan rol{}.", i, i),
                                {keywords("rollen", {fmt::format("rol{}", i)})}));
  }
  const std::filesystem::path index = write_index(folder.path(), pages);
  const std::filesystem::path file = index / "generation-1" / "postlist.glass";
  std::ifstream stream(file, std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(stream), {}};
  constexpr std::size_t block = 8'192;
  REQUIRE(whole.size() > 4 * block);
  const auto told = [&](const auto& use) -> std::string {
    try {
      use();
      return {};
    } catch (const Error& error) {
      return error.what();
    } catch (const std::exception& error) {
      return fmt::format("another exception: {}", error.what());
    } catch (...) {
      return "an exception that is none of ours";
    }
  };
  std::size_t failures = 0;
  for (std::size_t at = 0; at < whole.size(); at += block) {
    CAPTURE(at);
    std::string damaged = whole;
    damaged.replace(at, std::min(block, whole.size() - at), block, '\0');
    std::ofstream(file, std::ios::binary) << damaged;
    write_checksums(index / "generation-1");  // which would tell before Xapian reads it
    for (const std::string& message :
         {told([&] { Searcher(index).hold_facets(); }),
          told([&] {
            static_cast<void>(Searcher(index).search({.query = "gemeente", .facets = {"rollen"}}));
          }),
          told([&] { static_cast<void>(Searcher(index).for_another_thread()); }),
          told([&] { static_cast<void>(Suggester(index).suggest("pag", 5)); })}) {
      CAPTURE(message);
      failures += message.empty() ? 0 : 1;
      CHECK(message.find("exception") == std::string::npos);
      CHECK(message.find("checksum") == std::string::npos);
    }
  }
  CHECK(failures > 0);
}

TEST_CASE("all that uses the words of the site reads one file", "[searcher]") {
  Fixture fixture;
  CHECK(fixture.searcher.search({.query = "bezwar"}).correction == "bezwaar");
  CHECK(fixture.found("bezwar~") == std::set<std::string>{bezwaar});
  std::ifstream maps("/proc/self/maps");
  std::size_t mapped = 0;
  for (std::string line; std::getline(maps, line);) {
    mapped += line.find(fixture.folder.path().string()) != std::string::npos &&
                      line.find("/words-") != std::string::npos
                  ? 1
                  : 0;
  }
  CHECK(mapped == 1);
}

TEST_CASE("searching again gives the same answer", "[searcher]") {
  Fixture fixture;
  const auto scores = [&] {
    std::vector<std::pair<std::string, double>> all;
    for (const Hit& hit : fixture.searcher.search({.query = "gemeente besluit kosten"}).hits) {
      all.emplace_back(hit.id, hit.score);
    }
    return all;
  };
  const auto first = scores();
  CHECK(first.size() == 3);
  CHECK(scores() == first);
}

TEST_CASE("a query is read in the language that was asked for, where pages are in it",
          "[searcher]") {
  std::vector<Page> pages = {
      simple_page("regels.md", "Regels", "De vergunning voor het bouwen van een schuur."),
      simple_page("permits.md", "Permits", "We run the desk for building permits."),
      simple_page("drives.md", "Transport", "The driver is driving until they die.")};
  pages[1].language = pages[2].language = "en";
  Fixture fixture(pages);
  struct Row {
    std::string query, language;
    std::vector<std::string> ids, missing;
  };
  for (const Row& row :
       std::vector<Row>{// Its stem is the page's own word, in a language that is not the query's.
                        {"running", "", {"permits.md"}, {}},
                        {"running", "en", {"permits.md"}, {}},
                        // In Dutch a function word, which is no reason to match; in English none.
                        {"die zebra", "", {}, {}},
                        {"die zebra", "en", {"drives.md"}, {"zebra"}},
                        {"drive", "en", {"drives.md"}, {}},
                        {"permit", "en", {"permits.md", "regels.md"}, {}},  // vergunning as well
                        {"vergunningen", "en", {"regels.md"}, {}},
                        {"vergunningen", "nl", {"regels.md"}, {}},
                        {"vergunningen", "de", {"regels.md"}, {}}}) {  // there are no such pages
    CAPTURE(row.query, row.language);
    SearchRequest request;
    request.query = row.query;
    request.language = row.language;
    const SearchResult result = fixture.searcher.search(request);
    std::vector<std::string> ids;
    for (const Hit& hit : result.hits) ids.push_back(hit.id);
    CHECK(ids == row.ids);
    if (!result.hits.empty()) CHECK(result.hits.front().missing == row.missing);
  }
}

TEST_CASE("the first pages are the same however many are asked for", "[searcher]") {
  std::mt19937 random(11);
  const std::vector<std::string> words{"fiets",    "stalling", "gemeente", "bezwaar",
                                       "aanvraag", "de",       "in",       "kosten"};
  std::vector<Page> pages;
  for (int number = 0; number < 400; ++number) {
    std::string title;
    std::string text;
    for (std::size_t i = random() % 4; i > 0; --i) title += words[random() % words.size()] + " ";
    for (std::size_t i = random() % 60; i > 0; --i) text += words[random() % words.size()] + " ";
    pages.push_back(simple_page("p" + std::to_string(number) + ".md", title, text));
  }
  Fixture fixture(pages);
  const RankingParameters parameters;
  const auto window = static_cast<std::size_t>(parameters.candidates_depth);
  for (const std::string query :
       {"fiets stalling", "bezwaar gemeente kosten", "fietsstalling in de gemeente",
        "\"bezwaar aanvraag\" kosten", "aanvraag onbekend fiets"}) {
    const std::vector<Hit> all = fixture.searcher.search({.query = query, .limit = window}).hits;
    REQUIRE(all.size() == window);
    for (const std::size_t limit : {std::size_t{1}, std::size_t{3}, std::size_t{10}}) {
      for (const std::size_t offset : {std::size_t{0}, std::size_t{5}}) {
        CAPTURE(query, limit, offset);
        const std::vector<Hit> some =
            fixture.searcher.search({.query = query, .offset = offset, .limit = limit}).hits;
        REQUIRE(some.size() == limit);
        for (std::size_t i = 0; i < limit; ++i) {
          CHECK(some[i].id == all[offset + i].id);
          CHECK(some[i].score == all[offset + i].score);
          CHECK(some[i].missing == all[offset + i].missing);
        }
      }
    }
  }
}

TEST_CASE("a search with time enough finds what one without a limit finds", "[searcher][time]") {
  Fixture fixture;
  for (const std::string query : {"", "gemeente", "\"de gemeente\" besluit~ coor*"}) {
    CAPTURE(query);
    SearchRequest request;
    request.query = query;
    request.facets = {"all"};
    fixture.searcher.set_time_limit(std::chrono::hours(0));
    const SearchResult unlimited = fixture.searcher.search(request);
    fixture.searcher.set_time_limit(std::chrono::hours(1));
    const SearchResult limited = fixture.searcher.search(request);
    CHECK_FALSE(limited.timed_out);
    CHECK(limited.total_hits == unlimited.total_hits);
    REQUIRE(limited.hits.size() == unlimited.hits.size());
    for (std::size_t i = 0; i < limited.hits.size(); ++i) {
      CHECK(limited.hits[i].id == unlimited.hits[i].id);
      CHECK(limited.hits[i].score == unlimited.hits[i].score);
    }
    REQUIRE(limited.facets.size() == unlimited.facets.size());
    for (std::size_t i = 0; i < limited.facets.size(); ++i) {
      CHECK(limited.facets[i].values.size() == unlimited.facets[i].values.size());
    }
  }
}

TEST_CASE("only so many words with a star are many words", "[searcher][time]") {
  Fixture fixture;
  const auto issues = [&](std::size_t count) {
    std::string query;
    for (std::size_t i = 0; i < count; ++i) query += "fiets* ";
    return fixture.searcher.search({.query = query}).issues;
  };
  CHECK(issues(16).empty());
  REQUIRE(issues(18).size() == 1);
  CHECK(issues(18)[0].message == "'*' counts for the first 16 words that have it");
}

TEST_CASE("halves of compounds are sought as the words that they stand for", "[searcher]") {
  if (!Lexicon::installed()) {
    skip_without_package("a Dutch lexicon (hunspell-nl, wdutch, libmarisa-dev)");
    return;
  }
  std::vector<Page> pages;
  pages.push_back(simple_page("tijden.md", "Openingstijden", "Het loket is elke dag open."));
  pages.push_back(simple_page("dagen.md", "Kalender", "De tijden van eb en vloed."));
  pages.push_back(simple_page("melk.md", "Melkquotum", "Over melk."));
  for (int i = 0; i < 20; ++i) {
    pages.push_back(simple_page(fmt::format("x{}.md", i), "Bladzijde", "Hier staat niets."));
  }
  Fixture fixture(pages);
  CHECK(fixture.ids("openingsdagen en -tijden").front() == "tijden.md");
  CHECK(fixture.found("melkproductie en -quotum").contains("melk.md"));
  CHECK(fixture.found("tijden NOT eb") == std::set<std::string>{"tijden.md"});
}

TEST_CASE("a phrase that no page has is sought as words, and told so", "[searcher]") {
  Fixture fixture;
  const SearchResult result =
      fixture.searcher.search({.query = "hoe krijg ik een “nieuwe stalling voor fietsen” hier?"});
  REQUIRE(!result.hits.empty());
  CHECK(result.hits.front().id == stalling);
  REQUIRE(result.issues.size() == 1);
  CHECK(result.issues.front().message ==
        "no page has \"nieuwe stalling voor fietsen\": sought as words");
  // A phrase that some page has is required, and so is a short one that was asked for alone.
  CHECK(fixture.ids("jaar \"besluit van de gemeente\"") == std::vector<std::string>{bezwaar});
  CHECK(fixture.ids("\"nieuwe stalling voor fietsen\"").empty());
  CHECK(fixture.ids("\"nieuwe stalling voor fietsen bij de gemeente\"").front() == stalling);
  CHECK(fixture.ids("gemeente +\"nieuwe stalling voor fietsen\"").empty());
}

TEST_CASE("what only makes a query a question is not wanted of a page", "[searcher]") {
  std::vector<Page> pages;
  pages.push_back(simple_page("mandaat.md", "Mandaat", "Iemand besluit in naam van een ander."));
  pages.push_back(simple_page("klok.md", "Klok", "Wat de klok betekent, en hoe zij werkt."));
  for (int i = 0; i < 20; ++i) {
    pages.push_back(simple_page(fmt::format("x{}.md", i), "Bladzijde", "Hier staat niets."));
  }
  Fixture fixture(pages);
  const SearchResult result = fixture.searcher.search({.query = "Wat betekent mandaat?"});
  REQUIRE(!result.hits.empty());
  CHECK(result.hits.front().id == "mandaat.md");
  CHECK(result.hits.front().missing.empty());
  // Where nothing else is asked about, it is what the query is about.
  CHECK(fixture.ids("hoe werkt het").front() == "klok.md");
}

TEST_CASE("a question finds the page that begins with its answer", "[searcher]") {
  std::vector<Page> pages;
  const std::string more = "\nMeer over leges en over paspoort en paspoorten van wie leges betaalt.";
  pages.push_back(simple_page("a.md", "Balie", "De balie is open." + more));
  pages.push_back(simple_page("b.md", "Tarief", "Voor een paspoort betaalt u leges." + more));
  for (int i = 0; i < 20; ++i) {
    pages.push_back(simple_page(fmt::format("x{}.md", i), "Bladzijde", "Hier staat niets."));
  }
  Fixture fixture(pages);
  const auto score = [&](std::string_view query) {
    const SearchResult result = fixture.searcher.search({.query = std::string(query)});
    CHECK(result.hits.front().id == "b.md");
    return result.hits.front().score / result.hits.at(1).score;
  };
  CHECK(score("moet ik leges voor een paspoort betalen") > score("leges voor een paspoort betalen"));
}

TEST_CASE("a compound that the site lacks is sought by its largest parts first", "[searcher]") {
  std::vector<Page> pages;
  pages.push_back(simple_page("groot.md", "Regels", "De inkoopvoorwaarden en de check erop."));
  pages.push_back(simple_page("klein.md", "Kopen", "De inkoop, een voorwaarde en de check erop."));
  pages.push_back(simple_page("deel.md", "Iets", "Er zijn inkoopvoorwaarden voor iedereen hier."));
  pages.push_back(simple_page("inkoop.md", "Nog iets", "Er is inkoop van spullen voor iedereen hier."));
  for (int i = 0; i < 20; ++i) {
    pages.push_back(simple_page(fmt::format("x{}.md", i), "Bladzijde", "Hier staat niets."));
  }
  Fixture fixture(pages);
  const std::vector<std::string> ids = fixture.ids("inkoopvoorwaardencheck");
  const auto place = [&](std::string_view id) { return std::ranges::find(ids, id) - ids.begin(); };
  CHECK(place("groot.md") == 0);
  CHECK(place("groot.md") < place("klein.md"));
  CHECK(place("deel.md") < place("inkoop.md"));
  CHECK(place("inkoop.md") < static_cast<std::ptrdiff_t>(ids.size()));
}

TEST_CASE("a page is found by words of its path", "[searcher]") {
  std::vector<Page> pages;
  pages.push_back(simple_page("a.md", "Besluiten", "Wie besluit, weegt af."));
  pages.back().path_name = "zorgvuldigheidsbeginsel";
  pages.back().folder_names = {"vereisten"};
  pages.push_back(simple_page("b.md", "Toets", "Een zorgvuldigheidsbeginsel als voorbeeld."));
  for (int i = 0; i < 20; ++i) {
    pages.push_back(simple_page(fmt::format("x{}.md", i), "Bladzijde", "Hier staat niets."));
  }
  Fixture fixture(pages);
  CHECK(fixture.ids("zorgvuldigheidsbeginsel") == std::vector<std::string>{"a.md", "b.md"});
  CHECK(fixture.ids("besluiten vereisten") == std::vector<std::string>{"a.md"});
  CHECK(fixture.searcher.search({.query = "besluiten vereisten"}).hits.front().missing.empty());
}

TEST_CASE("a page that is called as the query goes first, by whichever of its names", "[searcher]") {
  std::vector<Page> pages;
  const auto add = [&](std::string id, std::string name, std::vector<std::string> synonyms) {
    pages.push_back(simple_page(std::move(id), "Hoe werkt een groene vergunning eigenlijk", "Over de vergunning."));
    pages.back().path_name = std::move(name);
    pages.back().synonyms = std::move(synonyms);
  };
  add("a.md", "groene vergunning werkt voorbeeld", {"rode kaart", "blauwe vlag"});
  add("z.md", "groene vergunning", {"rode vlag", "blauwe kaart"});
  Fixture fixture(pages);
  CHECK(fixture.ids("groene vergunning").front() == "z.md");
  CHECK(fixture.ids("rode vlag").front() == "z.md");
  CHECK(fixture.ids("rode kaart").front() == "a.md");
}

TEST_CASE("letters of an abbreviation are one word", "[searcher]") {
  std::vector<Page> pages;
  pages.push_back(simple_page("regels.md", "Regels", "Regels m.b.t. het plaatsen van fietsen."));
  pages.push_back(simple_page("fiets.md", "Fietsen", "Waar fietsen mogen staan."));
  pages.push_back(simple_page("apv.md", "Verordening", "De APV van de gemeente."));
  pages.push_back(simple_page("m.md", "Plattegrond", "Vak M. Vak B. Vak T. Vak A. Vak P. Vak V."));
  Fixture fixture(pages);
  for (const Hit& hit : fixture.searcher.search({.query = "vragen m.b.t. fietsen"}).hits) {
    CAPTURE(hit.id);
    CHECK(std::ranges::find(hit.missing, "m.b.t") == hit.missing.end());
  }
  CHECK(fixture.found("vragen m.b.t. fietsen") == std::set<std::string>{"regels.md", "fiets.md"});
  CHECK(fixture.ids("A.P.V.") == std::vector<std::string>{"apv.md"});
  CHECK(fixture.ids("m.b.t.") == std::vector<std::string>{"regels.md"});  // all that was asked
}

TEST_CASE("a page that says it in another word is found, behind those with the word", "[searcher]") {
  const auto lexicon = Lexicon::installed();
  if (!lexicon || !lexicon->has_synonyms()) {
    skip_without_package("a Dutch thesaurus (ten of dict-freedict-nld-*)");
    return;
  }
  std::vector<Page> pages;
  pages.push_back(simple_page("rekening.md", "Rekening betalen", "U betaalt de rekening. De rekening komt per post."));
  pages.push_back(simple_page("factuur.md", "Post", "Een factuur komt per post."));
  for (int i = 0; i < 100; ++i) {
    pages.push_back(simple_page(fmt::format("x{}.md", i), "Bladzijde", "Hier staat een woning."));
  }
  Fixture fixture(pages);
  CHECK(fixture.ids("factuur") == std::vector<std::string>{"factuur.md", "rekening.md"});
  CHECK(fixture.ids("facturen") == std::vector<std::string>{"factuur.md", "rekening.md"});
  CHECK(fixture.marked("factuur") == std::set<std::string>{"factuur", "rekening"});
  const SearchResult told = fixture.searcher.search({.query = "facturen woning"});
  CHECK(told.expansions == std::vector<QueryExpansion>{{"facturen", "rekening", "thesaurus"}});
  // What must be there, what is excluded, and what is sought in one field is the word itself.
  CHECK(fixture.ids("+factuur") == std::vector<std::string>{"factuur.md"});
  CHECK(fixture.ids("post -factuur").empty() == false);
  CHECK(fixture.ids("titel:factuur").empty());
  CHECK(fixture.found("post -factuur") == std::set<std::string>{"rekening.md"});
  RankingParameters without;
  set_parameter(without, "form.thesaurus=0");
  Searcher plain(fixture.folder.path(), without);
  CHECK(plain.search({.query = "factuur"}).hits.size() == 1);
}

TEST_CASE("a word that the site writes apart, too, is found in both ways", "[searcher]") {
  std::vector<Page> pages;
  for (int i = 0; i < 3; ++i) {
    pages.push_back(simple_page(fmt::format("notes{}.md", i), "Release notes", "De release notes van een uitgave."));
  }
  pages.push_back(simple_page("nieuws.md", "Nieuws", "Lees de releasenotes."));
  pages.push_back(simple_page("los.md", "Overig", "Een release komt later. Er zijn geen notes."));
  Fixture fixture(pages);
  const std::set<std::string> all = {"notes0.md", "notes1.md", "notes2.md", "nieuws.md", "los.md"};
  CHECK(fixture.found("releasenotes") == all);
  // Side by side they are the word itself; anywhere else they come behind it.
  CHECK(fixture.ids("releasenotes").back() == "los.md");
  CHECK(fixture.ids("releasenotes").front() == "notes0.md");
  CHECK(fixture.marked("releasenotes") == std::set<std::string>{"release", "notes", "releasenotes"});
  CHECK(fixture.found("release notes") == all);
  CHECK(fixture.found("+releasenotes") == std::set<std::string>{"nieuws.md"});
}

TEST_CASE("a shortening finds what it is short for", "[searcher]") {
  std::vector<Page> pages;
  pages.push_back(simple_page("lang.md", "Documenten", "De specificatie van de koppeling."));
  pages.push_back(simple_page("kort.md", "Afkorting", "Bekijk de spec hier."));
  pages.push_back(simple_page("anders.md", "Overig", "Een specifiek geval."));
  Fixture fixture(pages);
  CHECK(fixture.ids("spec") == std::vector<std::string>{"kort.md", "lang.md"});
  const SearchResult told = fixture.searcher.search({.query = "spec"});
  CHECK(told.expansions == std::vector<QueryExpansion>{{"spec", "specificatie", "shortening"}});
  CHECK(fixture.ids("+spec") == std::vector<std::string>{"kort.md"});
  CHECK(fixture.ids("specs -koppeling") == std::vector<std::string>{"kort.md"});
}

TEST_CASE("numbers and names are found in whatever way they are written", "[searcher]") {
  std::vector<Page> pages;
  pages.push_back(simple_page("adres.md", "Bezoek", "Bezoekadres: Kade 1, 1234 AB Waterweide"));
  pages.push_back(simple_page("post.md", "Post", "Postadres: 1234AB Waterweide"));
  pages.push_back(simple_page("advies.md", "Adviezen", "De 1234 beste AB-adviezen"));
  pages.push_back(simple_page("bel.md", "Bellen", "Bel 06-12345678, of +31 10 123 45 67."));
  pages.push_back(simple_page("tarief.md", "Tarief", "Het tarief is € 1.250,00 per jaar."));
  pages.push_back(simple_page("leges.md", "Leges", "Leges: 1250,- euro"));
  pages.push_back(simple_page("stad.md", "Stad", "De stad heeft 12.500 inwoners."));
  pages.push_back(simple_page("velden.md", "Velden", "Vul getUserName in, of BSNNummer."));
  pages.push_back(simple_page("versie.md", "Versie", "Sinds v2.10.1 van 17 mei 2024."));
  Fixture fixture(pages);
  struct Row {
    std::string query;
    std::set<std::string> ids;
  };
  for (const Row& row : std::vector<Row>{
           {"1234AB", {"adres.md", "post.md"}},
           {"1234 AB", {"adres.md", "post.md"}},
           {"\"1234 AB\"", {"adres.md"}},
           {"0612345678", {"bel.md"}},
           {"06 12345678", {"bel.md"}},
           {"06 12 34 56 78", {"bel.md"}},
           {"010-1234567", {"bel.md"}},
           {"06 87654321", {}},
           {"1250", {"tarief.md", "leges.md"}},
           {"1.250", {"tarief.md", "leges.md"}},
           {"€ 1.250,-", {"tarief.md", "leges.md"}},
           {"1.250,00", {"tarief.md", "leges.md"}},
           {"12500", {"stad.md"}},
           {"getusername", {"velden.md"}},
           {"username", {"velden.md"}},
           {"user name", {"velden.md"}},
           {"nummer", {"velden.md"}},
           {"2.10.1", {"versie.md"}},
           {"v2.10.1", {"versie.md"}},
           {"17-05-2024", {"versie.md"}},
           {"2024-05-17", {"versie.md"}},
       }) {
    CAPTURE(row.query);
    CHECK(fixture.found(row.query) == row.ids);
  }
  CHECK(fixture.ids("regels van 17 mei 2024").front() == "versie.md");
}


TEST_CASE("a page with the word itself stands before one with many of its parts", "[searcher]") {
  if (!Lexicon::installed()) {
    skip_without_package("a Dutch lexicon (hunspell-nl, wdutch, libmarisa-dev)");
    return;
  }
  std::string parts, others;
  for (int i = 0; i < 12; ++i) {
    parts += "Het telefoonnummer van de servicebalie en het volgnummer voor burgerzaken. ";
    others += "Het telefoonnummer van de balie en het volgnummer voor zaken. ";
  }
  std::vector<Page> pages;
  pages.push_back(simple_page("a.md", "Medewerker", parts));
  pages.push_back(simple_page("b.md", "Register", others));
  pages.back().sections.push_back(
      {2, "Persoon", "persoon", "Voorletters, burgerservicenummer, handlichting."});
  pages.back().sections.push_back({2, "Stuk", "stuk", others});
  for (int i = 0; i < 20; ++i) {
    pages.push_back(simple_page(fmt::format("x{}.md", i), "Bladzijde", "Het loket."));
  }
  Fixture fixture(pages);
  const std::vector<Hit> hits = fixture.searcher.search({.query = "burgerservicenummer"}).hits;
  REQUIRE(hits.size() == 2);
  CHECK(hits[0].id == "b.md");
  REQUIRE(!hits[0].sections.empty());
  CHECK(hits[0].sections[0].url == "b/#persoon");
  for (const Hit& hit : fixture.searcher.search({.query = "burgerservicenummer", .explain = true}).hits) {
    double sum = 0;
    for (const ScorePart& part : hit.explanation) sum += part.score;
    CHECK(sum == Approx(hit.score));
  }
}

TEST_CASE("no page with the parts of a word alone stands before a page with the word", "[searcher]") {
  std::vector<Page> pages;
  pages.push_back(simple_page("titel.md", "Examen en programma", "Het programma van het examen. Een examen."));
  pages.push_back(simple_page("groter.md", "Examenprogrammacommissie", "De examenprogrammacommissie vergadert."));
  std::string text = "Het examenprogramma staat hier.";
  for (int i = 0; i < 60; ++i) text += fmt::format(" Tekst {} over iets anders, en nog wat meer woorden.", i);
  pages.push_back(simple_page("lang.md", "Vaststelling", text));
  for (int i = 0; i < 20; ++i) pages.push_back(simple_page(fmt::format("x{}.md", i), "Loket", "Het loket is open."));
  Fixture f(pages);
  REQUIRE(f.ids("examenprogramma").size() == 3);
  CHECK(f.ids("examenprogramma").front() == "lang.md");
  // The order among the others stays, and so does that of a query with more words.
  CHECK(f.ids("examenprogramma").back() != "lang.md");
  CHECK(f.ids("examenprogramma vaststelling").front() == "lang.md");
  const SearchResult result = f.searcher.search({.query = "examenprogramma", .explain = true});
  for (const Hit& hit : result.hits) {
    double sum = 0;
    for (const ScorePart& part : hit.explanation) sum += part.score;
    CHECK(sum == Approx(hit.score));
  }
}

TEST_CASE("a snippet shows the word itself, in a sentence where there is one", "[searcher]") {
  std::vector<Page> pages;
  pages.push_back(simple_page("a.md", "Register", ""));
  pages.back().sections.clear();
  for (int i = 0; i < 5; ++i) {
    pages.back().sections.push_back({2, fmt::format("Nummer en burgerservice {}", i), fmt::format("n{}", i),
                                     "Het nummer van de burgerservice, een nummer voor de burgerservice."});
  }
  pages.back().sections.push_back({2, "Velden", "velden", "Naam\nburgerservicenummer\nPlaats\nDatum"});
  pages.back().sections.push_back(
      {2, "Uitleg", "uitleg", "Iedere inwoner van Nederland heeft een burgerservicenummer gekregen."});
  for (int i = 0; i < 20; ++i) pages.push_back(simple_page(fmt::format("x{}.md", i), "Loket", "Het loket is open."));
  Fixture f(pages);
  const SearchResult result = f.searcher.search({.query = "burgerservicenummer"});
  REQUIRE(!result.hits.empty());
  const std::vector<HitSection>& sections = result.hits.front().sections;
  REQUIRE(!sections.empty());
  CHECK(sections.front().heading.text == "Uitleg");
  CHECK(sections.front().snippet.text == "Iedere inwoner van Nederland heeft een burgerservicenummer gekregen.");
}

TEST_CASE("a hit shows a sentence beside rows of tables that have the word in more places", "[searcher]") {
  std::vector<Page> pages;
  pages.push_back(simple_page("a.md", "Register", ""));
  pages.back().sections.clear();
  for (int i = 0; i < 5; ++i) {
    pages.back().sections.push_back({2, fmt::format("Paspoort {}", i), fmt::format("p{}", i),
                                     fmt::format("Paspoort\nPaspoort {}\nKosten\n{}", i, i)});
  }
  pages.back().sections.push_back(
      {2, "Uitleg", "uitleg", "Wie op reis gaat buiten Europa neemt altijd een paspoort mee."});
  Fixture f(pages);
  const SearchResult result = f.searcher.search({.query = "paspoort"});
  REQUIRE(result.hits.size() == 1);
  bool sentence = false;
  for (const HitSection& section : result.hits[0].sections) sentence = sentence || section.heading.text == "Uitleg";
  CHECK(sentence);
}

TEST_CASE("a hit lists no section twice", "[searcher]") {
  std::vector<Page> pages;
  pages.push_back(simple_page("a.md", "Normen", ""));
  pages.back().sections.clear();
  for (int i = 0; i < 3; ++i) {
    pages.back().sections.push_back(
        {2, "Criteria", fmt::format("criteria-{}", i), "Er zijn geen aanvullende criteria."});
  }
  pages.back().sections.push_back({2, "Eerste zonder anker", "", "Hier staan criteria van de eerste soort."});
  pages.back().sections.push_back({2, "Tweede zonder anker", "", "Hier staan criteria van de tweede soort."});
  Fixture f(pages);
  const SearchResult result = f.searcher.search({.query = "criteria"});
  REQUIRE(result.hits.size() == 1);
  REQUIRE(result.hits[0].sections.size() == 2);
  std::set<std::string> urls, texts;
  for (const HitSection& section : result.hits[0].sections) {
    urls.insert(section.url);
    texts.insert(section.heading.text + section.snippet.text);
  }
  CHECK(urls.size() == 2);
  CHECK(texts.size() == 2);
}

TEST_CASE("a name that no page has is corrected, and told what it was taken for", "[searcher]") {
  std::vector<Page> pages = sample_pages();
  pages.push_back(simple_page("zorg/ondersteuning.md", "Ondersteuning", "Wie hulp nodig heeft."));
  pages.back().synonyms = {"kwaliteitsbox"};
  Fixture fixture(pages);
  const SearchResult result = fixture.searcher.search({.query = "kwaliteisbox"});
  CHECK(result.correction == "kwaliteitsbox");
  REQUIRE_FALSE(result.hits.empty());
  CHECK(result.hits.front().id == "zorg/ondersteuning.md");
  CHECK(result.expansions == std::vector<QueryExpansion>{{"kwaliteitsbox", "Ondersteuning", "synonym"}});
}

TEST_CASE("telephone numbers, days and places in a law are found as people type them", "[searcher]") {
  std::vector<Page> pages;
  pages.push_back(simple_page("bel.md", "Bellen", "Bel 020 123 45 67 of stuur een bericht."));
  pages.push_back(simple_page("mobiel.md", "Mobiel", "Bel 06-12345678."));
  pages.push_back(simple_page("wet.md", "Wet", "Artikel 5, tweede lid, onderdeel b, van de wet."));
  pages.push_back(simple_page("wet-2.md", "Wet", "Artikel 2, vijfde lid. Er zijn 5 leden en 2 artikelen onder b."));
  pages.push_back(simple_page("bw.md", "Schade", "Volgens artikel 6:162 BW."));
  pages.push_back(simple_page("a4.md", "Formaat", "Schrijf het op een A4."));
  Fixture fixture(pages);
  struct Row {
    std::string_view query, first;
  };
  for (const Row& row : std::to_array<Row>({
           {"+31 20 1234567", "bel.md"},
           {"+31 (0)20 123 45 67", "bel.md"},
           {"0031201234567", "bel.md"},
           {"+31612345678", "mobiel.md"},
           {"art. 5 lid 2 onder b", "wet.md"},
           {"artikel 5 lid 2 sub b", "wet.md"},
           {"6:162 BW", "bw.md"},
           {"art. 6:162 BW", "bw.md"},
           {"A4'tje", "a4.md"},
       })) {
    CAPTURE(row.query);
    const SearchResult result = fixture.searcher.search({.query = std::string(row.query)});
    REQUIRE_FALSE(result.hits.empty());
    CHECK(result.hits.front().id == row.first);
    CHECK(result.hits.front().missing.empty());
  }
}

TEST_CASE("a facet's value is found by another name that the site has for it", "[searcher]") {
  std::vector<Page> pages = sample_pages();
  pages.push_back(simple_page("rollen/inwoner.md", "Inwoner", "Wie hier woont."));
  pages.back().synonyms = {"burger"};
  Fixture fixture(pages);
  CHECK(fixture.found("rollen:burger") == std::set<std::string>{stalling});
  CHECK(fixture.found("rollen:inwoner") == std::set<std::string>{stalling});
  CHECK(fixture.found("rollen:xyzzy").empty());
}
