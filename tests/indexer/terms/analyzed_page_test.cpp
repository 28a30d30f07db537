#include "indexer/terms/analyzed_page.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/page/page_reader.hpp"
#include "indexer/site/site_config.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace speur {

TEST_CASE("a page of more words than its bytes may hold is refused before it is analyzed", "[budget]") {
  Page page;
  page.id = "a.md";
  std::string words;
  for (int i = 0; i < 10'000; ++i) words += "a ";
  page.sections.push_back({0, {}, {}, words});
  Analyzer analyzer(AnalyzerRecipe::standard());
  CHECK(analyze_page(page, analyzer).tokens.size() == 10'000);
  const PageBudget budget("docs/a.md", words.size(), {100'000, 20});
  CHECK_THROWS_WITH(analyze_page(page, analyzer),
                    "docs/a.md: the page is left out: to read it takes more memory than a page of its size "
                    "may take");
}

TEST_CASE("the largest page may be made of the shortest words", "[budget]") {
  const SiteConfig site;
  std::string bytes;
  while (bytes.size() + 2 <= site.max_page_bytes) bytes += "a ";
  const std::size_t words = bytes.size() / 2;
  SourceFile source;
  source.id = "a.md";
  source.path = "docs/a.md";
  std::vector<Problem> problems;
  const PageResult read = read_page(source, bytes, site, problems);
  REQUIRE(read.page);
  Analyzer analyzer(AnalyzerRecipe::standard());
  const PageBudget budget(source.path, bytes.size(), site.page_limits);
  CHECK(analyze_page(*read.page, analyzer).tokens.size() >= words);
}

TEST_CASE("a word that is joined to the one before it counts for more than one apart", "[budget]") {
  const auto is_refused = [](std::string_view unit) {
    Page page;
    page.id = "a.md";
    std::string words;
    while (words.size() < 100'000) words += unit;
    page.sections.push_back({0, {}, {}, words});
    Analyzer analyzer(AnalyzerRecipe::standard());
    const PageBudget budget("docs/a.md", words.size(), {1'500'000, 20});
    try {
      static_cast<void>(analyze_page(page, analyzer));
      return false;
    } catch (const Error&) {
      return true;
    }
  };
  for (const std::string_view unit : {"a ", "a, ", "a-", "a/", "a - b ", "fiets-bel "}) {
    CAPTURE(unit);
    CHECK_FALSE(is_refused(unit));
  }
  for (const std::string_view unit : {"a-b ", "a1.b ", "a:b ", "a-b/"}) {
    CAPTURE(unit);
    CHECK(is_refused(unit));
  }
}

TEST_CASE("different words count for more than one that comes back", "[budget]") {
  const auto page_of = [](bool different) {
    Page page;
    page.id = "a.md";
    std::string words;
    for (int i = 10'000; i < 11'000; ++i) words += different ? "w" + std::to_string(i) + " " : "w10000 ";
    page.sections.push_back({0, {}, {}, words});
    return page;
  };
  Analyzer analyzer(AnalyzerRecipe::standard());
  {
    const PageBudget budget("docs/a.md", 7'000, {300'000, 20});
    const AnalyzedPage one = analyze_page(page_of(false), analyzer);
    CHECK(one.words.size() == 1);
    CHECK(one.tokens.size() == 1'000);
  }
  const PageBudget budget("docs/a.md", 7'000, {300'000, 20});
  CHECK_THROWS_WITH(analyze_page(page_of(true), analyzer),
                    "docs/a.md: the page is left out: to read it takes more memory than a page of its size "
                    "may take");
}

}  // namespace speur
