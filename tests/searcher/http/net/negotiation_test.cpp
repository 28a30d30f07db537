#include "searcher/http/net/negotiation.hpp"

#include "searcher/http/net/router.hpp"
#include "searcher/http/net/url_text.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace speur::http {

TEST_CASE("Accept lets a type through as the most specific range says", "[http]") {
  struct Row {
    std::string accept;
    bool json;
  };
  for (const Row& row : std::vector<Row>{{"", true},
                                         {"*/*", true},
                                         {"application/json", true},
                                         {"Application/JSON; charset=utf-8", true},
                                         {"application/*", true},
                                         {"text/html", false},
                                         {"text/html, */*;q=0.8", true},
                                         {"text/html,application/json;q=0", false},
                                         {"application/json;q=0, */*", false},
                                         {"*/*;q=0, application/json;q=0.001", true},
                                         {"application/*;q=0, */*", false},
                                         {"application/jsonx", false},
                                         {";;;,,,", false}}) {
    CAPTURE(row.accept);
    CHECK(accepts_type(row.accept, "application/json") == row.json);
  }
}

TEST_CASE("Accept-Encoding tells how much each coding is wanted", "[http]") {
  struct Row {
    std::string field;
    int brotli, gzip, identity;
  };
  for (const Row& row : std::vector<Row>{{"gzip", 0, 1000, 1},
                                         {"deflate, br", 1000, 0, 1},
                                         {"gzip;q=0", 0, 0, 1},
                                         {"gzip; q=0.000", 0, 0, 1},
                                         {"GZIP;Q=0.5, BR;q=0.25", 250, 500, 1},
                                         {"gzip;q=1.000", 0, 1000, 1},
                                         {"gzip;q=much", 0, 1000, 1},
                                         {"*", 1000, 1000, 1},
                                         {"*;q=0", 0, 0, 0},
                                         {"gzip, *;q=0", 0, 1000, 0},
                                         {"*;q=0, identity;q=0.5", 0, 0, 500},
                                         {"identity;q=0, gzip", 0, 1000, 0},
                                         {"identity, gzip;q=0.9", 0, 900, 1000},
                                         {"", 0, 0, 1}}) {
    CAPTURE(row.field);
    const Codings codings = accepted_codings(row.field, true);
    CHECK(codings.brotli == row.brotli);
    CHECK(codings.gzip == row.gzip);
    CHECK(codings.identity == row.identity);
  }
  CHECK(accepted_codings("", false).gzip == 0);
  CHECK(accepted_codings("", false).identity > 0);
}

TEST_CASE("an entity tag is compared weakly", "[http]") {
  CHECK(matches_tag("W/\"a\"", "W/\"a\""));
  CHECK(matches_tag("\"a\"", "W/\"a\""));
  CHECK(matches_tag("\"b\", W/\"a\"", "W/\"a\""));
  CHECK(matches_tag("*", "W/\"a\""));
  CHECK_FALSE(matches_tag("\"b\"", "W/\"a\""));
  CHECK_FALSE(matches_tag("", "W/\"a\""));
}

TEST_CASE("a path leads to one route", "[http]") {
  struct Row {
    std::string path;
    Route route;
    std::string id;
  };
  for (const Row& row : std::vector<Row>{{"/v1/search", Route::search, ""},
                                         {"/v1/search/", Route::none, ""},
                                         {"/V1/search", Route::none, ""},
                                         {"//v1/search", Route::none, ""},
                                         {"/v1/documents", Route::none, ""},
                                         {"/v1/documents/", Route::none, ""},
                                         {"/v1/documents/a.md", Route::document, "a.md"},
                                         {"/v1/documents/a/b.md", Route::document, "a/b.md"},
                                         {"/v1/documents/a%2Fb.md", Route::document, "a%2Fb.md"},
                                         {"/v1/documents/a.md/", Route::none, ""},
                                         {"/v1/documents/a/b.md/related", Route::related, "a/b.md"},
                                         {"/v1/documents//related", Route::none, ""},
                                         {"/v1/documents/{id}", Route::document, "{id}"},
                                         {"/v1/documents/{id}/related", Route::related, "{id}"},
                                         {"none", Route::none, ""},
                                         {"*", Route::none, ""},
                                         {"/health", Route::health, ""}}) {
    CAPTURE(row.path);
    const RouteMatch match = match_route(row.path);
    CHECK(static_cast<int>(match.route) == static_cast<int>(row.route));
    CHECK(match.id == row.id);
  }
  CHECK(allows("GET, HEAD", "HEAD"));
  CHECK_FALSE(allows("GET, HEAD", "HEA"));
  CHECK_FALSE(allows("GET, HEAD", ""));
}

TEST_CASE("percent-encoding gives UTF-8 or nothing", "[http]") {
  CHECK(percent_decoded("a%20b") == "a b");
  CHECK(percent_decoded("a+b") == "a+b");
  CHECK(percent_decoded("a+b%2B", true) == "a b+");
  CHECK(percent_decoded("co%C3%B6r") == "coör");
  CHECK(percent_decoded("") == "");
  for (const char* text : {"%", "%4", "%zz", "%C3", "%C0%80", "%ED%A0%80", "%FF"}) {
    CAPTURE(text);
    CHECK_FALSE(percent_decoded(text).has_value());
  }
  const QueryString query = split_query_string("a=1&&b&c=%zz&a=2=3&=x");
  CHECK(query.parameters == std::vector<std::pair<std::string, std::string>>{
                                {"a", "1"}, {"b", ""}, {"a", "2=3"}, {"", "x"}});
  CHECK(query.malformed == std::vector<std::string>{"c=%zz"});
}

TEST_CASE("of what a visitor wrote into an address nothing is dropped", "[http]") {
  CHECK(leniently_decoded("100%") == "100%");
  CHECK(leniently_decoded("5%+btw%20x") == "5% btw x");
  CHECK(leniently_decoded("caf%E9") == "café");
  CHECK(leniently_decoded("%80+5") == "€ 5");
  CHECK(leniently_decoded("caf%C3%A9") == "café");
  CHECK(leniently_decoded("co%C3%B6rdinatie+%E9%E9n") == "coördinatie één");
  const QueryString query = split_query_string("q=100%&c=%zz", true);
  CHECK(query.parameters ==
        std::vector<std::pair<std::string, std::string>>{{"q", "100%"}, {"c", "%zz"}});
  CHECK(query.malformed.empty());
}

}  // namespace speur::http
