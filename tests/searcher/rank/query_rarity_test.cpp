#include "searcher/rank/query_rarity.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

namespace speur {
namespace {

Evidence evidence_of(std::size_t unit, double pages) {
  Evidence evidence;
  evidence.unit = unit;
  evidence.pages = pages;
  return evidence;
}

}  // namespace

TEST_CASE("a word is as rare in a field as the index tells of it, else as in the pages", "[query_rarity]") {
  RankedQuery query;
  query.units.push_back({"a", true, false, 1});
  query.evidence.push_back(evidence_of(0, 100));
  query.evidence.front().field_pages[static_cast<std::size_t>(TextField::title)] = 4;
  const QueryRarity rarity(query, 1000);
  CHECK(rarity.by_field.front()[static_cast<std::size_t>(TextField::body)] == Approx(std::log(900.5 / 100.5)));
  CHECK(rarity.by_field.front()[static_cast<std::size_t>(TextField::title)] == Approx(std::log(996.5 / 4.5)));
}

TEST_CASE("a word that nearly all pages have is still worth something", "[query_rarity]") {
  RankedQuery query;
  query.units.push_back({"a", true, false, 1});
  query.evidence.push_back(evidence_of(0, 1000));
  CHECK(QueryRarity(query, 1000).by_field.front()[static_cast<std::size_t>(TextField::body)] > 0);
}

TEST_CASE("a unit tells what its most common form does, and what stands in for it does not count", "[query_rarity]") {
  RankedQuery query;
  query.units.push_back({"a", true, false, 1});
  query.evidence = {evidence_of(0, 10), evidence_of(0, 300), evidence_of(0, 900)};
  query.evidence.back().stands_in = true;
  const QueryRarity rarity(query, 1000);
  CHECK(rarity.units.front() == Approx(std::log(1001 / 300.5)));
}

TEST_CASE("the parts of a compound tell together what the rarest does", "[query_rarity]") {
  RankedQuery query;
  query.units.push_back({"ab", true, false, 1});
  query.evidence = {evidence_of(0, 10), evidence_of(0, 300)};
  for (Evidence& part : query.evidence) part.is_member = true;
  Conjunction all;
  all.members = {0, 1};
  query.conjunctions.push_back(all);
  CHECK(QueryRarity(query, 1000).units.front() == Approx(std::log(1001 / 10.5)));
}

TEST_CASE("function words and words that are not wanted are no content", "[query_rarity]") {
  RankedQuery query;
  query.units = {{"de", true, true, 1}, {"fiets", true, false, 1}, {"auto", false, false, 1}};
  query.evidence = {evidence_of(0, 900), evidence_of(1, 10), evidence_of(2, 10)};
  const QueryRarity rarity(query, 1000);
  CHECK(rarity.content == std::vector<std::size_t>{1});
  CHECK(rarity.units[0] < 0.1);
  CHECK(rarity.content_weights() == std::vector<double>{0, rarity.units[1], 0});
}

}  // namespace speur
