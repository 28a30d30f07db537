#include "searcher/evaluate/name_table.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <unordered_map>
#include <utility>

namespace speur {
namespace {

TEST_CASE("names are numbered in the order of their first appearance", "[evaluation]") {
  NameTable table;
  CHECK_FALSE(table.find("afval"));
  CHECK(table.add("afval") == 0);
  CHECK(table.add("") == 1);
  CHECK(table.add("afval") == 0);
  CHECK(table.add("ĳs") == 2);
  CHECK(table.find("") == 1U);
  CHECK_FALSE(table.find("afva"));
  CHECK(table.name(2) == "ĳs");
  CHECK(table.size() == 3);
}

TEST_CASE("a table agrees with a map, however many names it holds", "[evaluation]") {
  NameTable table;
  std::unordered_map<std::string, std::uint32_t> map;
  std::mt19937 random(3);
  for (int i = 0; i < 50'000; ++i) {
    // Lengths around nothing, and now and then beyond the blocks that names are kept in.
    std::string name = std::to_string(random() % 20'000);
    if (i % 10'000 == 0) name.append((std::size_t{1} << 20) + 5, 'x');
    const auto [known, is_new] = map.emplace(name, static_cast<std::uint32_t>(map.size()));
    REQUIRE(table.add(name) == known->second);
  }
  const NameTable moved = std::move(table);
  REQUIRE(moved.size() == map.size());
  for (const auto& [name, number] : map) {
    REQUIRE(moved.name(number) == name);
    REQUIRE(moved.find(name) == number);
  }
}

}  // namespace
}  // namespace speur
