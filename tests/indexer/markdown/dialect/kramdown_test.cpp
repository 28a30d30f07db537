#include "support/markdown_outline.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string_view>

namespace speur {
namespace {

MarkdownOptions jekyll() {
  MarkdownOptions options{AnchorRules(AnchorStyle::github, SlugRule::kramdown), MarkdownDialect::kramdown};
  options.features.angle_quotes = true;
  return options;
}

TEST_CASE("signs of kramdown between blocks and words are no text", "[markdown]") {
  struct Row {
    std::string_view page, outline;
  };
  for (const Row& row : std::to_array<Row>({
           {"Een\n^\nTwee\n\n^\n\nDrie ^ vier\n", "Een / Twee / Drie ^ vier"},
           {"Een\\\\\nTwee\\\\ drie\n", "Een Twee\\ drie"},
           {"De som $$a_b * c_d * e$$ klopt.\n\n$$\n\\sum *x*\n$$\n\nVoor $$ 5\n",
            "De som a_b * c_d * e klopt. / \\sum *x* / Voor $$ 5"},
           {"| a | b |\n|---|---|\n| c | d |\n|---+---|\n| e | f |\n|===\n| g | h |\n", "a / b / c / d / e / f / g / h"},
           {"Vul <<naam>> in, of 1 >> 2.\n", "Vul «naam» in, of 1 >> 2."},
       })) {
    CAPTURE(row.page);
    CHECK(outline_of(row.page, jekyll()) == row.outline);
  }
  CHECK(outline_of("Een\n\n^\n\n$$a$$\n", {AnchorStyle::github, MarkdownDialect::commonmark}) == "Een / ^ / $$a$$");
}

TEST_CASE("kramdown reads a list of attributes at the start of an item", "[markdown]") {
  CHECK(outline_of("* {:.klas} een\n* twee\n\n1. {:.a} drie\n", jekyll()) == "een / twee / drie");
  CHECK(outline_of("Term\n: {:.y} uitleg\n", jekyll()) == "Term / uitleg");
  CHECK(outline_of("* {: data-search-exclude=\"true\"} geheim\n* open\n", jekyll()).find("geheim") == std::string::npos);
}

TEST_CASE("kramdown excludes a list by the line below it, in another list, too", "[markdown]") {
  CHECK(outline_of("- weg\n- weg\n{: data-search-exclude=\"x\"}\n\nna\n", jekyll()) == "na");
  CHECK(outline_of("1. een\n\n   - weg\n   - weg\n   {: data-search-exclude=\"x\"}\n\n   twee\n", jekyll()) == "een / twee");
  CHECK(outline_of("- een\n  - weg\n  - weg\n  {: data-search-exclude=\"x\"}\n\n- twee\n", jekyll()) == "een / twee");
}

TEST_CASE("an id of kramdown begins with a letter", "[markdown]") {
  CHECK(outline_of("## Kop\n{: #2024-x}\n", jekyll()) == "## Kop #kop");
  CHECK(outline_of("## Kop\n{: id=\"2024-x\"}\n", jekyll()) == "## Kop #2024-x");
  CHECK(outline_of("## Kop\n{: #x-2024}\n", jekyll()) == "## Kop #x-2024");
  CHECK(outline_of("> ## Kop\n> {: #eigen .x}\n>\n> Tekst\n", jekyll()) == "## Kop #eigen | Tekst");
}

TEST_CASE("to kramdown a heading in a list stands where the text of its item does", "[markdown]") {
  CHECK(outline_of("* a\n    * b\n\n      ## Wel\n\n    ## Geen\n\n## Na\n", jekyll()) == "a / b || ## Wel #wel | ## Geen || ## Na #na");
  CHECK(outline_of("* a\n    * b\n        * c\n\n            ## Geen\n", jekyll()) == "a / b / c / ## Geen");
  CHECK(outline_of("10. tien\n\n    ### Wel\n\n    Tekst\n", jekyll()) == "tien || ### Wel #wel | Tekst");
  CHECK(outline_of("*   a\n\n  ## Geen\n", jekyll()) == "a / ## Geen");
  CHECK(outline_of("Term\n: uitleg\n\n  ## Wel\n", jekyll()) == "Term / uitleg || ## Wel #wel");
  CHECK(outline_of("1. stap\n   # Wel\n\n   - x\n\n     ## Diep\n", jekyll()) == "stap || # Wel #wel | x || ## Diep #diep");
}

TEST_CASE("without GFM a heading deep in a list needs a blank line above it, too", "[markdown]") {
  MarkdownOptions plain = jekyll();
  plain.features.gfm = plain.features.blocks_end_paragraphs = false;
  CHECK(outline_of("- a\n\n  1. b\n\n     tekst\n     ## Geen\n\n     ## Wel\n", plain) == "a / b / tekst ## Geen || ## Wel #wel");
  CHECK(outline_of("- a\n\n  1. b\n\n     tekst\n     ## Wel\n", jekyll()) == "a / b / tekst || ## Wel #wel");
}

TEST_CASE("within raw HTML of kramdown no element holds Markdown", "[markdown]") {
  MarkdownOptions options = jekyll();
  options.features.blocks_in_html = true;
  CHECK(outline_of("<section>\n\n## Kop\n\n</section>\n", options) == "## Kop #kop");
  CHECK(outline_of("<p>een **twee** [drie](x)</p>\n\nvier\n", options) == "een twee drie / vier");
  CHECK(outline_of("<table>\n<tr>\n<td>\n\n## Geen kop\n\n</td>\n</tr>\n</table>\n", options) == "## Geen kop");
  CHECK(outline_of("<table><tr><td markdown=\"1\">\n\n## Kop\n\n</td></tr></table>\n", options) == "## Kop #kop");
}

TEST_CASE("a heading in an element has the id that kramdown makes without GFM", "[markdown]") {
  CHECK(outline_of("<div markdown=\"1\">\n## een_twee Één\n\ntekst\n\n## een_twee Één\n</div>\n\n## een_twee\n\n## een_twee\n", jekyll()) ==
        "## een_twee Één #eentwee-n | tekst || ## een_twee Één #eentwee-n-1 || ## een_twee #een_twee || ## een_twee #een_twee-1");
  CHECK(outline_of("<div markdown=\"1\">\neen_twee\n---\n\n- drie\n</div>\n", jekyll()) == "## een_twee #eentwee | drie");
  CHECK(outline_of("<div markdown=\"1\">\n## een_twee\n{: #eigen}\n</div>\n", jekyll()) == "## een_twee #eigen");
}

TEST_CASE("to kramdown raw HTML in a quotation goes up to its end tag", "[markdown]") {
  CHECK(outline_of("> <details>\n> <summary>Kort</summary>\n>\n> ## [x](y)\n>\n> </details>\n>\n> ## Kop\n", jekyll()) ==
        "Kort / ## [x](y) || ## Kop #kop");
  CHECK(outline_of("> <div>\n>\n> **een**\n\n**twee**\n\n</div>\n", jekyll()) == "een / twee");
}

TEST_CASE("a list of attributes below a heading is read in a longer quotation, too", "[markdown]") {
  CHECK(outline_of("> tekst\n>\n> ## (Kop)\n> {: #eigen .x}\n\nna\n", jekyll()) == "tekst || ## (Kop) #eigen | na");
}

TEST_CASE("a note that the page does not define is part of a heading's id", "[markdown]") {
  CHECK(outline_of("## Voet[^1]\n\nTekst[^2].\n", jekyll()) == "## Voet #voet1 | Tekst.");
  CHECK(outline_of("## Voet[^1]\n\n[^1]: noot\n", jekyll()).starts_with("## Voet #voet"));
  CHECK(outline_of("## Voet[^1]\n\n[^1]: noot\n", jekyll()).find("voet1") == std::string::npos);
}

}  // namespace
}  // namespace speur
