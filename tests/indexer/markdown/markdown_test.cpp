#include "support/markdown_outline.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

namespace {

MarkdownContent read(std::string_view body, AnchorStyle style = AnchorStyle::python_markdown) {
  std::vector<Problem> problems;
  return read_markdown(body, {style}, {"pagina.md", 5}, problems);
}

struct Row {
  std::string_view markdown, outline;
};

std::string repeat(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("headings divide a page into sections", "[markdown]") {
  for (const Row& row : std::to_array<Row>({
           {"", ""},
           {"Vooraf\n\n# Kop\n\nTekst\n", "Vooraf || # Kop #kop | Tekst"},
           {"# Kop\n## Deel\n", "# Kop #kop || ## Deel #deel"},
           {"#Kop\ntekst", "# Kop #kop | tekst"},
           {"## Kop ##\n", "## Kop #kop"},
           {"Kop\n===\n\nDeel\n---\ntekst", "# Kop #kop || ## Deel #deel | tekst"},
           {"een\ntwee\n---\n", "een twee"},
           {"* punt\n===\n", "# * punt #punt"},
           {"## Twee **vette** [links](x) en `code`\n",
            "## Twee vette links en code #twee-vette-links-en-code"},
           {"####### Zeven\n", "###### # Zeven #zeven"},
           {"<h2 id=\"eigen\">Rauw</h2>\n<p>tekst</p>\n", "## Rauw #eigen | tekst"},
           {"<h3>Zonder</h3>\n", "### Zonder #"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline(read(row.markdown)) == row.outline);
  }
}

TEST_CASE("anchors are those of the site", "[markdown]") {
  for (const Row& row : std::to_array<Row>({
           {"# Kop\n# Kop\n# Kop\n", "# Kop #kop || # Kop #kop_1 || # Kop #kop_2"},
           {"# Kop\n# Kop { #kop }\n", "# Kop #kop_1 || # Kop #kop"},
           {"# Kop_1\n# Kop\n# Kop\n# Kop_1\n",
            "# Kop_1 #kop_1 || # Kop #kop || # Kop #kop_2 || # Kop_1 #kop_3"},
           {"# Coördinatie & ĳs\n", "# Coördinatie & ĳs #coordinatie-ijs"},
           {"# Caf&eacute; x\n", "# Café x #"},
           {"# ⁂\n# ⁂\n", "# ⁂ #_1 || # ⁂ #_2"},
           {"# Kop { data-search-exclude }\n# Kop\n", "# Kop #kop_1"},
           {"# ![alt](x) Kop\n", "# alt Kop #kop"},
           {"## Kop <em data-search-exclude>weg</em>\n## Kop weg\n",
            "## Kop # || ## Kop weg #kop-weg_1"},
           {"## Kop `weg`{data-search-exclude}\n## Kop *weg*{data-search-exclude}\n",
            "## Kop # || ## Kop #"},
           {"## Kop [weg]{data-search-exclude} x\n", "## Kop x #"},
           {"## Kop [weg *weg* weg]{data-search-exclude} x\n", "## Kop x #"},
           {"## Kop <em data-search-exclude>weg</em> { #eigen }\n", "## Kop #eigen"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline(read(row.markdown)) == row.outline);
  }
  CHECK(outline(read("# Één & twee\n# Één & twee\n", AnchorStyle::github)) ==
        "# Één & twee #één--twee || # Één & twee #één--twee-1");
}

TEST_CASE("containers give their titles and bodies", "[markdown]") {
  for (const Row& row : std::to_array<Row>({
           {"!!! note \"Let *op*\"\n    Een\n\n    - twee\n\n    drie\nna",
            "Let op / Een / twee / drie / na"},
           {"!!! tip\n    Een\n", "Een"},
           {"??? vraag \"V\"\n    !!! x \"W\"\n        Diep\n    terug\n", "V / W / Diep / terug"},
           {"???+ x \"Open\"\n\n    tekst\n", "Open / tekst"},
           {"=== \"Tab\"\n    tekst\n=== \"Twee\"\n    meer\n", "Tab / tekst / Twee / meer"},
           {"- punt\n\n    !!! x \"T\"\n        in\n- tweede", "punt / T / in / tweede"},
           {"> !!! x \"T\"\n>     in\n\nna", "T / in / na"},
           {"/// note | Titel\n    open: True\ntekst\n///\nna", "Titel / tekst / na"},
           {"/// html | div[style='a']\ntekst\n///\n", "tekst"},
           {"Term\n:   Uitleg\n    verder\n", "Term / Uitleg verder"},
           {"Zin[^1] gaat.\n\n[^1]: De noot\n    meer\n\nna", "Zin gaat. / De noot meer / na"},
           {"| a | b |\n|---|:-:|\n| `x|y` | **z** |\n| p\\|q |\n", "a / b / x|y / z / p|q"},
           {"```python\n# geen kop {x}\n\n**a**\n```\n", "# geen kop {x} **a**"},
           {"```\nnooit gesloten\n\n# Kop\n", "nooit gesloten || # Kop #kop"},
           {"!!! x \"T\"\n    ```\n    # code\n    ```\n# Kop", "T / # code || # Kop #kop"},
           {"[TOC]\n\ntekst", "tekst"},
           {"- [ ] open\n- [x] klaar\n", "open / klaar"},
           {"<div markdown>\n**vet**\n</div>\n# Kop\n", "vet || # Kop #kop"},
           {"import X from 'y';\n\ntekst", "tekst"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline(read(row.markdown)) == row.outline);
  }
}

TEST_CASE("words stay and their marks go", "[markdown]") {
  for (const Row& row : std::to_array<Row>({
           {"[knop](a b \"t\"){ .button } na", "knop na"},
           {"![bijschrift](x.png){ width=3 }", "bijschrift"},
           {"==een== ^^twee^^ ~~drie~~ H~2~O x^2^", "een twee drie H2O x2"},
           {"++ctrl+alt++ en C++ en i++", "Ctrl+Alt en C++ en i++"},
           {":material-home: urn:nl:ak:org 10:30:45 :smile:", "urn:nl:ak:org 10:30:45"},
           {"{{ macro }} {% if x %}ja{% endif %} {{< relref \"/x\" >}}", "ja"},
           {"{{< figure src=\"a\" caption=\"Het bijschrift\" >}}", "Het bijschrift"},
           {"{++erbij++} {--weg--} {~~oud~>nieuw~~}", "erbij weg oud nieuw"},
           {"de verzameling {a, b} is { klein }", "de verzameling {a, b} is { klein }"},
           {"**Let op: **tekst en 2 * 3", "Let op: tekst en 2 * 3"},
           {"<!-- weg -->blijft<!--\nook weg\n--> staan", "blijft staan"},
           {"`<!--` blijft", "<!-- blijft"},
           {"a<script>var x = 'weg';</script>b<style>weg</style>", "ab"},
           {"&eacute;&nbsp;&amp; \u00A0\u202Fx\u00ADy\u200Bz\uFEFF", "é & xyz"},
           {"een\ntwee  \ndrie\\\nvier", "een twee drie vier"},
           {"<b>rauw</b> &lt;b&gt; <img alt=\"beeld\">", "rauw <b> beeld"},
           {"<div>\n  <p>een</p>\n\n    <p>twee</p>\n</div>\n## Kop", "een / twee || ## Kop #kop"},
           {"\xEF\xB7\x90"
            "1\xEF\xB7\x91 x",
            "1 x"},
           {"\\*geen\\* nadruk", "*geen* nadruk"},
           {"\\{ geen lijst \\}", "{ geen lijst }"},
           {"`{ .code }` blijft", "{ .code } blijft"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline(read(row.markdown)) == row.outline);
  }
}

TEST_CASE("an excluded heading takes its section along, up to one of its level", "[markdown]") {
  for (const Row& row : std::to_array<Row>({
           {"# A\n## B { data-search-exclude }\nweg\n### C\nweg\n## D\nja",
            "# A #a || ## D #d | ja"},
           {"## B {: data-search-exclude=\"false\" .x }\nweg\n# D\nja", "# D #d | ja"},
           {"# A { data-search-exclude }\nweg\n## B\nweg\n", ""},
           {"## B { data-search-exclude }\n!!! x \"T\"\n    ### C\n    weg\n\nweg\n## D\n",
            "## D #d"},
           {"<h2 data-search-exclude>B</h2>\n\nweg\n\n### C\nweg\n## D\n", "## D #d"},
           {"## B { data-search-exclude }\nweg\n\n<h2>D</h2>\n\nja", "## D # | ja"},
           {"<div>\n\n## B { data-search-exclude }\n\n</div>\n\nweg\n\n# D\n", "# D #d"},
           {"## B { DATA-Search-Exclude }\nweg", ""},
           {"## B { data-search-exclude-niet }\nja", "## B #b | ja"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline(read(row.markdown)) == row.outline);
  }
  CHECK(read("# A { data-search-exclude }\n\n# B\n").first_h1 == "B");
}

TEST_CASE("an excluded element goes whole, and what follows it stays", "[markdown]") {
  for (const Row& row : std::to_array<Row>({
           {"!!! x \"weg\" { data-search-exclude }\n    weg\n\n    </div>\n\n    # weg\n\nja",
            "ja"},
           {"!!! x \"weg\" { data-search-exclude }\n    weg <!--\n    weg --> weg\n    weg\n\nja",
            "ja"},
           {"> !!! x \"weg\" { data-search-exclude }\n>     weg<!D\n>     weg>weg\n>     weg\n\nja",
            "ja"},
           {"=== \"weg\" { data-search-exclude }\n    weg\n=== \"Ja\"\n    ja", "Ja / ja"},
           {"- punt\n\n    ??? x \"weg\" {data-search-exclude}\n        weg\n\n    ja",
            "punt / ja"},
           {"/// x | weg\n    attrs: {data-search-exclude: true}\nweg\n///\nja", "ja"},
           {"/// html | div[data-search-exclude]\nweg\n///\nja", "ja"},
           {"weg\n{: data-search-exclude }\n\nja", "ja"},
           {"{: data-search-exclude }\nweg\n\nja", "ja"},
           {"weg { data-search-exclude }\n\nja", "ja"},
           {"- ja\n- weg\n  { data-search-exclude }\n- ook", "ja / ook"},
           {"- ja\n- weg { data-search-exclude }\n    - weg\n- ook", "ja / ook"},
           {"ja [weg](x){ data-search-exclude } `weg`{data-search-exclude} ook", "ja ook"},
           {"ja [weg *weg* weg]{ data-search-exclude } ook", "ja ook"},
           {"ja <span>weg</span>{ data-search-exclude } ook", "ja ook"},
           {"| ja | weg { data-search-exclude } |\n|---|---|\n", "ja"},
           {"| weg |\n|---|\n| weg |\n{: data-search-exclude }\n\nja", "ja"},
           {"```\nweg\n```\n{: data-search-exclude }\n\nja", "ja"},
           {"```js {data-search-exclude}\nweg\n```\n\nja", "ja"},
           {"- ja\n  ~~~ {.js data-search-exclude}\n  weg\n  ~~~\n  ook", "ja / ook"},
           {"<Card>\n```js {data-search-exclude}\nweg\n```\nja\n</Card>", "ja"},
           {"<div>\n```js {data-search-exclude}\nweg\n```\nja\n</div>", "ja"},
           {"<div data-search-exclude>\n\n<div>weg</div>\n\n## weg\n\n</div>\n\nja", "ja"},
           {"<div data-search-exclude=\"false\"><div>weg</div>weg</div>\nja", "ja"},
           {"ja <span data-search-exclude>weg <span>weg</span> weg</span> ook", "ja ook"},
           {"<Note data-search-exclude type={\"x\"}>weg</Note>\n\nja", "ja"},
           {"ja <a href=\"x\"\n   data-search-exclude\n   >weg</a> ook", "ja ook"},
           {"<a href=\"x\"\n   data-search-exclude\n>weg</a> ja", "ja"},
           {"- ja <a href=\"x\"\n  data-search-exclude\n  >weg</a> ook", "ja ook"},
           {"> ja <a href=\"x\"\n> data-search-exclude\n> >weg</a> ook", "ja ook"},
           {"ja <a href=\"x\"\n>ook</a> `<a href=\"x\"`\n> citaat",
            "ja ook <a href=\"x\" / citaat"},
           {"als x <y\n> citaat", "als x <y / citaat"},
           {"<div\n  data-search-exclude\n>\nweg\n\nweg\n</div>\n\nja", "ja"},
           {"<Card data-search-exclude>\n\nweg\n\n## weg\n\n- weg\n\n</Card>\n\nja", "ja"},
           {"<p data-search-exclude>\n\nweg\n\nweg\n\n</p>\n\nja", "ja"},
           {"<p data-search-exclude>weg</p>\n<p>ja</p>", "ja"},
           {"<Tabs data-search-exclude>\n\nweg\n\n<Tabs>\n\nweg\n\n</Tabs>\n\nweg\n\n</Tabs>\n\nja",
            "ja"},
           {"<x-y data-search-exclude>weg\n\nweg</x-y> ja", "ja"},
           {"<span data-search-exclude>\n\nweg\n\n</span>\n\nja", "ja"},
           {"<svg data-search-exclude>\n\nweg\n\n</svg>\n\nja", "ja"},
           {"<a data-search-exclude>\n\n<a>weg</a> weg\n\n</a>\n\nja", "ja"},
           {"<div>\n<Card data-search-exclude>\n\nweg\n\n</Card>\n\nja\n</div>\n\nja", "ja / ja"},
           {"- ja\n- <Card data-search-exclude>\n\n  weg\n\n  </Card>\n- ook", "ja / ook"},
           {"<Card data-search-exclude>\n\n!!! x \"weg\"\n    weg\n\n</Card>\n\n## Kop",
            "## Kop #kop"},
           {"<Card data-search-exclude>\n\nweg[^1]\n\n</Card>\n\nja\n\n[^1]: weg\n", "ja"},
           {"<Card data-search-exclude x={1} />\n\nja", "ja"},
           {"## Kop <Card data-search-exclude>\n\nweg\n\n</Card>\n\nja", "## Kop # | ja"},
           {"!!! x {data-search-exclude}\n    weg[^1]\n\nja\n\n[^1]: weg\n", "ja"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline(read(row.markdown)) == row.outline);
  }
}

TEST_CASE("abbreviations are collected and are no text", "[markdown]") {
  const auto content = read("AVG\n\n*[AVG]: Algemene verordening\n*[BIO]:  Baseline\n");
  CHECK(outline(content) == "AVG");
  REQUIRE(content.abbreviations.size() == 2);
  CHECK(content.abbreviations[0] ==
        std::pair<std::string, std::string>("AVG", "Algemene verordening"));
  CHECK(content.abbreviations[1].second == "Baseline");

  SECTION("in excluded text they count only if the rest uses them") {
    const auto excluded =
        read("AVG\n\n# X { data-search-exclude }\n\n*[AVG]: ja\n*[BIO]: geheim\n");
    REQUIRE(excluded.abbreviations.size() == 1);
    CHECK(excluded.abbreviations[0].second == "ja");
    CHECK(read("!!! x {data-search-exclude}\n    *[AVG]: geheim\n").abbreviations.empty());
  }
}

TEST_CASE("a page that nests ten thousand deep is read", "[markdown]") {
  constexpr std::size_t depth = 10'000;
  CHECK(outline(read(repeat("> ", depth) + "diep")) == "diep");
  CHECK(outline(read(repeat("- ", depth) + "diep")) == "diep");
  std::string lists;
  for (std::size_t i = 0; i < 2000; ++i) lists += std::string(2 * i, ' ') + "- a\n";
  CHECK(read(lists).sections.size() == 1);
  std::string notes;
  for (std::size_t i = 0; i < 1000; ++i) notes += std::string(4 * i, ' ') + "!!! x\n";
  CHECK(outline(read(notes + std::string(4000, ' ') + "diep")) == "diep");
}

TEST_CASE("raw HTML that nests too deep is given up with its file", "[markdown]") {
  for (const std::string_view tag : {"<div>", "<nobr>", "<label x=\"y\">", "<section>\n"}) {
    CAPTURE(tag);
    try {
      static_cast<void>(read(repeat(tag, 10'000) + "diep"));
      FAIL("it was read");
    } catch (const Error& error) {
      CHECK(error.code() == ExitCode::data);
      CHECK(std::string(error.what()).find("pagina.md: HTML elements nest too deep") == 0);
    }
  }
}

TEST_CASE("elements in a line may stay open, and need no end", "[markdown]") {
  for (const std::string_view tag : {"<b>", "<sup>", "<span x=\"y\">"}) {
    CAPTURE(tag);
    CHECK(outline(read(repeat(tag, 10'000) + "diep")) == "diep");
  }
}

TEST_CASE("an abbreviation in a list item, in an excluded element, does not end the item", "[markdown]") {
  constexpr std::string_view page =
      "-   punt\n\n    <section data-search-exclude>\n\n    ## geheim\n\n    *[HVX]: geheim\n\n    geheim (HVX)\n\n"
      "    </section>\n\n    ## open\n\nDaarna.\n";
  for (const auto dialect : {MarkdownDialect::python_markdown, MarkdownDialect::kramdown,
                             MarkdownDialect::commonmark, MarkdownDialect::mdx}) {
    CAPTURE(static_cast<int>(dialect));
    std::vector<Problem> problems;
    const MarkdownContent content = read_markdown(page, {{}, dialect}, {}, problems);
    REQUIRE(content.sections.size() == 2);
    CHECK(content.sections[0].text == "punt");
    CHECK(content.sections[1].heading == "open");
  }
}

TEST_CASE("an excluded element is no text where the site leaves out the tags of raw HTML", "[markdown]") {
  MarkdownOptions options{AnchorStyle::github, MarkdownDialect::commonmark};
  options.features.raw_html = false;
  std::vector<Problem> problems;
  const MarkdownContent content =
      read_markdown("Open <span Data-Search-Exclude>geheim</span> woord.\n", options, {}, problems);
  REQUIRE(content.sections.size() == 1);
  CHECK(content.sections[0].text == "Open woord.");
}

TEST_CASE("a page of one sign is read in linear time", "[markdown]") {
  constexpr std::size_t size = 1 << 18;
  for (const std::string_view unit : {"[",
                                      "*",
                                      "{",
                                      "<",
                                      "`",
                                      "`` ",
                                      "!!! x\n",
                                      "> > >\n",
                                      "|",
                                      "](",
                                      "[a](b \"",
                                      "{a}",
                                      "{{ ",
                                      "{% ",
                                      "<!--\n",
                                      "```a\n",
                                      "[^a]",
                                      "a<b c=\"",
                                      ": ",
                                      "# &amp;",
                                      "{++",
                                      "<p ",
                                      "]{a}",
                                      "<div\n",
                                      "<a\nb=\"\">x ",
                                      "<x-y data-search-exclude>\n\n"}) {
    CAPTURE(unit);
    std::string page;
    while (page.size() < size) page += unit;
    std::size_t bytes = 0;
    try {
      for (const Section& section : read(page).sections) {
        bytes += section.heading.size() + section.anchor.size() + section.text.size();
      }
    } catch (const Error& e) {
      // A page may be refused, but not for another reason than its HTML.
      CHECK_THAT(e.what(), Catch::Contains("HTML") || Catch::Contains("a tag with"));
    }
    // Nothing is made of nothing: a heading is at most its words and its anchor.
    CHECK(bytes <= 2 * page.size());
  }
}

TEST_CASE("what has no end is reported", "[markdown]") {
  std::vector<Problem> problems;
  const auto content = read_markdown("een\n<script>\ntwee\n", {}, {"pagina.md", 5}, problems);
  CHECK(outline(content) == "een");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].where.line == 6);

  problems.clear();
  CHECK_THROWS_WITH(
      read_markdown("een\n\n{ data-search-exclude }\n", {}, {"p.md", 1}, problems),
      Catch::Contains("p.md: data-search-exclude") &&
          Catch::Contains("the page is left out"));

  problems.clear();
  const auto open = read_markdown("ja\n\n<Card data-search-exclude>\n\nweg\n\n## weg\n", {},
                                  {"p.md", 1}, problems);
  CHECK(outline(open) == "ja");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].message.find("has no end tag") != std::string::npos);
}

}  // namespace speur
