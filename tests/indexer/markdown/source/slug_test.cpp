#include "indexer/markdown/source/slug.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

TEST_CASE("a slug follows the generator's rules", "[slug]") {
  struct Row {
    std::string_view heading, python, github;
  };
  for (const Row& row : std::to_array<Row>({
           {"Wat is een algoritme?", "wat-is-een-algoritme", "wat-is-een-algoritme"},
           {"  Twee   woorden  ", "twee-woorden", "--twee---woorden--"},
           {"a -- b_c", "a-b_c", "a----b_c"},
           {"Coördinatie", "coordinatie", "coördinatie"},
           {"ﬁets Ĳsland", "fiets-ijsland", "ﬁets-ĳsland"},
           {"x\u00A0y\u202Fz", "x-y-z", "xyz"},
           {"e\u2011mail", "email", "email"},
           {"Art. 5.1 & 5.2", "art-51-52", "art-51--52"},
           {"⁂", "", ""},
       })) {
    CAPTURE(row.heading);
    CHECK(slugify(row.heading, AnchorStyle::python_markdown) == row.python);
    CHECK(slugify(row.heading, AnchorStyle::github) == row.github);
  }
}

TEST_CASE("no two headings get one slug", "[slug]") {
  Slugs slugs(AnchorStyle::python_markdown);
  slugs.reserve("eigen");
  CHECK(slugs.unique("Eigen") == "eigen_1");
  CHECK(slugs.unique("Kop") == "kop");
  CHECK(slugs.unique("Kop") == "kop_1");
  CHECK(slugs.unique("Kop") == "kop_2");
  CHECK(slugs.unique("Kop_1") == "kop_3");
  CHECK(slugs.unique("?") == "_1");
  CHECK(slugs.unique("!") == "_2");
  Slugs github(AnchorStyle::github);
  CHECK(github.unique("Kop") == "kop");
  CHECK(github.unique("Kop") == "kop-1");
}

TEST_CASE("each generator has rules of its own for ids", "[slug]") {
  AnchorRules lower(AnchorStyle::python_markdown, SlugRule::pymdownx);
  lower.letter_case = LetterCase::lower;
  AnchorRules encoded = lower;
  encoded.percent_encode = true;
  AnchorRules underscore;
  underscore.separator = "_";
  const auto github = [](SlugRule rule) { return AnchorRules(AnchorStyle::github, rule); };
  struct Row {
    std::string_view heading;
    AnchorRules rules;
    std::string_view slug;
  };
  for (const Row& row : std::vector<Row>{
           {"Co\u00F6rdinatie - nu", lower, "co\u00F6rdinatie---nu"},
           {"Co\u00F6rdinatie", encoded, "co%C3%B6rdinatie"},
           {"Een \u00C9\u00E9n", {AnchorStyle::python_markdown, SlugRule::python_unicode}, "een-\u00E9\u00E9n"},
           {"a  b-c_d", underscore, "a_b-c_d"},
           {"Zie [x](http://a.nl)", github(SlugRule::hugo), "zie-xhttpanl"},
           {"\u00E9 \u20AC 5", github(SlugRule::hugo_ascii), "e--5"},
           {"\u00E9: 5!", github(SlugRule::hugo_blackfriday), "\u00E9-5"},
           {"\u20AC", github(SlugRule::hugo), "heading"},
           {"1. \u00C9\u00E9n & twee", github(SlugRule::kramdown), "1-\u00E9\u00E9n--twee"},
           {"1. \u00C9\u00E9n & twee", github(SlugRule::kramdown_plain), "n--twee"},
           {"2024: \u00C9\u00E9n & twee", github(SlugRule::vitepress), "_2024-een-twee"},
           {"Kop", github(SlugRule::none), ""},
       }) {
    CAPTURE(row.heading, row.slug);
    CHECK(slugify(row.heading, row.rules) == row.slug);
  }
  // kramdown does not look whether a number makes an id that is there.
  Slugs kramdown(github(SlugRule::kramdown));
  CHECK(kramdown.unique("Kop") == "kop");
  CHECK(kramdown.unique("Kop") == "kop-1");
  CHECK(kramdown.unique("Kop 1") == "kop-1");
  Slugs none(github(SlugRule::none));
  CHECK(none.unique("Kop").empty());
}

}  // namespace speur
