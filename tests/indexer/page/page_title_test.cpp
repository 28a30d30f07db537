#include "indexer/page/page_title.hpp"
#include "support/site_pages.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace speur {
namespace {

TEST_CASE("names of files are made readable", "[page]") {
  for (const auto& [name, title] : std::to_array<std::pair<std::string_view, std::string_view>>({
           {"over-ons", "Over ons"},
           {"aanvraag_van-een%20vergunning", "Aanvraag van een vergunning"},
           {"énquête", "Énquête"},
           {"02-aanvragen", "Aanvragen"},
           {"3. bezwaar", "Bezwaar"},
           {"1.2-bijlage", "Bijlage"},
           {"2024-05-17-nieuw-loket", "Nieuw loket"},
           {"2024-begroting", "2024 begroting"},
           {"2024", "2024"},
           {"2024-05-17", "2024 05 17"},
           {"1e-hulp", "1e hulp"},
           {"v1.2", "V1.2"},
           {"50%", "50%"},
           {"a%FFb", "A%FFb"},
           {"--", "--"},
       })) {
    CAPTURE(name);
    CHECK(readable_name(name) == title);
  }
}

TEST_CASE("the words of a file's name have their marks, also where the name holds them apart", "[page]") {
  CHECK(words_of_name("coo\xcc\x88rdinatie-cafe\xcc\x81 2") == std::vector<std::string>{"co\xc3\xb6rdinatie", "caf\xc3\xa9"});
  CHECK(words_of_name("e\xcc\x81n") == std::vector<std::string>{});  // two letters
}

TEST_CASE("a file's name is a title only where there is nothing else", "[page]") {
  struct Row {
    std::string_view path, text, title;
  };
  for (const Row& row : std::to_array<Row>({
           {"a-b.md", "---\ntitle: Titel\nsidebar_label: Label\n---\n# Kop\n", "Titel"},
           {"a-b.md", "---\nsidebar_label: Label\n---\n# Kop\n", "Kop"},
           {"a-b.md", "---\nsidebar_label: Label\n---\n## Kop\n", "Label"},
           {"a-b.md", "---\nlinkTitle: Label\n---\nTekst.\n", "Label"},
           {"menu.md", "## Kop\n", "Zo heet het"},
           {"menu.md", "# Eigen\n", "Eigen"},
           {"a-b.md", "## Kop\n\nTekst.\n", "Kop"},
           {"a-b.md", "Tekst.\n\n## Kop\n", "A b"},
           {"a-b.md", "", "A b"},
           {"map-een/index.md", "Tekst.\n", "Map een"},
           {"map-een/index.md", "## Kop\n", "Kop"},
           {"index.md", "Tekst.\n", "Proef"},
           {"b503e964-b54e-4741-a378-88c2628c993a.md", "De garage is open. Kom langs.\n\nMeer.\n",
            "De garage is open. Kom langs."},
           {"lo1487.md", "De Help verwijst naar de standaardinstellingen van het programma op een systeem.\n",
            "De Help verwijst naar de standaardinstellingen van het …"},
           {"b503e964.md", "", "B503e964"},
       })) {
    CAPTURE(row.path, row.text);
    const SitePages site = read_site(
        {{"mkdocs.yml", "site_name: Proef\nnav:\n  - Begin: index.md\n  - Deel:\n      - Zo heet het: ./menu.md\n"},
         {"docs/" + std::string(row.path), std::string(row.text)}});
    CHECK(site.pages.at(std::string(row.path)).title == row.title);
  }
}

}  // namespace
}  // namespace speur
