#include "speur/term_filter.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <string>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

TEST_CASE("a filter has every term, and few others", "[term_filter]") {
  for (const std::size_t terms : {1U, 31U, 33U, 5'000U}) {
    CAPTURE(terms);
    TermFilterBuilder builder;
    for (std::size_t i = 0; i < terms; ++i) builder.add("Qmap/bladzijde-" + std::to_string(i) + ".md");
    const std::string bytes = builder.bytes();
    CHECK(bytes.size() % 64 == 0);
    CHECK(bytes.size() <= 2 * terms + 64);
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
