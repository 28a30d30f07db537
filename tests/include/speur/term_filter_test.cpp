#include "speur/term_filter.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <random>
#include <string>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

TEST_CASE("a filter has every term, and few others", "[term_filter]") {
  for (const std::size_t terms : {1U, 31U, 33U, 5'000U}) {
    CAPTURE(terms);
    TermFilterBuilder builder;
    for (std::size_t i = 0; i < terms; ++i) builder.add("Qmap/bladzijde-" + std::to_string(i) + ".md");
    const std::string bytes = builder.bytes();
    CHECK(bytes.size() <= 2 * terms + terms / 8 + 76);
    const TermFilter filter(bytes);
    std::size_t had = 0, others = 0;
    for (std::size_t i = 0; i < terms; ++i) {
      had += filter.may_have("Qmap/bladzijde-" + std::to_string(i) + ".md") ? 1 : 0;
    }
    CHECK(had == terms);
    constexpr std::size_t asked = 20'000;
    for (std::size_t i = 0; i < asked; ++i) {
      others += filter.may_have("Qmap/map-" + std::to_string(i) + "/index.md") ? 1 : 0;
    }
    CHECK(others < asked / 100);
  }
}

TEST_CASE("a filter of nothing may have anything", "[term_filter]") {
  CHECK(TermFilterBuilder().bytes().empty());
  CHECK(TermFilter().may_have("Qa.md"));
  CHECK(TermFilter("te weinig voor een blok").may_have("Qa.md"));
  // Zero bytes that stand behind the blocks change nothing.
  TermFilterBuilder builder;
  builder.add("Qa.md");
  std::string bytes = builder.bytes();
  bytes.append(7, '\0');
  CHECK(TermFilter(bytes).may_have("Qa.md"));
  CHECK_FALSE(TermFilter(bytes).may_have("Qb.md"));
}

TEST_CASE("a damaged filter loses no term", "[term_filter]") {
  constexpr std::size_t terms = 100;
  const auto term = [](std::size_t i) { return "Qmap/bladzijde-" + std::to_string(i) + ".md"; };
  TermFilterBuilder builder;
  for (std::size_t i = 0; i < terms; ++i) builder.add(term(i));
  const std::string bytes = builder.bytes();
  const auto lost = [&](const std::string& damaged) {
    const TermFilter filter(damaged);
    std::size_t count = 0;
    for (std::size_t i = 0; i < terms; ++i) count += filter.may_have(term(i)) ? 0 : 1;
    return count;
  };
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    CAPTURE(bit);
    std::string damaged = bytes;
    damaged[bit / 8] = static_cast<char>(static_cast<unsigned char>(damaged[bit / 8]) ^ 1U << bit % 8);
    REQUIRE(lost(damaged) == 0);
  }
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    REQUIRE(lost(bytes.substr(0, size)) == 0);
  }
  std::mt19937 random(9);
  for (int round = 0; round < 500; ++round) {
    std::string damaged = bytes;
    const std::size_t begin = random() % damaged.size();
    const std::size_t end = begin + random() % (damaged.size() - begin);
    for (std::size_t i = begin; i < end; ++i) {
      damaged[i] = round % 2 == 0 ? '\0' : static_cast<char>(random());
    }
    REQUIRE(lost(damaged) == 0);
  }
}
