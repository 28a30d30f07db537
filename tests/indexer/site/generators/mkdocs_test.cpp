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

std::string url_of(const std::string& config, const std::string& path, const std::string& text,
                   Files others = {}) {
  others.emplace_back("mkdocs.yml", config);
  others.emplace_back("docs/" + path, text);
  return read_site(others).url(path);
}

TEST_CASE("MkDocs: of pages with one address that which the site shows is read", "[site]") {
  const std::vector<std::pair<std::string, std::string>> files = {
      {"docs/a.md", "# Bestand\n"},  {"docs/a/index.md", "# Map\n"},   {"docs/b.md", "# Bestand\n"},
      {"docs/b/README.md", "# Map\n"}, {"docs/c.markdown", "# Eerste\n"}, {"docs/c.md", "# Tweede\n"}};
  auto all = files;
  all.emplace_back("mkdocs.yml", "site_name: Proef\n");
  const SitePages site = read_site(all);
  CHECK(site.urls == std::map<std::string, std::string>{{"a/index.md", "a/"}, {"b/README.md", "b/"}, {"c.md", "c/"}});
  CHECK(shown(site.problems).find("docs/a.md: is left out: MkDocs shows a/index.md at its address, /a/") != std::string::npos);
  all.back().second += "use_directory_urls: false\n";
  CHECK(read_site(all).urls.size() == 5);
  const SitePages languages = read_site(
      {{"mkdocs.yml", "site_name: Proef\nplugins: [{i18n: {languages: [{locale: nl, default: true}, {locale: en}]}}]\n"},
       {"docs/a.md", "# Een\n"},
       {"docs/a.en.md", "# One\n"},
       {"docs/b.md", "# Twee\n"},
       {"docs/b.nl.md", "# Twee in het Nederlands\n"}});
  CHECK(languages.urls == std::map<std::string, std::string>{{"a.md", "a/"}, {"a.en.md", "en/a/"}, {"b.nl.md", "b/"}});
}

TEST_CASE("MkDocs: what the site does not show is no page", "[site]") {
  struct Row {
    std::string_view config, path, text, url;
  };
  for (const Row& row : std::to_array<Row>({
           {"", "a.md", "", "a/"},
           {"", "a.mkd", "", "a/"},
           {"", "a.mdx", "", ""},
           {"", "a.md", "---\ndraft: true\n---\n", "-"},
           {"", "templates/a.md", "", ""},
           {"exclude_docs: '!/templates/'", "templates/a.md", "", "templates/a/"},
           {"exclude_docs: |\n  intern/\n  *.bak.md", "x/intern/a.md", "", ""},
           {"exclude_docs: |\n  intern/\n  *.bak.md", "a.bak.md", "", ""},
           {"draft_docs: concept/", "concept/a.md", "", "-"},
           {"not_in_nav: a.md", "a.md", "", "a/"},
           {"plugins: [{exclude: {glob: ['in/*', '*.tmp.md'], regex: ['x.*y\\.md$']}}]", "in/d/a.md", "",
            ""},
           {"plugins: [{exclude: {glob: ['in/*', '*.tmp.md'], regex: ['x.*y\\.md$']}}]", "xay.md", "", ""},
           {"plugins: [{exclude: {glob: ['in/*', '*.tmp.md'], regex: ['x.*y\\.md$']}}]", "axay.md", "",
            "axay/"},
           {"plugins: [{exclude-search: {exclude: [geheim/*, b.md#kop], ignore: [geheim/wel.md]}}]",
            "geheim/a.md", "", "-"},
           {"plugins: [{exclude-search: {exclude: [geheim/*, b.md#kop], ignore: [geheim/wel.md]}}]",
            "geheim/wel.md", "", "geheim/wel/"},
           {"plugins: [{exclude-search: {exclude: [geheim/*, b.md#kop], ignore: [geheim/wel.md]}}]",
            "b.md", "", "-"},
           {"nav: [index.md, {Deel: [{Titel: ./in.md}]}]\nplugins: [{exclude-search: {exclude_unreferenced: true}}]",
            "los.md", "", "-"},
           {"nav: [index.md, {Deel: [{Titel: ./in.md}]}]\nplugins: [{exclude-search: {exclude_unreferenced: true}}]",
            "in.md", "", "in/"},
           {"plugins: [{exclude-search: {exclude_unreferenced: true}}]", "los.md", "", "los/"},
       })) {
    CAPTURE(row.config, row.path, row.text);
    CHECK(url_of(std::string(row.config), std::string(row.path), std::string(row.text)) == row.url);
  }
}

TEST_CASE("MkDocs: the extensions of the site decide what is a heading and a footnote", "[site]") {
  const std::string page = "Een[^1].\n\n!!! note\n    ## Kop\n\n[^1]: noot\n";
  struct Row {
    std::string_view config;
    std::size_t sections;
    bool has_note;
  };
  for (const Row& row : std::to_array<Row>({
           {"site_name: x", 1, false},
           {"markdown_extensions: [admonition, footnotes]", 2, true},
           {"markdown_extensions: [markdown.extensions.extra, 'admonition:AdmonitionExtension']", 2, true},
           {"markdown_extensions: {footnotes: {}}", 1, true},
           {"plugins: [techdocs-core]", 2, true},
       })) {
    CAPTURE(row.config);
    const SitePages site = read_site({{"mkdocs.yml", std::string(row.config)}, {"docs/a.md", page}});
    const Page& read = site.pages.at("a.md");
    CHECK(read.sections.size() == row.sections);
    CHECK((read.sections.back().text.find("noot") != std::string::npos) == row.has_note);
  }
}

TEST_CASE("MkDocs: of changes that are proposed the site may show one side alone", "[site]") {
  const std::string page =
      "Een {++nieuw++}{--oud--} woord{>>opmerking<<}, {~~was~>is~~} {==zo==} {~~open.\n\n{--oud\n\noud--}Slot {++ {x}.\n";
  const auto text_with = [&](const std::string& mode) {
    const SitePages site = read_site(
        {{"mkdocs.yml", "markdown_extensions: [{pymdownx.critic: {mode: " + mode + "}}]"}, {"docs/a.md", page}});
    return site.pages.at("a.md").sections.at(0).text;
  };
  const std::string accepted = text_with("accept");
  CHECK(accepted.starts_with("Een nieuw woord, is zo {~~open."));
  CHECK(accepted.find("oud") == std::string::npos);
  const std::string rejected = text_with("reject");
  CHECK(rejected.starts_with("Een oud woord, was zo {~~open."));
  CHECK(rejected.find("nieuw") == std::string::npos);
  CHECK(text_with("view").find("opmerking") != std::string::npos);
}

TEST_CASE("MkDocs: settings are inherited", "[site]") {
  const SitePages site = read_site(
      {{"site/mkdocs.yml", "INHERIT: ../basis.yml\nsite_name: Handboek\ntheme: {name: material}\n"},
       {"basis.yml", "docs_dir: inhoud\nuse_directory_urls: false\ntheme: {language: en}\n"
                     "exclude_docs: concept.md\n"},
       {"site/inhoud/a.md", ""}, {"site/inhoud/concept.md", ""}},
      "site");
  CHECK(site.urls == std::map<std::string, std::string>{{"a.md", "a.html"}});
  CHECK(site.pages.at("a.md").language == "en");
  const SitePages other = read_site({{"mkdocs.yml", "INHERIT: /etc/passwd\n"}, {"docs/a.md", ""}});
  CHECK(other.url("a.md") == "a/");
  REQUIRE(other.problems.size() == 1);
  CHECK(other.problems[0].message ==
        "INHERIT: /etc/passwd is no YAML file beside or above it: it is not read");
}

TEST_CASE("MkDocs: files that markdown-include puts in", "[site]") {
  const auto read = [](const std::string& config) {
    const SitePages site = read_site({{"mkdocs.yml", config}, {"delen/a.md", "Uit *a* met {! b.md !}.\n"}, {"delen/b.md", "Uit b\n"},
                                      {"docs/x.md", "Voor.\n\n{!a.md!}\n\n`{!a.md!}` {a!} {!weg.md!} na.\n"}});
    return std::pair(site.pages.at("x.md").sections.at(0).text, site.problems.size());
  };
  const std::string extension = "markdown_extensions: [attr_list, {markdown_include.include: {base_path: delen}}]\n";
  const std::string text = "Voor.\nUit a met Uit b.\nUit *a* met Uit b. {a!} na.";
  CHECK(read(extension) == std::pair(text, std::size_t{1}));
  CHECK(read(extension + "plugins: [macros]\n") == std::pair(text, std::size_t{1}));
  CHECK(read("site_name: x\n").first == "Voor.\n{!a.md!}\n{!a.md!} {a!} {!weg.md!} na.");
}

TEST_CASE("MkDocs: what the environment may set has its default", "[site]") {
  const SitePages site = read_site({{"mkdocs.yml", "docs_dir: !ENV [MAP, inhoud]\nuse_directory_urls: !ENV [X, Y, false]\n"},
                                    {"inhoud/a.md", "# A\n"},
                                    {"docs/b.md", "# B\n"}});
  CHECK(site.urls == std::map<std::string, std::string>{{"a.md", "a.html"}});
}

TEST_CASE("MkDocs: bars of progress and links of wikis show their words", "[site]") {
  struct Row {
    std::string_view line, text;
  };
  for (const Row& row : std::to_array<Row>({
           {"Voor [=85% \"85% klaar\"]{: .smal} na.", "Voor 85% klaar na."},
           {"[= 3/4 'Drie']", "Drie"},
           {"Kaal [=20%] hier.", "Kaal hier."},
           {"Zie [[Andere pagina]] en [[blad|deze *woorden*]].", "Zie Andere pagina en deze woorden."},
           {"Noot [[1]](x.md) en [[tekst](x.md)] en [=geen] en [[]].", "Noot [1] en [tekst] en [=geen] en [[]]."},
       })) {
    CAPTURE(row.line);
    const SitePages site = read_site({{"mkdocs.yml", "markdown_extensions: [attr_list]\n"}, {"docs/a.md", std::string(row.line) + "\n"}});
    CHECK(site.pages.at("a.md").sections.at(0).text == row.text);
  }
}

TEST_CASE("MkDocs: lines of files that markdown-include puts in", "[site]") {
  struct Row {
    std::string_view tag, text;
  };
  for (const Row& row : std::to_array<Row>({{"{!a.md!lines=2}", "twee"},
                                            {"{!a.md!lines=1 3-4}", "een drie vier"},
                                            {"{! a.md !lines=3-9}", "drie vier"}})) {
    CAPTURE(row.tag);
    const SitePages site = read_site({{"mkdocs.yml", "markdown_extensions: [markdown_include.include]\n"},
                                      {"a.md", "een\ntwee\ndrie\nvier\n"},
                                      {"docs/x.md", std::string(row.tag) + "\n"}});
    CHECK(site.pages.at("x.md").sections.at(0).text == row.text);
  }
}

TEST_CASE("MkDocs: folders may say something of their pages", "[site]") {
  const Files files = {{"docs/a/.meta.yml", "search: {exclude: true}\n"},
                       {"docs/b/.pages", "hide: true\n"},
                       {"docs/a/x.md", ""},
                       {"docs/a/diep/y.md", "---\nsearch: {exclude: false}\n---\n"},
                       {"docs/b/diep/z.md", ""}};
  Files on = files;
  on.emplace_back("mkdocs.yml", "plugins: [search, meta, awesome-pages]\n");
  const SitePages site = read_site(on);
  CHECK(site.url("a/x.md") == "-");
  CHECK(site.url("a/diep/y.md") == "a/diep/y/");
  CHECK(site.url("b/diep/z.md").empty());
  REQUIRE(site.problems.size() == 1);
  CHECK(site.problems[0].once);
  const SitePages nav = read_site({{"mkdocs.yml", "plugins: [awesome-nav]\n"}, {"docs/.nav.yml", "hide: true\n"},
                                   {"docs/a.md", ""}, {"docs/b/.nav.yml", "hide: true\n"}, {"docs/b/c.md", ""}});
  CHECK(nav.url("a.md") == "a/");
  CHECK(nav.url("b/c.md").empty());
  Files off = files;
  off.emplace_back("mkdocs.yml", "site_name: x\n");
  CHECK(read_site(off).url("a/x.md") == "a/x/");
  CHECK(read_site(off).url("b/diep/z.md") == "b/diep/z/");
}

TEST_CASE("MkDocs Material: posts of a blog have addresses by their dates", "[site]") {
  const std::string post = "---\ndate: 2024-05-07\n---\n# Caf\xc3\xa9 op de Markt\n";
  struct Row {
    std::string_view options, path, text, url;
  };
  for (const Row& row : std::to_array<Row>({
           {"{}", "blog/posts/a.md", post, "blog/2024/05/07/caf%C3%A9-op-de-markt/"},
           {"{}", "blog/index.md", "", "blog/"},
           {"{}", "blog/posts/a.md", "---\ndate: {created: 2024-05-07}\nslug: kort\n---\n",
            "blog/2024/05/07/kort/"},
           {"{}", "blog/posts/a.md", "---\ndate: 2024-05-07\ntitle: Titel\n---\n# Kop\n",
            "blog/2024/05/07/titel/"},
           {"{}", "blog/posts/a.md", "---\ndate: 2024-05-07\ndraft: true\n---\n", "-"},
           {"{draft: true}", "blog/posts/a.md", "---\ndate: 2024-05-07\ndraft: true\nslug: x\n---\n",
            "blog/2024/05/07/x/"},
           {"{draft_if_future_date: true}", "blog/posts/a.md", "---\ndate: 2099-05-07\n---\n", "-"},
           {"{blog_dir: nieuws}", "nieuws/posts/a.md", post,
            "nieuws/2024/05/07/caf%C3%A9-op-de-markt/"},
           {"{blog_dir: .}", "posts/a.md", post, "2024/05/07/caf%C3%A9-op-de-markt/"},
           {"{post_url_format: '{slug}'}", "blog/posts/a.md", post, "blog/caf%C3%A9-op-de-markt/"},
           {"{post_url_format: '{date}/{file}', post_url_date_format: 'yyyy/MMMM/d'}", "blog/posts/a.md",
            post, "blog/2024/mei/7/a/"},
           {"{post_url_format: '{categories}/{slug}'}", "blog/posts/a.md",
            "---\ndate: 2024-05-07\nslug: x\ncategories: [Op Straat, Twee]\n---\n",
            "blog/op-straat/x/"},
           // Without a title and a heading, MkDocs makes a title of the name.
           {"{}", "blog/posts/mijn_post-2.md", "---\ndate: 2024-05-07\n---\nTekst.\n",
            "blog/2024/05/07/mijn-post-2/"},
           // The plugin compares the begin of the path alone.
           {"{}", "blog/posts-oud/a.md", post, "blog/2024/05/07/caf%C3%A9-op-de-markt/"},
           {"{post_url_date_format: full, post_url_format: '{date}'}", "blog/posts/a.md", post,
            "blog/dinsdag%207%20mei%202024/"},
           {"{post_slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {}}, post_slugify_separator: _}",
            "blog/posts/a.md", post, "blog/2024/05/07/Caf%C3%A9_op_de_Markt/"},
           {"{post_slugify: !!python/name:eigen.slugs.maak , post_url_format: '{date}/{slug}'}", "blog/posts/a.md",
            post, "blog/posts/a/"},
           {"{post_slugify: !!python/name:eigen.slugs.maak }", "blog/posts/a.md",
            "---\ndate: 2024-05-07\nslug: kort\n---\n", "blog/2024/05/07/kort/"},
           {"{post_url_format: '{categories}/{slug}', post_url_max_categories: 2, categories_slugify_separator: _}",
            "blog/posts/a.md", "---\ndate: 2024-05-07\nslug: x\ncategories: [Op Straat, Twee, Drie]\n---\n",
            "blog/op_straat/twee/x/"},
           {"{draft_if_future_date: true}", "blog/posts/a.md", "---\ndate: 2099-05-07\ndraft: false\nslug: x\n---\n",
            "blog/2099/05/07/x/"},
           {"{post_dir: '{blog}/berichten'}", "blog/berichten/diep/a.md", post,
            "blog/2024/05/07/caf%C3%A9-op-de-markt/"},
       })) {
    CAPTURE(row.options, row.text);
    CHECK(url_of("theme: {name: material, language: nl}\nplugins:\n  - search\n  - blog: " +
                     std::string(row.options),
                 std::string(row.path), std::string(row.text)) == row.url);
  }
  CHECK(url_of("plugins: [search]", "blog/posts/a.md", post) == "blog/posts/a/");
}

TEST_CASE("MkDocs: a format that names a long slug many times gives no address", "[site]") {
  std::string format;
  for (int i = 0; i < 500; ++i) format += "{slug}/";
  const auto url = [&](const std::string& slug) {
    return url_of("theme: {name: material}\nplugins:\n  - blog: {post_url_format: '" + format + "'}", "blog/posts/a.md",
                  "---\ndate: 2024-05-07\nslug: " + slug + "\n---\n");
  };
  CHECK(url(std::string(1'000, 's')) == "blog/posts/a/");
  CHECK(url("s").substr(0, 9) == "blog/s/s/");
}

TEST_CASE("MkDocs: languages by suffix and by folder", "[site]") {
  const std::string suffix =
      "plugins: [{i18n: {languages: [{locale: nl, default: true}, {locale: en}, {locale: de, build: "
      "false}]}}]";
  CHECK(url_of(suffix, "a.md", "") == "a/");
  CHECK(url_of(suffix, "a.nl.md", "") == "a/");
  CHECK(url_of(suffix, "b/a.en.md", "") == "en/b/a/");
  CHECK(url_of(suffix, "b/index.en.md", "") == "en/b/");
  CHECK(url_of(suffix, "a.de.md", "").empty());
  CHECK(url_of(suffix, "a.v2.md", "") == "a.v2/");
  const std::string folder =
      "plugins: [{i18n: {docs_structure: folder, languages: [{locale: nl, default: true}, {locale: "
      "en}]}}]";
  CHECK(url_of(folder, "nl/a.md", "") == "a/");
  CHECK(url_of(folder, "en/a.md", "") == "en/a/");
  CHECK(url_of(folder, "en/index.md", "") == "en/");
  CHECK(url_of(folder, "los/a.md", "") == "los/a/");
}

TEST_CASE("MkDocs: keys of the front matter change no address", "[site]") {
  CHECK(url_of("site_name: x", "a.md", "---\nurl: /x/\nslug: y\npermalink: z\n---\n") == "a/");
}

TEST_CASE("MkDocs: the first lines may be keys without marks", "[site]") {
  const SitePages site = read_site(
      {{"mkdocs.yml", ""},
       {"docs/a.md", "title: Parkeren in de stad\nauthors: A. Voorbeeld\n    en B.\n\nDe garage.\n"},
       {"docs/b.md", "Let op: dit is tekst.\n"}});
  CHECK(site.pages.at("a.md").title == "Parkeren in de stad");
  CHECK(site.pages.at("a.md").sections.at(0).text == "De garage.");
  CHECK(site.pages.at("b.md").sections.at(0).text == "Let op: dit is tekst.");
}

TEST_CASE("MkDocs: pages that are kept out of the menus count for half", "[site]") {
  const SitePages site = read_site(
      {{"mkdocs.yml", "not_in_nav: |\n  /los/\n  *.bijlage.md\n"}, {"docs/index.md", "# Begin\n"},
       {"docs/los/a.md", "# A\n"}, {"docs/b.bijlage.md", "---\nsearch: {boost: 3}\n---\n# B\n"},
       {"docs/c.bijlage.md", "---\nsearch: {exclude: false}\n---\n# C\n"}});
  CHECK(site.pages.at("index.md").boost == 1);
  CHECK(site.pages.at("los/a.md").boost == 0.5);
  CHECK(site.pages.at("b.bijlage.md").boost == 3);
  CHECK(site.pages.at("c.bijlage.md").boost == 0.5);
}

TEST_CASE("MkDocs: a heading starts its line, and one with a macro links to its page", "[site]") {
  const SitePages site = read_site(
      {{"mkdocs.yml", ""}, {"docs/a.md", "# Een\n\n ## Geen kop\n\n## Kop {{ macro }}\n\n## Twee\n"}});
  std::string outline;
  for (const Section& section : site.pages.at("a.md").sections) {
    outline += section.heading + " #" + section.anchor + " " + section.text + "|";
  }
  CHECK(outline == "Een #een ## Geen kop|Kop # |Twee #twee |");
}

}  // namespace
}  // namespace speur
