#include "indexer/terms/analyzed_page.hpp"

#include "indexer/budget/page_budget.hpp"

#include <catch2/catch.hpp>

#include <string>

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
