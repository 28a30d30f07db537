#include "indexer/site/rules/globs.hpp"

#include "indexer/site/rules/moments.hpp"
#include "indexer/site/rules/regexes.hpp"
#include "support/problems.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace speur {
namespace {

TEST_CASE("globs are matched part by part", "[site]") {
  struct Row {
    std::string_view pattern, path;
    bool met;
  };
  for (const Row& row : std::to_array<Row>({
           {"**/*.{md,mdx}", "a/b/c.mdx", true},
           {"**/*.{md,mdx}", "c.md", true},
           {"*.md", "a/c.md", false},
           {"**", "a/b", true},
           {"a/**", "a/b/c", true},
           {"a/**", "b/a", false},
           {"/a/*/c.md", "a/b/c.md", true},
           {"./a/?.md", "a/b.md", true},
           {"**/_*/**", "x/_y/z.md", true},
           {"**/_*", "x/_y.md", true},
           {"**/_*", "x/y_.md", false},
           {"{a,b/**}", "b/c", true},
           {"[a-c]*.md", "bd.md", true},
           {"[!a-c]*.md", "bd.md", false},
           {"**.md", "a/b.md", true},
           {"a\\*", "a*", true},
           {"a[", "a[", true},
       })) {
    CAPTURE(row.pattern, row.path);
    CHECK(matches_glob(row.path, row.pattern) == row.met);
  }
  CHECK(matches_fnmatch("a/b/c.md", "a*.md"));
  CHECK_FALSE(matches_fnmatch("a/b/c.md", "b*.md"));
  // No way to read it takes more than the product of both lengths.
  std::string pattern, path;
  for (int i = 0; i < 100; ++i) pattern += "**/a*a*a*/";
  for (int i = 0; i < 200; ++i) path += "aaaaaaaa/";
  CHECK_FALSE(matches_glob(path, pattern + "b"));
}

TEST_CASE("a date is read as authors write it", "[site]") {
  struct Row {
    std::string_view text;
    std::int64_t seconds;
  };
  constexpr std::int64_t day = 1715904000;  // 2024-05-17 in UTC
  for (const Row& row : std::to_array<Row>({
           {"2024-05-17", day},
           {"2024-5-17", day},
           {"20240517", day},
           {"2024/05/17", day},
           {"17 May 2024", day},
           {"17 mei 2024", day},
           {"May 17, 2024", day},
           {"Fri, 17 May 2024 10:00:00 GMT", day + 36000},
           {"2024-05-17T10:00:00Z", day + 36000},
           {"2024-05-17T10:00:00.5+02:00", day + 28800},
           {"2024-05-17 10:00 -0100", day + 39600},
       })) {
    CAPTURE(row.text);
    const std::optional<Moment> moment = parse_moment(row.text);
    REQUIRE(moment.has_value());
    CHECK(moment->seconds == row.seconds);
    CHECK(moment->day == 17);
  }
  for (const std::string_view text : {"", "ooit", "2024-02-30", "2024-13-01", "17", "10:00", "2024"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_moment(text).has_value());
  }
  const Moment moment = *parse_moment("2024-05-17");
  CHECK(english_weekday(weekday_of(moment)) == "Friday");
  CHECK(day_of_year(moment) == 138);
}

TEST_CASE("a regular expression that takes too long counts as met", "[site]") {
  std::vector<Problem> problems;
  const Regexes regexes({"\\.tmp\\.md$", "(", "^(a+)+$"}, {"hugo.toml", 3}, problems);
  CHECK(shown(problems).starts_with("hugo.toml:3: \"(\" cannot be read as a regular expression"));
  CHECK(regexes.matches("x.tmp.md"));
  CHECK_FALSE(regexes.matches("x.md"));
  CHECK(regexes.matches(std::string(40, 'a') + "!"));
}

}  // namespace
}  // namespace speur
