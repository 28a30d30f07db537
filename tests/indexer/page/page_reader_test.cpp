#include "indexer/page/page_reader.hpp"

#include "support/problems.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace speur {
namespace {

PageResult read(std::string_view id, std::string_view bytes, const SiteConfig& config,
                std::vector<Problem>& problems) {
  return read_page({std::string(id), "docs/" + std::string(id)}, std::string(bytes),
                   config, problems);
}

Page page_of(std::string_view id, std::string_view bytes, const SiteConfig& config = {}) {
  std::vector<Problem> problems;
  PageResult result = read(id, bytes, config, problems);
  CHECK(shown(problems).empty());
  REQUIRE(result.page.has_value());
  return *result.page;
}

TEST_CASE("a page has all that its file says", "[page]") {
  const Page page = page_of("map/afval.md",
                            "\xef\xbb\xbf---\r\ntitle: Afval\r\ntoelichting: Wat waar hoort.\r\n"
                            "id: urn:nl:1\r\nsynoniemen: Kliko\r\nrollen: [jurist]\r\n"
                            "versie: 2\r\nsearch: {boost: 2}\r\n---\r\n# Afval scheiden\r\n\r\n"
                            "Glas apart.\r\n");
  CHECK(page.id == "map/afval.md");
  CHECK(page.url == "map/afval/");
  CHECK(page.title == "Afval");
  CHECK(page.other_title == "Afval scheiden");
  CHECK(page.description == "Wat waar hoort.");
  CHECK(page.language == "nl");
  CHECK(page.identifiers == std::vector<std::string>{"urn:nl:1"});
  CHECK(page.synonyms == std::vector<std::string>{"Kliko"});
  CHECK(page.boost == 2);
  REQUIRE(page.facets.size() == 2);
  CHECK(page.facets[0].name == "rollen");
  CHECK(page.facets[1].values.at(0).number == 2);
  REQUIRE(page.sections.size() == 1);
  CHECK(page.sections[0].text.find("Glas apart.") != std::string::npos);
  CHECK(page.sections[0].text.find('\r') == std::string::npos);
}

TEST_CASE("a page is called by its path, too", "[page]") {
  struct Row {
    std::string_view id, title, name;
    std::vector<std::string> folders;
  };
  for (const Row& row : std::vector<Row>{
           {"vereisten/awb-01-zorgvuldigheidsbeginsel.md", "Besluiten worden zorgvuldig genomen",
            "awb zorgvuldigheidsbeginsel", {"vereisten"}},
           {"over-de-levenscyclus.md", "Over de levenscyclus", "over levenscyclus", {}},
           {"02_release_notes.nl.md", "Nieuw", "release notes", {}},
           {"hulp/Methode beschrijving/index.md", "Inleiding", "methode beschrijving", {"hulp"}},
           {"hulp/Methode beschrijving/README.md", "Inleiding", "methode beschrijving", {"hulp"}},
           {"a1/hulp/hulp/co\u00F6rdinatie.md", "Coördinatie van hulp", "coördinatie", {"hulp"}},
           {"58d0512e-a31a-4072-a64d-a73a1c45ef76.md", "Vergunning", "", {}},
           {"index.md", "Welkom", "", {}}}) {
    CAPTURE(row.id);
    const Page page = page_of(row.id, "# " + std::string(row.title) + "\n");
    CHECK(page.path_name == row.name);
    CHECK(page.folder_names == row.folders);
  }
}

TEST_CASE("a description is shown without the Markdown in it", "[page]") {
  struct Row {
    std::string_view written, shown;
  };
  for (const Row& row : std::to_array<Row>({
           {"Een **vette** [link](x.md) en `code`", "Een vette link en code"},
           {"Van {{ naam }} voor ons", "Van voor ons"},
           {"R&D <beta> 'proef' & 5 * 3", "R&D <beta> 'proef' & 5 * 3"},
           {"snake_case en #1", "snake_case en #1"},
       })) {
    CAPTURE(row.written);
    const std::string page = "---\ndescription: \"" + std::string(row.written) + "\"\n---\ntekst\n";
    CHECK(page_of("a.md", page).description == row.shown);
  }
}

TEST_CASE("Jekyll's tags and categories are lists of words", "[page]") {
  SiteConfig config;
  config.facets.blank_separated = {"tags", "categories"};
  constexpr std::string_view text =
      "---\ntags: subsidie  wonen\ncategories: [zorg en welzijn]\nsoort: groot huis\n---\ntekst\n";
  const auto values = [](const Page& page) {
    std::string all;
    for (const Facet& facet : page.facets) {
      all += facet.name + ":";
      for (const FacetValue& value : facet.values) all += " '" + value.text + "'";
      all += ";";
    }
    return all;
  };
  CHECK(values(page_of("a.md", text, config)) ==
        "categories: 'zorg en welzijn';soort: 'groot huis';tags: 'subsidie' 'wonen';");
  CHECK(values(page_of("a.md", text)) ==
        "categories: 'zorg en welzijn';soort: 'groot huis';tags: 'subsidie  wonen';");
}

TEST_CASE("a title comes from the front matter, the first h1 or the path", "[page]") {
  SiteConfig config;
  config.site_name = "Handboek";
  struct Row {
    std::string_view id, text, title, other;
  };
  for (const Row& row : std::to_array<Row>({
           {"a.md", "---\ntitle: T\n---\n# T\n", "T", ""},
           {"a.md", "---\ntitle: Één Titel\n---\n# één  titel\n", "Één Titel", ""},
           {"a.md", "---\ntitle: T\n---\n# H\n", "T", "H"},
           {"a.md", "# H\n", "H", ""},
           {"over-ons_nu.md", "tekst", "Over ons nu", ""},
           {"\xc3\xa9\xc3\xa9n.md", "", "Één", ""},
           {"over-ons/index.md", "", "Over ons", ""},
           {"a/over/README.md", "", "Over", ""},
           {"index.md", "", "Handboek", ""},
           {"-.md", "", "-", ""},
       })) {
    CAPTURE(row.id, row.text);
    const Page page = page_of(row.id, row.text, config);
    CHECK(page.title == row.title);
    CHECK(page.other_title == row.other);
  }
  CHECK(page_of("index.md", "").title == "Index");
}

TEST_CASE("pages that are not to be found are skipped", "[page]") {
  SiteConfig config;
  std::vector<Problem> problems;
  const std::string_view excluded = "---\nsearch: {exclude: true}\n---\nGeheim\n";
  const std::string_view draft = "---\ndraft: true\n---\nConcept\n";
  CHECK(read("a.md", excluded, config, problems).skipped == PageResult::Skipped::excluded);
  CHECK(read("a.md", draft, config, problems).skipped == PageResult::Skipped::draft);
  CHECK_FALSE(read("a.md", draft, config, problems).page.has_value());
  config.drafts = true;
  CHECK(read("a.md", draft, config, problems).page.has_value());
  CHECK(read("a.md", excluded, config, problems).skipped == PageResult::Skipped::excluded);
  CHECK(shown(problems).empty());
}

TEST_CASE("a bad front matter is named and its page has its body", "[page]") {
  struct Row {
    std::string text, problem, body, not_in_body;
  };
  const std::string binary = "---\n\x01\x02\x03: \x04\n---\nDe tekst.\n";
  for (const Row& row : std::vector<Row>{
           {"---\na: [b\n---\nDe tekst.\n",
            "docs/a.md:3: front matter is ignored: a list that '[' opens lacks its ']' (end of "
            "sequence flow not found)",
            "De tekst.", "a: [b"},
           {"---\ntitle: x\n\nDe tekst.\n",
            "docs/a.md:1: front matter is not closed by a line ---: all below is read as text",
            "De tekst.", "---"},
           {binary,
            "docs/a.md:2: front matter is ignored: control character 0x01 is not allowed here",
            "De tekst.", "\x02"},
           {"---\na: " + std::string(2'000'000, 'x') + "\n---\nDe tekst.\n",
            "docs/a.md:1: front matter of 2000004 bytes, and at most 1048576 are read: it is left "
            "out",
            "De tekst.", "xxx"},
       }) {
    CAPTURE(row.text.substr(0, 60));
    std::vector<Problem> problems;
    const PageResult result = read("a.md", row.text, {}, problems);
    CHECK(shown(problems) == row.problem);
    REQUIRE(result.page.has_value());
    CHECK(result.page->title == "A");
    REQUIRE(result.page->sections.size() == 1);
    CHECK(result.page->sections[0].text.find(row.body) != std::string::npos);
    CHECK(result.page->sections[0].text.find(row.not_in_body) == std::string::npos);
  }
}

TEST_CASE("what is appended to every page stands below each", "[page]") {
  SiteConfig config;
  config.appended = "\n\nVraag het.\n";
  const Page page = page_of("a.md", "Tekst zonder regeleinde", config);
  CHECK(page.sections.at(0).text.find("Tekst zonder regeleinde\n") != std::string::npos);
  CHECK(page.sections.at(0).text.find("Vraag het.") != std::string::npos);
}

TEST_CASE("a page that may show another file is known", "[page]") {
  CHECK(includes_files("a\n--8<-- \"b.md\"\n"));
  CHECK(includes_files("a\n-8<- \"b.md\"\n"));
  CHECK_FALSE(includes_files("a 8< b"));
}

}  // namespace
}  // namespace speur
