#include "indexer/markdown/source/slug.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>

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

}  // namespace speur
