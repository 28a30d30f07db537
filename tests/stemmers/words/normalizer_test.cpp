#include "stemmers/words/normalizer.hpp"

#include <catch2/catch.hpp>

#include <array>

TEST_CASE("a word is folded to what is matched, and keeps its accents beside it", "[normalizer]") {
  struct Row {
    std::string_view word, exact, accented;
  };
  for (const Row& row : std::to_array<Row>({
           {"Fiets", "fiets", ""},
           {"COÖRDINATIE", "coordinatie", "coördinatie"},
           {"coo\u0308rdinatie", "coordinatie", "coördinatie"},
           {"één", "een", "één"},
           {"Ĳsland", "ijsland", ""},
           {"ĳs", "ijs", ""},
           {"Straße", "strasse", ""},
           {"Ærø Łódź", "aerolodz", "ærøłódź"},
           {"risico’s", "risico's", ""},
           {"ver\u00adgun\u200bning", "vergunning", ""},
           {"\ufeffwoord", "woord", ""},
           {"ﬁets１", "fiets1", ""},
           {"C++", "c++", ""},
           {"1.234,56", "1.234,56", ""},
           {"Ελλάδα", "ελλαδα", "ελλάδα"},
           {"हिन्दी", "हिन्दी", ""},
           {"日本語", "日本語", ""},
           {"\u00ad\u200b", "", ""},
           {"a\x01\x7f\x02"
            "b",
            "ab", ""},
           {"a\xff", "a", ""},
           {"\xed\xa0\x80", "", ""},
           {"", "", ""},
       })) {
    CAPTURE(row.word);
    const speur::NormalWord normal = speur::normalize_word(row.word);
    CHECK(normal.exact == row.exact);
    CHECK(normal.accented == row.accented);
  }
}

TEST_CASE("a long word is cut at a whole character", "[normalizer]") {
  std::string ascii(1000, 'a'), wide;
  for (int i = 0; i < 1000; ++i) wide += "日";
  CHECK(speur::normalize_word(ascii).exact.size() == speur::max_word_bytes);
  CHECK(speur::normalize_word(wide).exact.size() == 198);
  // One character that unfolds to eighteen.
  std::string ligatures;
  for (int i = 0; i < 300; ++i) ligatures += "\ufdfa";
  CHECK(speur::normalize_word(ligatures).exact.size() <= speur::max_word_bytes);
}
