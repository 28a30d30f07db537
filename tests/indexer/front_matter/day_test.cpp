#include "speur/day.hpp"

#include "indexer/front_matter/facet_values.hpp"
#include "speur/schema.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>

namespace speur {

TEST_CASE("a date is read as ISO 8601, YAML and the Dutch write it", "[facets]") {
  struct Row {
    std::string_view text, day;
  };
  for (const Row& row : std::to_array<Row>({
           {"2024-05-17", "2024-05-17"},
           {"2024-5-7", "2024-05-07"},
           {"2024/05/17", "2024-05-17"},
           {"17-5-2024", "2024-05-17"},
           {"17/05/2024", "2024-05-17"},
           {"04.09.2024", "2024-09-04"},
           {"17 mei 2024", "2024-05-17"},
           {"17-mei-2024", "2024-05-17"},
           {"1 Sept. 2024", "2024-09-01"},
           {"vrijdag 17 mei 2024", "2024-05-17"},
           {"vr. 17 mei 2024", "2024-05-17"},
           {"17 May 2024", "2024-05-17"},
           {"2001-12-14t21:59:43.10-05:00", "2001-12-14"},
           {"2001-12-14 21:59:43.10 -5", "2001-12-14"},
           {"2001-12-15 2:59:43.10", "2001-12-15"},
           {"2016-12-31T23:59:60Z", "2016-12-31"},  // a leap second
           {"2016-12-31T23:59:61Z", ""},
           {"2024-05-17T10:00Z", "2024-05-17"},
           {"17-5-2024 10:30", "2024-05-17"},
           {"May 17, 2024", "2024-05-17"},
           {"January 5 2024", "2024-01-05"},
           {"Fri, 17 May 2024", "2024-05-17"},
           {"17e mei 2024", "2024-05-17"},
           {"17 mei 2024 10:00", "2024-05-17"},
           {"17 mei 2024, 10:00 uur", "2024-05-17"},
           {"vrijdag 17 mei 2024 om 9.30 uur", "2024-05-17"},
           {"Fri, 17 May 2024 10:00:00 +0200", "2024-05-17"},
           {"Fri, 17 May 2024 10:00:00 GMT", "2024-05-17"},
           {"2024-05-17Z", "2024-05-17"},
           {"2024-05-17+02:00", "2024-05-17"},
           {"17 mei 2024 25:00", ""},
           {"17 mei 2024..", ""},
           {"17 mei 2024 om de brug", ""},
           {"mei 17 stuks 2024", ""},
           {"2024-02-30", ""},
           {"31-4-2024", ""},
           {"2024.05.17", ""},
           {"17-05/2024", ""},
           {"17-5-24", ""},
           {"2024", ""},
           {"mei 2024", ""},
           {"onbekend", ""},
           {"1.2.3", ""},
           {"", ""},
       })) {
    CAPTURE(row.text);
    CHECK(parse_date(row.text).value_or("") == row.day);
  }
}

TEST_CASE("a date that does not exist is told from other text", "[facets]") {
  CHECK(is_no_day("2024-02-30"));
  CHECK(is_no_day("31-4-2024"));
  CHECK(is_no_day("2024-13-01T10:00:00Z"));
  CHECK_FALSE(is_no_day("2024-02-29"));
  CHECK_FALSE(is_no_day("onbekend"));
  CHECK_FALSE(is_no_day("2024"));
}

TEST_CASE("a period is a year, a month or a day as people type it", "[facets]") {
  CHECK(period_of_text("2024") == "2024");
  CHECK(period_of_text("2024-05") == "2024-05");
  CHECK(period_of_text("2024-5") == "2024-05");
  CHECK(period_of_text("5-2024") == "2024-05");
  CHECK(period_of_text("mei 2024") == "2024-05");
  CHECK(period_of_text("mei-2024") == "2024-05");
  CHECK(period_of_text("17 mei 2024") == "2024-05-17");
  CHECK_FALSE(period_of_text("mei"));
  CHECK(period_of_text("2024-05-32") == "2024-05-32");
  CHECK_FALSE(period_of_text("13-2024"));
  CHECK_FALSE(period_of_text("voorjaar 2024"));
  CHECK_FALSE(period_of_text("20240"));
}

TEST_CASE("a few odd values take the type from no facet", "[facets]") {
  CHECK(facet_type(0, 0, 40) == FacetType::date);
  CHECK(facet_type(1, 0, 39) == FacetType::date);
  CHECK(facet_type(1, 0, 4) == FacetType::date);
  CHECK(facet_type(1, 0, 3) == FacetType::keyword);
  CHECK(facet_type(4, 0, 36) == FacetType::date);
  CHECK(facet_type(6, 0, 36) == FacetType::keyword);
  CHECK(facet_type(1, 20, 0) == FacetType::number);
  CHECK(facet_type(0, 10, 10) == FacetType::keyword);
  CHECK(facet_type(5, 0, 0) == FacetType::keyword);
}

}  // namespace speur
