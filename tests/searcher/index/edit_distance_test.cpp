#include "searcher/index/edit_distance.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

namespace {

/// The definition, cell by cell.
unsigned by_definition(std::u32string_view a, std::u32string_view b) {
  std::vector<std::vector<unsigned>> cost(a.size() + 1, std::vector<unsigned>(b.size() + 1));
  for (unsigned i = 0; i <= a.size(); ++i) {
    for (unsigned j = 0; j <= b.size(); ++j) {
      unsigned& best = cost[i][j];
      best = i + j;
      if (i > 0) best = std::min(best, cost[i - 1][j] + 1);
      if (j > 0) best = std::min(best, cost[i][j - 1] + 1);
      if (i > 0 && j > 0) best = std::min(best, cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        best = std::min(best, cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace

TEST_CASE("the distance of two words is the least number of edits", "[edit_distance]") {
  struct Row {
    std::u32string_view word, other;
    unsigned edits;
  };
  for (const Row& row : std::to_array<Row>({{U"bezwaar", U"bezwaar", 0},
                                            {U"bezwaar", U"bezwar", 1},
                                            {U"bezwaar", U"bezwaaar", 1},
                                            {U"bezwaar", U"bezweer", 2},
                                            {U"bezwaar", U"bezawar", 1},
                                            {U"coördinatie", U"coordinatie", 1},
                                            {U"ca", U"abc", 3},
                                            {U"", U"de", 2},
                                            {U"de", U"", 2}})) {
    CHECK(EditDistance(row.word).to(row.other, 9) == row.edits);
  }
}

TEST_CASE("the distance by bits is the one by definition, up to the bound", "[edit_distance]") {
  std::mt19937 random(7);
  const auto pick = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  const auto word = [&](std::size_t longest) {
    std::u32string letters(pick(longest + 1), U'a');
    for (char32_t& letter : letters) letter = U"abcé"[pick(4)];
    return letters;
  };
  for (int round = 0; round < 4000; ++round) {
    const std::size_t longest = round % 10 == 0 ? 64 : 9;
    const std::u32string a = word(longest), b = word(longest);
    const auto bound = static_cast<unsigned>(pick(4));
    const unsigned exact = by_definition(a, b);
    const unsigned found = EditDistance(a).to(b, bound);
    CAPTURE(round, exact, found, bound);
    CHECK((exact <= bound ? found == exact : found > bound));
  }
}
