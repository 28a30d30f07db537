#include "indexer/site/rules/path_patterns.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace speur {
namespace {

TEST_CASE("patterns match as those of a .gitignore", "[patterns]") {
  struct Row {
    std::vector<std::string> patterns;
    std::string_view path;
    bool matches;
  };
  for (const Row& row : std::vector<Row>{
           {{}, "a.md", false},
           {{"", "# a.md"}, "a.md", false},
           {{"a.md"}, "a.md", true},
           {{"a.md"}, "b/a.md", true},
           {{"/a.md"}, "b/a.md", false},
           {{"/a.md"}, "a.md", true},
           {{"b/a.md"}, "c/b/a.md", false},
           {{"b"}, "b/c/a.md", true},
           {{"b/"}, "b/a.md", true},
           {{"b/"}, "c/b/a.md", true},
           {{"b/"}, "b", false},
           {{"b/c/"}, "b/c/a.md", true},
           {{"*.md"}, "b/a.md", true},
           {{"b/*.md"}, "b/c/a.md", false},
           {{"b/**"}, "b/c/a.md", true},
           {{"**/c"}, "b/c/a.md", true},
           {{"b/**/a.md"}, "b/a.md", true},
           {{"b/**/a.md"}, "b/c/d/a.md", true},
           {{"a?.md"}, "ab.md", true},
           {{"a[0-9].md"}, "a5.md", true},
           {{"a[!0-9].md"}, "a5.md", false},
           {{"a[.md"}, "a[.md", true},
           {{"\\!a.md"}, "!a.md", true},
           {{"*a*b*.md"}, "xaxxbx.md", true},
           {{"*a*b"}, "xaxxbx.md", false},
           {{"*.md", "!a.md"}, "a.md", false},
           {{"*.md", "!a.md"}, "b.md", true},
           {{"!a.md", "*.md"}, "a.md", true},
           {{"b/ "}, "b/a.md", true},
           {{"**"}, "a.md", true},
           {{"**/"}, "a.md", true},
           {{"b/**"}, "b", false},
           {{"**/b/"}, "b", false},
           {{"**/b/"}, "a/b/c/d.md", true},
           {{"**/**/a.md"}, "a.md", true},
           {{"b/**/**/a.md"}, "b/c/a.md", true},
           {{"b/**/c/**/d"}, "b/x/c/y/e", false},
           {{"/"}, "a.md", false},
       }) {
    CAPTURE(row.patterns, row.path);
    CHECK(matches_patterns(row.path, row.patterns) == row.matches);
  }
}

TEST_CASE("many `**` of a pattern are tried together, and not each with each of the others", "[patterns]") {
  std::string path, pattern;
  for (int i = 0; i < 60; ++i) {
    path += "a/";
    pattern += "**/";
  }
  CHECK_FALSE(matches_patterns(path + "c.md", {pattern + "b"}));
  CHECK(matches_patterns(path + "c.md", {pattern + "c.md"}));
}

}  // namespace
}  // namespace speur
