#include "indexer/page/page_values.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>

namespace speur {

TEST_CASE("code gets the values of a front matter as JavaScript has them", "[page]") {
  const YamlNode keys = parse_yaml("a: true\nb: 'true'\nc: 2.10\nd:\ne: 2024-05-06\nf: [x]\ng:\n  h: woord\ni: 1.2.3\n", {}).root;
  using Kind = PageValue::Kind;
  struct Row {
    std::string_view name;
    Kind kind;
    std::string_view text;
  };
  const auto rows = std::to_array<Row>({{"a", Kind::yes, ""}, {"b", Kind::text, "true"}, {"c", Kind::number, "2.10"},
                                        {"d", Kind::null, ""}, {"e", Kind::other, ""}, {"f", Kind::other, ""}, {"f[0]", Kind::text, "x"},
                                        {"g", Kind::map, ""}, {"g.h", Kind::text, "woord"}, {"i", Kind::text, "1.2.3"}});
  const std::vector<PageValue> values = values_for_code(keys, "{{ $frontmatter.a }}");
  REQUIRE(values.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(rows[i].name);
    CHECK(values[i].name == rows[i].name);
    CHECK(values[i].kind == rows[i].kind);
    CHECK(values[i].text == rows[i].text);
  }
  CHECK(values_for_code(keys, "geen code").empty());
}

}  // namespace speur
