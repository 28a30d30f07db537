#include "indexer/markdown/markers/container_marker.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string_view>

namespace speur {

TEST_CASE("the marker of a container gives its title", "[markdown]") {
  struct Row {
    std::string_view line, title;
    bool exclude;
  };
  for (const Row& row : std::to_array<Row>({
           {"!!! note", "", false},
           {"!!! note inline end \"Titel\"", "Titel", false},
           {"??? note \"De \"echte\" titel\"", "De \"echte\" titel", false},
           {"???+ note \"T\" { data-search-exclude }", "T", true},
           {"!!! note { .x }", "", false},
           {"!!! note \u201cTitel\u201d", "\u201cTitel\u201d", false},
           {"!!! note Let op! { data-search-exclude }", "!", true},
           {"=== \"Tab\"", "Tab", false},
           {"===! \"Tab\" {data-search-exclude}", "Tab", true},
           {"===+ \"Tab\"", "Tab", false},
       })) {
    CAPTURE(row.line);
    const auto marker = read_container_marker(row.line);
    REQUIRE(marker);
    CHECK(marker->title == row.title);
    CHECK(marker->exclude == row.exclude);
  }
  for (const std::string_view line :
       {"!!! Let op !!!", "!!! LET OP: lees dit", "!!! Let op \u2013 lees dit", "??? wat ???", "!!!", "!!! ", "===", "=== Tab", "====", "??", "!!!!", "???"}) {
    CAPTURE(line);
    CHECK((!read_container_marker(line) || read_container_marker(line)->title.empty()));
  }
}

TEST_CASE("a block between slashes has a name, and perhaps a title", "[markdown]") {
  struct Row {
    std::string_view line, title;
    bool closing, exclude;
  };
  for (const Row& row : std::to_array<Row>({
           {"/// note | Titel", "Titel", false, false},
           {"//// details", "", false, false},
           {"///", "", true, false},
           {"/// html | div[style='x' data-search-exclude]", "", false, true},
           {"/// html | div[data-search-exclude=\"\"]", "", false, true},
           {"/// html | div.x", "", false, false},
       })) {
    CAPTURE(row.line);
    const auto marker = read_slash_marker(row.line);
    REQUIRE(marker);
    CHECK(marker->title == row.title);
    CHECK(marker->closing == row.closing);
    CHECK(marker->exclude == row.exclude);
  }
  CHECK_FALSE(read_slash_marker("// nee"));
  CHECK_FALSE(read_slash_marker("/// zomaar een zin"));
  CHECK(option_excludes("    attrs: {data-search-exclude: true}"));
  CHECK_FALSE(option_excludes("    attrs: {class: data}"));
}

}  // namespace speur
