#include "support/markdown_outline.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string_view>
#include <vector>

namespace speur {

TEST_CASE("ids are made of what each generator makes them of", "[markdown]") {
  const MarkdownOptions hugo{AnchorRules(AnchorStyle::github, SlugRule::hugo), MarkdownDialect::commonmark};
  const MarkdownOptions jekyll{AnchorRules(AnchorStyle::github, SlugRule::kramdown),
                               MarkdownDialect::kramdown};
  const MarkdownOptions plain{AnchorRules(AnchorStyle::github, SlugRule::kramdown_plain),
                              MarkdownDialect::kramdown};
  MarkdownOptions docusaurus{AnchorStyle::github, MarkdownDialect::mdx};
  docusaurus.anchors.ids_of_h1 = false;
  struct Row {
    std::string_view page;
    MarkdownOptions options;
    std::string_view outline;
  };
  for (const Row& row : std::vector<Row>{
           {"## Zie [de wet](http://x.nl/a) en `code`\n", hugo,
            "## Zie de wet en code #zie-de-wethttpxnla-en-code"},
           {"## *Schuin* ##\n", hugo, "## Schuin #schuin"},
           {"## Kop {#eigen}\n", hugo, "## Kop #eigen"},
           {"## Kop {{< naam >}}\n\nTekst.\n", hugo, "## Kop # | Tekst."},
           {"## Kop <!-- weg --> na ##\n", hugo, "## Kop na #kop----weg----na"},
           {"> ## Kop <!-- weg --> {#eigen}\n", hugo, "## Kop #eigen"},
           {"## {#eigen}\n\nTekst.\n", hugo, "##  #eigen | Tekst."},
           {"## Een -- `a--b` \n", jekyll, "## Een -- a--b #een--a--b"},
           {"## Co&ouml;rdinatie &amp; zo\n", jekyll, "## Coördinatie & zo #coördinatie--zo"},
           {"## Co&ouml;rdinatie\n", docusaurus, "## Coördinatie #coördinatie"},
           {"## Kop {#eigen}\n", jekyll, "## Kop #eigen"},
           {"## 1. [Kop](x)\n", plain, "## 1. Kop #kopx"},
           {"# Een\n\n## Een\n", docusaurus, "# Een # || ## Een #een-1"},
           {"## Kop {/* #eigen */}\n", docusaurus, "## Kop #eigen"},
           {"# Een {#eigen}\n\n## Eigen\n", docusaurus, "# Een # || ## Eigen #eigen-1"},
           {"Een kop\nvan twee\n===\n", hugo, "# Een kop van twee #van-twee"},
           {"A&nbsp;b <b>c</b> [d](e) `f  g`\n---\n", hugo, "## A b c d f g #anbspb-bcb-de-f--g"},
           {"<em>Een</em> ![kop](x.png)\n===\n", hugo, "# Een kop #emeenem-kopxpng"},
           {"- Een *kop* &amp; zo\n  ---\n", hugo, "## Een kop & zo #een-kop-amp-zo"},
           {"> Een [kop](x)\n> ---\n", hugo, "## Een kop #een-kopx"},
           {"1. x\n\n   - y\n\n     ## Een [kop](z) ##\n", hugo, "x / y || ## Een kop #een-kopz"},
           {"1. x\n\n   - y\n\n     ## Een [kop](z)\n", plain, "x / y || ## Een kop #een-kopz"},
           {"Tekst\n\n    ## Geen *kop*\n", hugo, "Tekst / ## Geen *kop*"},
           {"1. x\n\n   - y\n\n     Een [kop](z)\n     ---\n", hugo, "x / y || ## Een kop #een-kopz"},
           {"Een *kop* {#eigen}\n---\n", hugo, "## Een kop #eigen"},
           {"Een [kop](x)\n---\n", plain, "## Een kop #een-kopx"},
           {"Een kop\n===\n\n{: .groot}\nTwee\n---\n", jekyll, "# Een kop #een-kop || ## Twee #twee"},
           // kramdown underlines one line, below a block boundary.
           {"Een kop\nvan twee\n---\nregels\n", jekyll, "Een kop van twee regels"},
           {"Een kop\nvan twee\n===\n", jekyll, "Een kop van twee"},
           {"## Een\nTwee\n---\n\nDrie\n---\n", jekyll, "## Een #een | Twee || ## Drie #drie"},
           {"Een\n ===\n\n- punt\n\n  Twee\n  ---\n", jekyll, "Een / punt || ## Twee #twee"},
           {"> Twee\n> ---\n", jekyll, "## Twee #twee"},
       }) {
    CAPTURE(row.page);
    CHECK(outline_of(row.page, row.options) == row.outline);
  }
}

TEST_CASE("a cell without a column is text for kramdown alone", "[markdown]") {
  constexpr std::string_view page = "| a | b |\n|---|---|\n| een | twee | drie |\n";
  CHECK(outline_of(page).find("twee") != std::string::npos);
  CHECK(outline_of(page).find("drie") == std::string::npos);
  CHECK(outline_of(page, {AnchorStyle::github, MarkdownDialect::commonmark}).find("drie") ==
        std::string::npos);
  CHECK(outline_of(page, {AnchorStyle::github, MarkdownDialect::kramdown}).find("drie") !=
        std::string::npos);
  CHECK(outline_of("| | b |\n|---|---|\n| een | twee |\n").find("twee") != std::string::npos);
}

TEST_CASE("a bar with a backslash is a bar in code of GitHub's tables, too", "[markdown]") {
  constexpr std::string_view page = "| a | b |\n|---|---|\n| `x \\| y` | z \\| w |\n";
  for (const MarkdownDialect dialect : {MarkdownDialect::commonmark, MarkdownDialect::mdx}) {
    CHECK(outline_of(page, {AnchorStyle::github, dialect}) == "a / b / x | y / z | w");
  }
}

TEST_CASE("a heading in a footnote is a line of the footnote", "[markdown]") {
  constexpr std::string_view page =
      "Een[^a].\n\n[^a]: Noot\n\n    ## Kop\n\n    Meer.\n\n## Kop\n\nTwee.\n\n[^b]: Weg\n\n    ## Ookweg\n\n    Wegtekst.\n";
  const AnchorRules kramdown(AnchorStyle::github, SlugRule::kramdown);
  CHECK(outline_of(page, {kramdown, MarkdownDialect::kramdown}) ==
        "Een. / Noot / Kop / Meer. || ## Kop #kop | Twee.");
  // Goldmark's ids are given in the order of the file.
  const AnchorRules hugo(AnchorStyle::github, SlugRule::hugo);
  CHECK(outline_of(page, {hugo, MarkdownDialect::commonmark}) ==
        "Een. / Noot / Kop / Meer. || ## Kop #kop-1 | Twee.");
  CHECK(outline_of(page, {}) ==
        "Een. / Noot / Kop / Meer. || ## Kop #kop | Twee. / Weg / Ookweg / Wegtekst.");
}

TEST_CASE("a footnote goes with its headings where only excluded text refers to it", "[markdown]") {
  constexpr std::string_view page =
      "# Een\n\n## Weg {data-search-exclude}\n\nTekst[^a].\n\n## Blijft\n\nTwee.\n\n[^a]: Noot\n\n    ## Nootkop\n\n"
      "    Geheim.\n\n## Drie\n\nVier.\n";
  const std::string outline = outline_of(page);
  CHECK(outline.find("Geheim") == std::string::npos);
  CHECK(outline.find("Nootkop") == std::string::npos);
  CHECK(outline.find("Vier.") != std::string::npos);
}

TEST_CASE("a footnote that no text refers to is text for Python-Markdown alone", "[markdown]") {
  constexpr std::string_view page = "Een[^a].\n\n[^a]: Eerste noot.\n\n[^b]: Tweede noot.\n";
  CHECK(outline_of(page).find("Tweede") != std::string::npos);
  for (const MarkdownDialect dialect :
       {MarkdownDialect::commonmark, MarkdownDialect::kramdown, MarkdownDialect::mdx}) {
    const std::string outline = outline_of(page, {AnchorStyle::github, dialect});
    CHECK(outline.find("Eerste noot") != std::string::npos);
    CHECK(outline.find("Tweede") == std::string::npos);
  }
}

}  // namespace speur
