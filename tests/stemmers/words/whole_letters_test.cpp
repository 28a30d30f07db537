#include "stemmers/words/whole_letters.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace speur {

TEST_CASE("a text is cut between letters as a reader sees them", "[words]") {
  struct Row {
    std::string_view text, letter;
  };
  for (const Row& row : std::vector<Row>{
           {"one byte", "a"},
           {"a character of two bytes", "é"},
           {"an accent of its own", "e\u0301"},
           {"two accents", "u\u0308\u0301"},
           {"an emoji", "👍"},
           {"an emoji with a colour", "👍🏽"},
           {"a family", "👩\u200D👩\u200D👧\u200D👦"},
           {"a flag", "🇳🇱"},
           {"a sign that is shown in colour", "❤\uFE0F"},
           {"a vowel that is written behind its consonant", "षि"},
       }) {
    CAPTURE(row.text);
    std::string text;
    for (int i = 0; i < 6; ++i) text += row.letter;
    const std::size_t size = row.letter.size();
    for (std::size_t most = size; most <= text.size(); ++most) CHECK(whole_letters(text, most) == most / size * size);
    CHECK(whole_letters(text, text.size() + 5) == text.size());
  }
}

TEST_CASE("a letter that is longer than what may be kept is cut between characters", "[words]") {
  std::string text = "e";
  for (int i = 0; i < 50; ++i) text += "\u0301";
  CHECK(whole_letters(text, 10) == 9);
  CHECK(whole_letters("", 0) == 0);
  CHECK(whole_letters("é", 1) == 0);
}

}  // namespace speur
