#include "speur/site_index.hpp"

#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

TEST_CASE("pages in memory become an index, and only those that change are written again",
          "[site_index]") {
  const TemporaryFolder folder;
  const std::filesystem::path index = folder / "index";
  std::vector<SourcePage> pages = {{"een.md", "# Een\n\nFietsenstalling."},
                                   {"map/twee.md", "---\ndraft: true\n---\n# Twee"},
                                   {"map/drie.md", "# Drie"}};
  SiteIndexReport report = index_pages(pages, index, {.site_name = "Naam: \"x\""});
  CHECK(report.pages == 2);
  CHECK(report.indexed == 2);
  CHECK(report.excluded == 1);

  pages[0].markdown += " Meer.";
  pages.pop_back();
  report = index_pages(pages, index, {.site_name = "Naam: \"x\""});
  CHECK(report.pages == 1);
  CHECK(report.indexed == 1);
  CHECK(report.deleted == 1);

  report = index_pages(pages, index, {.site_name = "Naam: \"x\""});
  CHECK(report.indexed == 0);
  CHECK(report.unchanged == 1);
}

TEST_CASE("a problem of a page in memory is told by the page's path", "[site_index]") {
  const TemporaryFolder folder;
  const std::vector<SourcePage> pages = {{"goed.md", "# Goed"},
                                         {"map/fout.md", "---\ntitle: [\n---\n# Fout"}};
  const SiteIndexReport report = index_pages(pages, folder / "index");
  CHECK(report.pages >= 1);
  REQUIRE(!report.problems.empty());
  CHECK(report.problems.front().where.file == "map/fout.md");
  CHECK(report.problems.front().where.line != 0);
}

TEST_CASE("a path that leaves the site, or that two pages have, is refused", "[site_index]") {
  const TemporaryFolder folder;
  for (const std::string path : {"", "/etc/a.md", "../a.md", "a/../../b.md", "a//b.md", "a", "./a.md"}) {
    CAPTURE(path);
    const std::vector<SourcePage> pages = {{path, "# Pagina"}};
    CHECK_THROWS_WITH(index_pages(pages, folder / "index"),
                      "\"" + path + "\" is no path of a page, as map/pagina.md");
  }
  const std::vector<SourcePage> twice = {{"a.md", "# Een"}, {"a.md", "# Twee"}};
  CHECK_THROWS_WITH(index_pages(twice, folder / "index"), "the page \"a.md\" is given twice");
  CHECK(!std::filesystem::exists(folder / "index"));
}
