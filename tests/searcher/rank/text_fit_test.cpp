#include "searcher/rank/text_fit.hpp"

#include <catch2/catch.hpp>

#include <vector>

namespace speur {

TEST_CASE("a text that is the wanted words fits whole", "[text_fit]") {
  TextFit fit({1, 3});
  const std::vector<UnitPlace> both = {{4, 0, 1}, {5, 1, 1}};
  CHECK(fit.total() == 4);
  CHECK(fit(both, 2) == Approx(1));
  CHECK(fit(both, 4) == Approx(0.5));  // half of its words are others
}

TEST_CASE("a word tells what it weighs, once", "[text_fit]") {
  TextFit fit({1, 3});
  CHECK(fit(std::vector<UnitPlace>{{0, 1, 1}}, 1) == Approx(0.75));
  CHECK(fit(std::vector<UnitPlace>{{0, 1, 1}, {1, 1, 1}}, 2) == Approx(0.75));
  CHECK(fit(std::vector<UnitPlace>{}, 2) == 0);
}

TEST_CASE("a compound with a wanted word is a part of that word, and with all of them no more than a word",
          "[text_fit]") {
  TextFit one({2});
  CHECK(one(std::vector<UnitPlace>{{0, 0, 0.5}}, 1) == Approx(0.5));
  CHECK(one(std::vector<UnitPlace>{{0, 0, 0.5}, {0, 0, 1}}, 1) == Approx(1));  // the best of a place
  TextFit two({1, 1});
  CHECK(two(std::vector<UnitPlace>{{0, 0, 1}, {0, 1, 1}}, 2) == Approx(0.5));
}

TEST_CASE("function words are words of the text and tell nothing", "[text_fit]") {
  TextFit fit({0, 2});
  CHECK_FALSE(fit.is_wanted(0));
  CHECK(fit.is_wanted(1));
  CHECK(fit(std::vector<UnitPlace>{{0, 0, 1}, {1, 1, 1}}, 2) == Approx(1));
  CHECK(fit(std::vector<UnitPlace>{{0, 0, 1}}, 1) == 0);
}

}  // namespace speur
