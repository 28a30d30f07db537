#include "stemmers/compilers/dictd_dictionary.hpp"

#include <catch2/catch.hpp>

namespace speur {
namespace {

using Words = std::vector<std::string>;

TEST_CASE("a dictd text is read as headwords and translations", "[dictd]") {
  const auto entries = read_dictd(
      "\n00-database-dictfmt\nEnglish-Dutch, a heading\n"
      "ladder /lædər/\nladder\n"
      "age /eidʒ/\n\n"
      "lack /læk/\n1. derven,  missen\n2. gebrek, missen\n"
      "paris /p/\nParĳs, huis‐aan‐huis\n");
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].headword == "ladder");
  CHECK(entries[1].headword == "lack");
  CHECK(entries[1].translations == Words{"derven", "missen", "gebrek"});
  CHECK(entries[2].translations == Words{"Parijs", "huis-aan-huis"});
  CHECK(read_dictd("").empty());
}

TEST_CASE("what both directions say comes first", "[dictd]") {
  const auto merged = merge_directions({{"lack", {"derven", "een gebrek", "gebrek"}},
                                        {"Pan", {"pan"}},
                                        {"many", {"a", "bb", "cc", "dd", "ee", "ff"}}},
                                       {{"gebrek", {"lack"}},
                                        {"ontberen", {"lack"}},
                                        {"afval", {"waste", "rubbish", "junk"}},
                                        {"Noor", {"norwegian"}},
                                        {"fiets", {"bike"}}});
  CHECK(merged.at("lack") == Words{"gebrek", "derven"});
  CHECK(merged.at("many") == Words{"bb", "cc", "dd", "ee"});
  CHECK(merged.at("waste") == Words{"afval"});
  CHECK(merged.at("rubbish") == Words{"afval"});
  CHECK(merged.at("bike") == Words{"fiets"});
  CHECK(merged.size() == 5);  // no name, and no third meaning
}

}  // namespace
}  // namespace speur
