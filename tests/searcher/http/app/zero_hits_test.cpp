#include "searcher/http/app/zero_hits.hpp"

#include "searcher/print/json_text.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace speur::http {
namespace {

std::string told(const ZeroHits& hits, std::size_t limit = 100) {
  return json_text(hits.report(limit).at("queries"));
}

}  // namespace

TEST_CASE("a query without hits is told once enough clients have asked it", "[http][zero]") {
  ZeroHits hits(3);
  for (int i = 0; i < 9; ++i) hits.count("vliegende fiets", "een");
  hits.count("Vliegende  FIETS ", "twee");
  CHECK(told(hits) == "[]");
  hits.count("vliegende fiets", "drie");
  CHECK(told(hits) == R"([{"query":"vliegende fiets","count":11}])");
  for (int i = 0; i < 12; ++i) hits.count("zeppelin", std::to_string(i));
  CHECK(told(hits) ==
        R"([{"query":"zeppelin","count":12},{"query":"vliegende fiets","count":11}])");
  CHECK(told(hits, 1) == R"([{"query":"zeppelin","count":12}])");
  CHECK(hits.report(1).at("leastClients").as_uint64() == 3);
}

TEST_CASE("what one client asks is never told, whatever was set", "[http][zero]") {
  ZeroHits hits(0);
  hits.count("geheim", "een");
  hits.count("geheim", "een");
  CHECK(told(hits) == "[]");
}

TEST_CASE("queries that tell of persons are not counted", "[http][zero]") {
  struct Row {
    std::string query, counted;
  };
  for (const Row& row : std::vector<Row>{{"  Een\tTwee ", "een twee"},
                                         {"artikel 2024", "artikel 2024"},
                                         {"piet@example.nl", ""},
                                         {"bsn 123456782", ""},
                                         {"06 12 34 56 78", ""},
                                         {"", ""},
                                         {" ", ""},
                                         {std::string(101, 'a'), ""}}) {
    CAPTURE(row.query);
    CHECK(countable_query(row.query) == row.counted);
  }
}

TEST_CASE("the report is bounded, and what several asked stays in it", "[http][zero]") {
  ZeroHits hits(2);
  for (const std::string client : {"een", "twee"}) hits.count("zeppelin", client);
  const auto word = [](std::size_t number) {
    std::string text = "w";
    for (; number > 0; number /= 26) text += static_cast<char>('a' + number % 26);
    return text;
  };
  for (std::size_t i = 0; i < 2 * ZeroHits::most_queries; ++i) hits.count(word(i), "drie");
  CHECK(told(hits) == R"([{"query":"zeppelin","count":2}])");
  hits.count("nieuw", "een");
  hits.count("nieuw", "twee");
  CHECK(told(hits) == R"([{"query":"nieuw","count":2},{"query":"zeppelin","count":2}])");
}

}  // namespace speur::http
