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
  others.emplace_back("_config.yml", config);
  others.emplace_back(path, "---\n" + keys + "\n---\nTekst.\n");
  return read_site(others).url(path);
}

TEST_CASE("Jekyll: what the site does not show is no page", "[site]") {
  struct Row {
    std::string_view config, path, keys, url;
  };
  const std::string_view collections =
      "collections:\n  gidsen: {output: true}\n  intern: {output: false}\n  los:\n";
  for (const Row& row : std::to_array<Row>({
           {"", "a.md", "", "a.html"},
           {"", "a.md", "published: false", "-"},
           {"unpublished: true", "a.md", "published: false", "a.html"},
           // To Ruby each string is true, and no value is not.
           {"", "a.md", "published: \"false\"", "a.html"},
           {"", "a.md", "published: ''", "a.html"},
           {"", "a.md", "published: 0", "a.html"},
           {"", "a.md", "published: no", "-"},
           {"", "a.md", "published:", "-"},
           {"", "_posts/2020-01-01-a.md", "published:", "-"},
           {"future: 'false'", "_posts/2099-01-01-a.md", "", "2099/01/01/a.html"},
           {"future: no", "_posts/2099-01-01-a.md", "", "-"},
           {"future:", "_posts/2099-01-01-a.md", "", "-"},
           {"unpublished: 0", "a.md", "published: false", "a.html"},
           {"show_drafts: 'off'", "_drafts/2020-01-01-a.md", "", "2020/01/01/a.html"},
           {"collections: {c: {output: 'false'}}", "_c/a.md", "", "c/a.html"},
           {"collections: {c: {output: 0}}", "_c/a.md", "", "c/a.html"},
           {"collections: {c: {output: []}}", "_c/a.md", "", "c/a.html"},
           {"collections: {c: {output: off}}", "_c/a.md", "", ""},
           {"collections: {c: {output: }}", "_c/a.md", "", ""},
           {"collections: {c: {output: 'false'}, d: {output: false}}", "_d/a.md", "", ""},
           {"", "a.md", "draft: true", "a.html"},  // its drafts are what lies in _drafts
           {"", "_posts/2020-01-01-a.md", "draft: true", "2020/01/01/a.html"},
           {collections, "_gidsen/a.md", "draft: true", "gidsen/a.html"},
           {"", "_posts/2099-01-01-a.md", "", "-"},
           {"future: true", "_posts/2099-01-01-a.md", "", "2099/01/01/a.html"},
           {"", "_posts/2020-01-01-a.md", "date: 2099-01-01", "-"},
           {"", "_posts/2020-01-01-a.md", "date: ooit", "-"},
           {"", "a.md", "date: 2099-01-01", "a.html"},  // a page has no date to Jekyll
           {"", "_posts/a.md", "", ""},
           {"", "_drafts/a.md", "", ""},
           {"", "_includes/a.md", "", ""},
           {collections, "_gidsen/_a.md", "", ""},
           {collections, "_gidsen/_diep/a.md", "", ""},
           {collections, "_gidsen/sub/_diep/a.md", "", "gidsen/sub/_diep/a.html"},
           {"", "_posts/sub/_diep/2020-01-01-a.md", "", "2020/01/01/a.html"},
           {"", "_posts/_diep/2020-01-01-a.md", "", ""},
           {"", "_posts/sub/.diep/2020-01-01-a.md", "", ""},
           {collections, "_gidsen/sub/.diep/a.md", "", "gidsen/sub/.diep/a.html"},
           {"", "_eigen/a.md", "", ""},
           {"include: [_eigen]", "_eigen/a.md", "", "_eigen/a.html"},
           {"", ".los/a.md", "", ""},
           {"include: [.los]", ".los/a.md", "", ".los/a.html"},
           {"include: [.los]", ".ander/a.md", "", ""},
           {"include: [.los/a.md]", ".los/a.md", "", ".los/a.html"},
           {"include: [.los/a.md]", ".los/b.md", "", ""},
           {"include: [_los/a.md]", "map/b.md", "", "map/b.html"},
           // Of folders the names alone are asked for.
           {"include: [_open]", "_open/_dicht/a.md", "", ""},
           {"include: [_open]", "map/_open/a.md", "", "map/_open/a.html"},
           {"include: [map/_open]", "map/_open/a.md", "", ""},
           {"permalink: /:w_year/:week/:title/", "_posts/2021-01-01-a.md", "", "2020/53/a/"},
           {"", "a/_b.md", "", ""},
           {"", "vendor/bundle/x/a.md", "", ""},
           {"", "vendor/a.md", "", "vendor/a.html"},
           {"exclude: [archief, los.md, '*.bak.md']", "archief/a.md", "", ""},
           {"exclude: [archief, los.md, '*.bak.md']", "los.md", "", ""},
           {"exclude: [archief, los.md, '*.bak.md']", "a/b.bak.md", "", ""},
           {"exclude: [arch]", "archief/a.md", "", ""},
           {"exclude: [archief]\ninclude: [archief]", "archief/a.md", "", "archief/a.html"},
           {collections, "_gidsen/a.md", "", "gidsen/a.html"},
           {collections, "_intern/a.md", "", ""},
           {collections, "_los/a.md", "", ""},
           {collections, "_gidsen/a.md", "date: 2099-01-01", "-"},
           {collections, "_gidsen/2099-01-01-a.md", "", "-"},
           // Jekyll asks a page's own front matter alone, and that of a post with its defaults.
           {"defaults:\n  - scope: {path: intern}\n    values: {published: false}", "intern/a.md", "",
            "intern/a.html"},
           {"defaults:\n  - scope: {path: intern}\n    values: {published: false}",
            "intern/_posts/2020-01-01-a.md", "", "-"},
           {"defaults:\n  - scope: {path: intern}\n    values: {published: false}",
            "_posts/2020-01-01-a.md", "", "2020/01/01/a.html"},
           {"defaults:\n  - scope: {path: 2024}\n    values: {published: false}",
            "_posts/2020-01-01-a.md", "", "-"},
       })) {
    CAPTURE(row.config, row.path, row.keys);
    CHECK(url_of(std::string(row.config), std::string(row.path), std::string(row.keys)) == row.url);
  }
}

TEST_CASE("Jekyll: a file without front matter is a page only by a plugin", "[site]") {
  const Files files = {{"a.md", "# Kop\n"}, {"README.md", "# Lees mij\n"}, {"LICENSE.md", "# L\n"}};
  const auto with = [&](const char* config) {
    Files all = files;
    all.emplace_back("_config.yml", config);
    return read_site(all);
  };
  const SitePages none = with("title: x");
  CHECK(none.url("a.md") == "-");
  REQUIRE(none.problems.size() == 3);
  CHECK(none.problems[0].message.find("jekyll-optional-front-matter") != std::string::npos);
  const SitePages plugin = with("plugins: [jekyll-optional-front-matter]");
  CHECK(plugin.url("a.md") == "a.html");
  CHECK(plugin.url("README.md") == "-");
  const SitePages readme = with("plugins: [jekyll-optional-front-matter, jekyll-readme-index]");
  CHECK(readme.url("README.md").empty());
  CHECK(readme.pages.contains("README.md"));
  CHECK(readme.url("LICENSE.md") == "-");
}

TEST_CASE("Jekyll: addresses follow the path, the front matter and the configuration", "[site]") {
  struct Row {
    std::string_view config, path, keys, url;
  };
  const std::string_view post = "sub/_posts/2024-05-17-Nieuw-loket.md";
  for (const Row& row : std::to_array<Row>({
           {"", "index.md", "", ""},
           {"", "a/index.md", "", "a/"},
           {"", "A b/C.md", "", "A%20b/C.html"},
           {"", "README.md", "", "README.html"},
           {"", "a.md", "permalink: /over/ons/", "over/ons/"},
           {"", "a.md", "permalink: /over/:basename:output_ext", "over/a.html"},
           {"", "a.md", "permalink: 'https://x.nl/a'", "a.html"},
           {"permalink: pretty", "a/b.md", "", "a/b/"},
           {"permalink: /:categories/:title/", "a/b.md", "", "a/b/"},
           {"permalink: /:title", "a/b.md", "", "a/b"},
           {"", post, "", "sub/2024/05/17/Nieuw-loket.html"},
           {"", post, "categories: [Nieuws, Op straat]", "sub/nieuws/op%20straat/2024/05/17/Nieuw-loket.html"},
           {"", post, "categories: een twee", "sub/een/twee/2024/05/17/Nieuw-loket.html"},
           {"", post, "date: 2023-01-02 10:00", "sub/2023/01/02/Nieuw-loket.html"},
           // What YAML takes for a time is one of UTC, and becomes one of the site's time zone.
           {"", post, "date: 2023-12-31 23:30 -0500", "sub/2024/01/01/Nieuw-loket.html"},
           {"", post, "date: 2024-01-01 00:30:00 +0200", "sub/2023/12/31/Nieuw-loket.html"},
           {"", post, "date: 2024-01-01T23:30:00", "sub/2024/01/01/Nieuw-loket.html"},
           {"timezone: Europe/Amsterdam\npermalink: /:day-:hour/", post, "date: 2024-07-01T23:30:00Z", "02-01/"},
           {"timezone: Europe/Amsterdam\npermalink: /:day-:hour/", post, "date: 2024-01-01 23:30:00", "02-00/"},
           {"timezone: Europe/Amsterdam\npermalink: /:day-:hour/", post, "date: 2024-01-01 23:30", "01-23/"},
           {"timezone: Europe/Amsterdam\npermalink: /:day-:hour/", post, "date: 2024-01-01", "01-00/"},
           {"", post, "slug: Het Loket!", "sub/2024/05/17/Het-Loket%21.html"},
           {"permalink: pretty", post, "", "sub/2024/05/17/Nieuw-loket/"},
           {"permalink: none", post, "", "sub/Nieuw-loket.html"},
           {"permalink: ordinal", post, "", "sub/2024/138/Nieuw-loket.html"},
           {"permalink: weekdate", post, "", "sub/2024/W20/Fri/Nieuw-loket.html"},
           {"permalink: '/blog/:year-:i_month/:slug'", post, "", "blog/2024-5/nieuw-loket"},
           {"collections: {gids: {output: true, permalink: '/g/:path/'}}", "_gids/a/b.md", "", "g/a/b/"},
           {"collections: {gids: {output: true}}\npermalink: pretty", "_gids/a.md", "", "gids/a/"},
           {"collections_dir: inhoud\ncollections: {gids: {output: true}}", "inhoud/_gids/a.md", "",
            "gids/a.html"},
           {"collections_dir: inhoud", "inhoud/_posts/2024-05-17-a.md", "", "2024/05/17/a.html"},
           {"defaults:\n  - scope: {path: '', type: posts}\n    values: {permalink: '/p/:title/'}", post,
            "", "p/Nieuw-loket/"},
       })) {
    CAPTURE(row.config, row.path, row.keys);
    CHECK(url_of(std::string(row.config), std::string(row.path), std::string(row.keys)) == row.url);
  }
}

TEST_CASE("Jekyll: a pattern that names a long title many times gives an address that ends", "[site]") {
  std::string pattern;
  for (int i = 0; i < 2'000; ++i) pattern += "/:slug";
  const std::string url = url_of("permalink: " + pattern, "_posts/2024-05-17-a.md", "slug: " + std::string(1'000, 's'));
  CHECK(url.size() <= 4'096);
  CHECK(url.starts_with(std::string(1'000, 's') + "/s"));
}

TEST_CASE("Jekyll: the address of the machine that a site was tried on is none", "[site]") {
  CHECK(url_of("url: 'http://localhost:4000'\nbaseurl: /proef", "a.md", "") == "proef/a.html");
  CHECK(url_of("url: 'https://www.example.nl'\nbaseurl: /proef", "a.md", "") == "a.html");
  CHECK(url_of("baseurl: /proef/", "a.md", "") == "proef/a.html");
}

TEST_CASE("Jekyll: a post has the date of its name", "[site]") {
  const SitePages site =
      read_site({{"_config.yml", ""}, {"_posts/2020-05-17-a.md", "---\ntitle: A\n---\n"}});
  const std::vector<Facet>& facets = site.pages.at("_posts/2020-05-17-a.md").facets;
  REQUIRE(facets.size() == 1);
  CHECK(facets[0].name == "date");
  CHECK(facets[0].values.at(0).text == "2020-05-17");
}

TEST_CASE("Jekyll: of all posts the newest are kept, as many as limit_posts says", "[site]") {
  const SitePages site =
      read_site({{"_config.yml", "limit_posts: 2\n"},
                 {"_posts/2020-01-01-a.md", "---\n---\n"},
                 {"_posts/2020-01-02-b.md", "---\ndate: 2019-01-01\n---\n"},
                 {"_posts/2020-01-03-c.md", "---\n---\n"},
                 {"_posts/2020-01-04-d.md", "---\npublished: false\n---\n"},
                 {"_posts/2099-01-01-e.md", "---\n---\n"},
                 {"f.md", "---\n---\n"}});
  CHECK(site.urls == std::map<std::string, std::string>{{"_posts/2020-01-01-a.md", "2020/01/01/a.html"},
                                                        {"_posts/2020-01-03-c.md", "2020/01/03/c.html"},
                                                        {"_posts/2020-01-04-d.md", "-"},
                                                        {"_posts/2099-01-01-e.md", "-"},
                                                        {"f.md", "f.html"}});
  REQUIRE(!site.problems.empty());
}

TEST_CASE("Jekyll: posts lie in the folder of collections, where there is one", "[site]") {
  const SitePages site = read_site({{"_config.yml", "collections_dir: alles\n"},
                                    {"_posts/2020-01-01-a.md", "---\n---\n"},
                                    {"alles/_posts/2020-01-01-b.md", "---\n---\n"}});
  CHECK(site.urls == std::map<std::string, std::string>{
                         {"alles/_posts/2020-01-01-b.md", "2020/01/01/b.html"}});
}

TEST_CASE("Jekyll: stars in the path of defaults stay within a folder", "[site]") {
  const std::string config = "defaults:\n"
                             "  - scope: {path: '*.bijlage.md'}\n    values: {permalink: '/b/:basename/'}\n"
                             "  - scope: {path: 'map/*/diep'}\n    values: {permalink: '/d/:basename/'}\n";
  const SitePages site = read_site({{"_config.yml", config},
                                    {"x.bijlage.md", "---\n---\n"},
                                    {"sub/x.bijlage.md", "---\n---\n"},
                                    {"map/a/diep/y.md", "---\n---\n"},
                                    {"map/a/b/diep/y.md", "---\n---\n"}});
  CHECK(site.url("x.bijlage.md") == "b/x.bijlage/");
  CHECK(site.url("sub/x.bijlage.md") == "sub/x.bijlage.html");
  CHECK(site.url("map/a/diep/y.md") == "d/y/");
  CHECK(site.url("map/a/b/diep/y.md") == "map/a/b/diep/y.html");
}

TEST_CASE("Jekyll: code right below an item is none if a blank line in it ends the item", "[site]") {
  struct Row {
    std::string_view page, anchors;
  };
  for (const Row& row : std::to_array<Row>({
           {"## Een\n\n- item\n```ruby\nx\n\n# kop\n```\n\n## Na\n", "|een|kop|na"},
           {"1. item\n```\nx\n\n## kop\n\ny\n```\n\nz\n\n```\necht\n## twee\n```\n\n## Na\n",
            "||kop|twee|na"},
           {"- item\n```\nx\n## geen\n```\n\n## Na\n", "||na"},
           {"- item\n\n```\nx\n\n## geen\n```\n## Na\n", "||na"},
           {"- item\n~~~\nx\n\n## kop\n~~~\n- y\n~~~\nz\n~~~\n\n## Na\n", "||kop|na"},
           {"> citaat\n```\nx\n\n## kop\n```\n\n## Na\n", "||kop|na"},
           {"Term\n: uitleg\n```\nx\n\n## kop\n```\n\n## Na\n", "||kop|na"},
           {"alinea\n```\nx\n\n## geen\n```\n\n## Na\n", "||na"},
       })) {
    CAPTURE(row.page);
    const SitePages site =
        read_site({{"_config.yml", ""}, {"a.md", "---\n---\n" + std::string(row.page)}});
    std::string anchors;
    for (const Section& section : site.pages.at("a.md").sections) anchors += "|" + section.anchor;
    CHECK(anchors == row.anchors);
  }
}

TEST_CASE("Jekyll: ids of headings follow what kramdown is told on the page", "[site]") {
  const auto anchors = [](const std::string& page) {
    const SitePages site = read_site({{"_config.yml", ""}, {"a.md", "---\n---\n" + page}});
    std::string all;
    for (const Section& section : site.pages.at("a.md").sections) all += "|" + section.anchor;
    return all;
  };
  CHECK(anchors("## Een\n\n## Twee :smile: drie\n") == "|een|twee-smile-drie");
  CHECK(anchors("## Een\n\n## Twee {#t}\n\n{::options auto_ids=\"false\" /}\n") == "||t");
  CHECK(anchors("## Een\n\n{::options auto_ids=\"false\" /}\n\n## Twee\n\n{::options auto_ids=\"true\" /}\n") == "|een|twee");
  CHECK(anchors("{::options auto_id_prefix=\"x-\" /}\n\n## Een\n") == "|x-een");
  CHECK(anchors("{:naam: #eigen .k}\n\n## Een\n{: naam}\n\n## Twee\n") == "|eigen|twee");
  CHECK(anchors("## Een {zomaar}\n\n## Twee {#a .b}\n\n## Drie {#1}\n\n## Vier {#c:d-e}\n") ==
        "|een-zomaar|twee-a-b|drie-1|c:d-e");
  CHECK(anchors("## Een\tmet tab\n\n##\tTwee\t{#t}\n") == "|een-met-tab|t");
  CHECK(anchors("{::options input=\"kramdown\" /}\n\n## Een\tmet tab\n") == "|eenmet-tab");
  CHECK(anchors("## Een {:.x}\n\n## Twee {#t}\n\n## [Drie](x){:.y}\n") == "|een-x|t|drie");
  // Headings start at the margin, or where the text of their item does.
  CHECK(anchors("## Een\n\n  ## Geen\n\n- x\n\n  ## Wel\n") == "|een|wel");
  // What Liquid puts into a heading is not known.
  CHECK(anchors("## Een {{ page.title }}\n\n## Twee\n\nDrie {{ site.time }}\n----\n") == "||twee|");
  CHECK(anchors("## Een {{ page.zoiets }} twee\n") == "|een--twee");
}

TEST_CASE("Jekyll: a page may say that it has no templates, or that it leads elsewhere", "[site]") {
  const std::string text = "{% if false %}Getoond.{% endif %}\n";
  const Files files = {{"a.md", "---\n---\n" + text},
                       {"b.md", "---\nrender_with_liquid: false\n---\n" + text},
                       {"c.md", "---\nredirect_to: /a.html\n---\nWeg.\n"}};
  const auto with = [&](const char* config) {
    Files all = files;
    all.emplace_back("_config.yml", config);
    return read_site(all);
  };
  const SitePages site = with("");
  CHECK(site.pages.at("a.md").sections.empty());
  REQUIRE(site.pages.at("b.md").sections.size() == 1);
  CHECK(site.pages.at("b.md").sections[0].text.find("Getoond.") != std::string::npos);
  CHECK(site.url("c.md") == "c.html");
  CHECK(with("plugins: [jekyll-redirect-from]").url("c.md") == "-");
}

TEST_CASE("Jekyll: the page that stands in for one that is not there is not found", "[site]") {
  CHECK(url_of("", "404.md", "") == "-");
  CHECK(url_of("", "niet.md", "permalink: /404.html") == "-");
  CHECK(url_of("", "404.md", "permalink: /fout/") == "fout/");
  CHECK(url_of("", "map/404.md", "") == "map/404.html");
}

TEST_CASE("Jekyll: a day that its month does not have is one of the next month", "[site]") {
  CHECK(url_of("", "_posts/2024-02-31-a.md", "") == "2024/03/02/a.html");
  CHECK(url_of("", "_posts/2020-01-01-a.md", "date: 2023-02-30") == "2023/03/02/a.html");
  CHECK(url_of("", "_posts/2024-02-32-a.md", "").empty());
  CHECK(url_of("", "_posts/2024-13-01-a.md", "").empty());
}

TEST_CASE("Jekyll: HTML with front matter is a page", "[site]") {
  const SitePages site = read_site(
      {{"_config.yml", ""},
       {"a.html", "---\ntitle: A\n---\n<h2 id=k>Kop</h2><p>Een {{ page.title }} <b>vet</b>{% if false %}weg{% endif %}"
                  "</p><!-- weg --><p data-search-exclude>weg</p>\n# geen kop\n"},
       {"b.htm", "---\n---\n<p>B</p>\n"},
       {"c.html", "<p>C</p>\n"},
       {"_layouts/default.html", "---\n---\n<p>D</p>\n"}});
  CHECK(site.urls == std::map<std::string, std::string>{{"a.html", "a.html"}, {"b.htm", "b.htm"}});
  const std::vector<Section>& sections = site.pages.at("a.html").sections;
  REQUIRE(sections.size() == 1);
  CHECK(sections[0].anchor == "k");
  CHECK(sections[0].heading == "Kop");
  CHECK(sections[0].text == "Een A vet\n# geen kop");
  REQUIRE(site.problems.size() == 1);
  CHECK(site.problems[0].message.find("without front matter") != std::string::npos);
}

TEST_CASE("Jekyll: kramdown without GitHub's signs", "[site]") {
  const auto anchors = [](const std::string& config, const std::string& page) {
    const SitePages site = read_site({{"_config.yml", config}, {"a.md", "---\n---\n" + page}});
    std::string all;
    for (const Section& section : site.pages.at("a.md").sections) all += "|" + section.anchor;
    return all;
  };
  const std::string plain = "kramdown: {input: kramdown}";
  CHECK(anchors("", "Alinea\n## Kop\n") == "||kop");
  CHECK(anchors(plain, "Alinea\n## Geen\n\n##Wel\n") == "||wel");
  CHECK(anchors(plain, "~~~\nc\n~~~\n## Geen\n\n## Een\n## Geen\n\n{: .k}\n## Twee\n") == "||een|twee");
  CHECK(anchors("kramdown: {gfm_quirks: []}", "Alinea\n## Geen\n\n## Wel\n") == "||wel");
  CHECK(anchors("kramdown: {gfm_quirks: [paragraph_end]}", "Alinea\n## Kop\n") == "||kop");
  CHECK(anchors("", "```\n## code\n```\n") == "|");
  CHECK(anchors(plain, "~~~\n## code\n~~~\n") == "|");
  CHECK(anchors(plain, "```\n\n## Kop\n\n```\n") == "|kop");
  CHECK(anchors("", "<div>\n## Geen\n</div>\n") == "|");
  CHECK(anchors("kramdown: {parse_block_html: true}", "<div>\n## Kop\n</div>\n") == "|kop");
  CHECK(anchors("kramdown: {input: kramdown, parse_block_html: true}", "<div>\n## Kop\n</div>\n") == "|kop");
  CHECK(anchors(plain, "<div>x</div>\n## Geen\n") == "|");
  CHECK(anchors("", "{::options parse_block_html=\"true\" /}\n\n<div>\n## Kop\n</div>\n") == "|kop");
}

TEST_CASE("Jekyll: the first list that asks for it is the table of contents, and no other one", "[site]") {
  const SitePages site = read_site(
      {{"_config.yml", ""}, {"a.md", "---\n---\n* Weg\n{:toc}\n\n## Kop\n\n1. Een\n{:toc .klas}\n\nTekst\n\n- Twee\n{:toc}\n"}});
  REQUIRE(site.pages.at("a.md").sections.size() == 1);
  CHECK(site.pages.at("a.md").sections[0].text == "Een\nTekst\nTwee");
}

TEST_CASE("Jekyll: raw text is text, wherever it stands", "[site]") {
  for (const std::string page : {"Zo {% raw %}{{ x }} en {% include y %}{% endraw %} dus.",
                                 "<p>Zo <code>{% raw %}{{ x }} en {% include y %}{% endraw %}</code> dus.</p>",
                                 "Zo `{% raw %}{{ x }} en {% include y %}{% endraw %}` dus."}) {
    CAPTURE(page);
    const SitePages site = read_site({{"_config.yml", ""}, {"a.md", "---\n---\n" + page + "\n"}});
    CHECK(site.pages.at("a.md").sections.at(0).text == "Zo {{ x }} en {% include y %} dus.");
  }
  const SitePages heading =
      read_site({{"_config.yml", ""}, {"a.md", "---\n---\n## Met {% raw %}{{ x }}{% endraw %} erin\n"}});
  CHECK(heading.pages.at("a.md").sections.at(0).heading == "Met {{ x }} erin");
  CHECK(heading.pages.at("a.md").sections.at(0).anchor == "met--x--erin");
}

TEST_CASE("Jekyll: pages show what the files of data say", "[site]") {
  const std::string page = "---\nsoort: wet\n---\n{% for lid in site.data.leden %}\n- {{ lid.naam }}\n{% endfor %}\n\n"
                           "{{ site.data.namen[page.soort] }} van {{ site.data.diep.org.naam }}.\n";
  const auto text = [&](const std::string& config, const std::string& folder) {
    return read_site({{"_config.yml", config},
                      {folder + "/leden.yml", "- naam: Jansen\n- naam: Pieters\n"},
                      {folder + "/namen.json", "{\"wet\": \"Wetten\"}"},
                      {folder + "/diep/org.yml", "naam: Dienst Zuid\n"},
                      {"a.md", page}})
        .pages.at("a.md").sections.at(0).text;
  };
  CHECK(text("", "_data") == "Jansen\nPieters\nWetten van Dienst Zuid.");
  CHECK(text("data_dir: _gegevens\n", "_gegevens") == "Jansen\nPieters\nWetten van Dienst Zuid.");
}

TEST_CASE("Jekyll: raw text in code is code without the tags around it", "[site]") {
  const SitePages site = read_site({{"_config.yml", ""}, {"a.md", "---\n---\n```liquid\n{% raw %}\n{{ page.title }}\n{% endraw %}\n```\n"}});
  REQUIRE(site.pages.at("a.md").sections.size() == 1);
  CHECK(site.pages.at("a.md").sections[0].text == "{{ page.title }}");
}

TEST_CASE("Jekyll: signs in names, categories and addresses", "[site]") {
  CHECK(url_of("", "_posts/24-01-02-a.md", "") == "2024/01/02/a.html");
  CHECK(url_of("", "_posts/99-01-02-a.md", "") == "1999/01/02/a.html");
  CHECK(url_of("", "_posts/2024-01-02-a.md", "category: Één Twee") == "%C3%A9%C3%A9n%20twee/2024/01/02/a.html");
  CHECK(url_of("", "k/_posts/2024-01-02-a.md", "category: z\ncategories: [X, x, Y]") == "k/x/y/z/2024/01/02/a.html");
  CHECK(url_of("", "a.md", "permalink: /x%20y/%C3%A9/") == "x%20y/%C3%A9/");
  CHECK(url_of("exclude: [./a.md]", "a.md", "") == "a.html");
  const SitePages site = read_site({{"_config.yml", ""}, {"a.md", "\xEF\xBB\xBF---\ntitle: A\n---\nTekst.\n"}});
  CHECK(site.url("a.md") == "-");
  REQUIRE(site.problems.size() == 1);
  CHECK(site.problems[0].message.find("byte order mark") != std::string::npos);
}

TEST_CASE("Jekyll: an included file shows what its tag gives it, and no more", "[site]") {
  const SitePages site = read_site(
      {{"_config.yml", ""},
       {"_includes/kader", "{% capture x %}#### {{ include.kop }}\n\n* punt{% endcapture %}<div>{{ x | markdownify }}</div>\n"},
       {"_includes/knop.html", "<a class=\"{{ include.stijl }}\" href=\"/x\">{{ include.tekst }}</a>\n"},
       {"_includes/kop.md", "## {{ include.kop | default: 'Zonder' }}\n\n{% if include.x %}Met {{ include.x }}.{% endif %}\n"},
       {"deel.md", "---\nrender_with_liquid: false\n---\n{% include kop.md x='weg' %}\n"},
       {"a.md", "---\nwie: jurist\n---\n{% include knop.html tekst=\"Aanvragen\" stijl='groen' title=\"Geheim\" %}\n\n"
                "{% include kop.md kop='Eerste kop'\n   x=page.wie %}\n\n{% include kop.md %}\n\n"
                "{% if false %}{% include kop.md kop='Nooit' %}{% endif %}{{ include.kop }}\n\n{% include kader kop='Let op' %}\n"}});
  CHECK(shown(site.problems).empty());
  std::string all;
  for (const Section& section : site.pages.at("a.md").sections) {
    all += section.heading + "#" + section.anchor + "|" + section.text + "\n";
  }
  CHECK(all == "#|Aanvragen\nEerste kop#eerste-kop|Met jurist.\nZonder#zonder|\nLet op#let-op|punt\n");
}

TEST_CASE("Jekyll: code between the tags of highlight is no Markdown", "[site]") {
  const SitePages site = read_site(
      {{"_config.yml", ""}, {"a.md", "---\n---\n## Een\n\n{% highlight bash linenos %}\n# geen\n\nKop\n---\n{%- endhighlight -%}\n\n## Twee\n"}});
  std::string all;
  for (const Section& section : site.pages.at("a.md").sections) all += section.anchor + "|" + section.text + "\n";
  CHECK(all == "een|# geen Kop ---\ntwee|\n");
}

TEST_CASE("Jekyll: titles are HTML, and posts without one have that of their names", "[site]") {
  const SitePages site = read_site({{"_config.yml", ""},
                                    {"a.md", "---\ntitle: 'A &amp; B &eacute; &lt;b&gt;'\n---\nx"},
                                    {"b.md", "---\ntitle: 'Wat <em>nu</em> & dan'\n---\nx"},
                                    {"c.md", "---\ntitle: '*Ster* &'\n---\nx"},
                                    {"_posts/2020-01-01-mijn-eerste-bericht.md", "---\n---\nx"}});
  CHECK(site.pages.at("a.md").title == "A & B \u00e9 <b>");
  CHECK(site.pages.at("b.md").title == "Wat nu & dan");
  CHECK(site.pages.at("c.md").title == "*Ster* &");
  CHECK(site.pages.at("_posts/2020-01-01-mijn-eerste-bericht.md").title == "Mijn Eerste Bericht");
}

TEST_CASE("Jekyll: jekyll-polyglot has pages of other languages in a folder each", "[site]") {
  const std::string config = "languages: [nl, en]\ndefault_lang: nl\n";
  const auto page = [](const std::string& language) { return "---\npermalink: /a/\nlang: " + language + "\n---\nx"; };
  const SitePages site = read_site({{"_config.yml", config + "plugins: [jekyll-polyglot]\n"},
                                    {"a.md", page("nl")},
                                    {"a.en.md", page("en")},
                                    {"b.md", page("fr")}});
  CHECK(site.urls == std::map<std::string, std::string>{{"a.en.md", "en/a/"}, {"b.md", "a/"}});
  CHECK(site.pages.at("a.en.md").language == "en");
  CHECK(read_site({{"_config.yml", config}, {"a.en.md", page("en")}}).url("a.en.md") == "a/");
}

TEST_CASE("Jekyll: what looks like a tag is text where no templates are run", "[site]") {
  const SitePages site = read_site({{"_config.yml", ""}, {"a.md", "---\nrender_with_liquid: false\n---\nZo: {{ naam }} en {% if x %}."}});
  CHECK(site.pages.at("a.md").sections.at(0).text == "Zo: {{ naam }} en {% if x %}.");
}

TEST_CASE("Jekyll: code in one line with its tags is code", "[site]") {
  const SitePages site = read_site({{"_config.yml", ""},
                                    {"a.md", "---\n---\nEen {% highlight html %}<b>x</b>{% endhighlight %} twee\n\n"
                                             "{% highlight sh %}\n# geen\n{% endhighlight %}\n\n{% highlight js %}<i>{% endhighlight %}\n"}});
  std::string all;
  for (const Section& section : site.pages.at("a.md").sections) all += section.anchor + section.text;
  std::ranges::replace(all, '\n', ' ');
  CHECK(all == "Een <b>x</b> twee # geen <i>");
}

TEST_CASE("Jekyll: a loop over the documents of a collection is told to be left out", "[site]") {
  for (const std::string_view collections : {"collections: {docs: {output: true}}", "collections: [docs]\ndocs: x"}) {
    const SitePages site = read_site({{"_config.yml", std::string(collections)},
                                      {"a.md", "---\n---\nVoor\n{% for d in site.docs %}{{ d.title }}{% endfor %}{% for p in site.niets %}x{% endfor %} na"}});
    REQUIRE(site.problems.size() == 1);
    CHECK(site.problems[0].message == "text is left out that stands in `{% for %}`: only Jekyll knows whether it is shown");
  }
}

}  // namespace
}  // namespace speur
