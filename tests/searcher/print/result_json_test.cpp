#include "searcher/print/result_json.hpp"

#include "searcher/print/json_text.hpp"
#include "support/sample_result.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <array>

namespace speur {

TEST_CASE("an answer as JSON has the members that programs rely on", "[json]") {
  CHECK(
      json_text(result_json(sample_result())) ==
      R"({"query":"stalling <station>","hits":[{"id":"verkeer/fiets.md","url":"verkeer/fiets/",)"
      R"("title":"Fiets & stalling","description":"Waar de fiets mag staan",)"
      R"("breadcrumb":["Verkeer"],"language":"nl","score":12.25,)"
      R"("facets":{"rollen":["burger","winkelier"]},"sections":[{"heading":"Kosten",)"
      R"("url":"verkeer/fiets/#kosten",)"
      R"("snippet":"… een &quot;<mark>stalling</mark>&quot; &lt; 2 euro"},)"
      R"({"heading":"","url":"verkeer/fiets/","snippet":"Een <mark>stalling</mark>"}],)"
      R"("missing":["station"],"explanation":[{"word":"stalling","field":"titel",)"
      R"("term":"stalling","form":"exact","score":12.25}]}],"totalHits":1204,)"
      R"("totalHitsExact":false,"timedOut":false,"facetDistribution":{"rollen":{"burger":12,"winkelier":3},)"
      R"("datum":{}},"facetLabels":{"rollen":{"burger":"Burger"}},)"
      R"("facetTypes":{"rollen":"keyword","datum":"date"},)"
      R"("facetTotalValues":{"rollen":14,"datum":0},"correction":"stallingen station",)"
      R"("expansions":[{"words":"stalling","text":"berging","kind":"thesaurus"},)"
      R"({"words":"station","text":"NS","kind":"synonym"}],)"
      R"("definition":{"term":"stalling","text":"Plaats voor fietsen.",)"
      R"("url":"begrippen/#stalling","id":"begrippen/index.md"},)"
      R"("issues":[{"column":3,"message":"'-' stands alone and is ignored"}],)"
      R"("processingTimeMs":1.5})");
  CHECK(result_json({}).at("correction").is_null());
  CHECK(result_json({}).at("definition").is_null());
  CHECK(result_json({}).at("hits").as_array().empty());
}

TEST_CASE("a snippet is HTML in which only the marks are markup", "[json]") {
  CHECK(marked_html({"<b>&'\"", {}}) == "&lt;b&gt;&amp;&#39;&quot;");
  CHECK(marked_html({"a<b", {{1, 2}}}) == "a<mark>&lt;</mark>b");
  CHECK(marked_html({"ab", {{0, 1}, {1, 2}}}) == "<mark>a</mark><mark>b</mark>");
  CHECK(marked_html({"", {}}).empty());
}

TEST_CASE("numbers of JSON are written as people write them", "[json]") {
  struct Row {
    boost::json::value value;
    std::string_view text;
  };
  for (const Row& row : std::to_array<Row>({{15.0, "15"},
                                            {0.1, "0.1"},
                                            {1e300, "1e+300"},
                                            {-3, "-3"},
                                            {std::numeric_limits<double>::infinity(), "null"},
                                            {"a\"\n\x01", R"("a\"\n\u0001")"},
                                            {nullptr, "null"},
                                            {true, "true"},
                                            {boost::json::object(), "{}"},
                                            {boost::json::array(), "[]"}})) {
    CHECK(json_text(row.value) == row.text);
    if (!row.value.is_double()) CHECK(boost::json::parse(json_text(row.value)) == row.value);
  }
  CHECK(json_text({{"a", {1, 2}}, {"b", boost::json::object()}}, true) ==
        "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}");
}

TEST_CASE("tokens as JSON name each term's kind", "[json]") {
  const WordForm plain{"stallingen", "", "stalling", {}, false};
  const WordForm compound{"fietsenstalling",
                          "fiétsenstalling",
                          "fietsenstalling",
                          {{"fiets", 0, 7}, {"stalling", 7, 15}},
                          false};
  const WordForm stop{"de", "", "de", {}, true};
  const std::string_view text = "de fiétsenstalling stallingen";
  std::vector<Token> tokens = {{&stop, {}, 0, 2, 1}, {&compound, {}, 3, 19, 2}, {&plain, {}, 20, 30, 3}};
  tokens.back().joined.add("x-y", 30);
  CHECK(json_text(tokens_json(text, tokens)) ==
        R"({"tokens":[{"text":"de","position":1,"begin":0,"end":2,)"
        R"("terms":[{"term":"de","kind":"stop"}]},)"
        R"({"text":"fiétsenstalling","position":2,"begin":3,"end":19,)"
        R"("terms":[{"term":"fietsenstalling","kind":"exact"},)"
        R"({"term":"fiétsenstalling","kind":"exact"},)"
        R"({"term":"fiets","kind":"part","text":"fietsen"},)"
        R"({"term":"stalling","kind":"part","text":"stalling"}]},)"
        R"({"text":"stallingen","position":3,"begin":20,"end":30,)"
        R"("terms":[{"term":"stallingen","kind":"exact"},{"term":"stalling","kind":"stem"},)"
        R"({"term":"x-y","kind":"joined"}]}]})");
}

TEST_CASE("a page and an index as JSON hold all that is known of them", "[json]") {
  PageRecord page;
  page.id = "a.md";
  page.title = "A";
  page.facets = {{"rol", {{"b", "B", "b.md"}}}};
  page.sections = {{2, "Kop", "kop", "tekst"}};
  page.related = {{"rol", "b.md", "B", false}};
  page.terms = {{"titel", "exact", "a", 2, 7}};
  const boost::json::object object = page_json(page);
  CHECK(object.at("facets") == boost::json::parse(R"({"rol":["b"]})"));
  CHECK(object.at("facetLabels") == boost::json::parse(R"({"rol":{"b":"B"}})"));
  CHECK(object.at("sections") ==
        boost::json::parse(R"([{"level":2,"heading":"Kop","anchor":"kop","text":"tekst"}])"));
  CHECK(object.at("related") ==
        boost::json::parse(R"([{"facet":"rol","id":"b.md","title":"B","outgoing":false}])"));
  CHECK(object.at("terms") ==
        boost::json::parse(
            R"([{"field":"titel","form":"exact","term":"a","frequency":2,"pages":7}])"));

  IndexStatus status;
  status.recipe = "tokenizer=a\nstemmer=b\n";
  status.faults = {"broken"};
  status.facets = {{"datum", FacetType::date, 3, 2}};
  const boost::json::object told = status_json(status);
  CHECK(told.at("recipe") == boost::json::parse(R"(["tokenizer=a","stemmer=b"])"));
  CHECK(told.at("healthy") == false);
  CHECK(told.at("facets") ==
        boost::json::parse(R"([{"name":"datum","type":"date","pages":3,"values":2}])"));
}

TEST_CASE("an error as JSON has its exit code and its line", "[json]") {
  CHECK(json_text(error_json(ExitCode::no_input, "x: is not there")) ==
        R"({"error":{"code":66,"message":"x: is not there"}})");
}

TEST_CASE("JSON holds no half letters, wherever a text was cut", "[json]") {
  const boost::json::value cut = {{"a\xC3", "caf\xC3\xA9"}, {"b", {"\xE6\xBC", "heel"}}};
  CHECK(json_text(cut) == "{\"a\xEF\xBF\xBD\":\"caf\xC3\xA9\",\"b\":[\"\xEF\xBF\xBD\",\"heel\"]}");
}

}  // namespace speur
