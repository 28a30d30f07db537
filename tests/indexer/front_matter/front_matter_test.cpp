#include "indexer/front_matter/front_matter.hpp"

#include "support/problems.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace speur {
namespace {

PageParts split(std::string_view text, std::vector<Problem>& problems) {
  return split_page(text, 100, {}, "a.md", problems);
}

/// What a front matter says, in one line; then its problems, one a line.
std::string read(std::string_view yaml, const FacetRules& rules = {}) {
  std::vector<Problem> problems;
  PageParts parts;
  parts.front_matter = yaml;
  parts.front_matter_line = 2;
  const FrontMatter said =
      read_front_matter(parse_front_matter(parts, "a.md", problems), rules, "a.md", problems);
  std::string text;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) text += std::string(name) + "=" + value + ";";
  };
  const auto add_all = [&](std::string_view name, const std::vector<std::string>& values) {
    for (const std::string& value : values) add(name, value);
  };
  add("title", said.title);
  add("description", said.description);
  add("language", said.language);
  add_all("id", said.identifiers);
  add_all("synonym", said.synonyms);
  add("url", said.url);
  add("slug", said.slug);
  if (said.excluded) text += "excluded;";
  if (said.draft) text += "draft;";
  if (said.boost != 1) text += "boost=" + std::to_string(said.boost) + ";";
  for (const Facet& facet : said.facets) {
    for (const FacetValue& value : facet.values) {
      const char type = value.type == FacetType::number ? '#'
                        : value.type == FacetType::date ? '@'
                                                        : ':';
      text += facet.name + type + value.text + ";";
    }
  }
  if (!problems.empty()) text += "\n" + shown(problems);
  return text;
}

TEST_CASE("a page is cut behind its front matter", "[front_matter]") {
  struct Row {
    std::string_view text, front_matter, body;
    std::size_t body_line;
  };
  for (const Row& row : std::to_array<Row>({
           {"", "", "", 1},
           {"# Kop\n", "", "# Kop\n", 1},
           {"---\na: b\n---\n# Kop\n", "a: b\n", "# Kop\n", 4},
           {"---  \t\na: b\n--- \n# Kop\n", "a: b\n", "# Kop\n", 4},
           {"---\na: b\n...\n# Kop\n", "a: b\n", "# Kop\n", 4},
           {"---\n---\n# Kop\n", "", "# Kop\n", 3},
           {"---\na: b\n---", "a: b\n", "", 4},
           {"+++\na = 1\n+++\n# Kop\n", "a = 1\n", "# Kop\n", 4},
           {"---\na: |\n  ---\n---- x\n---\nb", "a: |\n  ---\n---- x\n", "b", 6},
           {"--- x\n", "", "--- x\n", 1},
           {" ---\na\n---\n", "", " ---\na\n---\n", 1},
           {"\n---\na\n---\n", "", "\n---\na\n---\n", 1},
           {"+++\nlos\n", "", "+++\nlos\n", 1},
       })) {
    CAPTURE(row.text);
    std::vector<Problem> problems;
    const PageParts parts = split(row.text, problems);
    CHECK(parts.front_matter == row.front_matter);
    CHECK(parts.body == row.body);
    CHECK(parts.body_line == row.body_line);
    CHECK(shown(problems).empty());
  }
}

TEST_CASE("a front matter that is not closed or too long leaves a body", "[front_matter]") {
  std::vector<Problem> problems;
  PageParts parts = split("---\ntitle: x\n\n# Kop\n", problems);
  CHECK(parts.front_matter_line == 0);
  CHECK(parts.body == "title: x\n\n# Kop\n");
  CHECK(parts.body_line == 2);
  CHECK(shown(problems) ==
        "a.md:1: front matter is not closed by a line ---: all below is read as text");

  problems.clear();
  const std::string long_page = "---\na: " + std::string(200, 'x') + "\n---\n# Kop\n";
  parts = split(long_page, problems);
  CHECK(parts.front_matter_line == 0);
  CHECK(parts.body == "# Kop\n");
  CHECK(parts.body_line == 4);
  CHECK(shown(problems) ==
        "a.md:1: front matter of 204 bytes, and at most 100 are read: it is left out");
}

TEST_CASE("front matter says what the page is", "[front_matter]") {
  struct Row {
    std::string_view yaml, said;
  };
  for (const Row& row : std::to_array<Row>({
           {"", ""},
           {"# niets\n", ""},
           {"title:  Afval \n", "title=Afval;"},
           {"title: 2024\n", "title=2024;"},
           {"title: >\n  Grof\n  vuil\n", "title=Grof vuil;"},
           {"summary: c\ndescription: b\ntoelichting: a\n", "description=a;"},
           {"toelichting: ''\nsummary: c\n", "description=c;"},
           {"id: urn:nl:1\n", "id=urn:nl:1;"},
           {"id: [a, 0]\n", "id=a;id=0;"},
           {"synoniemen: [Kliko, ~, Kliko]\nsynonyms: minibak\n", "synonym=Kliko;synonym=minibak;"},
           {"lang: en\n", "language=en;"},
           {"language: NL-be\n", "language=nl;"},
           {"permalink: /a/b/\nslug: c\n", "url=/a/b/;slug=c;"},
           {"hide:\n- toc\ntemplate: x.html\nicon: x\nweight: 3\nlayout: y\n", ""},
           {"search:\n  exclude: true\n", "excluded;"},
           {"search: {exclude: yes}\n", "excluded;"},
           {"search: {exclude: 'true'}\n", "excluded;"},
           {"search: false\n", "excluded;"},
           {"search: exclude\n", "excluded;"},
           {"search: true\n", ""},
           {"_layout: landing\n_disableToc: true\n", ""},
           {"search_exclude: true\n", "excluded;"},
           {"excludeFromSearch: true\n", "excluded;"},
           {"searchHidden: false\n", ""},
           {"search: {exclude: false, boost: 2}\n", "boost=2.000000;"},
           {"draft: true\n", "draft;"},
           {"draft: no\n", ""},
           {"rollen: jurist\n", "rollen:jurist;"},
           {"rollen:\n- jurist\n-\n- ~\n- adviseur\n", "rollen:jurist;rollen:adviseur;"},
           {"versie: \"92559128\"\ndatum: \"2025-07-04\"\n", "datum@2025-07-04;versie:92559128;"},
           {"versie: 2.10\n", "versie#2.10;"},
           {"openbaar: True\n", "openbaar:true;"},
           {"sources:\n  ADR:\n  - 1.01\n  ARK: '2.20'\n", "sources.ADR#1.01;sources.ARK:2.20;"},
           {"a: {b: {c: [x, [y]]}}\n", "a.b.c:x;a.b.c:y;"},
           {"a:\n- b: x\n- b: y\n", "a.b:x;a.b:y;"},
           {"a: &m {b: x, c: y}\nd:\n  <<: *m\n  c: z\n", "a.b:x;a.c:y;d.b:x;d.c:z;"},
           {"leeg:\nnul: null\n", ""},
       })) {
    CAPTURE(row.yaml);
    CHECK(read(row.yaml) == row.said);
  }
}

TEST_CASE("what is wrong in front matter is named, and the rest counts", "[front_matter]") {
  struct Row {
    std::string yaml, said;
  };
  const std::string name(65, 'n');
  for (const Row& row : std::vector<Row>{
           {"a: b\nc: d: e\n",
            "\na.md:3: front matter is ignored: a text that holds ': ' needs "
            "quotes (illegal map value)"},
           {"los\n", "\na.md:2: front matter is ignored: it is no map of keys and values"},
           {"- a\n", "\na.md:2: front matter is ignored: it is no map of keys and values"},
           {"a: x\nhide: toc\na: y\n", "a:y;\na.md:4: 'a' occurs twice: the last one counts"},
           {"title: x\ntitle: ~\n", "\na.md:3: 'title' occurs twice: the last one counts"},
           {"title: [a]\nb: c\n", "b:c;\na.md:2: 'title' is no text: it is ignored"},
           {"search: foo\nb: c\n",
            "b:c;\na.md:2: 'search' is no map with exclude or boost: it is ignored"},
           {"search:\n  boost: 0\n",
            "\na.md:3: 'search.boost' is no number from 0.01 to 100: it is ignored"},
           {"search: {boost: veel}\n",
            "\na.md:2: 'search.boost' is no number from 0.01 to 100: it is ignored"},
           {"search: {exclude: misschien}\n",
            "excluded;\na.md:2: 'search.exclude' is neither true nor false: it counts as true"},
           {"lang: Nederlands\n",
            "\na.md:2: 'lang' is no language code of two letters: \"Nederlands\""},
           {"? [a]\n: b\nc: d\n",
            "c:d;\na.md:2: a key of the front matter is no text: it is left out"},
           {name + ": x\n",
            "\na.md:2: the name of a facet has 1 to 64 bytes, not 65: it is left out"},
           {"id: {a: b}\n", "\na.md:2: a map where a text or a list belongs: ignored"},
       }) {
    CAPTURE(row.yaml);
    CHECK(read(row.yaml) == row.said);
  }
}

TEST_CASE("one front matter cannot flood the report", "[front_matter]") {
  std::string yaml;
  for (int i = 0; i < 100; ++i) yaml += "a: x\n";
  std::string said = read(yaml);
  CHECK(said.find("a.md: 79 more problems in the front matter") != std::string::npos);
  CHECK(std::count(said.begin(), said.end(), '\n') == 21);
}

TEST_CASE("keys are renamed, dropped and taken as facets by rule", "[front_matter]") {
  FacetRules rules;
  rules.rename = {{"rol", "rollen"}, {"samenvatting", "description"}, {"sources.ADR", "adr"}};
  rules.facets = {{"weight", "", std::nullopt, false, {}, {}},
                  {"title", "", std::nullopt, true, {}, {}},
                  {"redactie", "", std::nullopt, true, {}, {}}};
  CHECK(read("rol: jurist\nrollen: adviseur\nsamenvatting: x\nweight: 3\ntitle: t\nredactie: y\n"
             "sources: {ADR: z}\n",
             rules) == "title=t;description=x;adr:z;rollen:jurist;rollen:adviseur;weight#3;");
}

}  // namespace
}  // namespace speur
