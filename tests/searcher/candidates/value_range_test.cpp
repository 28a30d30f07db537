#include "searcher/candidates/value_range.hpp"

#include "speur/error.hpp"
#include "support/compiled_query.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <vector>

namespace speur {
namespace {

using Ids = std::vector<std::string>;
using End = std::optional<std::string>;

/// A facet of the index between two ends.
struct Ranges {
  explicit Ranges(const std::vector<Page>& pages) : compilation(write_index(folder.path(), pages)) {}

  [[nodiscard]] Ids pages(const std::string& facet, End from, End to) const {
    const IndexReader& index = compilation.index;
    return compilation.pages(range_query(index, index.facet(facet), {facet, std::move(from), std::move(to)}));
  }
  [[nodiscard]] std::string complaint(const std::string& facet, End from, End to) const {
    try {
      static_cast<void>(pages(facet, std::move(from), std::move(to)));
    } catch (const Error& e) {
      CHECK(e.code() == ExitCode::data);
      return e.what();
    }
    return {};
  }

  TemporaryFolder folder;
  QueryCompilation compilation;
};

}  // namespace

TEST_CASE("a range of dates holds the first and the last day of what its ends name", "[value_range]") {
  const Ranges ranges({simple_page("a.md", "A", "Een.", {date("datum", "2024-01-31")}),
                       simple_page("b.md", "B", "Twee.", {date("datum", "2024-02-01")}),
                       simple_page("c.md", "C", "Drie.", {date("datum", "2023-12-31")}),
                       simple_page("d.md", "D", "Zonder datum.")});
  CHECK(ranges.pages("datum", "2024-01", "2024-01") == Ids{"a.md"});
  CHECK(ranges.pages("datum", "2024", std::nullopt) == Ids{"a.md", "b.md"});
  CHECK(ranges.pages("datum", std::nullopt, "2023") == Ids{"c.md"});
  CHECK(ranges.pages("datum", "2024-01-31", "2024-02-01") == Ids{"a.md", "b.md"});
  CHECK(ranges.pages("datum", "31 januari 2024", "1-2-2024") == Ids{"a.md", "b.md"});
  // A page without a date is in no range, not in one that is open on both sides either.
  CHECK(ranges.pages("datum", std::nullopt, std::nullopt) == Ids{"a.md", "b.md", "c.md"});
  CHECK(ranges.pages("datum", "2024-03", "2024-02").empty());
}

TEST_CASE("a range of numbers compares numbers, however they are written", "[value_range]") {
  const Ranges ranges({simple_page("a.md", "A", "Een.", {number("versie", 9, "9")}),
                       simple_page("b.md", "B", "Twee.", {number("versie", 10, "10")}),
                       simple_page("c.md", "C", "Drie.", {number("versie", -2.5, "-2.5")}),
                       simple_page("d.md", "D", "Vier.", {number("versie", 16, "0x10")})});
  CHECK(ranges.pages("versie", "9", "10") == Ids{"a.md", "b.md"});
  CHECK(ranges.pages("versie", std::nullopt, "+9") == Ids{"a.md", "c.md"});
  CHECK(ranges.pages("versie", "1e1", std::nullopt) == Ids{"b.md", "d.md"});
  CHECK(ranges.pages("versie", "0xA", "0o20") == Ids{"b.md", "d.md"});
  CHECK(ranges.pages("versie", "-2.5", "-2.5") == Ids{"c.md"});
}

TEST_CASE("a page with several values is in a range with one of them", "[value_range]") {
  Facet two = number("versie", 1, "1");
  two.values.push_back({FacetType::number, "7", 7});
  const Ranges ranges({simple_page("a.md", "A", "Een.", {two}),
                       simple_page("b.md", "B", "Twee.", {number("versie", 4, "4")})});
  CHECK(ranges.pages("versie", "6", "8") == Ids{"a.md"});
  CHECK(ranges.pages("versie", "2", "5") == Ids{"b.md"});
  CHECK(ranges.pages("versie", "1", "4") == Ids{"a.md", "b.md"});
}

TEST_CASE("what has no range is told, with what to write", "[value_range]") {
  const Ranges ranges({simple_page("a.md", "A", "Een.", {keywords("soort", {"nota"}), date("datum", "2024-01-31"),
                                                        number("versie", 1, "1")})});
  CHECK(ranges.complaint("soort", "a", "b") == "'soort' holds words, which have no range: use soort:value");
  CHECK(ranges.complaint("versie", "een", std::nullopt) == "'versie' holds numbers; 'een' is none");
  CHECK(ranges.complaint("versie", "1e999", std::nullopt) == "'versie' holds numbers; '1e999' is none");
  CHECK(ranges.complaint("datum", std::nullopt, "gisteren") ==
        "'datum' holds dates; 'gisteren' is none: write 2024, 2024-05 or 2024-05-17");
}

}  // namespace speur
