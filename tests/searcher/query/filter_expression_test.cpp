#include "searcher/query/filter_expression.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <ctime>
#include <string>
#include <vector>

namespace speur::http {
namespace {

const std::vector<FacetInfo> facets = {{"rollen", FacetType::keyword, 9, 3},
                                       {"soort", FacetType::keyword, 9, 3},
                                       {"versie", FacetType::number, 9, 3},
                                       {"datum", FacetType::date, 9, 3}};

std::string read(std::string_view text) {
  try {
    return to_string(parse_filter(text, facets));
  } catch (const FilterError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("a filter expression is read as Meilisearch reads it", "[http][filter]") {
  struct Row {
    std::string text, tree;
  };
  for (const Row& row : std::vector<Row>{
           {"rollen = jurist", "rollen = jurist"},
           {"rollen=jurist", "rollen = jurist"},
           {"rollen = 'ju\\'rist en co'", "rollen = 'ju\\'rist en co'"},
           {"\"rollen\" = \"a b\"", "rollen = 'a b'"},
           {"rollen != jurist", "NOT rollen = jurist"},
           {"rollen = coördinator", "rollen = coördinator"},
           {"rollen = a AND soort = b", "(rollen = a AND soort = b)"},
           {"rollen = a OR soort = b AND soort = c", "(rollen = a OR (soort = b AND soort = c))"},
           {"(rollen = a OR soort = b) AND soort = c", "((rollen = a OR soort = b) AND soort = c)"},
           {"rollen = a OR rollen = b", "rollen IN [a, b]"},
           {"rollen IN [a, 'b c', a]", "rollen IN [a, 'b c']"},
           {"rollen IN [a,]", "rollen = a"},
           {"rollen IN []", "()"},
           {"rollen NOT IN [a]", "NOT rollen = a"},
           {"NOT rollen = a AND soort = b", "(NOT rollen = a AND soort = b)"},
           {"NOT (rollen = a AND soort = b)", "NOT (rollen = a AND soort = b)"},
           {"NOT NOT rollen = a", "rollen = a"},
           {"rollen EXISTS", "rollen EXISTS"},
           {"rollen NOT EXISTS", "NOT rollen EXISTS"},
           {"versie = 3", "versie 3 TO 3"},
           {"versie >= 3", "versie >= 3"},
           {"versie <= -3.5", "versie <= -3.5"},
           {"versie > 3", "versie >= 3.0000000000000004"},
           {"versie < 3", "versie <= 2.9999999999999996"},
           {"versie 1 TO 3", "versie 1 TO 3"},
           {"versie IN [1, 2]", "(versie 1 TO 1 OR versie 2 TO 2)"},
           {"datum = 2024-05", "datum 2024-05 TO 2024-05"},
           {"datum > 2024", "datum >= 2024-12-32"},
           {"datum > 2024-05-31", "datum >= 2024-05-32"},
           {"datum < 2024-05", "datum <= 2024-05-00"},
           {"rollen = 'AND'", "rollen = 'AND'"},
           {"rollen = and", "rollen = and"}}) {
    CAPTURE(row.text);
    CHECK(read(row.text) == row.tree);
    if (row.tree != "()") CHECK(read(row.tree) == row.tree);
  }
}

TEST_CASE("what is wrong with a filter is told with its column", "[http][filter]") {
  struct Row {
    std::string text, message;
  };
  for (const Row& row : std::vector<Row>{
           {"", "column 1: here stands the name of a facet, NOT or '(', not the end"},
           {"rollen",
            "column 7: after a facet stands =, !=, >, >=, <, <=, IN, EXISTS or a range: "
            "1 TO 3, not the end"},
           {"rollen =", "column 9: here stands a value, not the end"},
           {"kleur = rood",
            "column 1: there is no facet 'kleur'; there are: rollen, soort, versie, "
            "datum"},
           {"rollen = a soort = b", "column 12: here can stand AND, OR or the end, not 'soort'"},
           {"rollen = 'é' x", "column 14: here can stand AND, OR or the end, not 'x'"},
           {"rollen = a AND",
            "column 15: here stands the name of a facet, NOT or '(', not the end"},
           {"rollen = AND", "column 10: here stands a value, not 'AND'"},
           {"(rollen = a", "column 12: here can stand AND, OR or ')', not the end"},
           {"rollen = 'a", "column 10: a quote has no end"},
           {"rollen == a",
            "column 8: after a facet stands =, !=, >, >=, <, <=, IN, EXISTS or a range: "
            "1 TO 3, not '=='"},
           {"rollen ! a", "column 8: '!' stands only in '!='"},
           {"rollen IN a", "column 11: after IN stands '[', not 'a'"},
           {"rollen IN [a b]", "column 14: here stands ',' or ']', not 'b'"},
           {"rollen IN [a", "column 13: here stands ',' or ']', not the end"},
           {"rollen NOT a", "column 12: after NOT stands IN or EXISTS, not 'a'"},
           {"rollen > a", "column 10: 'rollen' holds words, which have no order: use = or IN"},
           {"versie > a", "column 10: 'a' is no number"},
           {"versie = nan", "column 10: 'nan' is no number"},
           {"versie 1 2",
            "column 10: after two words stands TO (a value with blanks has quotes), "
            "not '2'"},
           {"datum = mei", "column 9: 'mei' is no date: write 2024, 2024-05 or 2024-05-17"}}) {
    CAPTURE(row.text);
    CHECK(read(row.text) == row.message);
  }
}

TEST_CASE("the depth and length of a filter are bounded", "[http][filter]") {
  const std::string deep = std::string(1000, '(') + "rollen = a" + std::string(1000, ')');
  CHECK(read(deep) == "column 34: brackets go 32 deep at most");
  std::string long_one = "rollen = a";
  for (int i = 0; i < 200; ++i) long_one += " AND rollen = a";
  CHECK(read(long_one).find("a filter has 200 conditions at most") != std::string::npos);
}

TEST_CASE("limits of a filter act before the rest of it is read", "[http][filter]") {
  std::string many = "rollen = a";
  for (int i = 0; i < 200; ++i) many += " AND rollen = a";
  // What follows is wrong, and is never looked at.
  CHECK(read(many + " AND rollen = 'open").find("a filter has 200 conditions at most") !=
        std::string::npos);
  CHECK(read(std::string(33, '(') + "a = 'open") == "column 34: brackets go 32 deep at most");
  std::string list = "rollen IN [a";
  for (int i = 0; i < 200; ++i) list += ", a";
  CHECK(read(list + "] !").find("a list has 200 values at most") != std::string::npos);
  std::string lists = "rollen IN [a, b]";
  for (int i = 0; i < 100; ++i) lists += " OR rollen IN [a, b]";
  CHECK(read(lists).find("200") != std::string::npos);
}

TEST_CASE("a filter is read in time that grows with its length", "[http][filter]") {
  const auto seconds_for = [](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "NOT ";
    text += "rollen = a";
    double best = 1e9;
    for (int attempt = 0; attempt < 5; ++attempt) {
      const std::clock_t start = std::clock();
      (void)parse_filter(text, facets);
      best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    return best;
  };
  // Eight times as long: about eight times the time, and 64 times if each word looks back.
  const double shorter = seconds_for(20'000);
  CHECK(seconds_for(160'000) < 24 * shorter + 0.01);
}

TEST_CASE("facet=value is as on the command line", "[http][filter]") {
  struct Row {
    std::string text, facet, value;
  };
  for (const Row& row : std::vector<Row>{{"rollen=jurist", "rollen", "jurist"},
                                         {"rollen=beleid en advies", "rollen", "beleid en advies"},
                                         {"soort=Gemeente (NL)", "soort", "Gemeente (NL)"},
                                         {"soort=O'Brien", "soort", "O'Brien"},
                                         {"url=a=b", "url", "a=b"},
                                         {"rollen = jurist", "", ""},
                                         {"rollen='jurist'", "", ""},
                                         {"rollen=a AND soort=b", "", ""},
                                         {"rollen=a OR", "", ""},
                                         {"rollen=", "", ""},
                                         {"=a", "", ""},
                                         {"rollen!=a", "", ""},
                                         {"versie>=3", "", ""},
                                         {"NOT rollen=a", "", ""},
                                         {"(rollen=a)", "", ""}}) {
    CAPTURE(row.text);
    const auto filter = simple_filter(row.text).value_or(FacetFilter{});
    CHECK(filter.facet == row.facet);
    CHECK(filter.value == row.value);
  }
}

TEST_CASE("values that are wanted by themselves filter a facet", "[http][filter]") {
  struct Row {
    std::string text, filters, condition;
  };
  for (const Row& row :
       std::vector<Row>{{"rollen = a", "rollen=a ", ""},
                        {"rollen IN [a, b] AND soort = c", "rollen=a rollen=b soort=c ", ""},
                        {"rollen = a AND rollen = b", "rollen=a ", "rollen = b"},
                        {"rollen = a OR soort = b", "", "(rollen = a OR soort = b)"},
                        {"rollen = a AND NOT soort = b AND versie > 1", "rollen=a ",
                         "(NOT soort = b AND versie >= 1.0000000000000002)"}}) {
    CAPTURE(row.text);
    SearchRequest request;
    add_filter(request, parse_filter(row.text, facets));
    std::string filters;
    for (const FacetFilter& filter : request.filters) {
      filters += filter.facet + "=" + filter.value + " ";
    }
    CHECK(filters == row.filters);
    CHECK((request.condition ? to_string(*request.condition) : "") == row.condition);
  }
}

}  // namespace speur::http
