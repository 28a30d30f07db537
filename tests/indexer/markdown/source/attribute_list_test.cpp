#include "indexer/markdown/source/attribute_list.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string_view>

namespace speur {

TEST_CASE("an attribute list ends at its brace", "[attributes]") {
  struct Row {
    std::string_view text;
    std::size_t length;
  };
  for (const Row& row : std::to_array<Row>({{"{ .a } b", 6},
                                            {"{: #a }", 7},
                                            {"{}", 0},
                                            {"{ }", 0},
                                            {"{:}", 0},
                                            {"{ a\n}", 0},
                                            {"{ a", 0},
                                            {"{a {b}", 0},
                                            {"{ t=\"a}b\" } c", 11},
                                            {"{ t=\"a} b", 7}})) {
    CAPTURE(row.text);
    CHECK(attribute_list_length(row.text) == row.length);
  }
}

TEST_CASE("an attribute list says what is excluded, and the id", "[attributes]") {
  struct Row {
    std::string_view source, id;
    bool exclude;
  };
  for (const Row& row :
       std::to_array<Row>({{"{ data-search-exclude }", "", true},
                           {"{:#kop .x data-search-exclude=\"false\"}", "kop", true},
                           {"{ #een #twee }", "twee", false},
                           {"{ id='drie' }", "drie", false},
                           {"{ .data-search-exclude }", "", false},
                           {"{ data-search-exclude-x }", "", false},
                           {"{ title=\"data-search-exclude\" }", "", false},
                           {"{ title=\"a data-search-exclude b\" }", "", false},
                           {"{ Data-Search-EXCLUDE='' }", "", true}})) {
    CAPTURE(row.source);
    const AttributeList list = parse_attribute_list(row.source);
    CHECK(list.id == row.id);
    CHECK(list.exclude == row.exclude);
  }
}

}  // namespace speur
