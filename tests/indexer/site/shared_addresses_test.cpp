#include "support/site_pages.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace speur {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

std::string page_at(const std::string& keys) { return "---\n" + keys + "\n---\nTekst.\n"; }

/// The ids of the pages that a site shows, with a blank between them.
std::string shown_pages(const Files& files) {
  std::string all;
  for (const auto& [id, url] : read_site(files).urls) {
    if (url != "-") all += (all.empty() ? "" : " ") + id;
  }
  return all;
}

TEST_CASE("Hugo: of pages of one address the one that is written last is there", "[site]") {
  const auto shown_of = [](const std::vector<std::string>& pages) {
    Files files{{"hugo.yaml", "title: x"}};
    for (const std::string& page : pages) files.emplace_back("content/" + page, page_at("url: /u/"));
    return shown_pages(files);
  };
  CHECK(shown_of({"a.md", "b.md"}) == "b.md");
  CHECK(shown_of({"s/a.md", "z.md"}) == "s/a.md");
  CHECK(shown_of({"s/_index.md", "a.md", "z.md"}) == "s/_index.md");
  CHECK(shown_of({"tags/x/_index.md", "s/z.md", "z/_index.md"}) == "tags/x/_index.md");
  CHECK(shown_of({"m/b/index.md", "m/a.md", "m/c.md"}) == "m/c.md");
  CHECK(shown_of({"t/d/_index.md", "t/_q/_index.md"}) == "t/d/_index.md");
  CHECK(shown_of({"A.md", "a8.md", "B8.md"}) == "B8.md");
  CHECK(shown_of({"G.md", "g.md"}) == "g.md");
  CHECK(shown_of({"s/p-1.md", "s/p/index.md", "s/p.x.md", "s/p0.md"}) == "s/p/index.md");
}

TEST_CASE("a page that the site does not show takes no other one's address", "[site]") {
  const std::string future = "\ndate: 2099-01-01";
  CHECK(shown_pages({{"hugo.yaml", ""},
                     {"content/a.md", page_at("slug: c")},
                     {"content/b.md", page_at("Slug: c\ndraft: true")},
                     {"content/d.md", page_at("url: c" + future)}}) == "a.md");
  CHECK(shown_pages({{"hugo.yaml", "permalinks: {n: '/:title/'}"},
                     {"content/n/a.md", page_at("title: Zelfde titel")},
                     {"content/n/b.md", page_at("title: Zelfde Titel")}}) == "n/b.md");
}

TEST_CASE("Jekyll: of pages of one address the one that is written last is there", "[site]") {
  const std::string keys = "permalink: /u/";
  const Files config{{"_config.yml", "collections: {z: {output: true}, a: {output: true}}"}};
  const auto shown_of = [&](const std::vector<std::pair<std::string, std::string>>& pages) {
    Files files = config;
    for (const auto& [id, more] : pages) files.emplace_back(id, page_at(keys + more));
    return shown_pages(files);
  };
  CHECK(shown_of({{"a.md", ""}, {"b.md", ""}}) == "b.md");
  CHECK(shown_of({{"z/a.md", ""}, {"b.md", ""}}) == "b.md");
  CHECK(shown_of({{"x/k.md", ""}, {"x/y/k.md", ""}, {"k.md", ""}}) == "k.md");
  CHECK(shown_of({{"_posts/2020-01-02-a.md", ""}, {"_posts/2020-01-01-b.md", ""}, {"z.md", ""}}) ==
        "_posts/2020-01-02-a.md");
  CHECK(shown_of({{"_posts/2020-01-02-a.md", "\ndate: 2019-01-01"}, {"_posts/2020-01-01-b.md", ""}}) ==
        "_posts/2020-01-01-b.md");
  CHECK(shown_of({{"_a/1.md", ""}, {"_z/2.md", ""}, {"_posts/2020-01-02-a.md", ""}}) == "_a/1.md");
  CHECK(shown_of({{"_a/1.md", "\npublished: false"}, {"b.md", ""}}) == "b.md");
  CHECK(shown_of({{"_a/1.md", ""}, {"_a/2.md", ""}}) == "_a/2.md");
}

TEST_CASE("front matter in any form names an address that two pages share", "[site]") {
  for (const std::string_view head : {"---\nslug: c\n---\n", "\n\n---\r\ntitle: '---'\r\nSLUG: c\r\n---\r\n", "+++\nslug = 'c'\n+++\n",
                                  "{\n\"slug\": \"c\"\n}\n", "\xEF\xBB\xBF---\nurl: /c/\n---\n"}) {
    CAPTURE(head);
    CHECK(shown_pages({{"hugo.yaml", ""}, {"content/a.md", std::string(head) + "Tekst.\n"}, {"content/b.md", page_at("slug: c")}}) == "b.md");
  }
}

TEST_CASE("pages that others take the address of are told", "[site]") {
  const SitePages site = read_site({{"_config.yml", ""}, {"c.md", page_at("permalink: /c/")}, {"c/index.md", page_at("title: C")}});
  CHECK(site.urls == std::map<std::string, std::string>{{"c/index.md", "c/"}});
  REQUIRE(site.problems.size() == 1);
  CHECK(site.problems[0].message == "is left out: Jekyll shows c/index.md at its address, /c/");
}

}  // namespace
}  // namespace speur
