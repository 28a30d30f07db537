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

/// One page below content/, with a configuration and perhaps other files.
std::string url_of(const std::string& config, const std::string& path, const std::string& keys,
                   Files others = {}) {
  others.emplace_back("hugo.yaml", config);
  others.emplace_back("content/" + path, "---\n" + keys + "\n---\nTekst.\n");
  return read_site(others).url(path);
}

TEST_CASE("Hugo: what the site does not show is no page", "[site]") {
  struct Row {
    std::string_view keys, url;
  };
  for (const Row& row : std::to_array<Row>({
           {"title: A", "a/"},
           {"Draft: true", "-"},
           {"DRAFT: 'true'", "-"},
           {"draft: false", "a/"},
           {"published: false", "-"},
           {"expiryDate: 2020-01-01", "-"},
           {"unpublishdate: 2020-01-01T10:00:00Z", "-"},
           {"expiryDate: 2099-01-01", "a/"},
           {"publishDate: 2099-01-01", "-"},
           {"PubDate: 2099-01-01", "-"},
           {"date: 2099-01-01", "-"},
           {"date: 2099-01-01\npublishDate: 2020-01-01", "a/"},
           {"publishDate: volgende week", "-"},
           {"build: {render: never}", "-"},
           {"build:\n  Render: NEVER", "-"},
           {"_build: {render: false}", "-"},
           {"build: {render: link}", "-"},
           {"build: {list: never}", "-"},
           {"build: {list: local}", "a/"},
           {"outputs: [json]", "-"},
           {"outputs: [HTML, json]", "a/"},
           {"headless: true", "-"},
           {"headless: false", "a/"},
           {"headless: true\nbuild: {render: always}", "-"},
       })) {
    CAPTURE(row.keys);
    CHECK(url_of("title: x", "a.md", std::string(row.keys)) == row.url);
  }
  CHECK(url_of("title: x", "los/index.md", "headless: true") == "-");
  CHECK(url_of("title: x", "los/_index.md", "headless: true") == "-");
  CHECK(url_of("buildDrafts: true", "a.md", "draft: true") == "a/");
  CHECK(url_of("buildFuture: true", "a.md", "date: 2099-01-01") == "a/");
  CHECK(url_of("buildExpired: true", "a.md", "expiryDate: 2020-01-01") == "a/");
  CHECK(url_of("disableKinds: [section]", "a/_index.md", "title: A") == "-");
  CHECK(url_of("outputs: {section: [RSS]}", "a/_index.md", "title: A") == "-");
  CHECK(url_of("outputs: {section: [RSS]}", "a/_index.md", "outputs: [HTML]") == "a/");
  CHECK(url_of("outputs: {section: [RSS]}", "a.md", "title: A") == "a/");
  CHECK(url_of("outputs: {page: [html, json]}", "a.md", "title: A") == "a/");
  CHECK(url_of("disableKinds: [page]", "a.md", "title: A") == "-");
  CHECK(url_of("ignoreFiles: ['\\.tmp\\.md$']", "a.tmp.md", "title: A").empty());
  CHECK(url_of("ignoreFiles: ['content/weg/']", "weg/a.md", "title: A").empty());
  CHECK(url_of("ignoreFiles: ['^/?content/', '^a']", "a.md", "title: A") == "a/");  // of a whole path
}

TEST_CASE("Hugo: values of odd types where true or false is meant", "[site]") {
  struct Row {
    std::string_view keys, url;
  };
  for (const Row& row : std::to_array<Row>({
           {"published:", "-"},
           {"published: ~", "-"},
           {"published: 'f'", "-"},
           {"published: off", "-"},
           {"published: 0", "-"},
           {"published: 2", "los/"},
           {"published: 'T'", "los/"},
           {"published: y", "los/"},
           {"published: ''", "los/"},
           {"published: []", "los/"},
           {"headless: 2", "-"},
           {"headless: 0x1", "-"},
           {"headless: 't'", "-"},
           {"headless: On", "-"},
           {"headless: 'yes'", "los/"},
           {"headless: 1.5", "los/"},
           {"headless: [true]", "los/"},
           {"headless:", "los/"},
       })) {
    CAPTURE(row.keys);
    CHECK(url_of("title: x", "los/index.md", std::string(row.keys)) == row.url);
  }
  for (const auto& [value, url] : std::to_array<std::pair<std::string, std::string_view>>(
           {{"true", "a/"}, {"'true'", "a/"}, {"T", "a/"}, {"'yes'", "-"}, {"'false'", "-"}, {"1", "-"}, {"", "-"}})) {
    CAPTURE(value);
    CHECK(url_of("buildDrafts: " + value, "a.md", "draft: true") == url);
    CHECK(url_of("buildFuture: " + value, "a.md", "date: 2099-01-01") == url);
    CHECK(url_of("buildExpired: " + value, "a.md", "expiryDate: 2020-01-01") == url);
  }
}

TEST_CASE("Hugo: a page gives way to the list that Hugo makes of a term", "[site]") {
  const Files files = {{"hugo.yaml", "title: x"},
                       {"content/a.md", "---\ntags: [Wet, Mijn Ding]\n---\nTekst.\n"},
                       {"content/b.md", "---\ndraft: true\ntags: [nieuw]\n---\nTekst.\n"},
                       {"content/tags/wet.md", "Tekst.\n"},
                       {"content/tags/mijn-ding/index.md", "Tekst.\n"},
                       {"content/tags/nieuw.md", "Tekst.\n"},
                       {"content/tags/wet/_index.md", "Tekst.\n"},
                       {"content/tags/diep/wet.md", "Tekst.\n"}};
  const SitePages site = read_site(files);
  CHECK(site.url("tags/wet.md").empty());
  CHECK(site.url("tags/mijn-ding/index.md").empty());
  CHECK(site.url("tags/nieuw.md") == "tags/nieuw/");
  CHECK(site.url("tags/wet/_index.md") == "tags/wet/");
  CHECK(site.url("tags/diep/wet.md") == "tags/diep/wet/");
}

TEST_CASE("Hugo: an index.md beside an _index.md is no page", "[site]") {
  const SitePages site = read_site({{"hugo.yaml", "title: x"},
                                    {"content/e/_index.md", "Sectie.\n"},
                                    {"content/e/index.md", "Bundel.\n"},
                                    {"content/e/f.md", "Bladzijde.\n"}});
  CHECK(site.url("e/_index.md") == "e/");
  CHECK(site.url("e/index.md").empty());
  CHECK(site.url("e/f.md") == "e/f/");
}

TEST_CASE("Hugo: steps in a page's own URL lead no further than to the site", "[site]") {
  for (const auto& [written, url] : std::to_array<std::pair<std::string, std::string>>(
           {{"../x/", "x/"}, {"../../y", "y"}, {"x/../q/", "q/"}, {"/a/../../b/", "b/"}, {"../a.html", "a.html"},
            {"./c/", "c/"}})) {
    CAPTURE(written);
    CHECK(url_of("title: x", "map/p.md", "url: " + written) == url);
  }
}

TEST_CASE("Hugo: an index whose name has a language that the site does not have is an index", "[site]") {
  const SitePages site = read_site({{"hugo.toml", ""},
                                    {"content/_index.nl.md", "Thuis.\n"},
                                    {"content/q/index.nl.md", "Blad.\n"},
                                    {"content/q/z.md", "Deel.\n"},
                                    {"content/r/_index.fy.md", "Tak.\n"},
                                    {"content/r/a.md", "Bladzijde.\n"},
                                    {"content/s/_index.md", "Tak.\n"},
                                    {"content/s/_index.nl.md", "Weg.\n"},
                                    {"content/t/index.aa.md", "Blad.\n"},
                                    {"content/t/index.md", "Weg.\n"}});
  CHECK(site.urls.at("_index.nl.md").empty());
  CHECK(site.url("q/index.nl.md") == "q/");
  CHECK(site.url("q/z.md").empty());
  CHECK(site.url("r/_index.fy.md") == "r/");
  CHECK(site.url("r/a.md") == "r/a/");
  CHECK(site.url("s/_index.md") == "s/");
  CHECK(site.url("s/_index.nl.md").empty());
  CHECK(site.url("t/index.aa.md") == "t/");
  CHECK(site.url("t/index.md").empty());
}

TEST_CASE("Hugo: numbers and booleans of YAML in addresses", "[site]") {
  for (const auto& [value, url] : std::to_array<std::pair<std::string, std::string>>(
           {{"1.10", "1.1/"}, {"'1.10'", "1.10/"}, {"007", "7/"}, {"0x10", "16/"}, {"1_000", "1000/"}, {"08", "8/"},
            {"2024", "2024/"}, {"yes", "true/"}, {"-3", "-3/"}, {"1.2.3", "1.2.3/"}, {"2024-01", "2024-01/"}})) {
    CAPTURE(value);
    CHECK(url_of("title: x", "a.md", "slug: " + value) == url);
    CHECK(url_of("permalinks: {a: '/:title/'}", "a/b.md", "title: " + value) == url);
  }
}

TEST_CASE("Hugo: a pattern that names a long title many times gives no address", "[site]") {
  std::string pattern;
  for (int i = 0; i < 2'000; ++i) pattern += "/:title";
  const std::string title(1'000, 't');
  CHECK(url_of("permalinks: {a: '" + pattern + "'}", "a/b.md", "title: " + title) == "a/b/");
  CHECK(url_of("permalinks: {a: '" + pattern + "'}", "a/b.md", "title: t").size() == 4'000);
}

TEST_CASE("Hugo: a parameter that a cascade gives hides no page", "[site]") {
  CHECK(url_of("cascade: [{_target: {path: '/t/*'}, params: {draft: true, headless: true}}]", "t/a.md", "title: A") == "t/a/");
  CHECK(url_of("cascade: [{_target: {path: '/t/*'}, draft: true}]", "t/a.md", "title: A") == "-");
}

TEST_CASE("Hugo: signs in names of files", "[site]") {
  CHECK(url_of("title: x", "#a.md", "title: A").empty());
  CHECK(url_of("title: x", "#map/a.md", "title: A").empty());
  CHECK(url_of("title: x", "a#b.md", "title: A") == "a%23b/");
  CHECK(url_of("title: x", "p%q.md", "title: A") == "pq/");
  CHECK(url_of("title: x", "p%20q.md", "title: A") == "p%2520q/");
  CHECK(url_of("languages: {nl: {}, EN: {}}\ndefaultContentLanguage: nl", "a.EN.md", "title: A") == "a.en/");
  CHECK(url_of("languages: {nl: {}, EN: {}}\ndefaultContentLanguage: nl", "a.en.md", "title: A") == "en/a/");
}

TEST_CASE("Hugo: front matter is JSON, TOML or YAML, also below blank lines", "[site]") {
  for (const char* const text : {"{\"draft\": true}\nTekst.\n", "\n\n{\n  \"draft\": true\n}\n\nTekst.\n",
                                 "+++\ndraft = true\n+++\nTekst.\n", "\n+++\nDraft = true\n+++\nTekst.\n",
                                 "\n \n---\ndraft: true\n---\nTekst.\n"}) {
    CAPTURE(text);
    CHECK(read_site({{"hugo.toml", ""}, {"content/a.md", text}}).url("a.md") == "-");
  }
  const SitePages site = read_site({{"hugo.toml", ""}, {"content/a.md", "{{< video >}}\nTekst.\n"}});
  CHECK(site.url("a.md") == "a/");
  CHECK(shown(site.problems).empty());
}

TEST_CASE("Hugo: values cascade from sections and from the configuration", "[site]") {
  const Files files = {
      {"hugo.toml", "[[cascade]]\n[cascade.build]\nrender = 'never'\n[cascade._target]\n"
                    "path = '/ook/**'\n"},
      {"content/_index.md", "---\ncascade:\n  - _target: {path: '/intern/**'}\n"
                            "    build: {render: never}\n---\n"},
      {"content/intern/a.md", "---\ntitle: A\n---\n"},
      {"content/intern/diep/b.md", "---\ntitle: B\n---\n"},
      {"content/ook/c.md", "---\ntitle: C\n---\n"},
      {"content/open/_index.md", "---\ncascade:\n  draft: true\n---\n"},
      {"content/open/d.md", "---\ntitle: D\n---\n"},
      {"content/open/e.md", "---\ntitle: E\ndraft: false\n---\n"},
      {"content/soort/_index.md", "---\ncascade:\n  target: {kind: section}\n  draft: true\n---\n"},
      {"content/soort/f.md", "---\ntitle: F\n---\n"}};
  const SitePages site = read_site(files);
  CHECK(site.url("_index.md").empty());
  CHECK(site.url("intern/a.md") == "-");
  CHECK(site.url("intern/diep/b.md") == "-");
  CHECK(site.url("ook/c.md") == "-");
  CHECK(site.url("open/_index.md") == "-");
  CHECK(site.url("open/d.md") == "-");
  CHECK(site.url("open/e.md") == "-");  // its section is a draft
  CHECK(site.url("soort/_index.md") == "-");
  CHECK(site.url("soort/f.md") == "-");
}

TEST_CASE("Hugo: the target of a cascade is read in a list's maps, and of one map in new versions",
          "[site]") {
  const SitePages site = read_site(
      {{"hugo.toml", ""},
       {"content/_index.md", "+++\n[[cascade]]\ndraft = true\n[cascade._target]\npath = '{/a/**,/b/**}'\n"
                             "[[cascade]]\nDraft = true\n[cascade._target]\nkind = 'page'\n"
                             "path = '/c/x*'\n+++\n"},
       {"content/a/p.md", ""}, {"content/b/diep/p.md", ""}, {"content/c/x1.md", ""},
       {"content/c/y1.md", ""},
       {"content/d/_index.md", "---\ncascade: {_target: {path: '/d/weg*'}, draft: true, soort: x}\n---\n"},
       {"content/d/weg.md", ""}, {"content/d/p.md", ""},
       {"content/e/_index.md", "{\"cascade\": [{\"_target\": {\"path\": \"/e/**\"}, \"expiryDate\": "
                               "\"2020-01-01\"}]}\n"},
       {"content/e/p.md", ""}});
  for (const char* const hidden : {"a/p.md", "b/diep/p.md", "c/x1.md", "d/weg.md", "d/p.md", "e/p.md"}) {
    CAPTURE(hidden);
    CHECK(site.url(hidden) == "-");
  }
  CHECK(site.url("c/y1.md") == "c/y1/");
  CHECK(shown(site.problems).find("a `cascade` with a target that is no list") != std::string::npos);
}

TEST_CASE("Hugo: a section whose page is not shown is left out as a whole, in that language", "[site]") {
  struct Row {
    std::string_view index, keys, page, url;
  };
  for (const Row& row : std::to_array<Row>({
           {"s/_index.md", "draft: true", "s/a.md", "-"},
           {"s/_index.md", "draft: true", "s/diep/b/index.md", "-"},
           {"s/_index.md", "draft: true", "s/a.en.md", "en/s/a/"},
           {"s/_index.en.md", "draft: true", "s/a.md", "s/a/"},
           {"s/_index.en.md", "draft: true", "s/a.en.md", "-"},
           {"s/_index.en.md", "cascade: {draft: true}", "s/a.md", "s/a/"},
           {"s/_index.md", "expiryDate: 2020-01-01", "s/a.md", "-"},
           {"s/_index.md", "publishDate: 2099-01-01", "s/a.md", "-"},
           {"s/_index.md", "build: {render: never}", "s/a.md", "s/a/"},
           {"s/_index.md", "draft: true", "t/a.md", "t/a/"},
           {"_index.md", "draft: true", "t/a.md", "-"},
           {"_index.md", "draft: false", "t/a.md", "t/a/"},
       })) {
    CAPTURE(row.index, row.keys, row.page);
    const std::string keys = "---\n" + std::string(row.keys) + "\n---\n";
    CHECK(url_of("defaultContentLanguage: nl\nlanguages: {nl: {}, en: {}}", std::string(row.page), "x: y",
                 {{"content/" + std::string(row.index), keys}}) == row.url);
  }
  // When the section's page expires, its pages do so with it.
  const Files files = {{"hugo.toml", ""},
                       {"content/s/_index.md", "---\nexpiryDate: 2030-01-01\n---\n"},
                       {"content/s/a.md", ""}};
  CHECK(read_site(files, "", 1'800'000'000).url("s/a.md") == "s/a/");
  CHECK(read_site(files, "", 1'900'000'000).url("s/a.md") == "-");
}

TEST_CASE("Hugo: its list of a taxonomy stands where a page of that name would", "[site]") {
  CHECK(url_of("title: x", "tags.md", "title: Tags") == "-");
  CHECK(url_of("title: x", "tags/index.md", "title: Tags") == "-");
  CHECK(url_of("title: x", "tags.md", "slug: alle-tags") == "alle-tags/");
  CHECK(url_of("disableKinds: [taxonomy]", "tags.md", "title: Tags") == "tags/");
  CHECK(url_of("taxonomies: {thema: themas}", "tags.md", "title: Tags") == "tags/");
  CHECK(url_of("taxonomies: {thema: themas}", "themas.md", "title: Thema's") == "-");
}

TEST_CASE("Hugo: a mount may be one file, and its patterns also decide which folders are entered",
          "[site]") {
  const std::string mounts =
      "[[module.mounts]]\nsource = 'content'\ntarget = 'content'\nexcludeFiles = ['intern/**', '*.prive.md']\n"
      "[[module.mounts]]\nsource = 'README.md'\ntarget = 'content/over/_index.md'\n"
      "[[module.mounts]]\nsource = 'docs'\ntarget = 'content/gids'\nincludeFiles = ['**.md']\n"
      "[[module.mounts]]\nsource = 'boek'\ntarget = 'content/boek'\nincludeFiles = ['*.md', '/sub/*']\n";
  const SitePages site = read_site(
      {{"hugo.toml", mounts}, {"README.md", "# Over\n"}, {"LEESMIJ.md", ""}, {"content/a.md", ""},
       {"content/intern/b.md", ""}, {"content/c.prive.md", ""}, {"content/sub/d.prive.md", ""},
       {"docs/e.md", ""}, {"docs/diep/f.md", ""}, {"boek/g.md", ""}, {"boek/sub/h.md", ""},
       {"boek/anders/i.md", ""}});
  CHECK(site.urls == std::map<std::string, std::string>{{"README.md", "over/"},
                                                        {"boek/g.md", "boek/g/"},
                                                        {"boek/sub/h.md", "boek/sub/h/"},
                                                        {"content/a.md", "a/"},
                                                        {"content/sub/d.prive.md", "sub/d.prive/"},
                                                        {"docs/e.md", "gids/e/"}});
}

TEST_CASE("Hugo: emoji and raw HTML are what the configuration says", "[site]") {
  const std::string page =
      "## Kop :smile: hier\n\nMet <b>vet</b> erin.\n\n<div>\nRauw.\n</div>\n\n<span>\nOok.\n</span>\n\n"
      "<h2 id=\"x\">Rauwe kop</h2>\n\nSlot.\n";
  const auto sections = [&](const std::string& config, const std::string& text) {
    return read_site({{"hugo.yaml", config}, {"content/a.md", text}}).pages.at("a.md").sections;
  };
  const std::vector<Section> plain = sections("title: x", page);
  REQUIRE(plain.size() == 1);
  CHECK(plain[0].heading == "Kop :smile: hier");
  CHECK(plain[0].anchor == "kop-smile-hier");
  CHECK(plain[0].text == "Met vet erin.\nSlot.");
  const std::vector<Section> all =
      sections("enableEmoji: true\nmarkup: {goldmark: {renderer: {unsafe: true}}}", page);
  REQUIRE(all.size() == 2);
  CHECK(all[0].heading == "Kop hier");
  CHECK(all[0].anchor == "kop--hier");
  CHECK(all[0].text == "Met vet erin.\nRauw.\nOok.");
  CHECK(all[1].anchor == "x");
  CHECK(sections("title: x", "<iframe>Weg</iframe>\nook weg\n\nTekst <img alt=\"plaat\"> hier.\n").at(0).text ==
        "Tekst hier.");
  const Section listed =
      sections("markup: {goldmark: {parser: {attribute: {title: false}}}}", "## Kop {#eigen}\n").at(0);
  CHECK(listed.heading == "Kop {#eigen}");
  CHECK(listed.anchor == "kop-eigen");
  // A template may show what stands between the tags of a shortcode as it is.
  CHECK(sections("title: x", "{{< vak >}}\n<p>Tekst.</p>\n{{< /vak >}}\n").at(0).text == "Tekst.");
}

TEST_CASE("Hugo: other files of a leaf bundle are no pages, and that is told once", "[site]") {
  const SitePages site = read_site({{"hugo.toml", ""},
                                    {"content/bundel/index.md", "---\ntitle: B\n---\n"},
                                    {"content/bundel/bijlage.md", "Een bijlage.\n"},
                                    {"content/bundel/diep/nog.md", "Nog een.\n"},
                                    {"content/tak/_index.md", "---\ntitle: T\n---\n"},
                                    {"content/tak/blad.md", "---\ntitle: L\n---\n"}});
  CHECK(site.urls == std::map<std::string, std::string>{{"bundel/index.md", "bundel/"},
                                                        {"tak/_index.md", "tak/"},
                                                        {"tak/blad.md", "tak/blad/"}});
  REQUIRE(site.problems.size() == 2);
  CHECK(site.problems[0].once);
  CHECK(site.problems[0].message == site.problems[1].message);
}

TEST_CASE("Hugo: addresses follow the path, the front matter and the configuration", "[site]") {
  struct Row {
    std::string_view config, path, keys, url;
  };
  const std::string_view languages =
      "defaultContentLanguage: nl\nlanguages:\n  nl: {}\n  EN: {languageCode: en-GB}";
  const std::string_view permalinks =
      "permalinks:\n  page:\n    weekly: /w/:slug/\n    nieuws: /n/:year/:month/:title/\n"
      "    map: /m/:sections/:contentbasename/\n    snij: /:sections[1:]/:slugorfilename/\n"
      "    dag: /:2006/:01/:02/:monthname/:yearday/:filename/\n  section:\n    weekly: /wekelijks/";
  for (const Row& row : std::to_array<Row>({
           {"", "A/B c.md", "", "a/b-c/"},
           {"", "a/README.md", "", "a/readme/"},
           {"", "a/x.y.md", "", "a/x.y/"},
           {"", "a/caf\xc3\xa9 (2)!.md", "", "a/caf%C3%A9-2/"},
           {"", "_index.md", "", ""},
           {"", "a/_index.md", "slug: x", "a/"},
           {"", "a/b.md", "slug: Een Ander", "a/een-ander/"},
           {"", "a/b/index.md", "slug: x", "a/x/"},
           {"", "a/b.md", "url: /Eigen/Adres/", "Eigen/Adres/"},
           {"", "a/b.md", "url: /eigen", "eigen/"},
           {"", "a/b.md", "url: eigen.html", "eigen.html"},
           {"", "a/b.md", "url: /eigen/index.html", "eigen/"},
           {"", "a/b.md", "url: 'javascript:x'", "a/b/"},
           {"disablePathToLower: true", "A/B.md", "", "A/B/"},
           {"removePathAccents: true", "caf\xc3\xa9.md", "", "cafe/"},
           {"uglyURLs: true", "a/b.md", "", "a/b.html"},
           {"uglyURLs: true", "a/_index.md", "", "a.html"},
           {"uglyURLs: true", "_index.md", "", ""},
           {"uglyURLs: {a: true}", "a/b.md", "", "a/b.html"},
           {"uglyURLs: {a: true}", "c/b.md", "", "c/b/"},
           {languages, "a.md", "", "a/"},
           {languages, "a.nl.md", "", "a/"},
           {languages, "a.en.md", "", "en/a/"},
           {languages, "a/index.en.md", "", "en/a/"},
           {languages, "a.en.md", "url: /x/", "x/"},
           {languages, "a.en.md", "url: x/", "en/x/"},
           {languages, "a.de.md", "", "a.de/"},
           {"defaultContentLanguage: nl\ndefaultContentLanguageInSubdir: true", "a.md", "", "nl/a/"},
           {permalinks, "weekly/x.md", "title: Bericht 13 oktober", "w/bericht-13-oktober/"},
           {permalinks, "weekly/x.md", "title: X\nslug: kort", "w/kort/"},
           {permalinks, "weekly/_index.md", "title: X", "wekelijks/"},
           {permalinks, "nieuws/a.md", "title: Nieuw loket\ndate: 2023-05-17", "n/2023/05/nieuw-loket/"},
           {permalinks, "map/a.md", "title: x", "m/map/a/"},
           {permalinks, "map/b/index.md", "title: x", "m/map/b/"},
           {permalinks, "snij/a.md", "title: x", "a/"},
           {permalinks, "dag/a.md", "date: 2023-05-07", "2023/05/07/may/127/a/"},
           {permalinks, "elders/a.md", "title: x", "elders/a/"},
           {"permalinks: {nieuws: '/:section/:title'}", "nieuws/a.md", "title: X y", "nieuws/x-y/"},
           {"permalinks:\n  - pattern: /p/:filename/\n    target: {path: '/n/**'}", "n/a.md", "",
            "p/a/"},
           {"frontmatter: {date: [':filename', ':default']}\npermalinks: {n: /:year/:slug/}",
            "n/2023-05-17-nieuw-loket.md", "title: T", "2023/nieuw-loket/"},
       })) {
    CAPTURE(row.config, row.path, row.keys);
    CHECK(url_of(std::string(row.config), std::string(row.path), std::string(row.keys)) == row.url);
  }
}

TEST_CASE("Hugo: sections are the first folder and those with an _index.md", "[site]") {
  const Files sections = {{"content/map/diep/_index.md", "---\ntitle: Heel diep\nslug: onder\n---\n"}};
  CHECK(url_of("permalinks: {map: '/m/:sections/:filename/'}", "map/diep/b.md", "", sections) ==
        "m/map/diep/b/");
  CHECK(url_of("permalinks: {map: '/m/:sections/:filename/'}", "map/ander/b.md", "", sections) ==
        "m/map/b/");
  CHECK(url_of("permalinks: {map: '/m/:sectionslugs/:filename/'}", "map/diep/b.md", "", sections) ==
        "m/map/onder/b/");
}

TEST_CASE("Hugo: languages and mounts have folders of their own", "[site]") {
  const SitePages site = read_site(
      {{"hugo.toml", "defaultContentLanguage = 'nl'\n[languages.nl]\ncontentDir = 'content/nl'\n"
                     "[languages.en]\ncontentDir = 'content/en'\n[languages.de]\n"
                     "contentDir = 'content/de'\ndisabled = true\n"},
       {"content/nl/a.md", "x"}, {"content/en/a.md", "x"}, {"content/de/a.md", "x"},
       {"content/fr/a.md", "x"}});
  CHECK(site.urls == std::map<std::string, std::string>{{"nl/a.md", "a/"}, {"en/a.md", "en/a/"}});
  CHECK(site.pages.at("en/a.md").language == "en");
  const SitePages mounted = read_site(
      {{"hugo.yaml", "module:\n  mounts:\n    - {source: content, target: content}\n"
                     "    - {source: docs, target: content/handboek, excludeFiles: ['geheim/**']}\n"},
       {"content/a.md", "x"}, {"docs/b.md", "x"}, {"docs/geheim/c.md", "x"}, {"README.md", "x"}});
  CHECK(mounted.urls ==
        std::map<std::string, std::string>{{"content/a.md", "a/"}, {"docs/b.md", "handboek/b/"}});
}

TEST_CASE("Hugo: settings may lie in config/_default", "[site]") {
  const SitePages site = read_site({{"config/_default/hugo.toml", "title = 'X'\n"},
                                    {"config/_default/permalinks.toml", "n = '/:title/'\n"},
                                    {"content/n/a.md", "---\ntitle: Een\n---\n"}});
  CHECK(site.url("n/a.md") == "een/");
}

TEST_CASE("Hugo: an index.md of the whole content is no page", "[site]") {
  const SitePages site = read_site({{"hugo.toml", ""}, {"content/index.md", "---\ntitle: A\n---\nTekst.\n"}});
  CHECK(site.urls.empty());
  REQUIRE(site.problems.size() == 1);
  CHECK(site.problems[0].message.find("_index.md") != std::string::npos);
}

TEST_CASE("Hugo: HTML with front matter is a page, and other markup is told", "[site]") {
  const SitePages site = read_site(
      {{"hugo.toml", ""},
       {"content/a.html", "---\ntitle: A\n---\n<h2 id=k>Kop</h2><p>Een {{< figure title=\"x > y\" >}} <b>vet</b></p>"
                          "<!-- weg --><script>weg</script><p data-search-exclude>weg</p>{{</* weg */>}}\n# geen kop\n"},
       {"content/b.htm", "---\ndraft: true\n---\n<p>B</p>\n"},
       {"content/c.html", "<p>C</p>\n"},
       {"content/d.html", "---\nmarkup: markdown\n---\n## Kop\n"},
       {"content/e.md", "---\nmarkup: html\n---\n## geen kop\n"},
       {"content/f.md", "---\nmarkup: rst\n---\nKop\n===\n"},
       {"content/g.org", "#+TITLE: G\n* Kop\n"},
       {"content/s/index.html", "---\ntitle: S\n---\n<p>S</p>\n"}});
  CHECK(site.urls == std::map<std::string, std::string>{{"a.html", "a/"},
                                                        {"b.htm", "-"},
                                                        {"d.html", "d/"},
                                                        {"e.md", "e/"},
                                                        {"f.md", "-"},
                                                        {"s/index.html", "s/"}});
  const std::vector<Section>& sections = site.pages.at("a.html").sections;
  REQUIRE(sections.size() == 1);
  CHECK(sections[0].anchor == "k");
  CHECK(sections[0].text == "Een x > y vet\n{{< weg >}} # geen kop");
  CHECK(site.pages.at("d.html").sections.at(0).anchor == "kop");
  CHECK(site.pages.at("e.md").sections.at(0).text == "## geen kop");
  std::string told;
  for (const Problem& problem : site.problems) told += problem.where.file.filename().string() + " ";
  CHECK(told == "c.html g.org f.md ");
}

TEST_CASE("Hugo: front matter of Org", "[site]") {
  const SitePages site = read_site({{"hugo.toml", "[permalinks]\ns = '/:slug/'\n"},
                                    {"content/s/a.md", "#+TITLE: Mijn Titel\n#+tags: een twee\n#+rollen[]: jurist\n\nTekst.\n"},
                                    {"content/s/b.md", "\n#+DRAFT: true\nTekst.\n"},
                                    {"content/s/c.md", "#+DATE: <2099-01-01 Thu>\nTekst.\n"}});
  CHECK(site.urls == std::map<std::string, std::string>{{"s/a.md", "mijn-titel/"}, {"s/b.md", "-"}, {"s/c.md", "-"}});
  const Page& page = site.pages.at("s/a.md");
  CHECK(page.title == "Mijn Titel");
  REQUIRE(page.facets.size() == 2);
  CHECK(page.facets[0].name == "rollen");
  CHECK(page.facets[1].values.size() == 2);
  REQUIRE(page.sections.size() == 1);
  CHECK(page.sections[0].text == "Tekst.");
}

TEST_CASE("Hugo: what the configuration turns off in Goldmark", "[site]") {
  const auto read = [](const std::string& config, const std::string& page) {
    const SitePages site = read_site({{"hugo.toml", config}, {"content/a.md", page}});
    std::string all;
    for (const Section& section : site.pages.at("a.md").sections) all += section.anchor + "|" + section.text + "\n";
    return all;
  };
  const std::string notes = "Tekst[^1].\n\n[^1]: Noot.\n";
  CHECK(read("", notes) == "|Tekst.\nNoot.\n");
  CHECK(read("markup.goldmark.extensions.footnote = false\n", notes) == "|Tekst^1.\n");
  const std::string heading = "## Een {#eigen}\n\nTekst\n{#t}\n";
  CHECK(read("", heading) == "eigen|Tekst\n");
  CHECK(read("[markup.goldmark.parser.attribute]\ntitle = false\nblock = true\n", heading) == "een-eigen|Tekst\n");
}

TEST_CASE("Hugo: what a template makes of a heading is not known", "[site]") {
  const SitePages site = read_site(
      {{"hugo.toml", ""},
       {"content/a.md", "## Een\n\n{{% kader titel=\"x\" %}}\n## Twee\n{{% los %}}\n### Drie\n{{% /kader %}}\n\n## Vier\n\n"
                        "{{% los %}}\n\n## Vijf\n\n```\n{{% /los %}}\n```\n"}});
  std::string anchors;
  for (const Section& section : site.pages.at("a.md").sections) anchors += "|" + section.anchor;
  CHECK(anchors == "|een|||vier|vijf");
  const SitePages underlined = read_site(
      {{"hugo.toml", ""},
       {"content/a.md", "Een\n---\n\n{{% kader \">}} %}} x\" %}}\nTwee\n---\n\nVan\nregels\n===\n\n> Drie\n> ---\n\n- x\n\n  "
                        "Vier\n  ---\n\nZin\n\n---\n{{% /kader %}}\n\nVijf\n---\n\n{{< los >}}\nZes\n---\n{{< /los >}}\n"}});
  std::string all;
  for (const Section& section : underlined.pages.at("a.md").sections) all += "|" + section.heading + "#" + section.anchor;
  CHECK(all == "|Een#een|Twee#|Van regels#|Drie#|Vier#|Vijf#vijf|Zes#zes");
}

TEST_CASE("Hugo: an id that an author wrote is taken from its heading on", "[site]") {
  const SitePages site = read_site(
      {{"hugo.toml", ""}, {"content/a.md", "## Kop\n\n## Kop\n\n## Een {#kop}\n\n## Twee {#drie}\n\n## Drie\n\n## Kop\n"}});
  std::string anchors;
  for (const Section& section : site.pages.at("a.md").sections) anchors += "|" + section.anchor;
  CHECK(anchors == "|kop|kop-1|kop|drie|drie-1|kop-2");
}

TEST_CASE("Hugo: shortcodes run in code, too", "[site]") {
  const SitePages site = read_site(
      {{"hugo.toml", ""},
       {"content/a.md", "```sh\nhaal v{{< param \"geheim\" >}} op\n{{</* kader titel=\"x\" */>}}\n{{%/* los */%}}\n{{ .Title }}\n"
                        "{{< beeld alt=\"Een kaart\" >}}\n```\n"}});
  REQUIRE(site.pages.at("a.md").sections.size() == 1);
  CHECK(site.pages.at("a.md").sections[0].text ==
        "haal v op {{< kader titel=\"x\" >}} {{% los %}} {{ .Title }} Een kaart");
}

TEST_CASE("Hugo: an emoji at an end of a heading leaves a hyphen in its id", "[site]") {
  const SitePages site = read_site({{"hugo.toml", "enableEmoji = true\n"},
                                    {"content/a.md", "## :smile: Een\n\n## Twee :smile:\n\n:tada: Drie\n---\n\n- ## :smile: Vier\n"}});
  std::string anchors;
  for (const Section& section : site.pages.at("a.md").sections) anchors += "|" + section.anchor;
  CHECK(anchors == "|-een|twee-|-drie|-vier");
}

TEST_CASE("Hugo: headings in items have the ids of what is written", "[site]") {
  const SitePages site = read_site({{"hugo.toml", ""}, {"content/a.md", "- ## ![plaat](x.png) Een\n- ### [Twee](b.md) ##\n\n1. # Drie {#eigen}\n"}});
  std::string anchors;
  for (const Section& section : site.pages.at("a.md").sections) anchors += "|" + section.anchor;
  CHECK(anchors == "|plaatxpng-een|tweebmd|eigen");
}

TEST_CASE("Hugo: braces that are no shortcode are text, and so is a shortcode that is shown", "[site]") {
  const auto text = [](const std::string& body) {
    const std::vector<Section> sections = read_site({{"hugo.toml", ""}, {"content/a.md", body}}).pages.at("a.md").sections;
    return sections.at(0).anchor + "|" + sections.at(0).heading + "|" + sections.at(0).text;
  };
  CHECK(text("Zet {{ .Title }} en {{/* een */}} erin.\n") == "||Zet {{ .Title }} en {{/ een /}} erin.");  // no loose stars
  CHECK(text("Schrijf {{</* knop \"Naar huis\" */>}} of {{%/* los */%}}.\n") ==
        "||Schrijf {{< knop \"Naar huis\" >}} of {{% los %}}.");
  CHECK(text("## Over {{ .Title }}\n\n{{< weg >}}na {% noot %}\n") == "over--title-|Over {{ .Title }}|na");
  CHECK(text("Open {{ en {{< dicht.\n") == "||Open {{ en {{< dicht.");
}

TEST_CASE("Hugo: pages of terms name the values that other pages have", "[site]") {
  const SitePages site = read_site({{"hugo.toml", "[taxonomies]\nrol = 'rollen'\ntag = 'tags'\n"},
                                    {"content/a.md", "---\nrollen: [jurist, Ict Er]\ntags: [nieuws]\n---\nTekst.\n"},
                                    {"content/rollen/jurist/_index.md", "---\ntitle: Jurist (m/v)\n---\n"},
                                    {"content/rollen/ict-er/_index.md", "---\ntitle: Informaticus\n---\n"},
                                    {"content/rollen/niemand/_index.md", "---\ntitle: Niemand\n---\n"},
                                    {"content/tags/nieuws/_index.md", "---\ntitle: nieuws\n---\n"}});
  CHECK(site.labels == FacetLabels{{"rollen", {{"jurist", "Jurist (m/v)"}, {"Ict Er", "Informaticus"}}}});
}

TEST_CASE("Hugo: signs in the tokens of permalinks", "[site]") {
  const std::string config = "permalinks: {a: '/:title/', b: '/:filename/', c: '/:sections/:slug/'}";
  CHECK(url_of(config, "a/x.md", "title: 'C++ en C#'") == "c-en-c/");
  CHECK(url_of(config, "a/x.md", "title: a+b") == "a-b/");
  CHECK(url_of(config, "a/x.md", "title: 'a#b'") == "a%23b/");
  CHECK(url_of(config, "a/x.md", "title: a++") == "a-/");
  CHECK(url_of(config, "b/a+b.md", "") == "a-b/");
  CHECK(url_of(config, "c/x.md", "slug: d%20e") == "c/d-e/");
  CHECK(url_of(config, "los/x.md", "slug: a+b") == "los/a%2Bb/");
}

TEST_CASE("Hugo: lists of attributes in headings", "[site]") {
  const auto anchor = [](const std::string& heading) {
    const SitePages site = read_site({{"hugo.toml", ""}, {"content/a.md", "## " + heading + "\n"}});
    return site.pages.at("a.md").sections.at(0).anchor;
  };
  CHECK(anchor("Kop{#a}") == "a");
  CHECK(anchor("Kop {#b} {.c}") == "kop-b");
  CHECK(anchor("Kop {#b}{.c}") == "kop-b");
  CHECK(anchor("Kop { #f }") == "f");
  CHECK(anchor("Kop {zomaar}") == "kop-zomaar");
  CHECK(anchor("Kop {a=b}") == "kop");
  CHECK(anchor("Kop {#h} ##") == "h");
  CHECK(anchor("Kop ## {#i}") == "i");
  CHECK(anchor("Kop {#l,m}") == "kop-lm");
  CHECK(anchor("Kop {data-x='y' #n}") == "kop-data-xy-n");
  CHECK(anchor("Kop {data-x=\"y z\" #n}") == "n");
  CHECK(anchor("Kop {1:2}") == "kop-12");
  CHECK(anchor("Kop\tmet tab") == "kopmet-tab");
}

TEST_CASE("Hugo: a file that another one takes the place of is no page", "[site]") {
  const SitePages site = read_site({{"hugo.toml", ""},
                                    {"content/a.md", "---\nslug: aa\n---\n"},
                                    {"content/a/index.md", ""},
                                    {"content/b.md", ""},
                                    {"content/b/_index.md", ""},
                                    {"content/c.md", "---\nslug: cc\n---\n"},
                                    {"content/c/_index.md", ""},
                                    {"content/d.markdown", ""},
                                    {"content/d.md", ""},
                                    {"content/e.MD", ""}});
  CHECK(site.urls == std::map<std::string, std::string>{{"a/index.md", "a/"},
                                                        {"b/_index.md", "b/"},
                                                        {"c.md", "cc/"},
                                                        {"c/_index.md", "c/"},
                                                        {"d.md", "d/"}});
  CHECK(site.problems.size() == 4);
  const SitePages mounts = read_site({{"hugo.yaml", "module:\n  mounts:\n  - {source: een, target: content}\n"
                                                    "  - {source: extra, target: content/twee}\n"},
                                      {"een/twee/x.md", ""},
                                      {"extra/x.md", ""},
                                      {"extra/y.md", ""}});
  CHECK(mounts.urls ==
        std::map<std::string, std::string>{{"een/twee/x.md", "twee/x/"}, {"extra/y.md", "twee/y/"}});
}

TEST_CASE("Hugo: what stands in a comment is not shown", "[site]") {
  const SitePages site = read_site(
      {{"hugo.toml", ""},
       {"content/a.md", "Een {{< comment >}}weg{{< /comment >}} twee\n\n{{%comment%}}\n## Weg\n{{< comment >}}weg{{< /comment "
                        ">}}\nweg\n{{% / comment %}}\n\n## Drie\n\n{{< commentaar >}}vier{{< /commentaar >}}\n"},
       {"content/b.md", "Een {{< comment >}} twee\n"},
       {"content/_content.gotmpl", "{{ .AddPage }}"}});
  std::string text;
  for (const Section& section : site.pages.at("a.md").sections) text += section.heading + "|" + section.text + "\n";
  CHECK(text == "|Een twee\nDrie|vier\n");
  CHECK(site.pages.at("b.md").sections.at(0).text == "Een twee");
  REQUIRE(site.problems.size() == 1);
  CHECK(site.problems[0].message.find("template") != std::string::npos);
}

TEST_CASE("Hugo: the values of parameters are text", "[site]") {
  const SitePages site = read_site(
      {{"hugo.toml", "[params]\nversie = '2.1'\n[params.org]\nnaam = 'Gemeente'\n"},
       {"content/a.md", "---\nProduct: Loket\nversie: 3\nparams: {diep: {er: Dieper}}\nlijst: [a]\n---\n"
                        "{{< param product >}} {{% param \"versie\" %}} {{<param `org.naam`>}} {{< param diep.er >}}.\n\n"
                        "{{< param lijst >}}{{< param onbekend >}} einde {{< paramx product >}}\n"}});
  CHECK(site.pages.at("a.md").sections.at(0).text == "Loket 3 Gemeente Dieper.\na einde");
  // Hugo makes the id of a heading before it knows what `{{<` puts in, and after it knows what `{{%` does.
  const SitePages headings = read_site({{"hugo.toml", ""}, {"content/a.md", "---\nproduct: Loket\n---\n## Een {{< param product >}}\n\n"
                                                                       "## Twee {{% param product %}}\n"}});
  CHECK(headings.pages.at("a.md").sections.at(0).anchor.empty());
  CHECK(headings.pages.at("a.md").sections.at(1).anchor == "twee-loket");
}

TEST_CASE("Hugo, Jekyll: text that templates make of few bytes gives a page no more memory", "[site][budget]") {
  const std::string value = "---\nlang: nl\nx: \"" + std::string(20'000, 'x') + "\"\n---\n";
  const auto refusal = [](const std::string& config, const std::string& page, const std::string& text) -> std::string {
    try {
      static_cast<void>(read_site({{config, ""}, {page, text}}));
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  std::string params, outputs;
  for (int i = 0; i < 2'500; ++i) {
    params += "{{< param x >}} ";
    outputs += "{{ page.x }} ";
  }
  CHECK(refusal("hugo.toml", "content/a.md", value + params).find("memory") != std::string::npos);
  CHECK(refusal("_config.yml", "a.md", value + outputs).find("memory") != std::string::npos);
}

TEST_CASE("Hugo: a fence that nothing closes goes on to the end of the page", "[site]") {
  const auto outline = [](const std::string& text) {
    const SitePages site = read_site({{"hugo.toml", ""}, {"content/a.md", text}});
    std::string all;
    for (const Section& section : site.pages.at("a.md").sections) all += section.anchor + " " + section.text + "|";
    return all;
  };
  CHECK(outline("## Een\n\n```\nx\n## geen\n\n- y\n") == "een x ## geen - y|");
  CHECK(outline("## Een\n\n~~~~ sh\nx\n~~~\n## geen\n") == "een x ~~~ ## geen|");
  CHECK(outline("## Een\n\n- x\n\n```\n## geen") == "een x\n## geen|");
  CHECK(outline("## Een\n\n```\n") == "een |");
  CHECK(outline("## Een\n\n```\nx\n```\n\n## Twee\n") == "een x|twee |");
}

TEST_CASE("Hugo: code between the tags of highlight is no Markdown", "[site]") {
  const SitePages site = read_site(
      {{"hugo.toml", ""}, {"content/a.md", "## Een\n\n{{< highlight bash \"linenos=table\" >}}\n# geen\n\nKop\n---\n{{< /highlight >}}\n\n"
                                           "## Twee\n\n{{< highlight go >}}\n\n## Drie\n"}});
  std::string all;
  for (const Section& section : site.pages.at("a.md").sections) all += section.anchor + "|" + section.text + "\n";
  CHECK(all == "een|# geen Kop ---\ntwee|\ndrie|\n");
}

TEST_CASE("Hugo: a mount of a language that the site does not have shows nothing", "[site]") {
  const SitePages site = read_site({{"hugo.yaml", "module: {mounts: [{source: content, target: content}, {source: docs, target: content/docs, lang: nl}]}"},
                                    {"content/a.md", "x"},
                                    {"docs/d.md", "x"}});
  CHECK(site.urls == std::map<std::string, std::string>{{"content/a.md", "a/"}});
  REQUIRE(site.problems.size() == 1);
  CHECK(site.problems[0].message == "is left out: the site has no language \"nl\", which its mount names");
}

TEST_CASE("Hugo: capitals in the main language are told", "[site]") {
  const auto problems_of = [](const std::string& config) {
    return shown(read_site({{"hugo.yaml", config}, {"content/a.md", "x"}}).problems);
  };
  CHECK(problems_of("defaultContentLanguage: NL\nlanguages: {NL: {weight: 1}}").find("has capitals in `defaultContentLanguage`") != std::string::npos);
  CHECK(problems_of("defaultContentLanguage: nl\nlanguages: {NL: {weight: 1}}").empty());
  CHECK(problems_of("defaultContentLanguage: NL").empty());
}

}  // namespace
}  // namespace speur
