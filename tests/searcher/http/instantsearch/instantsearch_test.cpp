#include "searcher/http/api/facet_search.hpp"
#include "searcher/http/instantsearch/instantsearch_filter.hpp"
#include "searcher/http/instantsearch/matched_words.hpp"
#include "searcher/http/net/unix_time.hpp"
#include "support/http/test_application.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace json = boost::json;

namespace speur::http {
namespace {

const std::vector<FacetInfo> some_facets = {{"rollen", FacetType::keyword, 4, 3},
                                            {"soort", FacetType::keyword, 4, 2},
                                            {"versie", FacetType::number, 3, 3},
                                            {"datum", FacetType::date, 3, 3}};

/// An application over the test index, asked as clients of InstantSearch do.
class InstantSite : public Site {
 public:
  InstantSite() : Site({{}, {"*"}}) {}

  Response post(std::string target, std::string body, std::string type = "text/plain") {
    Fields fields;
    if (!type.empty()) fields = {{"content-type", std::move(type)}};
    return ask("POST", std::move(target), std::move(fields), std::move(body));
  }
  json::value batch(const std::string& searches) {
    const Response response = post("/1/indexes/*/queries", "{\"requests\": [" + searches + "]}");
    CAPTURE(searches, response.body);
    REQUIRE(response.status == 200);
    return json::parse(response.body).at("results");
  }
  /// The ids of the hits of one search, in order; or the message of the error.
  std::string ids(const std::string& search) {
    const Response response = post("/1/indexes/*/queries", "{\"requests\": [" + search + "]}");
    const json::value body = json::parse(response.body);
    if (response.status != 200) return std::string(body.at("message").as_string());
    std::string ids;
    for (const json::value& hit : body.at("results").at(0).at("hits").as_array()) {
      ids.append(ids.empty() ? "" : " ").append(hit.at("objectID").as_string());
    }
    return ids;
  }
};

std::string text(const json::value& value) {
  return json::serialize(value);
}

}  // namespace

TEST_CASE("a filter of InstantSearch is one of ours", "[instantsearch]") {
  struct Row {
    std::string given, filter;
  };
  for (const Row& row :
       std::vector<Row>{{"rollen:jurist", "rollen = jurist"},
                        {"rollen:\"beleid en advies\"", "rollen = 'beleid en advies'"},
                        {"'rollen' : 'l\\'avocat'", "rollen = 'l\\'avocat'"},
                        {"rollen:urn:nl:jurist", "rollen = urn:nl:jurist"},
                        {"rollen:-3", "rollen = -3"},
                        {"rollen:a AND NOT soort:b", "(rollen = a AND NOT soort = b)"},
                        {"(rollen:a OR rollen:b) AND soort:c", "(rollen IN [a, b] AND soort = c)"},
                        {"versie:1 TO 3", "versie 1 TO 3"},
                        {"versie>=2", "versie >= 2"},
                        {"versie != 2", "NOT versie 2 TO 2"},
                        {"datum:2024 TO 2024-05-17", "datum 2024 TO 2024-05-17"},
                        // 2024-05-17, at midnight and at noon
                        {"datum >= 1715904000", "datum >= 2024-05-17"},
                        {"datum >= 1715947200", "datum >= 2024-05-18"},
                        {"datum > 1715947200", "datum >= 2024-05-18"},
                        {"datum <= 1715947200", "datum <= 2024-05-17"},
                        {"datum < 1715947200", "datum <= 2024-05-17"},
                        {"datum:1715947200 TO 1715947201", "datum 2024-05-18 TO 2024-05-17"}}) {
    CAPTURE(row.given);
    CHECK(to_string(read_filters(row.given, some_facets)) == row.filter);
  }
}

TEST_CASE("names of facets with colons need no quotes in a filter of InstantSearch", "[instantsearch]") {
  std::vector<FacetInfo> facets(some_facets.begin(), some_facets.end());
  facets.push_back(facets.front());
  facets.back().name = "dct:subject";
  const auto read = [&](std::string_view filter) { return to_string(read_filters(filter, facets)); };
  CHECK(read("dct:subject:jurist") == read("'dct:subject':jurist"));
  CHECK(read("rollen:a AND NOT dct:subject:\"b c\"") == read("rollen:a AND NOT 'dct:subject':'b c'"));
  CHECK(read("rollen:dct:subject:x") == read("rollen:'dct:subject:x'"));
}

TEST_CASE("a wrong filter of InstantSearch says what is wrong", "[instantsearch]") {
  struct Row {
    std::string given, message;
  };
  for (const Row& row : std::vector<Row>{
           {"published", "column 1: 'published' has no ':' and value after it"},
           {"rollen:a AND ",
            "column 19: here stands the name of a facet, NOT or '(', not the end, "
            "when read as: 'rollen' = 'a' AND"},
           {"rollen:\"a", "column 8: a quote has no end"},
           {"rollen:", "column 8: here stands a value"},
           {"kleur:rood",
            "column 1: there is no facet 'kleur'; there are: rollen, soort, versie, datum, when "
            "read as: 'kleur' = 'rood'"},
           {"versie > x", "column 12: 'x' is no number, when read as: 'versie' > 'x'"}}) {
    CAPTURE(row.given);
    CHECK_THROWS_WITH(read_filters(row.given, some_facets), row.message);
  }
}

TEST_CASE("lists of filters are all wanted, and lists in them alternatives", "[instantsearch]") {
  struct Row {
    std::string given, filter, unknown;
  };
  for (const Row& row : std::vector<Row>{
           {R"("rollen:a")", "rollen = a", ""},
           {R"(["rollen:a", "soort:b"])", "(rollen = a AND soort = b)", ""},
           {R"([["rollen:a", "rollen:b"], "soort:c"])", "(rollen IN [a, b] AND soort = c)", ""},
           {R"([["rollen:a", "soort:b"]])", "((rollen = a OR soort = b))", ""},
           {R"([["rollen:-a", "rollen:b"]])", "((NOT rollen = a OR rollen = b))", ""},
           {R"(["rollen:-a"])", "(NOT rollen = a)", ""},
           {R"(["rollen:\\-a"])", "(rollen = -a)", ""},
           {R"(["rollen:a: b"])", "(rollen = 'a: b')", ""},
           {R"([[], "rollen:a"])", "(rollen = a)", ""},
           {R"(["kleur:rood", "soort:b"])", "(() AND soort = b)", "kleur"}}) {
    CAPTURE(row.given);
    std::vector<std::string> unknown;
    CHECK(to_string(read_facet_filters(json::parse(row.given), some_facets, unknown)) ==
          row.filter);
    CHECK((unknown.empty() ? "" : unknown.front()) == row.unknown);
  }
  for (const Row& row :
       std::vector<Row>{{R"("versie>=1,versie<=2")", "(versie >= 1 AND versie <= 2)", ""},
                        {R"(["versie>=1", ["versie:1 TO 2", "datum > 2024"]])",
                         "(versie >= 1 AND (versie 1 TO 2 OR datum >= 2024-12-32))", ""}}) {
    CAPTURE(row.given);
    CHECK(to_string(read_numeric_filters(json::parse(row.given), some_facets)) == row.filter);
  }
  std::vector<std::string> unknown;
  CHECK_THROWS_WITH(read_facet_filters(json::parse("[\"rollen\"]"), some_facets, unknown),
                    "'rollen' is no facet:value");
  CHECK_THROWS_WITH(read_facet_filters(json::parse("[[[\"rollen:a\"]]]"), some_facets, unknown),
                    "a list of alternatives holds \"facet:value\" only");
}

TEST_CASE("searches of InstantSearch find what they ask for", "[instantsearch]") {
  InstantSite site;
  struct Row {
    std::string search, ids;
  };
  for (const Row& row : std::vector<Row>{
           {R"({"query": "milieustraat"})", "afval.md"},
           {R"({"indexName": "site", "params": {"query": "milieustraat"}})", "afval.md"},
           {R"({"indexName": "site", "params": "query=milieustraat&hitsPerPage=3"})", "afval.md"},
           {R"({"params": "facetFilters=%5B%22rollen%3Ainwoner%22%2C%22soort%3Aproduct%22%5D"})",
            "verkeer/fietspad.md"},
           {R"({"facetFilters": ["rollen:inwoner", "soort:-product"]})", "verkeer/wrak.md"},
           {R"({"facetFilters": [["rollen:beleid en advies", "soort:product"]],
               "query": "stalling", "indexName": "s:title:asc"})",
            "verkeer/station.md verkeer/stalling.md"},
           {R"({"filters": "versie >= 2 AND NOT rollen:jurist"})", "verkeer/fietspad.md"},
           {R"({"numericFilters": ["datum >= 1717113600", "datum < 1717200000"]})",
            "verkeer/station.md"},
           {R"({"query": "milieust"})", "afval.md"},
           {R"({"query": "milieust", "queryType": "prefixNone"})", ""},
           {R"({"query": "milieust "})", ""},
           {R"({"query": "milieust", "facetFilters": ["soort:nieuws"]})", ""},
           {R"({"facetFilters": ["kleur:rood"]})", ""},
           {R"({"facetFilters": [], "tagFilters": "", "filters": "", "query": "milieustraat"})",
            "afval.md"},
           {R"({"indexName": "site:title:asc", "hitsPerPage": 2, "page": 1})",
            "verkeer/stalling.md verkeer/fietspad.md"},
           {R"({"indexName": "site:datum:desc", "offset": 1, "length": 1})", "verkeer/station.md"},
           {R"({"page": 600, "hitsPerPage": 20})", ""},
           {R"({"hitsPerPage": 0})", ""},
           {R"({"page": -1})", "requests[0]: 'page' is a whole number from 0 to 10000"},
           {R"({"tagFilters": ["a"]})",
            "requests[0]: 'tagFilters' is not for this index: no page has tags"},
           {R"({"indexName": "site:kleur:asc"})",
            "requests[0]: 'indexName' sorts by no field 'kleur'; there are: title, rollen, soort, "
            "datum, versie"},
           {R"({"facetFilters": [1]})",
            "requests[0]: 'facetFilters' cannot be understood: a list of alternatives holds "
            "\"facet:value\" only"},
           {R"({"params": "query=%ff"})", "requests[0]: 'params' is not form-urlencoded UTF-8"},
           {R"({"type": "facet"})", "requests[0]: 'facet' names the facet to search"},
           {R"({"query": "milieustraat", "userToken": "u", "analytics": true, "facet": null,
               "optionalFilters": ["soort:product"], "ruleContexts": []})",
            "afval.md"}}) {
    CAPTURE(row.search);
    CHECK(site.ids(row.search) == row.ids);
  }
}

TEST_CASE("results of InstantSearch come in the order of the searches", "[instantsearch]") {
  InstantSite site;
  const json::value results = site.batch(
      R"({"indexName": "a", "query": "fiets", "facets": ["rollen", "versie", "datum", "kleur"],
          "facetFilters": [["rollen:jurist"]], "hitsPerPage": 1, "page": 1},
         {"indexName": "b", "params": {"query": "fiets", "facets": "rollen", "hitsPerPage": 0}},
         {"indexName": "c", "type": "facet", "facet": "rollen",
          "params": {"query": "fiets", "facetQuery": "ADV jur", "maxFacetHits": 5}},
         {"indexName": "c", "type": "facet", "facet": "rollen", "facetQuery": "adv",
          "highlightPreTag": "[", "highlightPostTag": "]"})");
  CHECK(site.record.query == "fiets");
  CHECK(site.record.hits == 2);

  const json::value& first = results.at(0);
  CHECK(first.at("index") == "a");
  CHECK(first.at("query") == "fiets");
  CHECK(first.at("nbHits") == 2);
  CHECK(first.at("page") == 1);
  CHECK(first.at("nbPages") == 2);
  CHECK(first.at("hitsPerPage") == 1);
  CHECK(first.at("exhaustiveNbHits") == true);
  CHECK(first.at("message") == "no page has these facets: kleur");
  CHECK(text(first.at("facets")) ==
        R"({"rollen":{"jurist":2,"beleid en advies":1},"versie":{"1":1,"2":1},)"
        R"("datum":{"2024-01-10":1,"2024-05-31":1}})");
  const json::value& stats = first.at("facets_stats");
  CHECK(stats.at("versie").at("min").to_number<double>() == 1);
  CHECK(stats.at("versie").at("avg").to_number<double>() == 1.5);
  CHECK(stats.at("datum").at("min").to_number<double>() == 1'704'844'800);
  CHECK(stats.at("datum").at("max").to_number<double>() == 1'717'113'600);
  CHECK(!stats.as_object().contains("rollen"));

  const json::value& second = results.at(1);
  CHECK(second.at("index") == "b");
  CHECK(second.at("hits").as_array().empty());
  CHECK(second.at("nbHits") == 4);
  CHECK(second.at("nbPages") == 0);
  CHECK(text(second.at("facets")) == R"({"rollen":{"inwoner":2,"jurist":2,"beleid en advies":1}})");
  CHECK(second.at("params") == "query=fiets&facets=rollen&hitsPerPage=0");

  CHECK(results.at(2).at("facetHits").as_array().empty());
  CHECK(text(results.at(3).at("facetHits")) ==
        R"([{"value":"beleid en advies","label":"beleid en advies",)"
        R"("highlighted":"beleid en [adv]ies","count":1}])");
}

TEST_CASE("hits of InstantSearch show what matched in plain text", "[instantsearch]") {
  InstantSite site;
  const json::value results = site.batch(
      R"({"query": "eigenaar zonder kast", "hitsPerPage": 1, "highlightPreTag": "__ais-highlight__",
          "highlightPostTag": "__/ais-highlight__"},
         {"query": "eigenaar", "attributesToRetrieve": ["title"], "attributesToHighlight": [],
          "attributesToSnippet": ["content:20"]})");
  const json::value& hit = results.at(0).at("hits").at(0);
  CHECK(hit.at("objectID") == "verkeer/wrak.md");
  CHECK(hit.at("url") == "verkeer/wrak/");
  CHECK(text(hit.at("rollen")) == R"(["inwoner"])");
  CHECK(hit.at("content") == "Een fiets zonder <eigenaar> & slot.");
  CHECK(text(hit.at("missing")) == R"(["kast"])");
  const json::value& content = hit.at("_highlightResult").at("content");
  CHECK(content.at("value") ==
        "Een fiets __ais-highlight__zonder__/ais-highlight__ "
        "<__ais-highlight__eigenaar__/ais-highlight__> & slot.");
  CHECK(content.at("matchLevel") == "partial");
  CHECK(text(content.at("matchedWords")) == R"(["eigenaar","zonder"])");
  CHECK(hit.at("_snippetResult").at("content").at("value") == content.at("value"));
  const json::value& title = hit.at("_highlightResult").at("title");
  CHECK(text(title) == R"({"value":"Weesfietsen","matchLevel":"none","matchedWords":[]})");

  CHECK(text(results.at(1).at("hits").at(0)) ==
        R"({"objectID":"verkeer/wrak.md","title":"Weesfietsen","_highlightResult":{},)"
        R"("_snippetResult":{"content":{"value":"Een fiets zonder <<em>eigenaar</em>> & slot.",)"
        R"("matchLevel":"full"}}})");
}

TEST_CASE("words of a query are matched by marks that resemble them", "[instantsearch]") {
  struct Row {
    std::string query, text;
    std::vector<std::pair<std::size_t, std::size_t>> marks;
    std::string level;
    std::vector<std::string> words;
  };
  for (const Row& row :
       std::vector<Row>{{"fiets", "geen", {}, "none", {}},
                        {"Fiets", "de fiets", {{3, 8}}, "full", {"fiets"}},
                        {"fietsenstalling", "stalling", {{0, 8}}, "full", {"fietsenstalling"}},
                        {"fietsen stallen", "fiets", {{0, 5}}, "partial", {"fietsen"}},
                        {"fietsen stallen", "stalling", {{0, 8}}, "partial", {"stallen"}},
                        {"car fee", "auto", {{0, 4}}, "full", {"car", "fee"}},
                        {"fiets weg", "fiets", {{0, 5}}, "partial", {"fiets"}}}) {
    CAPTURE(row.query, row.text);
    const MatchedWords matched = QueryWords({row.query}, {"weg"}).in({row.text, row.marks});
    CHECK(matched.level == row.level);
    CHECK(matched.words == row.words);
  }
}

TEST_CASE("values of a facet are searched by the begins of their words", "[instantsearch]") {
  FacetCounts facet{"rollen", FacetType::keyword, {}};
  for (const char* label : {"Beleid & advies", "Coördinatie", "Beleidsmaker", "Niemand"}) {
    facet.values.push_back({{label, label, ""}, 3, false});
  }
  facet.values.back().count = 0;
  struct Row {
    std::string query, found;
  };
  for (const Row& row : std::vector<Row>{{"", "Beleid & advies|Coördinatie|Beleidsmaker|"},
                                         {"beleid", "[Beleid] & advies|[Beleid]smaker|"},
                                         {"adv bel", "[Bel]eid & [adv]ies|"},
                                         {"coor", "[Coör]dinatie|"},
                                         {"dinatie", ""},
                                         {"niemand", ""}}) {
    CAPTURE(row.query);
    std::string found;
    for (const FacetMatch& match : search_facet_values(facet, row.query, 3)) {
      std::string label = match.count->value.label;
      for (auto mark = match.marks.rbegin(); mark != match.marks.rend(); ++mark) {
        label.insert(mark->second, "]").insert(mark->first, "[");
      }
      found += label + "|";
    }
    CHECK(found == row.found);
  }
}

TEST_CASE("a time is in its day, or rounded up to the next", "[instantsearch]") {
  CHECK(day_of(0, false) == "1970-01-01");
  CHECK(day_of(-1, false) == "1969-12-31");
  CHECK(day_of(0, true) == "1970-01-01");
  CHECK(day_of(1, true) == "1970-01-02");
  CHECK(day_of(1'709'164'800, false) == "2024-02-29");
  CHECK(day_of(253'402'214'400, true) == "9999-12-31");
  CHECK(day_of(253'402'300'800, false) == std::nullopt);
  CHECK(day_of(-62'167'219'201, false) == std::nullopt);
  CHECK(seconds_of("2024-02-29") == 1'709'164'800);
  CHECK(seconds_of("2023-02-29") == std::nullopt);
  CHECK(seconds_of("2024-2-29") == std::nullopt);
}

TEST_CASE("what is no request of InstantSearch is told in the form of its errors",
          "[instantsearch]") {
  InstantSite site;
  const std::string all = "/1/indexes/*/queries";
  std::string many = "{\"requests\": [{}";
  for (int i = 0; i < 32; ++i) many += ",{}";
  struct Row {
    std::string target, body, type;
    unsigned status;
    std::string message;
  };
  for (const Row& row : std::vector<Row>{
           {all, "{\"requests\": []}", "text/plain", 200, ""},
           {all, "{\"requests\": [{}]}", "application/x-www-form-urlencoded", 200, ""},
           {all + "?x-algolia-agent=a", "{\"requests\": [{}]}", "application/json", 200, ""},
           {"/1/indexes/%2A/queries", "{\"requests\": [{}]}", "", 200, ""},
           {"/1/indexes/site/query", "{\"query\": \"fiets\"}", "", 200, ""},
           {"/1/indexes/site/query", "", "", 200, ""},
           {"/1/indexes/site/facets/rollen/query", "{\"params\": \"facetQuery=j\"}", "", 200, ""},
           {"/1/indexes/site/facets/kleur/query", "{}", "", 200, ""},
           {all, "", "", 400, "'requests' is a list of searches"},
           {all, "[]", "", 400, "the body is a JSON object"},
           {all, "{", "", 400, "the body is no JSON: incomplete JSON"},
           {all, "{\"requests\": [1]}", "", 400, "requests[0]: it is no object"},
           {all, "{\"requests\": [{}, {\"query\": 1}]}", "", 400,
            "requests[1]: 'query' is a string"},
           {all, many + "]}", "", 400, "'requests' has at most 32 searches"},
           {"/1/indexes/%ff/query", "{}", "", 400,
            "the index in the path is not percent-encoded UTF-8"}}) {
    CAPTURE(row.target, row.body, row.type);
    const Response response = site.post(row.target, row.body, row.type);
    CHECK(response.status == row.status);
    CHECK(response.content_type == "application/json");
    if (row.status == 200) continue;
    CHECK(response.body ==
          fmt::format(R"({{"message":"{}","status":{}}})", row.message, row.status));
  }
  for (const char* target : {"/1/indexes", "/1/indexes/", "/1/indexes//query", "/1/indexes/site",
                             "/1/indexes/site/facets/query", "/1/indexes/site/facets//query",
                             "/1/indexes/site/facets/a/b/query", "/1/indexes/site/queries"}) {
    CAPTURE(target);
    CHECK(site.post(target, "{}").status == 404);
  }
}

}  // namespace speur::http
