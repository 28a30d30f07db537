#include "indexer/includes/include_expansion.hpp"

#include "indexer/includes/include_line.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

namespace {

namespace fs = std::filesystem;

/// A site's folder and what went wrong in it.
struct Site {
  std::string expand(std::string_view page) {
    problems.clear();
    const fs::path site = root / "site";
    return expand_snippets(std::string(page), site / "pagina.md", {{site / "delen", site}, site},
                           {"pagina.md", 10}, problems);
  }

  TemporaryFolder root;
  std::vector<Problem> problems;
};

}  // namespace

TEST_CASE("snippets are put in, whole, by lines or by section", "[snippets]") {
  Site site;
  site.root.write("site/delen/a.md", "een\ntwee\ndrie\n");
  site.root.write("site/delen/b.md",
                  "voor\n<!-- --8<-- [start:deel] -->\nbinnen\n<!-- --8<-- [end:deel] -->\nna\n");
  site.root.write("site/delen/c.md", "c\n--8<-- \"a.md\"\n");
  struct Row {
    std::string_view page, text;
  };
  for (const Row& row : std::to_array<Row>({
           {"x\n--8<-- \"a.md\"\ny\n", "x\neen\ntwee\ndrie\ny\n"},
           {"-8<- 'a.md'\n", "een\ntwee\ndrie\n"},
           {"    --8<-- \"a.md:2:2\"\n", "    twee\n"},
           {"--8<-- \"a.md:2\"\n", "twee\ndrie\n"},
           {"--8<-- \"a.md::1\"\n", "een\n"},
           {"--8<-- \"b.md:deel\"\n", "binnen\n"},
           {"--8<-- \"b.md\"\n", "voor\nbinnen\nna\n"},
           {"--8<--\na.md:1:1\n; b.md\nc.md\n--8<--\n", "een\nc\neen\ntwee\ndrie\n"},
           {";--8<-- \"a.md\"\n", "--8<-- \"a.md\"\n"},
           {"zin met --8<-- \"a.md\"\n", "zin met --8<-- \"a.md\"\n"},
       })) {
    CAPTURE(row.page);
    CHECK(site.expand(row.page) == row.text);
    CHECK(site.problems.empty());
  }
}

TEST_CASE("a snippet that cannot be put in is named, and the text goes on", "[snippets]") {
  Site site;
  site.root.write("geheim.md", "geheim\n");
  site.root.write("site/lus.md", "--8<-- \"lus.md\"\nrest\n");
  site.root.write("site/delen/b.md", "voor\n");
  fs::create_symlink(site.root / "geheim.md", site.root / "site" / "link.md");
  struct Row {
    std::string_view page, text, message;
  };
  for (const Row& row : std::to_array<Row>({
           {"a\n--8<-- \"weg.md\"\nb\n", "a\nb\n", "pagina.md:11: snippet 'weg.md' is in no"},
           {"--8<-- \"../geheim.md\"\n", "", "outside the site's folder"},
           {"--8<-- \"link.md\"\n", "", "outside the site's folder"},
           {"--8<-- \"lus.md\"\n", "rest\n", "includes itself"},
           {"--8<-- \"pagina.md\"\n", "", "is in no snippet folder"},
           {"--8<-- \"https://example.org/a.md\"\n", "", "is on another site"},
           {"--8<-- \"b.md:weg\"\n", "", "has no section 'weg'"},
       })) {
    CAPTURE(row.page);
    CHECK(site.expand(row.page) == row.text);
    REQUIRE(site.problems.size() == 1);
    const std::string problem = describe(site.problems[0].where, site.problems[0].message);
    CAPTURE(problem);
    CHECK(problem.find(row.message) != std::string::npos);
  }
}

TEST_CASE("snippets that double at each step come to an end", "[snippets]") {
  Site site;
  for (int i = 0; i < 30; ++i) {
    const std::string next = "--8<-- \"" + std::to_string(i + 1) + ".md\"\n";
    site.root.write("site/" + std::to_string(i) + ".md", next + next);
  }
  site.root.write("site/30.md", "diep\n");
  static_cast<void>(site.expand("--8<-- \"0.md\"\n"));
  CHECK(site.problems.size() == 1);
}

}  // namespace speur
