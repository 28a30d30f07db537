#include "indexer/site/content_reader.hpp"

#include "indexer/site/hugo/hugo.hpp"

#include "support/problems.hpp"
#include "support/temporary_folder.hpp"

#include <sys/stat.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace speur {
namespace {

namespace fs = std::filesystem;

SiteConfig config_for(const TemporaryFolder& site) {
  SiteConfig config;
  config.content = site / "docs";
  config.root = site.path();
  config.snippet_paths = {site.path()};
  return config;
}

std::string ids(const std::vector<FoundPage>& pages) {
  std::string text;
  for (const FoundPage& page : pages) text += page.id + " ";
  return text;
}

TEST_CASE("pages are found in all folders and sorted by the bytes of their ids", "[content]") {
  const TemporaryFolder site;
  for (const char* name :
       {"docs/b.md", "docs/a/index.md", "docs/a-b.md", "docs/Z.MD", "docs/c.markdown", "docs/d.mdx",
        "docs/\xc3\xa9.md", "docs/x.md/y.md", "docs/leeg.txt", "docs/.verborgen.md",
        "docs/.git/a.md", "docs/node_modules/a.md", "docs/.md"}) {
    site.write(name, "tekst");
  }
  std::vector<Problem> problems;
  const std::vector<FoundPage> pages = find_pages(config_for(site), problems);
  CHECK(ids(pages) == "Z.MD a-b.md a/index.md b.md c.markdown d.mdx x.md/y.md \xc3\xa9.md ");
  CHECK(source_file(pages.at(2), config_for(site)).path == site / "docs/a/index.md");
  CHECK(pages.at(2).stamp.size == 5);
  CHECK(shown(problems).empty());
}

TEST_CASE("an empty site has no pages and no problems", "[content]") {
  const TemporaryFolder site;
  fs::create_directories(site / "docs/leeg");
  std::vector<Problem> problems;
  CHECK(find_pages(config_for(site), problems).empty());
  CHECK(shown(problems).empty());
}

TEST_CASE("the index, snippets and excluded pages inside the content are no pages", "[content]") {
  const TemporaryFolder site;
  for (const char* name : {"docs/a.md", "docs/inc/b.md", "docs/idx/c.md", "docs/intern/d.md"}) {
    site.write(name, "");
  }
  SiteConfig config = config_for(site);
  config.index = site / "docs/idx";
  config.snippet_paths = {site / "docs", site / "docs/inc"};
  config.exclude = {"intern/"};
  std::vector<Problem> problems;
  CHECK(ids(find_pages(config, problems)) == "a.md ");
  CHECK(shown(problems).empty());
}

TEST_CASE("what looks like a page but cannot be one is named", "[content]") {
  const TemporaryFolder site;
  site.write("docs/a.md", "");
  site.write("docs/map/b.md", "");
  site.write("docs/\xe9.md", "");
  site.write("docs/x\ny.md", "");
  site.write("docs/m\xe9/c.md", "");
  REQUIRE(::mkfifo((site / "docs/pijp.md").c_str(), 0600) == 0);
  const TemporaryFolder elsewhere;
  elsewhere.write("geheim.md", "");
  fs::create_symlink(elsewhere / "geheim.md", site / "docs/buiten.md");
  fs::create_symlink(elsewhere.path(), site / "docs/buiten");
  fs::create_symlink("nergens.md", site / "docs/dood.md");
  fs::create_symlink("nergens.png", site / "docs/dood.png");
  fs::create_symlink("kring.md", site / "docs/kring.md");
  fs::create_directory_symlink("..", site / "docs/map/terug");
  fs::create_symlink("../a.md", site / "docs/map/link.md");
  std::vector<Problem> problems;
  CHECK(ids(find_pages(config_for(site), problems)) == "a.md map/b.md map/link.md ");
  const std::string docs = (site / "docs").string();
  CHECK(shown(problems) ==
        docs + "/buiten: is a symbolic link to a place outside of " + site.path().string() +
            ": skipped\n" + docs + "/buiten.md: is a symbolic link to a place outside of " +
            site.path().string() + ": skipped\n" + docs +
            "/dood.md: is a symbolic link to nothing: skipped\n" + docs +
            "/kring.md: is a symbolic link that leads to itself: skipped\n" + docs +
            "/map/terug: is a symbolic link to a folder that it stands in: it is not followed\n" +
            docs + "/m\xe9: the folder's name is not UTF-8, or has control characters: skipped\n" +
            docs + "/pijp.md: is no regular file: skipped\n" + docs +
            "/x?y.md: the page's name is not UTF-8, or has control characters: skipped\n" + docs +
            "/\xe9.md: the page's name is not UTF-8, or has control characters: skipped");
}

TEST_CASE("links that multiply folders come to an end", "[content]") {
  const TemporaryFolder site;
  fs::create_directories(site / "docs");
  for (int level = 0; level < 30; ++level) {
    const std::string folder = "l" + std::to_string(level);
    site.write(folder + "/a.md", "");
    const std::string next = "../l" + std::to_string(level + 1);
    fs::create_directory_symlink(next, site / (folder + "/x"));
    fs::create_directory_symlink(next, site / (folder + "/y"));
  }
  fs::create_directories(site / "l30");
  fs::create_directory_symlink("../l0", site / "docs/x");
  std::vector<Problem> problems;
  const std::size_t pages = find_pages(config_for(site), problems).size();
  CHECK(pages > 31);
  CHECK(pages <= 31 * max_folder_visits);
  CHECK_FALSE(problems.empty());
}

TEST_CASE("folders have a greatest depth", "[content]") {
  const TemporaryFolder site;
  std::string folder = "docs";
  for (unsigned depth = 0; depth < max_folder_depth + 3; ++depth) folder += "/m";
  site.write(folder + "/a.md", "");
  std::vector<Problem> problems;
  CHECK(find_pages(config_for(site), problems).empty());
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].message == "folders deeper than 64 are not read");
}

TEST_CASE("index.md goes before README.md", "[content]") {
  const TemporaryFolder site;
  for (const char* name : {"docs/README.md", "docs/index.md", "docs/a/README.md"}) {
    site.write(name, "");
  }
  SiteConfig config = config_for(site);
  std::vector<Problem> problems;
  CHECK(ids(find_pages(config, problems)) == "a/README.md index.md ");
  CHECK(shown(problems) == (site / "docs/README.md").string() +
                               ": is skipped: the index page beside it stands for the folder");
  problems.clear();
  config.rules = hugo_rules_without_config();
  fs::remove(site / "docs/index.md");
  CHECK(ids(find_pages(config, problems)) == "README.md a/README.md ");
  CHECK(shown(problems).empty());
}

TEST_CASE("a page is read up to the bound", "[content]") {
  const TemporaryFolder site;
  SiteConfig config = config_for(site);
  config.max_page_bytes = 10;
  const fs::path small = site.write("docs/a.md", "0123456789");
  CHECK(read_page_bytes({"a.md", small}, config) == "0123456789");
  const fs::path large = site.write("docs/b.md", "0123456789a");
  try {
    const std::string bytes = read_page_bytes({"b.md", large}, config);
    FAIL("no error, but " + bytes);
  } catch (const Error& e) {
    CHECK(e.code() == ExitCode::data);
    CHECK(e.what() == large.string() + ": has 11 bytes, and at most 10 are read");
  }
}

}  // namespace
}  // namespace speur
