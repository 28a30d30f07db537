#include "searcher/http/app/application.hpp"

#include "searcher/http/instantsearch/shared_time.hpp"
#include "searcher/print/json_text.hpp"
#include "searcher/print/result_json.hpp"
#include "support/http/test_application.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace json = boost::json;

namespace speur::http {

TEST_CASE("every route answers, and every wrong request with its own status", "[http]") {
  Site site;
  const Fields as_json = {{"content-type", "application/json"}};
  struct Row {
    std::string method, target;
    Fields fields;
    std::string body;
    unsigned status;
  };
  for (const Row& row : std::vector<Row>{
           {"GET", "/v1/search", {}, "", 200},
           {"GET", "/v1/search?q=fiets", {}, "", 200},
           {"HEAD", "/v1/search?q=fiets", {}, "", 200},
           {"POST", "/v1/search", as_json, "{\"q\": \"fiets\"}", 200},
           {"POST", "/v1/search", {{"content-type", "Application/JSON; charset=UTF-8"}}, "{}", 200},
           {"GET", "/v1/suggest?q=fie", {}, "", 200},
           {"POST", "/v1/suggest", as_json, "{\"q\": \"fie\"}", 200},
           {"GET", "/v1/facets", {}, "", 200},
           {"POST", "/v1/facets", as_json, "{}", 200},
           {"GET", "/v1/documents/afval.md", {}, "", 200},
           {"GET", "/v1/documents/verkeer/wrak.md", {}, "", 200},
           {"GET", "/v1/documents/verkeer%2Fwrak.md", {}, "", 200},
           {"GET", "/v1/documents/verkeer%2Fwrak.md/related", {}, "", 200},
           {"GET", "/health", {}, "", 200},
           {"GET", "/ready", {}, "", 200},
           {"GET", "/metrics", {}, "", 200},
           {"GET", "/opensearch.xml", {{"host", "zoek.nl"}}, "", 200},
           {"GET", "/opensearch/suggestions?q=fie", {{"host", "zoek.nl"}}, "", 200},
           {"GET", "/openapi.json", {{"host", "[::1]:8080"}}, "", 200},
           {"GET", "/v1/openapi.json", {{"host", "zoek.nl"}}, "", 200},
           {"GET", "/openapi.json", {{"host", "zoek.nl/\"<script>"}}, "", 400},
           {"GET", "/openapi.json", {}, "", 400},
           {"GET", "/zero-hits", {}, "", 404},
           {"POST", "/v1/search?strict=true", as_json, "{\"strict\": false, \"x\": 1}", 200},
           {"POST", "/v1/search?strict=true", as_json, "{\"x\": 1}", 400},
           {"POST", "/v1/search?strict=true&q=fiets", as_json, "{}", 400},
           {"POST", "/v1/search?q=fiets", as_json, "{}", 200},
           {"GET", "/v1/search", {{"accept-encoding", "*;q=0"}}, "", 406},
           {"GET", "/health", {{"accept-encoding", "identity;q=0, deflate"}}, "", 406},
           {"OPTIONS", "/v1/search", {}, "", 204},
           {"OPTIONS", "*", {}, "", 204},
           {"GET", "/v1/search?q=%zz", {}, "", 400},
           {"GET", "/v1/search?hitsPerPage=-1", {}, "", 400},
           {"GET", "/v1/search?filter=kleur=rood", {}, "", 400},
           {"GET", "/v1/search?filter=rollen+%3D", {}, "", 400},
           {"GET", "/v1/search?q=%22open&strict=true", {}, "", 400},
           {"POST", "/v1/search", as_json, "", 400},
           {"POST", "/v1/search", as_json, "[]", 400},
           {"POST", "/v1/search", as_json, "{\"q\": 1}", 400},
           {"POST", "/v1/search", as_json, "{\"q\": \"\xff\"}", 400},
           {"POST", "/v1/search", as_json, std::string(60'000, '['), 400},
           {"GET", "/v1/documents/%ff", {}, "", 400},
           {"GET", "/", {}, "", 200},
           {"GET", "/?q=fiets", {}, "", 200},
           {"GET", "/fragment?q=fiets", {}, "", 200},
           {"GET", "/speur.js", {}, "", 200},
           {"GET", "/speur.css", {}, "", 200},
           {"GET", "/speur-material.js", {}, "", 200},
           {"POST", "/", as_json, "{}", 405},
           {"GET", "/v1/search/", {}, "", 404},
           {"GET", "/v2/search", {}, "", 404},
           {"OPTIONS", "/nergens", {}, "", 404},
           {"DELETE", "/nergens", {}, "", 404},
           {"GET", "/v1/documents/nergens.md", {}, "", 404},
           {"GET", "/v1/documents/nergens.md/related", {}, "", 404},
           {"GET", "/v1/documents/../../etc/passwd", {}, "", 404},
           {"DELETE", "/v1/search", {}, "", 405},
           {"POST", "/v1/documents/afval.md", as_json, "{}", 405},
           {"POST", "/health", {}, "", 405},
           {"TRACE", "/v1/search", {}, "", 405},
           {"GET", "/v1/search", {{"accept", "text/html"}}, "", 406},
           {"GET", "/metrics", {{"accept", "application/json"}}, "", 406},
           {"POST", "/v1/search", {}, "{}", 415},
           {"POST", "/v1/search", {{"content-type", "text/plain"}}, "{}", 415},
           {"POST",
            "/v1/search",
            {{"content-type", "application/json"}, {"content-encoding", "gzip"}},
            "{}",
            415}}) {
    CAPTURE(row.method, row.target, row.body.substr(0, 100));
    const Response response = site.ask(row.method, row.target, row.fields, row.body);
    CHECK(response.status == row.status);
    CHECK(field_of(response, "X-Content-Type-Options") == "nosniff");
    if (row.status >= 400) {
      CHECK(response.content_type == "application/problem+json");
      const json::value problem = json::parse(response.body);
      CHECK(problem.at("status").as_int64() == row.status);
      CHECK(problem.at("title").as_string() == reason(row.status));
      CHECK_FALSE(problem.at("detail").as_string().empty());
    }
    CHECK(field_of(response, "Allow").empty() == (row.status != 405 && row.status != 204));
  }
}

TEST_CASE("a search over HTTP is the search of the command line", "[http]") {
  Site site;
  SearchRequest request;
  request.query = "fiets stalling";
  request.facets = {"all"};
  json::object expected = result_json(site.searcher().search(request));
  json::object answer =
      json::parse(site.get("/v1/search?q=fiets+stalling&facets=all").body).as_object();
  expected.erase("processingTimeMs");
  answer.erase("processingTimeMs");
  CHECK(json_text(answer) == json_text(expected));
  CHECK(site.record.query == "fiets stalling");
  CHECK(site.record.hits == 4U);
}

TEST_CASE("filters of every form let the same pages through", "[http][filter]") {
  Site site;
  struct Row {
    std::string query, ids;
  };
  const std::string sorted = "/v1/search?sort=title&filter=";
  for (const Row& row : std::vector<Row>{
           {"rollen=jurist", "verkeer/station.md verkeer/stalling.md"},
           {"rollen=beleid+en+advies", "verkeer/station.md"},
           {"rollen=beleid+en+advies&filter=rollen=inwoner",
            "verkeer/station.md verkeer/fietspad.md verkeer/wrak.md"},
           {"rollen=jurist&filter=soort=product", "verkeer/stalling.md"},
           {"rollen%3Djurist+AND+soort%3Dproduct", "verkeer/stalling.md"},
           {"rollen+IN+[jurist,+inwoner]+AND+NOT+soort+=+nieuws",
            "verkeer/stalling.md verkeer/fietspad.md verkeer/wrak.md"},
           {"rollen+=+jurist+AND+rollen+=+'beleid+en+advies'", "verkeer/station.md"},
           {"rollen+=+inwoner+OR+versie+%3C+2",
            "verkeer/stalling.md verkeer/fietspad.md verkeer/wrak.md"},
           {"versie+%3E+1", "verkeer/station.md verkeer/fietspad.md"},
           {"versie+%3E=+1", "verkeer/station.md verkeer/stalling.md verkeer/fietspad.md"},
           {"versie+2+TO+3", "verkeer/station.md verkeer/fietspad.md"},
           {"versie+=+2", "verkeer/station.md"},
           {"versie+!=+2", "afval.md verkeer/stalling.md verkeer/fietspad.md verkeer/wrak.md"},
           {"versie+NOT+EXISTS", "afval.md verkeer/wrak.md"},
           {"versie+EXISTS", "verkeer/station.md verkeer/stalling.md verkeer/fietspad.md"},
           {"datum+%3E+2024-05", "verkeer/fietspad.md"},
           {"datum+%3E=+2024-05", "verkeer/station.md verkeer/fietspad.md"},
           {"datum+%3C+2024-05-31", "verkeer/stalling.md"},
           {"datum+=+2024", "verkeer/station.md verkeer/stalling.md"},
           {"rollen+IN+[]", ""}}) {
    CAPTURE(row.query);
    CHECK(site.ids(site.get(sorted + row.query)) == row.ids);
  }
}

TEST_CASE("a list of filters in a body is as in Meilisearch", "[http][filter]") {
  Site site;
  struct Row {
    std::string filter, ids;
  };
  for (const Row& row : std::vector<Row>{
           {R"("rollen = jurist")", "verkeer/station.md verkeer/stalling.md"},
           {R"(["rollen = jurist", "soort = product"])", "verkeer/stalling.md"},
           {R"(["rollen=jurist", "rollen=beleid en advies"])", "verkeer/station.md"},
           {R"([["rollen=jurist", "rollen=inwoner"], "soort=product"])",
            "verkeer/stalling.md verkeer/fietspad.md"},
           {R"([["rollen=beleid en advies", "versie < 2"]])",
            "verkeer/station.md verkeer/stalling.md"},
           {"[]", "verkeer/station.md afval.md"},
           {"null", "verkeer/station.md afval.md"},
           {"1",
            "'#/filter' a filter is an expression, a list of them, or a list of lists of "
            "alternatives"},
           {"[1]",
            "'#/filter' cannot be understood: column 1: a filter is an expression, a list of "
            "them, or a list of lists of alternatives"}}) {
    CAPTURE(row.filter);
    const std::string limit = row.filter == "[]" || row.filter == "null" ? ", \"limit\": 5" : "";
    const Response response =
        site.post("/v1/search", "{\"sort\": [\"title\"], \"filter\": " + row.filter + limit + "}");
    if (limit.empty()) {
      CHECK(site.ids(response) == row.ids);
    } else {
      CHECK(json::parse(response.body).at("totalHits").as_int64() == 5);
    }
  }
}

TEST_CASE("a facet's own filter is left out of its counts, a condition is not", "[http][filter]") {
  Site site;
  const auto counts = [&](const std::string& filter) {
    const json::value body =
        json::parse(site.get("/v1/search?limit=0&facets=rollen&filter=" + filter).body);
    return json_text(body.at("facetDistribution").at("rollen"));
  };
  CHECK(counts("rollen=inwoner") == R"({"inwoner":2,"jurist":2,"beleid en advies":1})");
  CHECK(counts("rollen+=+inwoner") == R"({"inwoner":2,"jurist":2,"beleid en advies":1})");
  CHECK(counts("NOT+rollen+=+inwoner") == R"({"jurist":2,"beleid en advies":1})");
}

TEST_CASE("an error names the parameter and what is accepted", "[http]") {
  Site site;
  struct Row {
    std::string query, location, code, detail;
  };
  for (const Row& row : std::vector<Row>{
           {"limit=x", "limit", "range", "is a whole number from 0 to 1000"},
           {"limit=1001", "limit", "range", "is a whole number from 0 to 1000"},
           {"limit=99999999999999999999", "limit", "range", "is a whole number from 0 to 1000"},
           {"limit=", "limit", "range", "is a whole number from 0 to 1000"},
           {"page=0", "page", "range", "is a whole number from 1 to 10000"},
           {"page=11&hitsPerPage=1000", "page", "range", "ends within the first 10000 hits"},
           {"page=1&limit=1", "limit", "conflict", "does not go with page and hitsPerPage"},
           {"offset=10000", "offset", "range", "ends within the first 10000 hits"},
           {"q=a&q=b", "q", "type", "is given once"},
           {"q=%ff", "q", "encoding", "is not percent-encoded UTF-8"},
           {"q=" + std::string(1025, 'a'), "q", "length", "is at most 1024 bytes long"},
           {"strict=ja", "strict", "type", "is true or false"},
           {"lang=n%201", "lang", "syntax", "is the code of a language, as nl or en"},
           {"sort=versie:up", "sort", "range", "goes :asc or :desc"},
           {"sort=versie,title", "sort", "length", "is one field"},
           {"sort=kleur", "sort", "unknown",
            "names no field 'kleur'; there are: title, rollen, soort, datum, versie"},
           {"facets=rollen,kleur", "facets", "unknown",
            "names no facet 'kleur'; there are: rollen, soort, datum, versie, or all"},
           {"attributesToRetrieve=kleur", "attributesToRetrieve", "unknown",
            "names no attribute 'kleur'; there are: id, url, title, description, breadcrumb, "
            "language, score, facets, sections, missing, explanation"},
           {"filter=kleur=rood", "filter", "syntax",
            "cannot be understood: column 1: there is no facet 'kleur'; there are: rollen, soort, "
            "datum, versie"},
           {"highlightPreTag=" + std::string(65, 'a'), "highlightPreTag", "length",
            "is at most 64 bytes long"}}) {
    CAPTURE(row.query.substr(0, 80));
    const Response response = site.get("/v1/search?" + row.query);
    REQUIRE(response.status == 400);
    const json::value error = json::parse(response.body).at("errors").at(0);
    CHECK(error.at("in").as_string() == "query");
    CHECK(error.at("location").as_string() == row.location);
    CHECK(error.at("code").as_string() == row.code);
    CHECK(error.at("detail").as_string() == row.detail);
  }
}

TEST_CASE("all that is wrong is told at once, and unknown parameters with strict", "[http]") {
  Site site;
  CHECK(site.get("/v1/search?kleur=rood").status == 200);
  const Response response = site.get("/v1/search?strict=true&kleur=rood&limit=x");
  REQUIRE(response.status == 400);
  const json::array errors = json::parse(response.body).at("errors").as_array();
  REQUIRE(errors.size() == 2);
  CHECK(errors[0].at("location").as_string() == "limit");
  CHECK(errors[1].at("location").as_string() == "kleur");
  CHECK(errors[1].at("code").as_string() == "unknown");
  const json::value in_body =
      json::parse(site.post("/v1/search", R"({"strict": true, "a/b": 1})").body).at("errors").at(0);
  CHECK(in_body.at("in").as_string() == "body");
  CHECK(in_body.at("location").as_string() == "#/a~1b");
  std::string many = R"({"strict": true)";
  for (int i = 0; i < 1'000; ++i) many += ", \"k" + std::to_string(i) + "\": 1";
  const json::value told = json::parse(site.post("/v1/search", many + "}").body);
  CHECK(told.at("errors").as_array().size() == 50);
  CHECK(std::string(told.at("detail").as_string()).ends_with("(and 999 more)"));
}

TEST_CASE("hits come by page or by window, with what of them was asked for", "[http]") {
  Site site;
  const json::value page = json::parse(
      site.get("/v1/search?sort=title&page=2&hitsPerPage=2&attributesToRetrieve=id,title").body);
  CHECK(page.at("page").as_int64() == 2);
  CHECK(page.at("hitsPerPage").as_int64() == 2);
  CHECK(page.at("totalPages").as_int64() == 3);
  CHECK(json_text(page.at("hits")) == R"([{"id":"verkeer/stalling.md","title":"Fietsenstalling"},)"
                                      R"({"id":"verkeer/fietspad.md","title":"Fietspad"}])");
  const json::value window = json::parse(site.get("/v1/search?sort=title&offset=4&limit=3").body);
  CHECK(window.at("offset").as_int64() == 4);
  CHECK(window.at("hits").as_array().size() == 1);
}

TEST_CASE("a facet lists the values that most pages have, and tells how many there are", "[http]") {
  Site site;
  const auto facets = [&](const std::string& more) {
    return json::parse(site.get("/v1/search?q=fiets&facets=rollen" + more).body);
  };
  const json::value all = facets("");
  const json::object& values = all.at("facetDistribution").at("rollen").as_object();
  REQUIRE(values.size() == 3);
  CHECK(all.at("facetTotalValues").at("rollen") == 3);
  const json::value cut = facets("&maxValuesPerFacet=1");
  const json::object& first = cut.at("facetDistribution").at("rollen").as_object();
  REQUIRE(first.size() == 1);
  CHECK(first.begin()->key() == values.begin()->key());
  CHECK(cut.at("facetTotalValues").at("rollen") == 3);
  CHECK(site.get("/v1/search?facets=rollen&maxValuesPerFacet=0").status == 400);
}

TEST_CASE("values that a search filters on are listed behind the first ones", "[http]") {
  Site site;
  const json::value all = json::parse(site.get("/v1/search?q=fiets&facets=rollen").body);
  const json::object& values = all.at("facetDistribution").at("rollen").as_object();
  REQUIRE(values.size() == 3);
  const std::string last((values.end() - 1)->key());
  const json::value cut = json::parse(
      site.get("/v1/search?q=fiets&facets=rollen&maxValuesPerFacet=1&filter=rollen=" + last).body);
  const json::object& listed = cut.at("facetDistribution").at("rollen").as_object();
  REQUIRE(listed.size() == 2);
  CHECK((listed.end() - 1)->key() == last);
}

TEST_CASE("marks are those that were asked for, around escaped text", "[http]") {
  Site site;
  const auto snippet = [&](const std::string& more) {
    const json::value body = json::parse(site.get("/v1/search?q=eigenaar+fiets" + more).body);
    return std::string(body.at("hits").at(0).at("sections").at(0).at("snippet").as_string());
  };
  CHECK(snippet("") == "Een <mark>fiets</mark> zonder &lt;<mark>eigenaar</mark>&gt; &amp; slot.");
  CHECK(snippet("&highlightPreTag=%3Cb%3E&highlightPostTag=%3C/b%3E") ==
        "Een <b>fiets</b> zonder &lt;<b>eigenaar</b>&gt; &amp; slot.");
}

TEST_CASE("an answer that the client has is not sent again", "[http]") {
  Site site;
  for (const std::string target : {"/v1/search?q=fiets", "/v1/suggest?q=fi", "/v1/facets",
                                   "/v1/documents/afval.md", "/v1/documents/afval.md/related"}) {
    CAPTURE(target);
    const std::string tag = field_of(site.get(target), "ETag");
    REQUIRE(tag.starts_with("W/\""));
    const Response known = site.get(target, {{"if-none-match", "\"x\", " + tag}});
    CHECK(known.status == 304);
    CHECK(known.body.empty());
    CHECK(field_of(known, "ETag") == tag);
    CHECK(field_of(known, "Vary") == "Accept-Encoding");
    CHECK(site.get(target, {{"if-none-match", "\"x\""}}).status == 200);
  }
  const std::string tag = field_of(site.get("/v1/search?q=fiets"), "ETag");
  CHECK(tag != field_of(site.get("/v1/search?q=auto"), "ETag"));
  CHECK(field_of(site.post("/v1/search", "{}"), "ETag").empty());
}

TEST_CASE("long answers are compressed for who takes it", "[http]") {
  Site site;
  const Response plain = site.get("/v1/search?q=fiets");
  REQUIRE(plain.body.size() >= Compressor::least_bytes);
  CHECK(field_of(plain, "Content-Encoding").empty());
  CHECK(field_of(plain, "Vary") == "Accept-Encoding");
  struct Row {
    std::string target, accepted, coding;
  };
  for (const Row& row : std::vector<Row>{{"/v1/search?q=fiets", "gzip", "gzip"},
                                         {"/v1/search?q=fiets", "gzip, br", "br"},
                                         {"/v1/search?q=fiets", "gzip, br;q=0.9", "gzip"},
                                         {"/v1/search?q=fiets", "identity, gzip;q=0.5", ""},
                                         {"/v1/search?q=fiets", "identity;q=0.5, gzip;q=0.5", "gzip"},
                                         {"/v1/search?q=fiets", "deflate", ""},
                                         {"/v1/search?q=fiets", "", ""},
                                         {"/health", "gzip, br", ""},
                                         {"/health", "gzip, identity;q=0", "gzip"},
                                         {"/health", "*;q=0, br", "br"}}) {
    CAPTURE(row.target, row.accepted);
    const Response packed = site.get(row.target, {{"accept-encoding", row.accepted}});
    CHECK(packed.status == 200);
    CHECK(field_of(packed, "Content-Encoding") == row.coding);
    const bool is_always_plain = row.target == "/health" && row.coding.empty();
    CHECK(field_of(packed, "Vary") == (is_always_plain ? "" : "Accept-Encoding"));
    if (row.target != "/health") {
      CHECK((2 * packed.body.size() < plain.body.size()) == !row.coding.empty());
    }
    CHECK(packed.body.starts_with("\x1f\x8b") == (row.coding == "gzip"));
  }
}

TEST_CASE("scripts of listed sites may read the answers", "[http]") {
  const Fields from_a = {{"origin", "https://a.nl"}};
  const Fields from_b = {{"origin", "https://b.nl"}};
  Site none;
  CHECK(field_of(none.get("/health", from_a), "Access-Control-Allow-Origin").empty());
  Site listed({.origins = {"https://a.nl"}});
  CHECK(field_of(listed.get("/health", from_a), "Access-Control-Allow-Origin") == "https://a.nl");
  CHECK(field_of(listed.get("/health", from_a), "Vary") == "Origin");
  CHECK(field_of(listed.get("/health", from_b), "Access-Control-Allow-Origin").empty());
  CHECK(field_of(listed.get("/health", from_b), "Vary") == "Origin");
  CHECK(field_of(listed.get("/nergens", from_a), "Access-Control-Allow-Origin") == "https://a.nl");
  Site any({.origins = {"*"}});
  CHECK(field_of(any.get("/health", from_b), "Access-Control-Allow-Origin") == "*");
  Fields preflight = from_a;
  preflight.emplace_back("access-control-request-method", "POST");
  const Response answer = listed.ask("OPTIONS", "/v1/search", preflight);
  CHECK(answer.status == 204);
  CHECK(field_of(answer, "Access-Control-Allow-Methods") == "GET, HEAD, POST, OPTIONS");
  CHECK(field_of(answer, "Access-Control-Allow-Headers") == "Content-Type");
}

TEST_CASE("a stopping server is alive but not ready", "[http]") {
  Site site;
  site.application().drain();
  CHECK(site.get("/health").status == 200);
  CHECK(site.get("/ready").status == 503);
}

TEST_CASE("facets come with labels, types and counts of their values", "[http]") {
  Site site;
  const json::value body =
      json::parse(site.get("/v1/facets?facets=rollen&q=fiets&maxValuesPerFacet=1").body);
  CHECK(json_text(body.at("facets")) ==
        R"([{"name":"rollen","label":"rollen","type":"keyword","totalValues":3,"values":)"
        R"([{"value":"inwoner","label":"inwoner","count":2,"selected":false}]}])");
  CHECK(json::parse(site.get("/v1/facets").body).at("facets").as_array().size() == 4);
}

TEST_CASE("queries without hits are counted, and told only if that was wanted", "[http]") {
  Site site({.zero_hits_clients = 2});
  for (const std::string client : {"een", "een", "twee"}) {
    site.client = client;
    CHECK(site.get("/v1/search?q=zzzzzz").status == 200);
    CHECK(site.get("/v1/search?q=fiets").status == 200);
  }
  CHECK(site.get("/v1/search?q=wwwwww").status == 200);
  const std::string metrics = site.get("/metrics").body;
  CHECK(metrics.find("speur_queries_total 7\n") != std::string::npos);
  CHECK(metrics.find("speur_zero_hit_queries_total 4\n") != std::string::npos);
  const json::value report = json::parse(site.get("/zero-hits").body);
  CHECK(json_text(report.at("queries")) == R"([{"query":"zzzzzz","count":3}])");
  CHECK(site.get("/zero-hits?limit=0").status == 400);
}

TEST_CASE("with strict every route refuses what it does not know, and names it", "[http]") {
  Site site({.zero_hits_clients = 5});
  const Fields host = {{"host", "zoek.nl"}};
  for (const std::string path :
       {"/", "/fragment", "/speur.js", "/speur.css", "/speur-material.js", "/v1/search",
        "/v1/suggest", "/v1/facets", "/v1/documents/afval.md", "/v1/documents/afval.md/related",
        "/opensearch.xml", "/opensearch/suggestions", "/openapi.json", "/zero-hits", "/health",
        "/ready", "/metrics"}) {
    CAPTURE(path);
    CHECK(site.get(path + "?kleur=rood", host).status == 200);
    CHECK(site.get(path + "?strict=true", host).status == 200);
    const Response refused = site.get(path + "?strict=true&kleur=rood", host);
    REQUIRE(refused.status == 400);
    const json::value error = json::parse(refused.body).at("errors").at(0);
    CHECK(error.at("in").as_string() == "query");
    CHECK(error.at("location").as_string() == "kleur");
    CHECK(error.at("code").as_string() == "unknown");
    CHECK(error.at("detail").as_string().find("there are: ") != std::string::npos);
    CHECK(error.at("detail").as_string().find("strict") != std::string::npos);
  }
}

TEST_CASE("a browser can add the search, and complete what is typed", "[http]") {
  Site site({.public_url = "https://zoek.example.nl/"});
  const Response description = site.get("/opensearch.xml");
  CHECK(description.content_type == "application/opensearchdescription+xml");
  CHECK(description.body.find("<ShortName>Proef</ShortName>") != std::string::npos);
  CHECK(description.body.find("template=\"https://zoek.example.nl/?q={searchTerms}\"") !=
        std::string::npos);
  const Response suggestions = site.get("/opensearch/suggestions?q=fietsen+b&limit=2");
  CHECK(suggestions.content_type == "application/x-suggestions+json");
  CHECK(suggestions.body == R"(["fietsen b",["Fietsen bij het station"],[""],)"
                            R"(["https://proef.example.nl/verkeer/station/"]])");
}

TEST_CASE("what a proxy says of the address counts if the proxy is trusted", "[http]") {
  Site site;
  const Fields fields = {{"host", "a.nl:8080"},
                         {"x-forwarded-proto", "http, https"},
                         {"x-forwarded-host", "kwaad.nl, b.nl"}};
  const auto template_of = [&] {
    const std::string body = site.get("/opensearch.xml", fields).body;
    const std::size_t begin = body.find("template=\"") + 10;
    return body.substr(begin, body.find('?', begin) - begin);
  };
  CHECK(template_of() == "http://a.nl:8080/");
  site.is_forwarded = true;
  CHECK(template_of() == "https://b.nl/");
}

TEST_CASE("an answer that holds the server's address is another for each address", "[http]") {
  Site site;
  site.is_forwarded = true;
  const std::string target = "/opensearch/suggestions?q=fietsen+b";
  const std::vector<Fields> asked = {{{"host", "a.nl"}},
                                     {{"host", "b.nl"}},
                                     {{"host", "a.nl"}, {"x-forwarded-proto", "https"}},
                                     {{"host", "a.nl"}, {"x-forwarded-host", "c.nl"}}};
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const Response response = site.get(target, asked[i]);
    CHECK(field_of(response, "Vary").find("Host, X-Forwarded-Host, X-Forwarded-Proto") !=
          std::string::npos);
    for (std::size_t j = 0; j < asked.size(); ++j) {
      CAPTURE(i, j);
      Fields fields = asked[j];
      fields.emplace_back("if-none-match", field_of(response, "ETag"));
      const Response again = site.get(target, fields);
      CHECK(again.status == (i == j ? 304U : 200U));
      CHECK(field_of(again, "Vary").find("X-Forwarded-Proto") != std::string::npos);
    }
  }
  for (const std::string other : {"/opensearch.xml", "/openapi.json"}) {
    CAPTURE(other);
    CHECK(field_of(site.get(other, asked[0]), "Vary").find("X-Forwarded-Host") !=
          std::string::npos);
  }
  Site fixed({.public_url = "https://zoek.example.nl/"});
  CHECK(field_of(fixed.get(target), "Vary").find("Host") == std::string::npos);
}

TEST_CASE("a link to a section has one fragment, whatever the page's own URL is", "[http]") {
  Page page = simple_page("a.md", "Overzicht", "Over fietsen.");
  page.url = "?pagina=1#boven";
  page.sections.push_back({2, "Waar de fiets staat", "plek", "De fiets staat in de stalling."});
  Site site({}, {page});
  const json::value answer = json::parse(site.get("/v1/search?q=stalling").body);
  const json::value& hit = answer.at("hits").at(0);
  CHECK(hit.at("url").as_string() == "?pagina=1#boven");
  CHECK(hit.at("sections").at(0).at("url").as_string() == "?pagina=1#plek");
  const json::value typed = json::parse(site.get("/v1/suggest?q=waar+de").body);
  CHECK(typed.at("suggestions").at(0).at("url").as_string() == "?pagina=1#plek");
}

TEST_CASE("all searches of one request end when one would, whatever each of them takes", "[http]") {
  const SharedTime::Clock::time_point begin{};
  const auto now = [&](int milliseconds) { return begin + std::chrono::milliseconds(milliseconds); };
  SharedTime quick(std::chrono::milliseconds(64), 3, begin);
  CHECK(quick.next(now(0)).count() == 21);
  CHECK(quick.next(now(4)).count() == 30);
  CHECK(quick.next(now(8)).count() == 56);  // what the others have left
  CHECK(SharedTime(std::chrono::milliseconds(64), 0, begin).next(now(0)).count() == 64);

  // Each takes its part to find pages, again to show them, and half of it to write the answer.
  SharedTime slow(std::chrono::milliseconds(1'000), 32, begin);
  double ended = 0;
  for (int search = 0; search < 32; ++search) {
    const auto part = slow.next(now(static_cast<int>(ended)));
    CHECK(part.count() >= 1);  // 0 would be as long as it takes
    ended += 2.5 * static_cast<double>(part.count());
  }
  CHECK(ended < 1'050);
}

TEST_CASE("all filters of a request together have so many conditions", "[http][filter]") {
  Site site;
  const auto list = [](std::size_t count, const std::string& filter) {
    std::string text = "{\"filter\":[";
    for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : ",") + filter;
    return text + "]}";
  };
  const std::string two = "\"rollen = jurist OR soort = product\"";
  CHECK(site.post("/v1/search", list(100, two)).status == 200);
  CHECK(site.post("/v1/search", list(101, two)).status == 400);
  CHECK(site.post("/v1/search", list(100, "[\"rollen=jurist\",\"soort=product\"]")).status == 200);
  CHECK(site.post("/v1/search", list(101, "[\"rollen=jurist\",\"soort=product\"]")).status == 400);
}

}  // namespace speur::http
