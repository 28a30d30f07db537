#include "indexer/site/page_url.hpp"

#include "support/problems.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace speur {
namespace {

constexpr UrlRules mkdocs = {Generator::mkdocs, true};
constexpr UrlRules flat = {Generator::mkdocs, false};
constexpr UrlRules hugo = {Generator::hugo, true};

TEST_CASE("a page's URL follows from its path as the generator makes it", "[url]") {
  struct Row {
    std::string_view id;
    UrlRules rules;
    std::string_view url;
  };
  for (const Row& row : std::to_array<Row>({
           {"a/b.md", mkdocs, "a/b/"},
           {"b.markdown", mkdocs, "b/"},
           {"a/b.c.md", mkdocs, "a/b.c/"},
           {"index.md", mkdocs, ""},
           {"a/index.md", mkdocs, "a/"},
           {"a/README.md", mkdocs, "a/"},
           {"a/readme.md", mkdocs, "a/readme/"},
           {"Ge meente/caf\xc3\xa9.md", mkdocs, "Ge%20meente/caf%C3%A9/"},
           {"a#b?c%d.md", mkdocs, "a%23b%3Fc%25d/"},
           {"a/b.md", flat, "a/b.html"},
           {"a/index.md", flat, "a/index.html"},
           {"index.md", flat, "index.html"},
           {"a/_index.md", hugo, "a/"},
           {"_index.md", hugo, ""},
           {"A/B c.md", hugo, "a/b-c/"},
           {"a/README.md", hugo, "a/readme/"},
       })) {
    CAPTURE(row.id);
    CHECK(page_url(row.id, row.rules) == row.url);
  }
}

TEST_CASE("a page may say its URL, if it can be linked to safely", "[url]") {
  struct Row {
    std::string_view id, url, slug, result, problem;
  };
  const std::string_view no = "cannot be the page's URL: its path is";
  for (const Row& row : std::to_array<Row>({
           {"a/b.md", "/x/y/", "", "x/y/", ""},
           {"a/b.md", "/x/y/", "z", "x/y/", ""},
           {"a/b.md", "/", "", "", ""},
           {"a/b.md", "x.html?a=b#c", "", "x.html?a=b#c", ""},
           {"a/b.md", "x y/%20/\xc3\xa9", "", "x%20y/%20/%C3%A9", ""},
           {"a/b.md", "https://www.example.nl/x", "", "https://www.example.nl/x", ""},
           {"a/b.md", "//evil.example/x", "", "evil.example/x", ""},
           {"a/b.md", "", "c", "a/c/", ""},
           {"a/b.md", "", "/c/d", "c/d", ""},
           {"a/index.md", "", "c", "c/", ""},
           {"index.md", "", "c", "c/", ""},
           {"a/b.md", "javascript:alert(1)", "", "a/b/", no},
           {"a/b.md", "https:x", "", "a/b/", no},
           {"a/b.md", "/:year/:title/", "", "a/b/", no},
           {"a/b.md", "../../x", "", "a/b/", no},
           {"a/b.md", "x\\y", "", "a/b/", no},
           {"a/b.md", "", "..", "a/b/", no},
           {"a/b.md", "", "c/d", "a/b/", no},
       })) {
    CAPTURE(row.url, row.slug);
    FrontMatter front_matter;
    front_matter.url = row.url;
    front_matter.slug = row.slug;
    front_matter.url_line = 3;
    std::vector<Problem> problems;
    CHECK(page_url(row.id, front_matter, mkdocs, "b.md", problems) == row.result);
    const std::string wanted(row.url.empty() ? row.slug : row.url);
    CHECK(shown(problems) ==
          (row.problem.empty() ? "" : "b.md:3: \"" + wanted + "\" " + std::string(row.problem)));
  }
}

TEST_CASE("two pages with one URL are told, both by name", "[url]") {
  const std::vector<Problem> problems = {
      same_url_problem("a/b/", "docs/a/b/index.md", "docs/a/b.md"),
      same_url_problem("", "README.md", "index.md"),
      same_url_problem("https://www.example.nl/", "e.md", "d.md")};
  CHECK(shown(problems) ==
        "docs/a/b/index.md: has the URL \"/a/b/\", which is that of docs/a/b.md already\n"
        "README.md: has the URL \"/\", which is that of index.md already\n"
        "e.md: has the URL \"https://www.example.nl/\", which is that of d.md already");
  CHECK(problems.front().harmless);
}

}  // namespace
}  // namespace speur
