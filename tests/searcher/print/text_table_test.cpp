#include "searcher/print/text_table.hpp"

#include "speur/error.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <sstream>

namespace speur {
namespace {

TEST_CASE("columns are as wide as their widest cell, in characters", "[evaluation]") {
  TextTable table("lrl");
  table.add({"één", "1", "x"});
  table.add({"twee", "100", ""});
  table.add({"a", "", ""});
  std::ostringstream out;
  table.print(out);
  CHECK(out.str() ==
        "één     1  x\n"
        "twee  100\n"
        "a\n");
}

TEST_CASE("what controls a terminal is not printed", "[evaluation]") {
  struct Row {
    std::string_view text, printed;
  };
  for (const Row& row : std::to_array<Row>({
           {"foto’s in Ĳsland", "foto’s in Ĳsland"},
           {"a\x1b[31mb", "a?[31mb"},
           {"a\r\n\tb\x7f", "a???b?"},
           {"a\xC2\x9B"
            "b\xC2\xA0"
            "c",
            "a?b\xC2\xA0"
            "c"},
       })) {
    CHECK(printable(row.text) == row.printed);
    CHECK(describe({"a.md", 3}, row.text) == "a.md:3: " + std::string(row.printed));
  }
}

}  // namespace
}  // namespace speur
