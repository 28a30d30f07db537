#include "indexer/markdown/source/code_spans.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string_view>

namespace speur {

TEST_CASE("code ends at as many backquotes in the same paragraph", "[markdown]") {
  struct Row {
    std::string_view text;
    std::size_t length;
  };
  for (const Row& row : std::to_array<Row>({{"`een` twee", 5},
                                            {"`` a ` b `` c", 11},
                                            {"`over\nregels` na", 13},
                                            {"`open\n\ndicht`", 1},
                                            {"``open`", 2},
                                            {"`", 1}})) {
    CAPTURE(row.text);
    CHECK(CodeSpans(row.text).length_at(0) == row.length);
  }
  CodeSpans spans("`` een `twee` drie\n\n``vier``");
  CHECK(spans.length_at(0) == 2);
  CHECK(spans.length_at(7) == 6);
  CHECK(spans.length_at(20) == 8);
}

}  // namespace speur
