#include "support/markdown_outline.hpp"

#include <catch2/catch.hpp>

#include <array>

namespace speur {

TEST_CASE("keys have the names that pymdownx writes on them", "[markdown]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"Druk ++ctrl+alt+del++.\n", "Druk Ctrl+Alt+Del."},
           {"Druk ++shift+page-up++ of ++arrow-left++.\n", "Druk Shift+Page Up of Left."},
           {"Druk ++win+slash++ of ++asterisk++ en ++\"Zoeken\"++.\n", "Druk Win+/ of Asterisk en Zoeken."},
           {"## Druk ++ctrl+delete++\n", "## Druk Ctrl+Del #druk-ctrldel"},
           {"C++ en a++b\n", "C++ en a++b"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown) == row.outline);
  }
}

TEST_CASE("an attribute list that follows no element is text of its heading", "[markdown]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"## Kop [span]{ #id }\n", "## Kop [span]{ #id } #kop-span-id"},
           {"## Kop [span]{: #id } na\n", "## Kop [span]{: #id } na #kop-span-id-na"},
           {"## Kop *span*{ #id } na\n", "## Kop span na #kop-span-na"},
           {"## Kop [link](x.md){ #id }\n", "## Kop link #kop-link"},
           {"## Kop { #id }\n", "## Kop #id"},
           {"Kop {: #id }\n---\n", "## Kop #id"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown) == row.outline);
  }
}

TEST_CASE("the table of contents stands where the site's marker says", "[markdown]") {
  MarkdownOptions other;
  other.anchors.contents_marker = "[INHOUD]";
  CHECK(outline_of("[INHOUD]\n\nTekst [INHOUD] hier.\n", other) == "Tekst [INHOUD] hier.");
  CHECK(outline_of("[TOC]\n\nTekst.\n", other) == "[TOC] / Tekst.");
  other.anchors.contents_marker = "<!-- inhoud -->";
  CHECK(outline_of("<!-- inhoud -->\n\nTekst.\n", other) == "Tekst.");
  other.anchors.contents_marker = "";
  CHECK(outline_of("[TOC]\n\nTekst.\n", other) == "[TOC] / Tekst.");
}

TEST_CASE("items of fancy lists are no headings", "[markdown]") {
  MarkdownOptions fancy;
  fancy.features.fancy_lists = true;
  CHECK(outline_of("#. een\n#. twee\n\n# Kop\n", fancy) == "een / twee || # Kop #kop");
}

}  // namespace speur
