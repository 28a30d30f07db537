#include "indexer/page/glossary.hpp"

#include "indexer/markdown/markdown.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {
namespace {

/// "term=text" a definition, with " | " between them.
std::string listed(const std::vector<PageDefinition>& definitions) {
  std::string all;
  for (const PageDefinition& each : definitions) {
    all += fmt::format("{}{}={}", all.empty() ? "" : " | ", each.term, each.text);
  }
  return all;
}

std::string lists_of(std::string_view markdown) {
  std::vector<Problem> problems;
  return listed(read_markdown(markdown, {}, {"p.md", 1}, problems).definitions);
}

struct Source {
  std::string id = "over/algemeen.md", title = "Algemeen";
  std::string description = {}, definition = {}, kind = {};
};

std::string defined_by(const Source& source, std::string_view markdown) {
  std::vector<Problem> problems;
  MarkdownContent content = read_markdown(markdown, {}, {"p.md", 1}, problems);
  Page page;
  page.id = source.id;
  page.title = source.title;
  page.description = source.description;
  if (!source.kind.empty())
    page.facets.push_back({"soort", {{FacetType::keyword, source.kind, 0}}});
  page.sections = std::move(content.sections);
  std::string all;
  for (const PageDefinition& each :
       page_definitions(page, std::move(content.definitions), source.definition)) {
    all += fmt::format("{}{} {}#{}={}", all.empty() ? "" : " | ", static_cast<int>(each.source),
                       each.term, each.anchor, each.text);
  }
  return all;
}

}  // namespace

TEST_CASE("definition lists give terms with their definitions", "[glossary]") {
  struct Row {
    std::string_view markdown, definitions;
  };
  for (const Row& row : std::to_array<Row>({
           {"Leges\n:   Kosten van een dienst.", "Leges=Kosten van een dienst."},
           {"Leges\n\n:   Kosten van een dienst.", "Leges=Kosten van een dienst."},
           {"Raad\n:   De raad.\n\nCollege\n:   Het college.",
            "Raad=De raad. | College=Het college."},
           {"Raad\n:   Een.\n:   Twee.", "Raad=Een. Twee."},
           {"**Raad**\n:   De [raad](r.md) van *nu*.", "Raad=De raad van nu."},
           {"Raad\n:   Een.\n\n    Twee.\n\n    - drie", "Raad=Een. Twee. drie"},
           {"Eerste\nTweede\n:   Van de tweede.", "Tweede=Van de tweede."},
           {"Tekst.\n\nRaad\n:   De raad.\n\nMeer tekst.", "Raad=De raad."},
           {"<b>Raad</b> en <i>daad</i>\n:   Met een <u>tag</u>.", ""},
           {"Raad <b>hier</b>\n:   Met een <u>tag</u>.", "Raad hier=Met een tag."},
           {"- Raad\n:   Van een lijst.", ""},
           {"# Raad\n:   Van een kop.", ""},
           {":   Zonder woord.", ""},
           // What is excluded defines nothing, and no other word is taken for the term.
           {"Voor.\n\nRaad { data-search-exclude }\n:   De raad.", ""},
           {"Raad\n:   De raad.\n    { data-search-exclude }", ""},
           {"# Weg { data-search-exclude }\n\nRaad\n:   De raad.", ""},
           {"<div data-search-exclude markdown>\n\nRaad\n:   De raad.\n\n</div>\n\nna", ""},
           {"Raad\n:   De <span data-search-exclude>geheime</span> raad.", "Raad=De raad."},
       })) {
    CAPTURE(row.markdown);
    CHECK(lists_of(row.markdown) == row.definitions);
  }
}

TEST_CASE("the page that is about a word defines it", "[glossary]") {
  struct Row {
    Source source;
    std::string_view markdown, definitions;
  };
  for (const Row& row : std::to_array<Row>({
           {{}, "Tekst van de pagina.", ""},
           {{.title = "Mandaat", .definition = "Namens een ander beslissen."},
            "Tekst.",
            "0 Mandaat#=Namens een ander beslissen."},
           {{.title = "Mandaat", .description = "Beslissen voor een ander.", .kind = "Begrip"},
            "Tekst.",
            "0 Mandaat#=Beslissen voor een ander."},
           {{.id = "begrippen/mandaat.md", .title = "Mandaat"},
            "Beslissen voor een ander.\n\nMeer.",
            "0 Mandaat#=Beslissen voor een ander."},
           {{.id = "begrippen/index.md", .title = "Uitleg"},
            "Hier staan moeilijke woorden.\n\n## Mandaat\n\nNamens een ander beslissen.",
            "1 Mandaat#mandaat=Namens een ander beslissen."},
           {{.title = "Woordenlijst"},
            "## A\n\nDe letter A hier.\n\n## Waarom deze lijst?\n\nOmdat het moet.\n\n"
            "## Telefoon\n\n14 020",
            ""},
           {{.title = "Woordenlijst"},
            "## Wonen\n\nHuur\n:   Wat een huurder betaalt.",
            "1 Huur#wonen=Wat een huurder betaalt."},
           {{.title = "Contact"}, "Telefoon\n:   14 020", ""},
           {{.title = "Contact"},
            "Balie\n:   Waar u geholpen wordt.",
            "2 Balie#=Waar u geholpen wordt."},
       })) {
    CAPTURE(row.source.title, row.markdown);
    CHECK(defined_by(row.source, row.markdown) == row.definitions);
  }
}

}  // namespace speur
