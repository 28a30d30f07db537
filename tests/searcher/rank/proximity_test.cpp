#include "searcher/rank/proximity.hpp"

#include <catch2/catch.hpp>

namespace speur {

TEST_CASE("words that follow each other, or stand in one compound, are as near as can be", "[proximity]") {
  CHECK(proximity({{3, 90}, {40, 91}}) == Approx(1));
  CHECK(proximity({{7}, {7}}) == Approx(1));
  CHECK(proximity({{1}, {2}, {3}}) == Approx(1));
}

TEST_CASE("words are near by the inverse of their distance, and the other way round by half of that", "[proximity]") {
  CHECK(proximity({{1}, {5}}) == Approx(0.25));
  CHECK(proximity({{5}, {1}}) == Approx(0.125));
  CHECK(proximity({{1}, {9}}) == Approx(0.125));
  CHECK(proximity({{1}, {10}}) == 0);
}

TEST_CASE("a position that is given twice makes nothing nearer", "[proximity]") {
  CHECK(proximity({{1, 1}, {5, 5, 5}}) == Approx(0.25));
  CHECK(proximity({{5, 5}, {1, 1}, {3, 3}}) == Approx((0.125 + 0.5) / 2));
  CHECK(proximity({{7, 7, 7}, {7, 7}}) == Approx(1));
}

TEST_CASE("one word is near nothing, and a word that is not there takes its share", "[proximity]") {
  CHECK(proximity({{1, 2, 3}}) == 0);
  CHECK(proximity({{1}, {2}, {}}) == Approx(0.5));
}

}  // namespace speur
