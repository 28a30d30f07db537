#include "support/markdown_outline.hpp"

#include <catch2/catch.hpp>

#include <array>

namespace speur {

TEST_CASE("raw HTML with blank lines in it is one block where the site has it so", "[markdown]") {
  constexpr std::string_view page =
      "<div>\n    <div class=\"kop\">\n        <h4>Kies</h4>\n    </div>\n\n"
      "    <button class=\"knop\">\n        <span>Sleutel</span>\n    </button>\n\n"
      "    <pre>\n\n# Opmerking\n\n    </pre>\n</div>\n\n## Daarna\n\nEinde.\n";
  CHECK(outline_of(page) == "#### Kies # | Sleutel / # Opmerking || ## Daarna #daarna | Einde.");
  CHECK(outline_of(page, {AnchorStyle::github, MarkdownDialect::kramdown}) == outline_of(page));
}

TEST_CASE("a tag that goes on a paragraph is no code, however far it is indented", "[markdown]") {
  constexpr std::string_view page =
      "<a href=\"x\">\n    <div class=\"kop\">\n        <h3 class=\"groot\">Kies</h3>\n    </div>\n</a>\n";
  for (const MarkdownDialect dialect : {MarkdownDialect::commonmark, MarkdownDialect::kramdown}) {
    CHECK(outline_of(page, {AnchorStyle::github, dialect}) == "### Kies #");
  }
  CHECK(outline_of("Tekst.\n\n    <div>\n") == "Tekst. / <div>");
}

TEST_CASE("raw HTML ends at a blank line by CommonMark, or if it has no end tag", "[markdown]") {
  const MarkdownOptions hugo{AnchorStyle::github, MarkdownDialect::commonmark};
  CHECK(outline_of("<div>\n\n## Kop\n\n</div>\n\ntekst\n", hugo) == "## Kop #kop | tekst");
  CHECK(outline_of("<div>\n\n## Kop\n\ntekst\n") == "## Kop #kop | tekst");
  CHECK(outline_of("<div>\n\n**vet**\n\n</div>\n\n*ja*\n") == "**vet** / ja");
  CHECK(outline_of("<div markdown>\n\n## Kop\n\n</div>\n\ntekst\n") == "## Kop #kop | tekst");
}

TEST_CASE("to Python-Markdown raw HTML further in is tags within Markdown", "[markdown]") {
  CHECK(outline_of("- een\n\n    <div class=\"x\">\n\n    **twee** [drie](http://x.nl)\n\n    </div>\n\n    vier\n") ==
        "een / twee drie / vier");
  CHECK(outline_of("!!! note\n    <details>\n    <summary>een</summary>\n    **twee**\n    </details>\n\ndrie\n") == "een / twee / drie");
  CHECK(outline_of("=== \"T\"\n\n    <div data-search-exclude>\n\n    weg\n\n    </div>\n\n    **ja**\n") == "T / ja");
  CHECK(outline_of("> !!! tip\n>     een\n>\n>     <div>\n>     <p>twee</p>\n>     </div>\n>\n>     **drie**\n>\n> vier\n\nvijf\n") ==
        "een / twee / drie / vier / vijf");
  CHECK(outline_of("- een\n\n    <p>twee [drie](x.md) **vier**</p>\n\n    <ul><li>*vijf*</li></ul>\n") == "een / twee drie vier / vijf");
  // Lines within it are no code, however far they are indented.
  CHECK(outline_of("- een\n\n    <div>\n        <p>twee *drie*</p>\n    </div>\n") == "een / twee *drie*");
  CHECK(outline_of("- een\n\n    <div>\n\n    **twee**\n\n    </div>\n", {AnchorStyle::github, MarkdownDialect::kramdown}) ==
        "een / **twee**");
}

TEST_CASE("what looks like Markdown in raw HTML is shown as it is written", "[markdown]") {
  constexpr std::string_view page =
      "<div>\n[een](http://x.nl/twee) **drie** a*b*c `vier` \\* ~~vijf~~ ![p](q.png)\n</div>\n\n<pre>\n[x](y) {.z}\n</pre>\n\n[na](weg)\n";
  for (const MarkdownOptions& options : {MarkdownOptions{}, MarkdownOptions{AnchorStyle::github, MarkdownDialect::kramdown},
                                         MarkdownOptions{AnchorStyle::github, MarkdownDialect::commonmark}}) {
    CHECK(outline_of(page, options) ==
          "[een](http://x.nl/twee) **drie** a*b*c `vier` \\* ~~vijf~~ ![p](q.png) / [x](y) {.z} / na");
  }
  // Templates run before.
  CHECK(outline_of("<div>\n{{< knop titel=\"Een knop\" >}} [x](y)\n</div>\n", {AnchorStyle::github, MarkdownDialect::commonmark}) == "Een knop [x](y)");
}

TEST_CASE("the content of <center> is Markdown to Python-Markdown", "[markdown]") {
  CHECK(outline_of("<center>een **twee** [drie](x)</center>\n\n<center>\n![vier](x.png)\n</center>\n\n**vijf**\n") == "een twee drie / vier / vijf");
  CHECK(outline_of("<center data-search-exclude>\n\nweg\n\n</center>\n\nja\n") == "ja");
  CHECK(outline_of("<center>**een**</center>\n", {AnchorStyle::github, MarkdownDialect::commonmark}) == "**een**");
}

TEST_CASE("an exclusion in raw HTML counts, whatever the site makes of it", "[markdown]") {
  CHECK(outline_of("<div>\n\n## Weg { data-search-exclude }\n\nweg\n\n</div>\n\nweg\n\n# Ja\n") ==
        "# Ja #ja");
  CHECK(outline_of("<div data-search-exclude>\n\nweg\n\n## weg\n\n</div>\n\nja\n") == "ja");
}

TEST_CASE("an excluded element ends at its end tag, whatever stands in it, in quotations and items, too", "[markdown]") {
  const MarkdownOptions hugo{AnchorStyle::github, MarkdownDialect::commonmark};
  const MarkdownOptions jekyll{AnchorStyle::github, MarkdownDialect::kramdown};
  for (const std::string inner : {"```\nweg\n```\n\nweg", "| weg |\n|---|\n| weg |\n\nweg", "## weg\n\nweg", "<details>\n<summary>weg</summary>\n\nweg\n\n</details>",
                                  "- weg\n\n    weg\n\nweg", "<script>\"<section>\"</script>\n\nweg"}) {
    const std::string page = "een\n\n<section data-search-exclude>\n\n" + inner + "\n\n</section>\n\ntwee\n";
    std::string quoted = "1. nul\n\n";
    std::size_t begin = 0;
    for (std::size_t end = page.find('\n'); end != std::string::npos; begin = end + 1, end = page.find('\n', begin)) {
      quoted += "    > " + page.substr(begin, end - begin) + "\n";
    }
    for (const MarkdownOptions& options : {MarkdownOptions{}, hugo, jekyll}) {
      CAPTURE(inner, static_cast<int>(options.dialect));
      CHECK(outline_of(page, options) == "een / twee");
      CHECK(outline_of(quoted, options) == "nul / een / twee");
    }
  }
  CHECK(outline_of("> 1. een\n>\n>     ```\n>     code\n>     ```\n>\n>     weg\n>     {: data-search-exclude }\n>\n>     na\n") == "een / code / na");
  CHECK(outline_of("een\n:   <!--\n    weg\n    -->\n\n    <section data-search-exclude>\n    weg\n    </section>\n\nna\n").find("weg") == std::string::npos);
}

TEST_CASE("blank lines of a quotation end nothing in it, and code may begin a definition", "[markdown]") {
  CHECK(outline_of("> === \"T\"\n>\n>     !!! note \"weg\" { data-search-exclude }\n>         weg\n>\n>         weg\n>\n>     een\n>\n> twee\n") ==
        "T / een / twee");
  CHECK(outline_of("> === \"T\"\n>\n>     !!! note \"N\"\n>         een\n>\n>         **twee**\n>\n>         drie\n") == "T / N / een / twee / drie");
  CHECK(outline_of("een\n:   ```sh\n    code <x>\n    ```\n\n    twee\n\n    ```js { data-search-exclude }\n    weg\n    ```\n\nna\n") ==
        "een / code <x> / twee / na");
}

TEST_CASE("a page is left out where an exclusion was read as code that may be none on the site", "[markdown]") {
  for (const std::string_view page : {"- een\n\n    twee\n    :   drie\n\n        <p data-search-exclude>weg</p>\n",
                                      "- - een\n\n        <div data-search-exclude>\n        weg\n        </div>\n",
                                      "    weg { data-search-exclude }\n"}) {
    CAPTURE(page);
    CHECK_THROWS_WITH(outline_of(page), Catch::Contains("the page is left out"));
  }
  CHECK(outline_of("```\n<p data-search-exclude>code</p>\n```\n") == "<p data-search-exclude>code</p>");
  CHECK(outline_of("    <p data-search-exclude>\n", {AnchorStyle::github, MarkdownDialect::commonmark}) == "<p data-search-exclude>");
}

TEST_CASE("to Python-Markdown an exclusion in raw HTML further in ends where its element does", "[markdown]") {
  for (const std::string lines : {"    <div data-search-exclude>\n    <p>weg</p>\n    <div><b>weg</b></div>\n    </div>\n",
                                  "    <div data-search-exclude=\"\">weg</div>\n",
                                  "    <div>\n    <div data-search-exclude>\n    weg **weg**\n    </div>\n    </div>\n"}) {
    CAPTURE(lines);
    CHECK(outline_of("- een\n\n" + lines + "\n    twee\n") == "een / twee");
  }
}

TEST_CASE("code between fences in raw HTML keeps its letters", "[markdown]") {
  CHECK(outline_of("<details>\n  <summary>Zie</summary>\n    ```python\n    f_x(\"a@b.nl\", *y)\n"
                   "    ```\n</details>\n\nEinde.\n") == "Zie / f_x(\"a@b.nl\", *y) / Einde.");
  CHECK(outline_of("<div>\ntekst\n\n```go\nx_y := \"<b>&amp;\"\n```\n</div>\n") ==
        "tekst x_y := \"<b>&amp;\"");
  CHECK(outline_of("<pre>```json\n{ \"a\": 1 }\n```</pre>\n\n## Daarna\n\n```\nx\n```\n") ==
        "```json { \"a\": 1 } ``` || ## Daarna #daarna | x");
  CHECK(outline_of("<pre>\n```\nx\n</pre>\n\n## Daarna\n\n```\ny\n```\n") ==
        "``` x || ## Daarna #daarna | y");
}

TEST_CASE("the sources of diagrams are no text", "[markdown]") {
  CHECK(outline_of("een\n\n```mermaid\nflowchart TD\nA --> B\n```\n\ntwee\n") == "een / twee");
  CHECK(outline_of("een\n\n``` { .plantuml }\nA -> B\n```\n\ntwee\n") == "een / twee");
  CHECK(outline_of("een\n\n~~~dot\ndigraph {}\n~~~\n\ntwee\n") == "een / twee");
  CHECK(outline_of("```sql\nselect 1\n```\n") == "select 1");
  CHECK(outline_of("<pre class=\"mermaid\">\nflowchart TD\n</pre>\n\ntwee\n") == "twee");
  CHECK(outline_of("<div class=\"x mermaid\">\nflowchart TD\n</div>\n\ntwee\n") == "twee");
}

}  // namespace speur
