#include "searcher/words/spelling_cost.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

TEST_CASE("what people mix up costs less than what they do not", "[spelling_cost]") {
  struct Row {
    std::u32string_view typed, likely, unlikely;
  };
  for (const Row& row : std::to_array<Row>({
           {U"verblijd", U"verbleid", U"verblusd"},  // one sound, two letters
           {U"gebout", U"gebaut", U"gebxut"},        // vowels
           {U"lagen", U"lachen", U"lapken"},         // g and ch
           {U"besluid", U"besluit", U"besluip"},     // d and t
           {U"adress", U"adres", U"adresq"},         // doubled
           {U"wnoen", U"wonen", U"wbxen"},           // swapped
           {U"gemeente", U"gemeenye", U"gemeenme"},  // keys side by side
           {U"gemeente", U"gemeenne", U"hemeente"},  // the first letter
       })) {
    CHECK(spelling_cost(row.typed, row.likely) > 0);
    CHECK(spelling_cost(row.typed, row.likely) < spelling_cost(row.typed, row.unlikely));
  }
  CHECK(spelling_cost(U"gemeente", U"gemeente") == 0);
  CHECK(spelling_cost(U"", U"") == 0);
}
