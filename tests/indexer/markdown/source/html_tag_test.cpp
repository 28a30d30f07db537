#include "indexer/markdown/source/html_tag.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <optional>
#include <string_view>

namespace speur {

TEST_CASE("the attributes of a tag are read with and without quotes", "[markdown]") {
  struct Row {
    std::string_view tag;
    std::optional<std::string_view> value;
  };
  for (const Row& row : std::to_array<Row>({{"<p v-if=\"a > b\" class=x>", "a > b"},
                                            {"<p class=\"v-if=x\" v-if='a'>", "a"},
                                            {"<p v-if = a>", "a"},
                                            {"<p v-if>", ""},
                                            {"<Kop :niveau=\"2\" v-if=nee/>", "nee/"},
                                            {"<p a={b} v-if=\"c\">", "c"},
                                            {"<v-if class=\"a\">", std::nullopt},
                                            {"<p>", std::nullopt}})) {
    CAPTURE(row.tag);
    CHECK(attribute_of(row.tag, "v-if") == row.value);
  }
}

}  // namespace speur
