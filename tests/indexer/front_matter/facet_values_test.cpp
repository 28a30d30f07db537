#include "indexer/front_matter/facet_values.hpp"

#include "support/problems.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {
namespace {

std::string show(const FacetValue& value) {
  switch (value.type) {
    case FacetType::number:
      return "number " + value.text;
    case FacetType::date:
      return "date " + value.text;
    case FacetType::keyword:
      break;
  }
  return "keyword " + value.text;
}

TEST_CASE("eight digits are a day where the name says that they are", "[facets]") {
  const auto type = [](std::string_view name, std::string_view text, bool plain) {
    const FacetRules rules;
    std::vector<Problem> problems;
    FacetCollector facets(rules, "a.md", problems);
    facets.add(name, text, plain, 1);
    CHECK(problems.empty());
    return show(facets.take().at(0).values.at(0));
  };
  CHECK(type("datum", "20240517", true) == "date 2024-05-17");
  CHECK(type("meta.publishDate", "19991231", true) == "date 1999-12-31");
  CHECK(type("lastmod", "20240517", true) == "date 2024-05-17");
  CHECK(type("datum", "20240517", false) == "keyword 20240517");
  CHECK(type("datum", "20241317", true) == "number 20241317");
  CHECK(type("datum", "18240517", true) == "number 18240517");
  CHECK(type("versie", "20240517", true) == "number 20240517");
}

TEST_CASE("a value has the type that it looks like, and its text as written", "[facets]") {
  struct Row {
    std::string_view text;
    bool plain;
    std::string_view value;
  };
  for (const Row& row : std::to_array<Row>({
           {"jurist", true, "keyword jurist"},
           {"12", true, "number 12"},
           {"12", false, "keyword 12"},
           {"-1.50", true, "number -1.50"},
           {"+3", true, "number +3"},
           {".5", true, "number .5"},
           {"5.", true, "number 5."},
           {"1e3", true, "number 1e3"},
           {"0x1F", true, "number 0x1F"},
           {"0o17", true, "number 0o17"},
           {"0123", true, "number 0123"},
           {"1.2.3", true, "keyword 1.2.3"},
           {"1_000", true, "keyword 1_000"},
           {"1,5", true, "keyword 1,5"},
           {"-", true, "keyword -"},
           {".", true, "keyword ."},
           {"e3", true, "keyword e3"},
           {".inf", true, "keyword .inf"},
           {"nan", true, "keyword nan"},
           {"1e999", true, "keyword 1e999"},
           {"true", true, "keyword true"},
           {"False", true, "keyword false"},
           {"TRUE", false, "keyword TRUE"},
           {"yes", true, "keyword yes"},
           {"ja", true, "keyword ja"},
           {"2024-02-29", true, "date 2024-02-29"},
           {"2024-02-29", false, "date 2024-02-29"},
           {"2023-02-29", true, "keyword 2023-02-29"},
           {"2024-13-01", true, "keyword 2024-13-01"},
           {"0000-01-01", true, "keyword 0000-01-01"},
           {"2024-1-2", true, "date 2024-01-02"},
           {"2024-01-02T03:04:05Z", true, "date 2024-01-02"},
           {"2024-01-02 03:04", false, "date 2024-01-02"},
           {"2024-01-02 03:04:05.678 +01:00", true, "date 2024-01-02"},
           {"2024-01-02 03:04:05 -5", true, "date 2024-01-02"},
           {"2024-01-02T25:00:00", true, "keyword 2024-01-02T25:00:00"},
           {"2024-01-02-concept", true, "keyword 2024-01-02-concept"},
           {"2024-01-02 ", true, "keyword 2024-01-02 "},
           {"31-12-2024", true, "date 2024-12-31"},
           {"20240131", true, "number 20240131"},
       })) {
    CAPTURE(row.text, row.plain);
    CHECK(show(guess_value(std::string(row.text), row.plain)) == row.value);
  }
  CHECK(parse_number("0x1F") == 31.0);
  CHECK(parse_number("0o17") == 15.0);
  CHECK(parse_number("+1.5e2") == 150.0);
  CHECK(parse_number(std::string(100, '0')) == 0.0);
  CHECK_FALSE(parse_number(std::string(101, '0')));
}

std::string collect(const FacetRules& rules,
                    const std::vector<std::pair<std::string, std::string>>& said,
                    std::vector<Problem>& problems) {
  const std::filesystem::path file = "a.md";
  FacetCollector collector(rules, file, problems);
  for (const auto& [name, text] : said) collector.add(name, text, true, 3);
  std::string shown_facets;
  for (const Facet& facet : collector.take()) {
    shown_facets += facet.name + ":";
    for (const FacetValue& value : facet.values) shown_facets += " [" + show(value) + "]";
    shown_facets += ";";
  }
  return shown_facets;
}

TEST_CASE("facets are sorted, and their values clean and said once", "[facets]") {
  std::vector<Problem> problems;
  CHECK(collect({},
                {{"rol", " jurist\n"},
                 {"doel", "a  b\tc"},
                 {"rol", "adviseur"},
                 {"rol", "jurist"},
                 {"leeg", " \u00a0 "},
                 {"rol", "\x01ju\x1brist\x02"}},
                problems) ==
        "doel: [keyword a  b c];rol: [keyword jurist] [keyword adviseur] [keyword ju rist];");
  CHECK(shown(problems).empty());
}

TEST_CASE("a rule drops a facet or gives it a type", "[facets]") {
  FacetRules rules;
  rules.facets = {{"versie", "", FacetType::keyword, false, {}, {}},
                  {"kosten", "", FacetType::number, false, {}, {}},
                  {"datum", "", FacetType::date, false, {}, {}},
                  {"redactie", "", std::nullopt, true, {}, {}}};
  std::vector<Problem> problems;
  CHECK(collect(rules,
                {{"versie", "1.10"},
                 {"kosten", "gratis"},
                 {"kosten", "12"},
                 {"datum", "gisteren"},
                 {"redactie", "x"}},
                problems) == "kosten: [number 12];versie: [keyword 1.10];");
  CHECK(shown(problems) ==
        "a.md:3: 'kosten' is no number: \"gratis\" is left out\n"
        "a.md:3: 'datum' is no date: \"gisteren\" is left out");
}

TEST_CASE("too many facets, values or bytes are left out and said once", "[facets]") {
  std::vector<Problem> problems;
  const std::string longest(max_facet_value_bytes, 'a');
  CHECK(collect({}, {{"a", longest}, {"a", longest + "a"}}, problems) ==
        "a: [keyword " + longest + "];");
  CHECK(shown(problems) ==
        "a.md:3: a value of 'a' has 1001 bytes, and at most 1000 fit in a facet: it is left out");

  problems.clear();
  const FacetRules none;
  const std::filesystem::path file = "a.md";
  FacetCollector names(none, file, problems);
  for (std::size_t i = 0; i < max_page_facets + 5; ++i) {
    names.add("naam" + std::to_string(i), "x", true, i + 2);
  }
  CHECK(names.take().size() == max_page_facets);
  CHECK(shown(problems) == "a.md:258: more than 256 facets: the rest is left out");

  problems.clear();
  FacetCollector values(none, file, problems);
  for (std::size_t i = 0; i < max_page_facet_values + 5; ++i) {
    values.add("naam", std::to_string(i), true, i + 2);
  }
  CHECK(values.take().at(0).values.size() == max_page_facet_values);
  CHECK(shown(problems) == "a.md:4098: more than 4096 facet values: the rest is left out");
}

}  // namespace
}  // namespace speur
