#include "support/site_pages.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {
namespace {

std::string url_of(const std::string& config, const std::string& path, const std::string& keys) {
  return read_site({{".vitepress/config.mts", config}, {path, "---\n" + keys + "\n---\nTekst.\n"}})
      .url(path);
}

TEST_CASE("VitePress: pages, their addresses and what is left out", "[site]") {
  struct Row {
    std::string_view config, path, keys, url;
  };
  const std::string_view begin =
      "import { defineConfig } from 'vitepress'\nimport { withMermaid } from 'x'\n";
  const auto with = [&](std::string_view settings) {
    return std::string(begin) + "export default withMermaid(defineConfig({ title: 'X', " +
           std::string(settings) + " }))\n";
  };
  for (const Row& row : std::to_array<Row>({
           {"", "a/b.md", "", "a/b.html"},
           {"", "index.md", "", ""},
           {"", "a/index.md", "", "a/"},
           {"", "README.md", "", "README.html"},
           {"", "a.md", "search: false", "-"},
           {"", "a.md", "search: true", "a.html"},
           {"", "pakket/[naam].md", "", ""},
           {"cleanUrls: true", "a/b.md", "", "a/b"},
           {"base: '/proef/'", "a.md", "", "proef/a.html"},
           {"srcExclude: ['**/README.md', 'intern/**']", "a/README.md", "", ""},
           {"srcExclude: ['**/README.md', 'intern/**']", "intern/diep/a.md", "", ""},
           {"rewrites: { 'paketten/:naam/src/:blad': ':naam/:blad' }", "paketten/een/src/a.md", "",
            "een/a.html"},
           {"rewrites: { 'bron/:rest*': ':rest*' }", "bron/a/b.md", "", "a/b.html"},
           {"rewrites: { 'a.md': 'b/index.md' }", "a.md", "", "b/"},
           {"rewrites: { 'pak/:p/docs/(.*)': ':p/(.*)' }", "pak/een/docs/diep/q.md", "", "een/diep/q.html"},
           {"rewrites: { 'pak/:p/src/(.*)': 'pk/:p/index.md' }", "pak/een/src/diep/q.md", "", "pk/een/"},
           {"rewrites: { 'pak/:rest(.*).md': 'pk/:rest/index.md' }", "pak/a/b.md", "", "pk/a/b/"},
           {"rewrites: { 'pak/:rest(.*).md': 'pk/:rest/index.md' }", "los/a/b.md", "", "los/a/b.html"},
       })) {
    CAPTURE(row.config, row.path, row.keys);
    CHECK(url_of(with(row.config), std::string(row.path), std::string(row.keys)) == row.url);
  }
}

TEST_CASE("VitePress: pages may lie in a folder of their own, in several languages", "[site]") {
  const SitePages site = read_site(
      {{".vitepress/config.js", "export default { srcDir: 'src', locales: { root: { lang: 'nl' }, en: { "
                                "lang: 'en-GB' } } }"},
       {"src/a.md", ""}, {"src/en/a.md", ""}, {"README.md", ""}});
  CHECK(site.urls == std::map<std::string, std::string>{{"a.md", "a.html"}, {"en/a.md", "en/a.html"}});
  CHECK(site.pages.at("en/a.md").language == "en");
}

TEST_CASE("VitePress: a draft is shown, and told", "[site]") {
  const SitePages site = read_site({{".vitepress/config.js", "export default {}"},
                                    {"a.md", "---\ndraft: true\n---\nTekst.\n"},
                                    {"b.md", "---\ndraft: false\n---\nTekst.\n"}});
  CHECK(site.urls == std::map<std::string, std::string>{{"a.md", "a.html"}, {"b.md", "b.html"}});
  REQUIRE(site.problems.size() == 1);
  CHECK(site.problems[0].message.find("VitePress knows no `draft`") != std::string::npos);
  CHECK(site.problems[0].where.line == 2);
}

TEST_CASE("VitePress: ids that a function makes are not known", "[site]") {
  for (const std::string_view option :
       {"slugify: s => 'x-' + s", "slugify", "slugify(s) { return s }", "slugifyWithState: f",
        "permalink: true, getTokensText: (tokens) => { return tokens[0].content }"}) {
    CAPTURE(option);
    const SitePages site = read_site(
        {{".vitepress/config.js",
          "export default { markdown: { anchor: { " + std::string(option) + " } } }"},
         {"a.md", "# Een\n\n## Twee {#eigen}\n\n## Drie\n"},
         {"b.md", "# Vier\n"}});
    std::string anchors;
    for (const Section& section : site.pages.at("a.md").sections) anchors += "|" + section.anchor;
    CHECK(anchors == "||eigen|");
    CHECK(site.problems.size() == 1);
  }
  const SitePages site = read_site(
      {{".vitepress/config.js", "export default { markdown: { anchor: { level: [1, 2] } } }"},
       {"a.md", "# Een\n"}});
  CHECK(site.pages.at("a.md").sections.at(0).anchor == "een");
  CHECK(site.problems.empty());
}

TEST_CASE("DocFX: content, what is no page, and NOINDEX", "[site]") {
  const SitePages site = read_site(
      {{"docfx.json", R"({"build": {"content": [
           {"files": ["**/*.md"], "exclude": ["weg/**"]},
           {"files": ["*.md"], "src": "bron", "dest": "doel"}],
         "globalMetadata": {"_appTitle": "Handboek"},
         "fileMetadata": {"ROBOTS": {"stil/**.md": "NOINDEX, NOFOLLOW"}}}})"},
       {"a.md", ""}, {"b/index.md", ""}, {"includes/x.md", ""}, {"b/toc.md", ""}, {"weg/c.md", ""},
       {"d.md", "---\nROBOTS: NOINDEX\n---\n"}, {"stil/e.md", ""}, {"f.md", "---\nrobots: index\n---\n"},
       {"g.md", "---\nredirect_url: a.md\n---\n"}});
  CHECK(site.urls == std::map<std::string, std::string>{{"a.md", "a.html"},
                                                        {"b/index.md", "b/index.html"},
                                                        {"d.md", "-"},
                                                        {"f.md", "f.html"},
                                                        {"g.md", "-"},
                                                        {"stil/e.md", "-"}});
  const SitePages other = read_site(
      {{"docfx.json", R"({"build": {"content": {"files": "*.md", "src": "bron", "dest": "doel"}}})"},
       {"bron/a.md", ""}});
  CHECK(other.url("bron/a.md") == "doel/a.html");
}

TEST_CASE("VitePress: ids are made of headings as they are written", "[site]") {
  const SitePages site = read_site(
      {{".vitepress/config.mts", ""},
       {"a.md", "# &amp; teken\n\n## Co&ouml;rdinatie\n\n## Voet[^1]\n\n## Som {{ 1 + 1 }}\n\n"
                "## Een\\_twee \\* drie\n\nSetext &lt;T&gt;\n---\n\n[^1]: Noot.\n"}});
  std::string anchors;
  for (const Section& section : site.pages.at("a.md").sections) anchors += "|" + section.anchor;
  CHECK(anchors == "|amp-teken|co-ouml-rdinatie|voet-1|som-1-1|een-twee-drie|setext-lt-t-gt");
}

TEST_CASE("DocFX: what its own search leaves out, overwrites and groups", "[site]") {
  const SitePages site = read_site(
      {{"docfx.json", R"({"build": {"content": [
           {"files": ["**/*.md"], "exclude": ["v2/**"]}, {"files": ["*.md"], "src": "v2", "group": "nieuw"}],
         "groups": {"nieuw": {"dest": "versie/2"}}, "overwrite": {"files": ["api/**.md"]},
         "fileMetadata": {"_noindex": {"stil/**.md": true}}}})"},
       {"a.md", "---\nms.date: 05/17/2024\n---\n"}, {"b.md", "---\n_noindex: true\n---\n"}, {"stil/c.md", ""},
       {"stil/d.md", "---\n_noindex: false\n---\n"}, {"api/e.md", ""}, {"v2/a.md", ""}});
  CHECK(site.urls == std::map<std::string, std::string>{{"a.md", "a.html"},
                                                        {"b.md", "-"},
                                                        {"stil/c.md", "-"},
                                                        {"stil/d.md", "stil/d.html"},
                                                        {"v2/a.md", "versie/2/a.html"}});
  REQUIRE(site.pages.at("a.md").facets.size() == 1);
  CHECK(site.pages.at("a.md").facets[0].values[0].text == "2024-05-17");
}

TEST_CASE("DocFX: ids of headings, and text in columns", "[site]") {
  const SitePages site = read_site(
      {{"docfx.json", "{}"},
       {"a.md", "# Kop\n\n## <a name=\"oud\"></a>Anker\n\n## <a id=\"ander\"></a>Anker\n\n## ???\n\n## !!!\n\n"
                ":::row:::\n   :::column span=\"\":::\n      **Links** staat\n\n      - punt\n   :::column-end:::\n:::row-end:::\n"}});
  std::string outline;
  for (const Section& section : site.pages.at("a.md").sections) outline += section.anchor + " " + section.text + "|";
  CHECK(outline == "kop |oud |ander |section |section-1 Links staat\npunt|");
}

TEST_CASE("DocFX: comments in docfx.json, tabs and cross references", "[site]") {
  const SitePages site = read_site(
      {{"docfx.json", "{ // \"weg\"\n  /* \" */ \"build\": {\"content\": [{\"files\": [\"**/*.md\"], \"exclude\": [\"a//b/**\"]}]}}\n"},
       {"a.md", "# Kop\n\n# [Linux](#tab/linux)\n\nTekst <xref:a.b> en <xref:a.b?text=De+klasse>.\n\n---\n\n## Twee\n"}});
  CHECK(shown(site.problems).empty());
  std::string outline;
  for (const Section& section : site.pages.at("a.md").sections) {
    outline += section.heading + " #" + section.anchor + " " + section.text + "|";
  }
  CHECK(outline == "Kop #kop Linux\nTekst en De klasse.|Twee #twee |");
}

TEST_CASE("DocFX: code of files that a page names", "[site]") {
  struct Row {
    std::string_view line, text;
  };
  for (const Row& row : std::to_array<Row>({
           {"[!code-csharp[Naam](stuk/x.cs#deel)]", "var deel = 1;"},
           {"[!code-csharp[](stuk/x.cs?name=ander&highlight=1)]", "var ander = 2;"},
           {"[!Code[](stuk/x.cs#L2-L2)]", "var deel = 1;"},
           {"[!code-cs[](~/stuk/x.cs?range=2,5)]", "var deel = 1; var ander = 2;"},
           {"[!code-cs[](stuk/x.cs?start=5&end=5 \"Titel\")]", "var ander = 2;"},
           {":::code language=\"csharp\" source=\"stuk/x.cs\" id=\"ander\":::", "var ander = 2;"},
       })) {
    CAPTURE(row.line);
    const SitePages site = read_site(
        {{"docfx.json", "{\"build\": {\"content\": [{\"files\": [\"**/*.md\"]}]}}\n"},
         {"stuk/x.cs", "#region deel\nvar deel = 1;\n#endregion\n// <ander>\nvar ander = 2;\n// </ander>\nvar rest = 3;\n"},
         {"a.md", std::string(row.line) + "\n"}});
    CHECK(shown(site.problems).empty());
    REQUIRE(site.pages.at("a.md").sections.size() == 1);
    CHECK(site.pages.at("a.md").sections[0].text == row.text);
  }
}

TEST_CASE("VitePress: rewrites that a program makes are told", "[site]") {
  for (const std::string_view rewrites : {"rewrites: (id) => id.replace('x', 'y')", "rewrites(id) { return id }"}) {
    CAPTURE(rewrites);
    const SitePages site = read_site({{".vitepress/config.ts", "export default { " + std::string(rewrites) + " }\n"}, {"x/a.md", ""}});
    CHECK(shown(site.problems).find("`rewrites` is ") != std::string::npos);
  }
}

TEST_CASE("VitePress: attributes at the end of a block are its own", "[site]") {
  const SitePages site = read_site(
      {{".vitepress/config.ts", "export default {}\n"},
       {"a.md", "## Kop zonder blank{#a1}\n\nAlinea {.let-op}\n\nNog een{.x}\n\n- punt {.k}\n- twee\n\n> citaat {.q}\n\n"
                "Een {.midden} hier, {a: 1} en {}.\n\n| c {.d} |\n|---|\n| e |\n"}});
  const Section& section = site.pages.at("a.md").sections.at(0);
  CHECK(section.heading == "Kop zonder blank");
  CHECK(section.anchor == "a1");
  CHECK(section.text == "Alinea\nNog een\npunt\ntwee\ncitaat\nEen {.midden} hier, {a: 1} en {}.\nc\ne");
}

TEST_CASE("VitePress: a heading shows values of the front matter, and its id has what is written", "[site]") {
  const SitePages site = read_site({{".vitepress/config.js", "export default {}\n"},
                                    {"a.md", "---\ntitle: Onze *titel*\nversie: 3\n---\n# {{ $frontmatter.title }}\n\n"
                                             "## Versie {{ $frontmatter.versie }} {#v}\n\n## Kop {{ onbekend }}\n"}});
  const Page& page = site.pages.at("a.md");
  std::string read;
  for (const Section& section : page.sections) read += "|" + section.heading + "#" + section.anchor;
  CHECK(read == "|Onze *titel*#frontmatter-title|Versie 3#v|Kop#kop-onbekend");
  const SitePages other =
      read_site({{"docusaurus.config.js", "module.exports = { presets: ['classic'] };"},
                 {"docs/a.md", "---\ntitle: Titel\nversie: 3\n---\n## Versie {frontMatter.versie} hier\n"}});
  const Section& section = other.pages.at("docs/a.md").sections.at(0);
  CHECK(section.heading == "Versie 3 hier");
  CHECK(section.anchor == "versie-frontmatterversie-hier");
}

TEST_CASE("VitePress and Docusaurus: without a plugin an abbreviation is text", "[site]") {
  const std::string text = "Tekst.\n\n*[AVG]: Algemene verordening\n";
  const auto read = [&](const std::string& file, const std::string& config, const std::string& page) {
    const SitePages site = read_site({{file, config}, {page, text}});
    const Page& found = site.pages.at(page);
    CHECK(found.abbreviations.size() == 1);
    return found.sections.at(0).text;
  };
  CHECK(read(".vitepress/config.js", "export default {}\n", "a.md") == "Tekst.\n*[AVG]: Algemene verordening");
  CHECK(read(".vitepress/config.js", "import abbr from 'markdown-it-abbr'\nexport default {}\n", "a.md") == "Tekst.");
  const std::string classic = "module.exports = { presets: ['classic'] };";
  CHECK(read("docusaurus.config.js", classic, "docs/a.md") == "Tekst.\n*[AVG]: Algemene verordening");
  CHECK(read("docusaurus.config.js", "const abbr = require('remark-abbr');\n" + classic, "docs/a.md") == "Tekst.");
}

TEST_CASE("VitePress: the words of a start page stand in its front matter", "[site]") {
  const std::string keys = "hero:\n  name: Handboek\n  text: Alles over afval\n  tagline: <b>Snel</b> gevonden\n  actions:\n"
                           "    - {theme: brand, text: Begin hier, link: /a}\nfeatures:\n"
                           "  - {icon: x, title: Zoeken, details: In alle pagina's, link: /b}\n";
  const SitePages site = read_site({{".vitepress/config.ts", "export default {}\n"},
                                    {"index.md", "---\nlayout: home\n" + keys + "---\n\nTekst.\n\n## Kop\n"},
                                    {"leeg.md", "---\nlayout: home\n" + keys + "---\n"},
                                    {"b.md", "---\n" + keys + "---\n"}});
  const std::string words = "Handboek\nAlles over afval\nSnel gevonden\nBegin hier\nZoeken\nIn alle pagina's";
  const Page& home = site.pages.at("index.md");
  REQUIRE(home.sections.size() == 2);
  CHECK(home.sections[0].text == words + "\nTekst.");
  CHECK(home.sections[1].heading == "Kop");
  CHECK(home.facets.empty());
  REQUIRE(site.pages.at("leeg.md").sections.size() == 1);
  CHECK(site.pages.at("leeg.md").sections[0].text == words);
  CHECK(site.pages.at("b.md").sections.empty());
}

}  // namespace
}  // namespace speur
