#include "stemmers/words/word_cache.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace {

const speur::WordForm& learn(speur::WordCache& cache, std::string_view word,
                             std::string_view exact) {
  speur::WordForm form;
  form.exact = exact;
  const speur::WordForm& kept = cache.keep(std::move(form));
  cache.add(word, kept);
  return kept;
}

/// Below, at and above the length of a spelling that stands in its slot.
std::string word(std::size_t number) {
  return std::string(number % 40, 'a') + std::to_string(number);
}

}  // namespace

TEST_CASE("a spelling keeps its form, and forms keep their place while the cache grows",
          "[cache]") {
  speur::WordCache cache;
  std::vector<const speur::WordForm*> forms;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < 5000; ++i) {
    REQUIRE(cache.find(word(i)).form == nullptr);
    forms.push_back(&learn(cache, word(i), std::to_string(i)));
    bytes += word(i).size();
  }
  CHECK(cache.size() == 5000);
  CHECK(cache.forms() == 5000);
  CHECK(cache.spelling_bytes() == bytes);
  for (std::size_t i = 0; i < forms.size(); ++i) {
    REQUIRE(cache.find(word(i)).form == forms[i]);
    REQUIRE(forms[i]->exact == std::to_string(i));
    REQUIRE(forms[i]->number == i);
    REQUIRE(cache.find(word(i)).number == i);
  }
  cache.clear();
  CHECK(cache.size() == 0);
  CHECK(cache.spelling_bytes() == 0);
  CHECK(cache.find(word(1)).form == nullptr);
}

TEST_CASE("what was found again outlives forget_rare(), with the forms that it has", "[cache]") {
  speur::WordCache cache;
  for (std::size_t i = 0; i < 3000; ++i) learn(cache, word(i), std::to_string(i));
  const speur::WordForm* const shared = cache.find(word(30)).form;
  cache.add("Anders gespeld", *shared);
  for (std::size_t i = 0; i < 3000; i += 3) REQUIRE(cache.find(word(i)).form != nullptr);
  REQUIRE(cache.find("Anders gespeld").form != nullptr);
  cache.forget_rare();
  CHECK(cache.size() == 1001);
  CHECK(cache.forms() == 1000);
  std::size_t bytes = std::string_view("Anders gespeld").size();
  std::vector<bool> numbers(1000);
  for (std::size_t i = 0; i < 3000; ++i) {
    const speur::WordForm* const form = cache.find(word(i)).form;
    REQUIRE((form != nullptr) == (i % 3 == 0));
    if (form == nullptr) continue;
    REQUIRE(form->exact == std::to_string(i));
    REQUIRE(form->number < 1000);
    REQUIRE(cache.find(word(i)).number == form->number);
    REQUIRE_FALSE(numbers[form->number]);
    numbers[form->number] = true;
    bytes += word(i).size();
  }
  CHECK(cache.find("Anders gespeld").form == cache.find(word(30)).form);
  CHECK(cache.spelling_bytes() == bytes);
  cache.forget_rare();
  cache.forget_rare();  // nothing was found in between
  CHECK(cache.size() == 0);
  CHECK(cache.forms() == 0);
}

TEST_CASE("what is not a word is forgotten like a word that was not found again", "[cache]") {
  speur::WordCache cache;
  cache.add("§", cache.nothing());
  cache.add("…", cache.nothing());
  REQUIRE(cache.find("§").form == &cache.nothing());
  cache.forget_rare();
  CHECK(cache.size() == 1);
  CHECK(cache.find("§").form == &cache.nothing());
  CHECK(cache.find("…").form == nullptr);
}

TEST_CASE("the spellings of a form outlive forget_rare() all or not at all", "[cache]") {
  speur::WordCache cache;
  learn(cache, "wet", "wet");
  cache.add("Wet", *cache.find("wet").form);
  cache.forget_rare();  // what was found until now no longer counts
  REQUIRE(cache.find("Wet").form != nullptr);
  cache.forget_rare();
  CHECK(cache.find("wet").form == cache.find("Wet").form);
  CHECK(cache.find("wet").form != nullptr);
  CHECK(cache.forms() == 1);
}

TEST_CASE("spellings that differ by a letter's case or a zero byte are two", "[cache]") {
  speur::WordCache cache;
  using namespace std::string_view_literals;
  const std::vector<std::string_view> words = {
      "Wet"sv,  "wet"sv, "wet\0"sv, "\0wet"sv, ""sv, "\0"sv, "verantwoordelij"sv,
      "verantwoordelijk"sv, "verantwoordelijk\0"sv};
  for (const std::string_view each : words) {
    CAPTURE(each);
    CHECK(cache.find(each).form == nullptr);
    learn(cache, each, each);
  }
  for (const std::string_view each : words) {
    REQUIRE(cache.find(each).form != nullptr);
    CHECK(cache.find(each).form->exact == each);
  }
}
