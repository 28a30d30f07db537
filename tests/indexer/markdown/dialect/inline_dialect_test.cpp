#include "support/markdown_outline.hpp"

#include <catch2/catch.hpp>

#include <array>

namespace speur {

TEST_CASE("a word between colons goes if it is the name of an emoji or an icon", "[markdown]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"Vul :kenteken: in en lach :smile: mee.\n", "Vul :kenteken: in en lach mee."},
           {":thumbsup_tone2: en :wave_medium_dark_skin_tone: goed\n", "en goed"},
           {"Met :+1: en :material-account: en :fontawesome-brands-x:.\n", "Met en en ."},
           {":material-clock:{ .lg .middle } __Snel__\n", "Snel"},
           {"een :fontawesome-solid-star:{ .geel title=\"x\" } twee\n", "een twee"},
           {":smile:{{ x }} ja\n", "ja"},
           {"**:material-check: Let op** en _:smile: lach_ en ***:+1: goed***\n", "Let op en lach en goed"},
           {"**Klaar :material-check:** en __:smile:__ dan\n", "Klaar en dan"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown) == row.outline);
  }
}

TEST_CASE("a comment of Critic Markup ends, and what is on a key may have blanks", "[markdown]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"Het is {==zo==}{>>of niet<<}.\n", "Het is zoof niet."},
           {"a << b en {>>c<<} d\n", "a << b en c d"},
           {"Druk ++\"Eigen toets\"++ of ++ctrl+\"a b\"++ in.\n", "Druk Eigen toets of Ctrl+a b in."},
           {"een ++\"twee drie++ vier\n", "een ++\"twee drie++ vier"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown) == row.outline);
  }
}

TEST_CASE("cells, titles and terms may begin with emphasis", "[markdown]") {
  CHECK(outline_of("| _a_ x | __b__ |\n|---|---|\n| _c_ | __d__ y |\n") == "a x / b / c / d y");
  CHECK(outline_of("!!! note \"_a_ x\"\n    y\n\n=== \"__b__\"\n\n    z\n") == "a x / y / b / z");
  CHECK(outline_of("_a_ x\n: __b__ y\n") == "a x / b y");
}

TEST_CASE("a table may be the first of an item", "[markdown]") {
  CHECK(outline_of("- | een | twee *x* |\n    |---|:-:|\n    | drie | vier |\n\n    na\n") == "een / twee x / drie / vier / na");
  const MarkdownOptions hugo{AnchorStyle::github, MarkdownDialect::commonmark};
  CHECK(outline_of("1. | een | twee |\n   |---|---|\n   | drie | vier |\n2. vijf\n", hugo) == "een / twee / drie / vier / vijf");
}

TEST_CASE("an item ends the table in the item above", "[markdown]") {
  for (const MarkdownDialect dialect : {MarkdownDialect::python_markdown, MarkdownDialect::commonmark}) {
    CHECK(outline_of("- een\n\n    | a | b |\n    |---|---|\n    | c | d |\n- twee *x*\n", {AnchorStyle::github, dialect}) ==
          "een / a / b / c / d / twee x");
  }
}

TEST_CASE("in Python-Markdown a line below an item underlines the whole line, or nothing", "[markdown]") {
  CHECK(outline_of("- een\n    -----\n\n    twee\n") == "een / twee");
  CHECK(outline_of("- een\n  ===\n- twee\n") == "een / twee");
  CHECK(outline_of("- een\n    - twee\n    -----\n") == "een || ## - twee #-twee");
}

TEST_CASE("cells that are wholly marked lose their marks", "[markdown]") {
  CHECK(outline_of("| a | b | c |\n|---|---|---|\n| ~~weg~~ | ==geel== | ^^onder^^ |\n") ==
        "a / b / c / weg / geel / onder");
}

TEST_CASE("to Python-Markdown a blank may stand before the name of a link's target", "[markdown]") {
  constexpr std::string_view page = "## [een] [doel] twee\n\n[drie] [vier] en [vijf]\n[Doel]\n\n[zes][doel] [doel]\n\n[doel]: http://x.nl\n";
  CHECK(outline_of(page) == "## een twee #een-twee | [drie] [vier] en vijf / zes doel");
  CHECK(outline_of(page, {AnchorStyle::github, MarkdownDialect::commonmark}) == "## [een] doel twee #een-doel-twee | [drie] [vier] en [vijf] Doel / zes doel");
}

TEST_CASE("a quotation in an item goes on below its blank lines", "[markdown]") {
  constexpr std::string_view page = "- een\n\n    > twee\n    >\n    > drie\n    >\n    > - vier\n\n    vijf\n";
  CHECK(outline_of(page) == "een / twee / drie / vier / vijf");
  CHECK(outline_of("> 1. een\n>\n>     ## Kop\n>\n>     **twee**\n>\n>     <div>\n>     *drie*\n>     </div>\n>\n>     *vier*\n") ==
        "een || ## Kop #kop | twee / drie / vier");
  CHECK(outline_of("1. een\n\n    > ```\n    > twee <drie>\n    >\n    > # vier\n    > ```\n\n    **vijf**\n") == "een / twee <drie> # vier / vijf");
}

TEST_CASE("an item that is a comment underlines no line, and raw HTML deep in items ends none", "[markdown]") {
  CHECK(outline_of("- een\n- <!-- weg -->\n\ntwee\n") == "een / twee");
  const MarkdownOptions hugo{AnchorStyle::github, MarkdownDialect::commonmark};
  CHECK(outline_of("1. een\n\n   - <details>\n     <summary>twee</summary>\n\n     **drie**\n\n     </details>\n\n     ## Kop\n\n     vier\n", hugo) ==
        "een / twee / drie || ## Kop #kop | vier");
  CHECK(outline_of("1. een\n\n   - twee\n\n     <div>drie</div>\n     <div>vier</div>\n\n     **vijf**\n", hugo) == "een / twee / drie / vier / vijf");
}

TEST_CASE("what belongs to an item does so where a picture, a comment or a template begins its words", "[markdown]") {
  for (const std::string begin : {":material-clock:{ .lg .middle } ", ":smile: ", "<!-- weg --> ", "    ", "{{ macro }} "}) {
    CAPTURE(begin);
    CHECK(outline_of("-   " + begin + "__Kop__\n\n    ---\n\n    Tekst [:octicons-arrow-right-24: Meer](x.md)\n") == "Kop / Tekst Meer");
  }
  CHECK(outline_of("Selectielijst\n2017. Deze gegevens\n") == "Selectielijst 2017. Deze gegevens");
  const MarkdownOptions hugo{AnchorStyle::github, MarkdownDialect::commonmark};
  CHECK(outline_of("- :smile: een\n\n  ## Kop\n\n  - {{< x >}} twee\n\n    **drie**\n", hugo) == "een || ## Kop #kop | twee / drie");
}

TEST_CASE("where a macro gives nothing, no signs of emphasis stay", "[markdown]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"Het is **{{ naam }}** hier\n", "Het is hier"},
           {"Het is *{{< x >}}* en __{% y %}__ hier\n", "Het is en hier"},
           {"**{{ a }} b** hier\n", "b hier"},
           {"**a {{ b }}** hier\n", "a hier"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown) == row.outline);
  }
}

TEST_CASE("strings in shortcodes may hold their end", "[markdown]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"{{< note \"pas op >}} daar\" >}} ja\n", "pas op >}} daar ja"},
           {"{{< raw `a >}} b` >}} ja\n", "a >}} b ja"},
           {"{{< img \"a/b.png\" \"Een plaatje\" >}}\n", "Een plaatje"},
           {"{{< knop \"Aanvragen\" \"Blue500\" \"mail\" \"OK\" >}} {{< vak Tekst >}}\n", "Aanvragen"},
           {"voor{{< x >}}achter\n", "voor achter"},
           {"{{< youtube abc >}} ja {{% x \"woord\" %}}\n", "ja"},
           {"{{< x \" >}} ja {{< y >}} nee\n", "ja nee"},
           {"{{< figure title='De titel' src=\"x\" >}}\n", "De titel"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown) == row.outline);
  }
}

TEST_CASE("a shortcode in a tag is no text, and does not end the tag", "[markdown]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"en <a href=\"{{< relref \"b.md#x\" >}}\">link</a> ja\n", "en link ja"},
           {"<a href='{{% ref \"b.md\" %}}#x' class=\"{{< k \"a\" >}}\">link</a>\n", "link"},
           {"<p><a href={{< ref \"b.md\" >}} id=\"x\">link</a></p>\n", "link"},
           {"<div>\n<a\n href=\"{{< ref \"b.md\" >}}\">link</a>\n</div>\n", "link"},
           {"a < b {{< figuur titel=\"Hier > daar\" >}}\n", "a < b Hier > daar"},
           {"`<a href=\"{{< ref >}}\">`\n", "<a href=\"{{< ref >}}\">"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown, {AnchorStyle::github, MarkdownDialect::commonmark}) == row.outline);
  }
}

TEST_CASE("VitePress' code of other files is no text", "[markdown]") {
  CHECK(outline_of("een\n\n<<< @/stukken/x.js{2,4}\n\ntwee\n") == "een / twee");
}

}  // namespace speur
