#include "stemmers/words/word_cache.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

TEST_CASE("a spelling keeps its form, and forms keep their place while the cache grows",
          "[cache]") {
  speur::WordCache cache;
  std::vector<speur::WordForm*> forms;
  for (int i = 0; i < 5000; ++i) {
    const auto found = cache.find_or_add("word" + std::to_string(i));
    REQUIRE(found.made);
    found.form->exact = std::to_string(i);
    forms.push_back(found.form);
  }
  CHECK(cache.size() == 5000);
  CHECK(cache.spelling_bytes() == 5000 * 4 + 10 + 90 * 2 + 900 * 3 + 4000 * 4);
  for (std::size_t i = 0; i < forms.size(); ++i) {
    const auto found = cache.find_or_add("word" + std::to_string(i));
    REQUIRE_FALSE(found.made);
    REQUIRE(found.form == forms[i]);
    REQUIRE(found.form->exact == std::to_string(i));
  }
  cache.clear();
  CHECK(cache.size() == 0);
  CHECK(cache.spelling_bytes() == 0);
  CHECK(cache.find_or_add("word1").made);
}

TEST_CASE("spellings that differ by a letter's case or a zero byte are two", "[cache]") {
  speur::WordCache cache;
  using namespace std::string_view_literals;
  CHECK(cache.find_or_add("Wet").made);
  CHECK(cache.find_or_add("wet").made);
  CHECK(cache.find_or_add("wet\0"sv).made);
  CHECK(cache.find_or_add("").made);
  CHECK_FALSE(cache.find_or_add("wet").made);
}
