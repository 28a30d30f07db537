#include "indexer/site/generators/plain.hpp"

#include "indexer/site/rules/addresses.hpp"

#include "support/problems.hpp"
#include "support/site_pages.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace speur {
namespace {

std::string url_of(std::string_view path, const FrontMatter& front_matter, bool directory_urls,
                   std::vector<Problem>& problems) {
  const std::shared_ptr<SiteRules> rules = plain_rules();
  rules->set_directory_urls(directory_urls);
  const std::filesystem::path file = "b.md";
  return rules->address({path, YamlNode{}, front_matter, {}, file}, problems).url;
}

TEST_CASE("without a generator's configuration a URL follows from the path as MkDocs has it", "[site]") {
  struct Row {
    std::string_view path;
    bool directory_urls;
    std::string_view url;
  };
  for (const Row& row : std::to_array<Row>({
           {"a/b.md", true, "a/b/"},
           {"b.markdown", true, "b/"},
           {"a/b.c.md", true, "a/b.c/"},
           {"index.md", true, ""},
           {"a/index.md", true, "a/"},
           {"a/README.md", true, "a/"},
           {"a/readme.md", true, "a/readme/"},
           {"Ge meente/caf\xc3\xa9.md", true, "Ge%20meente/caf%C3%A9/"},
           {"a#b?c%d.md", true, "a%23b%3Fc%25d/"},
           {"a/b.md", false, "a/b.html"},
           {"a/index.md", false, "a/index.html"},
           {"index.md", false, "index.html"},
       })) {
    CAPTURE(row.path);
    std::vector<Problem> problems;
    CHECK(url_of(row.path, {}, row.directory_urls, problems) == row.url);
  }
}

TEST_CASE("a page may say its URL, if it can be linked to safely", "[site]") {
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
    CHECK(url_of(row.id, front_matter, true, problems) == row.result);
    const std::string wanted(row.url.empty() ? row.slug : row.url);
    CHECK(shown(problems) ==
          (row.problem.empty() ? "" : "b.md:3: \"" + wanted + "\" " + std::string(row.problem)));
  }
}

TEST_CASE("what any generator takes for a draft is one where the generator is not known", "[site]") {
  const SitePages site = read_site({{"docs/a.md", "---\nDraft: true\n---\n"},
                                    {"docs/b.md", "---\npublished: false\n---\n"},
                                    {"docs/c.md", "---\npublished: 2024-05-17\ndraft: false\n---\n"},
                                    {"docs/d.md", "{\n\"draft\": true\n}\n"}},
                                   "docs");
  CHECK(site.urls == std::map<std::string, std::string>{
                         {"a.md", "-"}, {"b.md", "-"}, {"c.md", "c/"}, {"d.md", "-"}});
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

TEST_CASE("what a wiki shows beside its pages is no page", "[site]") {
  const SitePages site = read_site({{"Home.md", "# Welkom\n"}, {"_Sidebar.md", "* [x](x)\n"}, {"_Footer.md", "x\n"},
                                    {"gids/_sidebar.md", "x\n"}, {"_coverpage.md", "x\n"}, {"_navbar.md", "x\n"},
                                    {"_eigen.md", "x\n"}});
  CHECK(site.urls == std::map<std::string, std::string>{{"Home.md", "Home/"}, {"_eigen.md", "_eigen/"}});
}

}  // namespace
}  // namespace speur
