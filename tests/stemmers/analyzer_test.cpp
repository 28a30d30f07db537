#include "speur/analyzer.hpp"

#include <catch2/catch.hpp>

TEST_CASE("words keep their places in the text", "[analyzer]") {
  speur::Analyzer analyzer(speur::AnalyzerRecipe::standard());
  const auto tokens = analyzer.analyze("De Gemeenten\ncoördinatie");
  REQUIRE(tokens.size() == 3);
  CHECK(tokens[1].form->exact == "gemeenten");
  CHECK(tokens[1].begin == 3);
  CHECK(tokens[2].position == 3 + speur::block_gap);
  CHECK(tokens[2].form->exact == "coordinatie");
  CHECK(tokens[2].form->accented == "coördinatie");
}
