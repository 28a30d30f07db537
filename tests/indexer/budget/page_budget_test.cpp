#include "indexer/budget/page_budget.hpp"

#include <catch2/catch.hpp>

namespace speur {
namespace {

constexpr PageLimits small{100, 2, 50, 1};

TEST_CASE("a page may take what its size allows, and one byte more ends it", "[budget]") {
  const PageBudget page("docs/a.md", 10, small);
  budget::at_line(7);
  budget::hold(120);
  budget::give_back(60);
  budget::hold(60);
  CHECK_FALSE(budget::try_hold(1));
  CHECK_THROWS_WITH(budget::hold(1), "docs/a.md:7: the page is left out: to read it takes more "
                                     "memory than a page of its size may take");
}

TEST_CASE("steps are never given back", "[budget]") {
  const PageBudget page("docs/a.md", 10, small);
  budget::spend(60);
  CHECK_THROWS_WITH(budget::spend(1), "docs/a.md: the page is left out: to read it takes more "
                                      "time than a page of its size may take");
}

TEST_CASE("each page has a budget of its own, and where there is none nothing is counted", "[budget]") {
  for (int page = 0; page < 3; ++page) {
    const PageBudget budget("docs/a.md", 10, small);
    CHECK_NOTHROW(budget::spend(60));
  }
  CHECK_NOTHROW(budget::spend(1'000'000));
  CHECK(budget::try_hold(1'000'000));
}

}  // namespace
}  // namespace speur
