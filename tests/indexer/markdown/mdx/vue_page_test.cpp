#include "indexer/markdown/mdx/vue_page.hpp"

#include "support/markdown_outline.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>

namespace speur {

namespace {

MarkdownOptions vitepress() {
  MarkdownOptions options{AnchorRules(AnchorStyle::github, SlugRule::vitepress), MarkdownDialect::commonmark};
  options.features.vue = true;
  return options;
}

}  // namespace

TEST_CASE("what a condition of Vue hides is found nowhere, and what it shows is text", "[markdown][vue]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"<template v-if=\"false\">\n\n## Weg\n\nweg\n\n</template>\n\nTekst.\n", "Tekst."},
           {"<template v-if=\"true\">\n\n## Kop\n\nhier\n\n</template>\n<template v-else>\n\nweg\n\n</template>\n", "## Kop #kop | hier"},
           {"<div v-if=\"false\">weg</div>\n<div v-else-if=\"1 > 2\">weg</div>\n<div v-else>hier</div>\n", "hier"},
           {"<div v-if=\"true\">hier</div>\n<div v-else-if=\"true\">weg</div>\n<div v-else>weg</div>\n", "hier"},
           {"<div v-if=\"1 > 2\">weg</div>\n\n<p v-show=\"!true\">weg</p>\n\nTekst.\n", "Tekst."},
           {"<script setup>\nimport { ref } from 'vue'\nconst aan = true\nconst open = ref(false)\n</script>\n\n"
            "<p v-if=\"aan\">hier</p>\n\n<p v-if=\"open\">weg</p>\n<p v-else>ook</p>\n", "hier / ook"},
           {"<p v-if=\"ingelogd\">misschien</p>\n<p v-else>misschien</p>\n\nTekst.\n", "Tekst."},
           {"<h2 v-if=\"false\">Weg</h2>\n\nTekst.\n", "Tekst."},
           {"Regel met <b v-if=\"false\">weg</b><b v-else>hier</b> na.\n", "Regel met hier na."},
           {"<ul>\n<li v-if=\"false\">weg</li>\n<li>hier</li>\n</ul>\n", "hier"},
           {"<div v-if=\"false\">\n<div>weg</div>\n\nweg\n\n</div>\n\nTekst.\n", "Tekst."},
           {"<Kaart>\n<template #kop>\n\n**Kop** hier\n\n</template>\n</Kaart>\n", "Kop hier"},
           {"{{ 'woord' }} en {{ naam }}.\n", "woord en ."},
           {"<span v-text=\"'hier'\"></span>\n", "hier"},
           {"`<b v-if=\"false\">` is code.\n\n```vue\n<div v-if=\"false\">voorbeeld</div>\n```\n",
            "<b v-if=\"false\"> is code. / <div v-if=\"false\">voorbeeld</div>"},
           {"<div v-if=\"false\">weg</div>\r\n\r\n<template v-if=\"false\">\r\n\r\nweg\r\n\r\n</template>\r\n\r\nTekst.\r\n", "Tekst."},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown, vitepress()) == row.outline);
  }
}

TEST_CASE("a condition of Vue that only the site can work out is told", "[markdown][vue]") {
  std::vector<Problem> problems;
  (void)read_markdown("Tekst.\n\n<p v-if=\"x.y\">a</p>\n\n<p v-show=\"false\">b</p>\n", vitepress(), {"a.md", 5}, problems);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].where.line == 7);
  CHECK(problems[0].message == "the text of an element with `v-if` or `v-show` that only the site can work out is left out");
}

TEST_CASE("outside of VitePress only a literal condition of Vue hides an element", "[markdown][vue]") {
  const MarkdownOptions options{AnchorRules(AnchorStyle::github, SlugRule::vitepress), MarkdownDialect::commonmark};
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"<div v-if=\"false\">\n\n## Weg\n\ngeheim\n\n</div>\n\nOpen.\n", "Open."},
           {"<div v-show='false'>geheim</div>\n\nOpen.\n", "Open."},
           {"<div v-if=\"true\">\n\nOpen.\n\n</div>\n<div v-else>\n\ngeheim\n\n</div>\n", "Open."},
           {"<div v-if=\"false\">geheim</div>\n<div v-else>Open.</div>\n", "Open."},
           {"<Kader v-if=\"false\">\n\ngeheim\n\n</Kader>\n\nOpen.\n", "Open."},
           {"Open <span v-if=\"!true\">geheim</span> woord.\n", "Open woord."},
           {"<h2 v-if=\"false\">geheim</h2>\n\nOpen.\n", "Open."},
           {"<div v-if=\"taal\">Open.</div>\n", "Open."},
           {"{{ 'woord' }} <b v-text=\"'woord'\">hier</b>\n", "hier"},
           {"Met `<b v-if=\"false\">` woord.\n", "Met <b v-if=\"false\"> woord."},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown, options) == row.outline);
  }
}

TEST_CASE("a literal condition of Vue hides an element of a page of HTML", "[markdown][vue]") {
  const MarkdownOptions options{AnchorStyle::github, MarkdownDialect::html};
  CHECK(outline_of("<p v-if=\"false\">weg</p>\n<p v-else>hier</p>\n<p v-if=\"taal\">ook `<b v-if=\"false\">weg</b>`</p>\n",
                   options) == "hier / ook ``");
}

TEST_CASE("conditions of Vue in code are text, which indentation makes outside of lists", "[markdown][vue]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"Tekst:\n\n    <b v-if=\"false\">voorbeeld</b>\n\n    <i v-else>\n", "Tekst: / <b v-if=\"false\">voorbeeld</b> <i v-else>"},
           {"- punt\n\n    <b v-if=\"false\">weg</b>\n    hier\n\nTekst.\n", "punt / hier / Tekst."},
           {"Tekst\n    <b v-if=\"false\">weg</b> hier\n", "Tekst hier"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown, vitepress()) == row.outline);
  }
}

TEST_CASE("words that Vue puts into a heading are its own, and not its id's", "[markdown][vue]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"## Kop <Badge type=\"tip\" text=\"nieuw\" />\n", "## Kop nieuw #kop"},
           {"- ## Kop <Badge text=\"nieuw\" />\n", "## Kop nieuw #kop"},
           {"## Kop {{ \"x\" }}\n", "## Kop x #kop-x"},
           {"> - ### Kop {{ 'een twee' }}\n", "### Kop een twee #kop-een-twee"},
           {"Tekst <Badge text=\"nieuw\" />\n", "Tekst nieuw"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown, vitepress()) == row.outline);
  }
}

TEST_CASE("Vue's conditions and texts know the page's front matter", "[markdown][vue]") {
  MarkdownOptions options = vitepress();
  using Kind = PageValue::Kind;
  options.values = {{"beta", Kind::no, ""}, {"nieuw", Kind::yes, ""}, {"versie", Kind::text, "2.4"},
                    {"auteur", Kind::map, ""}, {"auteur.naam", Kind::text, "Karel"}, {"lijst", Kind::other, ""},
                    {"lijst[0]", Kind::text, "Groen"}};
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"<p v-if=\"$frontmatter.beta\">weg</p>\n<p v-else>hier</p>\n", "hier"},
           {"<div v-if=\"$frontmatter.nieuw && !$frontmatter.beta\">\n\nhier\n\n</div>\n", "hier"},
           {"<p v-if=\"$frontmatter.onbekend\">weg</p>\n\nTekst.\n", "Tekst."},
           {"<p v-if=\"$frontmatter.auteur?.naam === 'Karel'\">hier</p>\n", "hier"},
           {"<p v-if=\"frontmatter.auteur.naam == 'Jan'\">weg</p>\n\nTekst.\n", "Tekst."},
           {"Versie {{ $frontmatter.versie }} van {{ $frontmatter.auteur.naam }}{{ $frontmatter.lijst }}.\n", "Versie 2.4 van Karel."},
           {"Kies {{ $frontmatter.lijst[0] }}{{ $frontmatter.lijst[7] }}{{ $frontmatter.lijst.join(', ') }}.\n", "Kies Groen."},
           {"## Over {{ $frontmatter.lijst[0] }}\n", "## Over Groen #over-frontmatter-lijst-0"},
           {"<p v-if=\"$frontmatter.lijst.length\">misschien</p>\n\nTekst.\n", "Tekst."},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown, options) == row.outline);
  }
}

TEST_CASE("what Vue leaves as it is written is text, and so is a badge", "[markdown][vue]") {
  for (const OutlineRow& row : std::to_array<OutlineRow>({
           {"Een <span v-pre>{{ naam }}</span> en {{ naam }}.\n", "Een {{ naam }} en ."},
           {"<div v-pre>\n\n{{ naam }} <b v-if=\"x\">hier</b>\n\n</div>\n\n{{ naam }} na\n", "{{ naam }} hier / na"},
           {"::: v-pre\n{{ naam }}\n:::\n\n{{ naam }} na\n", "{{ naam }} / na"},
           {"Sinds <Badge type=\"tip\" text=\"versie 2\" /> nieuw.\n", "Sinds versie 2 nieuw."},
           {"Sinds <Badge type=\"tip\">versie 3</Badge> nieuw.\n", "Sinds versie 3 nieuw."},
           {"## Kop <Badge text=\"versie 2\" />\n", "## Kop versie 2 #kop"},
       })) {
    CAPTURE(row.markdown);
    CHECK(outline_of(row.markdown, vitepress()) == row.outline);
  }
}

}  // namespace speur
