#include "indexer/site/generators/site_folders.hpp"
#include "support/site_pages.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

std::string url_of(const std::string& config, const std::string& path, const std::string& keys,
                   Files others = {}) {
  others.emplace_back("docusaurus.config.js", config);
  others.emplace_back(path, "---\n" + keys + "\n---\nTekst.\n");
  return read_site(others).url(path);
}

const std::string classic =
    "module.exports = { url: 'https://x.nl', baseUrl: '/', presets: [['classic', { docs: {}, blog: {} "
    "}]] };";

TEST_CASE("Docusaurus: numbers before names are for order", "[site]") {
  struct Row {
    std::string_view name, without;
  };
  for (const Row& row : std::to_array<Row>({
           {"01-intro", "intro"},
           {"1. intro", "intro"},
           {"003 - een naam", "een naam"},
           {"2_x", "x"},
           {"intro", "intro"},
           {"2024-05-17-nieuws", "2024-05-17-nieuws"},
           {"8.0", "8.0"},
           {"1-2-x", "1-2-x"},
           {"12", "12"},
       })) {
    CAPTURE(row.name);
    CHECK(without_number(row.name) == row.without);
  }
}

TEST_CASE("Docusaurus: documents, posts and pages have their addresses", "[site]") {
  struct Row {
    std::string_view path, keys, url;
  };
  for (const Row& row : std::to_array<Row>({
           {"docs/01-intro.md", "", "docs/intro"},
           {"docs/02-map/03-blad.mdx", "", "docs/map/blad"},
           {"docs/02-map/03-blad.md", "parse_number_prefixes: false", "docs/02-map/03-blad"},
           {"docs/map/index.md", "", "docs/map/"},
           {"docs/map/README.md", "", "docs/map/"},
           {"docs/map/Map.md", "", "docs/map/"},
           {"docs/02-map/map.md", "", "docs/map/map"},
           {"docs/index.md", "", "docs/"},
           {"docs/x.md", "slug: /", "docs/"},
           {"docs/a/x.md", "slug: /eigen/naam", "docs/eigen/naam"},
           {"docs/a/x.md", "slug: naast", "docs/a/naast"},
           {"docs/a/x.md", "slug: ../boven", "docs/boven"},
           {"docs/a/x.md", "id: ander", "docs/a/ander"},
           {"blog/2024-05-17-nieuw-loket.md", "", "blog/2024/05/17/nieuw-loket"},
           {"blog/2024/06/18-nog-een.md", "", "blog/2024/06/18/nog-een"},
           {"blog/2024-05-17-map/index.md", "", "blog/2024/05/17/map"},
           // What the date's own folder holds has its file's name, be it `index`.
           {"blog/2024-05-17/index.md", "", "blog/2024/05/17/index"},
           {"blog/2024-05-17.md", "", "blog/2024/05/17/"},
           {"blog/map/2024-05-17-x.md", "", "blog/2024/05/17/map/x"},
           {"blog/los.md", "", "blog/los"},
           {"blog/2024-05-17-x.md", "slug: kort", "blog/kort"},
           {"src/pages/contact.md", "", "contact"},
           {"src/pages/over/index.mdx", "", "over/"},
           {"docs/a b/\xc3\xa9.md", "", "docs/a%20b/%C3%A9"},
           {"docs/_deel.mdx", "", ""},
           {"docs/_delen/x.mdx", "", ""},
           {"docs/z.md", "unlisted: true", "-"},
           {"docs/z.md", "draft: true", "-"},
           {"blog/z.md", "unlisted: true", "-"},
           {"README.md", "", ""},
           {"i18n/xx/docusaurus-plugin-content-docs/current/a.md", "", ""},
       })) {
    CAPTURE(row.path, row.keys);
    CHECK(url_of(classic, std::string(row.path), std::string(row.keys)) == row.url);
  }
}

TEST_CASE("Docusaurus: the configuration is read for its literals", "[site]") {
  struct Row {
    std::string_view config, path, url;
  };
  for (const Row& row : std::to_array<Row>({
           {"export default { baseUrl: '/proef/', presets: [['classic', {docs: {routeBasePath: '/'}}]] }",
            "docs/a.md", "proef/a"},
           {"const config = { url: 'http://localhost', baseUrl: process.env.BASE || '/b/', presets: [["
            "'@docusaurus/preset-classic', ({ docs: { path: './kennis', routeBasePath: \"k/\" } })]] };"
            "\nmodule.exports = config;",
            "kennis/a.md", "b/k/a"},
           {"module.exports = { presets: [['classic', { docs: false }]], plugins: [['@docusaurus/plugin-"
            "content-docs', { id: 'tweede', path: 'tweede', routeBasePath: 't' }]] }",
            "tweede/a.md", "t/a"},
           {"module.exports = { presets: [['classic', { docs: false }]] }", "docs/a.md", ""},
           {"module.exports = { trailingSlash: true, presets: ['classic'] }", "docs/a.md", "docs/a/"},
           {"module.exports = { trailingSlash: false, presets: ['classic'] }", "docs/a/index.md",
            "docs/a"},
           {"import type {Config} from '@docusaurus/types';\nconst config: Config = { presets: [['classic', "
            "{ docs: { exclude: ['**/geheim/**'] } } satisfies Preset.Options]] };\nexport default config;",
            "docs/geheim/a.md", ""},
           {"module.exports = async function createConfig() { return { presets: [['classic', { docs: { "
            "numberPrefixParser: false } }]] }; }",
            "docs/01-a.md", "docs/01-a"},
           {"onleesbaar", "docs/01-a.md", "docs/a"},
       })) {
    CAPTURE(row.config, row.path);
    CHECK(url_of(std::string(row.config), std::string(row.path), "") == row.url);
  }
}

TEST_CASE("Docusaurus: names between colons are emoji unless the configuration says no", "[site]") {
  const auto page_with = [](const std::string& markdown) {
    const SitePages site = read_site({{"docusaurus.config.js", "module.exports = { markdown: {" + markdown + "}, presets: ['classic'] }"},
                                      {"docs/a.md", "## Kop :tada: hier\n\nLach :smile: of :zeg:.\n"}});
    return site.pages.at("docs/a.md").sections.at(0);
  };
  // The id is made before the picture.
  CHECK(page_with("").heading == "Kop hier");
  CHECK(page_with("").anchor == "kop-tada-hier");
  CHECK(page_with("").text == "Lach of :zeg:.");
  CHECK(page_with("emoji: false").heading == "Kop :tada: hier");
  CHECK(page_with("emoji: false").anchor == "kop-tada-hier");
}

TEST_CASE("Docusaurus: the configuration says which files are MDX", "[site]") {
  const std::string page = "## Kop {#eigen}\n\nVul {naam} in, {.x} 1 < 2 en <https://a.nl>.\n\n"
                           ":::wet Artikel 1\nTekst.\n:::\n\n<!-- weg -->\n\n<div>\n\n**Vet**\n\n</div>\n";
  const auto text_of = [&](const std::string& format, const std::string& path) {
    const SitePages site = read_site(
        {{"docusaurus.config.js", "module.exports = { markdown: {format: '" + format + "'}, presets: ['classic'] }"}, {path, page}});
    std::string text;
    for (const Section& section : site.pages.at(path).sections) {
      text += section.heading + "#" + section.anchor + "|" + section.text + "|";
    }
    return text;
  };
  const std::string plain = "Kop#eigen|Vul {naam} in, {.x} 1 < 2 en https://a.nl.\nArtikel 1\nTekst.\nVet|";
  CHECK(text_of("detect", "docs/a.md") == plain);
  CHECK(text_of("md", "docs/a.md") == plain);
  CHECK(text_of("md", "docs/a.mdx") == plain);
  CHECK(text_of("mdx", "docs/a.md").find("{naam}") == std::string::npos);
  CHECK(text_of("detect", "docs/a.mdx").find("{naam}") == std::string::npos);
}

TEST_CASE("Docusaurus: a folder outside of the site is told", "[site]") {
  const SitePages site = read_site(
      {{"site/docusaurus.config.js",
        "module.exports = { presets: [['classic', { docs: { path: '../docs' } }]] }"},
       {"site/docs/a.md", ""}, {"site/src/pages/b.md", ""}, {"docs/c.md", ""}},
      "site");
  CHECK(site.urls == std::map<std::string, std::string>{{"src/pages/b.md", "b"}});
  CHECK(shown(site.problems).find("the folder ../docs is outside of the site") != std::string::npos);
}

TEST_CASE("Docusaurus: one version and each configured language", "[site]") {
  const SitePages versions = read_site({{"docusaurus.config.js", classic},
                                        {"versions.json", "[\"2.0\", \"1.0\"]"},
                                        {"docs/a.md", ""},
                                        {"versioned_docs/version-2.0/a.md", ""},
                                        {"versioned_docs/version-1.0/a.md", ""}});
  CHECK(versions.urls ==
        std::map<std::string, std::string>{{"versioned_docs/version-2.0/a.md", "docs/a"}});
  const SitePages languages = read_site(
      {{"docusaurus.config.js", "module.exports = { i18n: { defaultLocale: 'nl', locales: ['nl', 'en'] }, "
                                "presets: ['classic'] }"},
       {"docs/a.md", ""},
       {"docs/b.md", ""},
       {"i18n/en/docusaurus-plugin-content-docs/current/a.md", ""},
       {"i18n/nl/docusaurus-plugin-content-docs/current/b.md", ""},
       {"i18n/fr/docusaurus-plugin-content-docs/current/a.md", ""},
       {"i18n/en/docusaurus-plugin-content-blog/2024-05-17-x.md", ""}});
  CHECK(languages.urls ==
        std::map<std::string, std::string>{
            {"docs/a.md", "docs/a"},
            {"i18n/en/docusaurus-plugin-content-docs/current/a.md", "en/docs/a"},
            {"i18n/nl/docusaurus-plugin-content-docs/current/b.md", "docs/b"},
            {"i18n/en/docusaurus-plugin-content-blog/2024-05-17-x.md", "en/blog/2024/05/17/x"}});
  CHECK(languages.pages.at("i18n/en/docusaurus-plugin-content-docs/current/a.md").language == "en");
}

TEST_CASE("Docusaurus: a language has the folder that its configuration names, if it is translated", "[site]") {
  const SitePages site = read_site(
      {{"docusaurus.config.js", "module.exports = { i18n: { defaultLocale: 'nl', locales: ['nl', 'en', 'fr'], localeConfigs: "
                                "{en: {path: 'engels'}, fr: {translate: false}} }, presets: ['classic'] }"},
       {"docs/a.md", ""},
       {"i18n/engels/docusaurus-plugin-content-docs/current/a.md", ""},
       {"i18n/en/docusaurus-plugin-content-docs/current/a.md", ""},
       {"i18n/fr/docusaurus-plugin-content-docs/current/a.md", ""}});
  CHECK(site.urls == std::map<std::string, std::string>{
                         {"docs/a.md", "docs/a"}, {"i18n/engels/docusaurus-plugin-content-docs/current/a.md", "en/docs/a"}});
}

TEST_CASE("Docusaurus: a folder of a site is read by the rules of the site", "[site]") {
  const SitePages site = read_site({{"docusaurus.config.js", classic}, {"docs/02-map/01-a.md", ""}},
                                   "docs/02-map");
  CHECK(site.url("01-a.md") == "docs/map/a");
}

TEST_CASE("Docusaurus: a category has a page where its file asks for one", "[site]") {
  const Files files = {
      {"docs/a.md", "# A\n"},
      {"docs/_category_.json", R"({"link": {"type": "generated-index"}})"},
      {"docs/02-map/_category_.json", R"({"label": "Mijn map", "link": {"type": "generated-index",
        "title": "Overzicht", "description": "Alles over de *map*.", "slug": "/alles"}})"},
      {"docs/02-map/01-sub/_category_.yml", "link: {type: generated-index, description: Het deel.}\n"},
      {"docs/02-map/01-sub/b.md", "# B\n"},
      {"docs/drie/_category_.yaml", "label: Drie & meer\nlink:\n  type: generated-index\n"},
      {"docs/drie/c.mdx", "# C\n"},
      {"docs/leeg/_category_.json", R"({"label": "Leeg", "link": {"type": "generated-index"}})"},
      {"docs/vier/_category_.json", R"({"label": "Vier", "link": {"type": "doc", "id": "vier/d"}})"},
      {"docs/vier/d.md", "# D\n"},
      {"docs/vijf/_category_.json", R"({"label": "Zelfde", "link": {"type": "generated-index"}})"},
      {"docs/vijf/e.md", "# E\n"},
      {"docs/zes/_category_.json", R"({"label": "Zelfde", "link": {"type": "generated-index"}})"},
      {"docs/zes/f.md", "# F\n"},
      {"blog/_category_.json", R"({"label": "Blog", "link": {"type": "generated-index"}})"}};
  Files all = files;
  all.emplace_back("docusaurus.config.js", classic);
  const SitePages site = read_site(all);
  CHECK(site.urls == std::map<std::string, std::string>{{"docs/a.md", "docs/a"},
                                                        {"docs/02-map/_category_.json", "docs/alles"},
                                                        {"docs/02-map/01-sub/_category_.yml", "docs/category/sub"},
                                                        {"docs/02-map/01-sub/b.md", "docs/map/sub/b"},
                                                        {"docs/drie/_category_.yaml", "docs/category/drie--meer"},
                                                        {"docs/drie/c.mdx", "docs/drie/c"},
                                                        {"docs/vier/d.md", "docs/vier/d"},
                                                        {"docs/vijf/e.md", "docs/vijf/e"},
                                                        {"docs/zes/f.md", "docs/zes/f"}});
  const Page& page = site.pages.at("docs/02-map/_category_.json");
  CHECK(page.title == "Overzicht");
  CHECK(page.description == "Alles over de *map*.");
  CHECK(page.path_name == "map");
  CHECK(site.pages.at("docs/02-map/01-sub/_category_.yml").title == "sub");
  CHECK(shown(site.problems).find("docs/vijf/_category_.json: is left out: other categories have its label") !=
        std::string::npos);

  const auto with_sidebars = [&](const std::string& sidebars) {
    Files own = files;
    own.emplace_back("docusaurus.config.js",
                     "module.exports = { presets: [['classic', { docs: { sidebarPath: require.resolve('./sidebars.js') } }]] };");
    own.emplace_back("sidebars.js", sidebars);
    return read_site(own);
  };
  const SitePages part = with_sidebars("module.exports = { s: ['a', {type: 'category', label: 'X', link: {type: "
                                       "'generated-index'}, items: ['a', {type: 'autogenerated', dirName: '02-map'}]}] };");
  CHECK(part.url("docs/02-map/01-sub/_category_.yml") == "docs/category/sub");
  CHECK(part.url("docs/02-map/_category_.json").empty());
  CHECK(part.url("docs/drie/_category_.yaml").empty());
  CHECK(shown(part.problems).find("sidebars.js:1: makes a page of categories, which are not found") != std::string::npos);
  CHECK(with_sidebars("module.exports = { s: ['a'] };").url("docs/02-map/01-sub/_category_.yml").empty());
}

TEST_CASE("Docusaurus: of documents with one address that which the site shows is read", "[site]") {
  const SitePages site = read_site({{"docusaurus.config.js", classic},
                                    {"docs/een.md", "# Een\n"},
                                    {"docs/een/index.md", "# Map een\n"},
                                    {"docs/twee/README.md", "# Lees mij\n"},
                                    {"docs/twee/index.mdx", "# Twee\n"},
                                    {"docs/twee/02-twee.md", "# Twee bis\n"},
                                    {"docs/drie.md", "---\nslug: elders\n---\n# Elders\n"},
                                    {"docs/drie/index.md", "# Drie\n"},
                                    {"docs/vier.md", "---\ndraft: true\n---\n# Concept\n"},
                                    {"docs/vier/index.md", "# Vier\n"}});
  CHECK(site.urls == std::map<std::string, std::string>{{"docs/een.md", "docs/een"},
                                                        {"docs/twee/index.mdx", "docs/twee/"},
                                                        {"docs/twee/02-twee.md", "docs/twee/twee"},
                                                        {"docs/drie.md", "docs/elders"},
                                                        {"docs/drie/index.md", "docs/drie/"},
                                                        {"docs/vier.md", "-"},
                                                        {"docs/vier/index.md", "docs/vier/"}});
  const std::string told = shown(site.problems);
  CHECK(told.find("docs/een/index.md: is left out: Docusaurus shows docs/een.md at its address, /docs/een") != std::string::npos);
  CHECK(told.find("docs/twee/README.md: is left out: Docusaurus shows docs/twee/index.mdx") != std::string::npos);
}

TEST_CASE("Docusaurus: of directives that no plugin knows the words are shown", "[site]") {
  struct Row {
    std::string_view text, shown;
  };
  for (const Row& row : std::to_array<Row>({
           {"Zie :let[op dit]{a=b} en :los en a:b.\n", "Zie op dit en :los en a:b."},
           {"Twee :let[*op* [dit](x.md)] en :leeg{x=y}.\n", "Twee op dit en ."},
           {"::blad[Titel]{x=y}\n", "Titel"},
           {"::blad\n", ""},
           {"Een ::blad[x] is tekst, en `:let[x]` is code.\n", "Een ::blad[x] is tekst, en :let[x] is code."},
           {"Om 10:30[x] en http://x.nl:80/ en :rocket:.\n", "Om 10:30[x] en http://x.nl:80/ en ."},
           {":weg[niet dit]{data-search-exclude}wel.\n", "wel."},
       })) {
    CAPTURE(row.text);
    const SitePages site = read_site({{"docusaurus.config.js", classic}, {"docs/a.md", std::string(row.text)}});
    std::string text;
    for (const Section& section : site.pages.at("docs/a.md").sections) text += section.text;
    CHECK(text == row.shown);
  }
  const SitePages site = read_site({{"docusaurus.config.js", classic}, {"docs/a.md", "## Kop :let[op] hier\n"}});
  CHECK(site.pages.at("docs/a.md").sections.at(0).heading == "Kop op hier");
  CHECK(site.pages.at("docs/a.md").sections.at(0).anchor == "kop-op-hier");
}

TEST_CASE("Docusaurus: an expression is in the id of its heading as it is written", "[site]") {
  const SitePages site = read_site(
      {{"docusaurus.config.js", "module.exports = {presets: [['classic', {}]]}"},
       {"docs/a.mdx", "## Versie {versie}\n\n## Emoji :smile: kop\n\n## Kop {#eigen}\n"}});
  std::string anchors;
  for (const Section& section : site.pages.at("docs/a.mdx").sections) anchors += "|" + section.anchor;
  CHECK(anchors == "|versie-versie|emoji-smile-kop|eigen");
}

TEST_CASE("Docusaurus: the text of an imported page belongs to the page", "[site]") {
  const SitePages site = read_site(
      {{"docusaurus.config.js", classic},
       {"docs/a.mdx", "import Deel from './_deel.mdx';\nimport Kop from '@site/delen/_kop.md'\n\n## Een\n\nVoor.\n\n"
                      "<Deel naam=\"x\"/>\n\n- <Kop />\n\n`<Deel/>` na.\n\n```\n<Deel/>\n```\n"},
       {"docs/_deel.mdx", "---\ntitle: Weg\n---\n## Deelkop\n\nDeeltekst {props.naam}.\n\n<Kop/>\n"},
       {"delen/_kop.md", "Koptekst.\n\n## Een\n"}});
  std::string read;
  for (const Section& section : site.pages.at("docs/a.mdx").sections) {
    read += "|" + section.anchor + " " + section.text;
  }
  // The second heading of a name has an id of its own file, which is there twice.
  CHECK(read.starts_with("|een Voor.|deelkop Deeltekst ."));
  CHECK(read.find("Koptekst.") != std::string::npos);
  CHECK(read.find("| ") != std::string::npos);
  CHECK(read.find("Weg") == std::string::npos);
}

TEST_CASE("Docusaurus and VitePress: ids are made of the texts in a heading", "[site]") {
  struct Row {
    std::string_view text, docusaurus, vitepress;
  };
  for (const Row& row : std::to_array<Row>({
           {"## Een ![beeld](a.png)\n", "|een-beeld", "|een"},
           {"Twee\nregels\n---\n", "|tweeregels", "|tweeregels"},
           {"## Tab\thier\t\n", "|tabhier", "|tabhier"},
           {"## Kop {#kop}\n\n## Kop\n", "|kop|kop", "|kop|kop-1"},
       })) {
    CAPTURE(row.text);
    const SitePages site = read_site({{"docusaurus.config.js", classic}, {"docs/a.md", std::string(row.text)}});
    const SitePages other =
        read_site({{".vitepress/config.js", "export default {}\n"}, {"a.md", std::string(row.text)}});
    std::string anchors, others;
    for (const Section& section : site.pages.at("docs/a.md").sections) anchors += "|" + section.anchor;
    for (const Section& section : other.pages.at("a.md").sections) others += "|" + section.anchor;
    CHECK(anchors == row.docusaurus);
    CHECK(others == row.vitepress);
  }
}

}  // namespace
}  // namespace speur
