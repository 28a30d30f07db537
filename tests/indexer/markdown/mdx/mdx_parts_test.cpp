#include "indexer/markdown/mdx/mdx_indents.hpp"
#include "indexer/markdown/mdx/mdx_lines.hpp"
#include "indexer/markdown/mdx/mdx_names.hpp"
#include "indexer/markdown/mdx/page_import.hpp"
#include "indexer/markdown/mdx/quoted_code.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string_view>

namespace speur {

TEST_CASE("a quotation's code has no signs of the quotation, and ends with it", "[markdown][mdx]") {
  QuotedCode code("> {een &&\n> twee}\nbuiten\n");
  CHECK(code.at(2, 1) == "{een &&\n twee}\n");
  CHECK(code.at(3, 1) == "een &&\n twee}\n");
  CHECK(code.length_of("{een &&\n twee}", 2, 1) == 15);
  CHECK(code.at(2, 0) == "{een &&\n> twee}\nbuiten\n");
  CHECK(code.length_of("{een", 2, 1) == 4);
}

TEST_CASE("indentation stays where it makes a line part of a list item", "[markdown][mdx]") {
  struct Row {
    std::string_view blanks, content;
    std::size_t column;
  };
  MdxIndents indents;
  for (const Row& row : std::to_array<Row>({{"      ", "<Kader>", 0},
                                            {"  ", "tekst", 2},
                                            {"", "- punt", 0},
                                            {"  ", "vervolg", 2},
                                            {"        ", "diep", 2},
                                            {"\t", "1. binnen", 4},
                                            {"       ", "vervolg", 7},
                                            {"", "buiten", 0}})) {
    CAPTURE(row.content);
    CHECK(indents.column_of(row.blanks, row.content, false) == row.column);
  }
  CHECK(indents.column_of("     ", "vervolg van een alinea", true) == 5);
}

TEST_CASE("the marker of a list item counts with its blanks, but for those of code", "[markdown][mdx]") {
  CHECK(marker_length("-  punt") == 3);
  CHECK(marker_length("12) punt") == 4);
  CHECK(marker_length("-     code") == 2);
  CHECK(marker_length("-") == 2);
  CHECK(marker_length("-punt") == 0);
  CHECK(marker_length("2026 was een jaar") == 0);
}

TEST_CASE("blank lines make up for lines of the page that were not put", "[markdown][mdx]") {
  MdxLines lines(16);
  lines.read(3);
  lines.put("een");
  lines.read(1);
  lines.put_blank();
  lines.end_block();
  lines.read(1);
  lines.put("twee");
  CHECK(lines.take() == "een\n\n\n\ntwee\n");
}

TEST_CASE("constants and imported pages have their names above their statements, too", "[markdown][mdx]") {
  MdxNames names("{versie}\n\nexport const versie = '2'\nimport Deel from './_deel.mdx'\nimport Kader from './kader'\n");
  CHECK(names.constants().at("versie").literal == "2");
  CHECK(names.is_page("Deel"));
  CHECK_FALSE(names.is_page("Kader"));
  names.note_component("export const Weg = () => null");
  names.note_component("export const Kader = ({children}) => <div>{children}</div>");
  CHECK(names.is_childless("Weg"));
  CHECK_FALSE(names.is_childless("Kader"));
}

TEST_CASE("an import names a Markdown file or is none of a page", "[markdown][mdx]") {
  CHECK(read_page_import("import Deel from './_deel.mdx';")->file == "./_deel.mdx");
  CHECK(read_page_import("import Deel  from \"./deel.md\"")->name == "Deel");
  CHECK(read_page_import("import Deel, {toc as kop} from './_deel.mdx';")->file == "./_deel.mdx");
  CHECK_FALSE(read_page_import("import Deel, {toc from './_deel.mdx';"));
  CHECK_FALSE(read_page_import("import Deel from './deel.js'"));
  CHECK_FALSE(read_page_import("import {Deel} from './deel.md'"));
  CHECK(imports_a_page("# Kop\n\nimport Deel from './_deel.mdx'\n"));
  CHECK_FALSE(imports_a_page("Schrijf import Deel from './_deel.mdx'\n"));
}

}  // namespace speur
