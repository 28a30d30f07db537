#include "indexer/markdown/source/markdown_table.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>

namespace speur {

TEST_CASE("a row is divided at bars that are no code", "[markdown]") {
  struct Row {
    std::string_view line, cells;
  };
  for (const Row& row : std::to_array<Row>({{"| a | b |", "a/b"},
                                            {"a | b", "a/b"},
                                            {"| a || b |", "a/b"},
                                            {"| `x|y` | z |", "`x|y`/z"},
                                            {"| `x | y |", "`x/y"},
                                            {"| ``x|`y`` | z |", "``x|`y``/z"},
                                            {"| a\\|b |", "a\\|b"},
                                            {"|", ""}})) {
    CAPTURE(row.line);
    std::string cells;
    for (const std::string_view cell : split_table_row(row.line)) {
      if (!cells.empty()) cells += '/';
      cells += cell;
    }
    CHECK(cells == row.cells);
  }
  CHECK(is_table_delimiter("|---|:-:|"));
  CHECK(is_table_delimiter("--- | ---"));
  CHECK_FALSE(is_table_delimiter("---"));
  CHECK_FALSE(is_table_delimiter("| a | --- |"));
}

}  // namespace speur
