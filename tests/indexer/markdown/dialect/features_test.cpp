#include "support/markdown_outline.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace speur {

TEST_CASE("what the site's Markdown does not know starts no heading and no footnote", "[markdown]") {
  struct Row {
    std::string_view page;
    bool MarkdownFeatures::* feature;
    std::string_view with, without;
  };
  for (const Row& row : std::vector<Row>{
           {"!!! note \"Titel\"\n    ## Kop\n\n    Tekst.\n", &MarkdownFeatures::admonitions,
            "Titel || ## Kop #kop | Tekst.", "Titel / ## Kop / Tekst."},
           {"??? tip\n    ## Kop\n", &MarkdownFeatures::details, "## Kop #kop", "## Kop"},
           {"=== \"Tab\"\n    ## Kop\n", &MarkdownFeatures::tabs, "Tab || ## Kop #kop", "Tab / ## Kop"},
           {"Woord\n:   ## Kop\n", &MarkdownFeatures::definition_lists, "Woord || ## Kop #kop",
            "Woord / ## Kop"},
           {"<div markdown=\"1\">\n## Kop\n</div>\n", &MarkdownFeatures::markdown_in_html,
            "## Kop #kop", "## Kop"},
           {"Een[^1] woord.\n\n[^1]: noot\n", &MarkdownFeatures::footnotes, "Een woord. / noot",
            "Een^1 woord."},
           {"Een[^1] woord.\n\n[^1]: Een noot van woorden.\n", &MarkdownFeatures::footnotes,
            "Een woord. / Een noot van woorden.", "Een[^1] woord. / [^1]: Een noot van woorden."},
           {"Met `#!python print(1)` en `:::sh ls`.\n", &MarkdownFeatures::code_languages,
            "Met print(1) en ls.", "Met #!python print(1) en :::sh ls."},
       }) {
    CAPTURE(row.page);
    MarkdownOptions options;
    options.features.code_languages = true;
    CHECK(outline_of(row.page, options) == row.with);
    options.features.*row.feature = false;
    CHECK(outline_of(row.page, options) == row.without);
  }
}

TEST_CASE("what is excluded stays so where the site does not know its marker", "[markdown]") {
  MarkdownOptions options;
  options.features.admonitions = options.features.markdown_in_html = false;
  for (const std::string_view page :
       {"Open.\n\n!!! note\n    ## Kop {data-search-exclude}\n\n    geheim\n",
        "Open.\n\n!!! note { data-search-exclude }\n    ## Kop\n\n    geheim\n",
        "Open.\n\n<div markdown=\"1\" data-search-exclude>\n## Kop\n\ngeheim\n</div>\n"}) {
    CAPTURE(page);
    CHECK(outline_of(page, options) == "Open.");
  }
}

TEST_CASE("a heading may need a blank behind its signs", "[markdown]") {
  MarkdownOptions options;
  CHECK(outline_of("##Kop\n", options) == "## Kop #kop");
  options.features.spaced_headings = true;
  CHECK(outline_of("##Kop\n", options) == "##Kop");
}

TEST_CASE("what follows the box of a task is text", "[markdown]") {
  CHECK(outline_of("- [ ] ## taak\n- [x] - twee\n") == "## taak / - twee");
}

TEST_CASE("an attribute list that says nothing is no text", "[markdown]") {
  CHECK(outline_of("## Kop {: }\n") == "## Kop #kop");
  CHECK(outline_of("## Kop { }\n") == "## Kop { } #kop");
}

TEST_CASE("a heading has an anchor where all versions of Python-Markdown agree", "[markdown]") {
  AnchorRules pymdownx(AnchorStyle::python_markdown, SlugRule::pymdownx);
  AnchorRules smart = pymdownx;
  smart.smart_dashes = smart.smart_symbols = true;
  AnchorRules linked;
  linked.linked_mail = true;
  AnchorRules apart = pymdownx;
  apart.normal_form = "NFD";
  struct Row {
    std::string_view page;
    AnchorRules anchors;
    std::string_view outline;
  };
  for (const Row& row : std::vector<Row>{
           {"## Een &amp; twee\n", {}, "## Een & twee #een-twee"},
           {"## Co&ouml;rdinatie\n", {}, "## Coördinatie #"},
           {"## Noot[^1]\n\nTekst.\n\n[^1]: Onder.\n", {}, "## Noot # | Tekst. / Onder."},
           {"## Twee  blanks\n", {}, "## Twee blanks #twee-blanks"},
           {"## Twee  blanks\n", pymdownx, "## Twee blanks #"},
           {"## Hard\u00A0blank\n", pymdownx, "## Hard blank #"},
           {"## Een -- twee\n", pymdownx, "## Een -- twee #Een----twee"},
           {"## <a@b.nl>\n", {}, "## a@b.nl #"},
           {"## a@b.nl\n", {}, "## a@b.nl #abnl"},
           {"## a@b.nl\n", linked, "## a@b.nl #"},
           {"## Een--twee\n", smart, "## Een--twee #Eentwee"},
           {"## Een -- twee\n", smart, "## Een -- twee #Een--twee"},
           {"## Rechten (c) 2024\n", smart, "## Rechten (c) 2024 #"},
           {"## Café\n", apart, "## Café #Cafe"},
       }) {
    CAPTURE(row.page);
    CHECK(outline_of(row.page, {row.anchors}) == row.outline);
  }
}

}  // namespace speur
