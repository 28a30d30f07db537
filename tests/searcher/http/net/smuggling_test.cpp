#include "searcher/http/net/message.hpp"
#include "searcher/http/net/router.hpp"
#include "support/http/raw_client.hpp"
#include "support/http/running_server.hpp"
#include "support/http/site.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

namespace speur::http {
namespace {

struct StrictAnswer {
  unsigned status = 0;
  bool closes = false;
};

bool is_token(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || marks.find(c) != marks.npos;
  });
}

/// Takes one answer off the front as RFC 9112 has it, and not a byte more; what is wrong with it is
/// told in `fault`.
StrictAnswer take_answer(std::string_view& bytes, bool to_head, std::string& fault) {
  StrictAnswer answer;
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == bytes.npos) {
    fault = "the header has no end";
    return answer;
  }
  std::string_view head = bytes.substr(0, end + 2);
  bytes.remove_prefix(end + 4);
  std::size_t length = 0, lengths = 0;
  bool is_first = true;
  while (!head.empty()) {
    const std::size_t line_end = head.find("\r\n");
    const std::string_view line = head.substr(0, line_end);
    head.remove_prefix(line_end + 2);
    if (std::ranges::any_of(line, [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; })) {
      fault = "a control character in: " + std::string(line);
    }
    if (is_first) {
      is_first = false;
      if (!line.starts_with("HTTP/1.1 ") || line.size() < 13 || line[12] != ' ') {
        fault = "no status line: " + std::string(line);
        return answer;
      }
      std::from_chars(line.data() + 9, line.data() + 12, answer.status);
      if (line.substr(13) != reason(answer.status))
        fault = "a foreign reason: " + std::string(line);
      continue;
    }
    const std::size_t colon = line.find(": ");
    if (colon == line.npos || !is_token(line.substr(0, colon))) {
      fault = "no field: " + std::string(line);
      return answer;
    }
    const std::string name = ascii_lower(line.substr(0, colon));
    const std::string_view value = line.substr(colon + 2);
    if (name == "transfer-encoding") fault = "nothing is sent in chunks here";
    if (name == "connection" && value == "close") answer.closes = true;
    if (name == "content-length") {
      ++lengths;
      const auto [stop, error] = std::from_chars(value.data(), value.data() + value.size(), length);
      if (error != std::errc() || stop != value.data() + value.size()) fault = "no length";
    }
  }
  const bool has_no_body = answer.status < 200 || answer.status == 204 || answer.status == 304;
  if (lengths != (has_no_body ? 0 : 1)) fault = "a body without one Content-Length";
  if (has_no_body || to_head) length = 0;
  if (bytes.size() < length) {
    fault = "the body is too short";
    return answer;
  }
  bytes.remove_prefix(length);
  return answer;
}

/// What the server has to say until it closes the connection.
std::string conversation(unsigned short port, const std::string& bytes) {
  RawClient client(port);
  client.send(bytes);
  client.end();
  return client.rest();
}

std::vector<std::string> targets() {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < route_count; ++i) {
    std::string target(info(static_cast<Route>(i)).name);
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"{id}", "afval.md"}, {"{index}", "a"}, {"{facet}", "rollen"}, {"*", "%2A"}}) {
      const std::size_t at = target.find(from);
      if (at != target.npos) target.replace(at, from.size(), to);
    }
    if (target.front() == '/') all.push_back(std::move(target));
  }
  all.emplace_back("/nergens");
  return all;
}

}  // namespace

// A proxy before the server may read such bytes as another number of requests than the server does:
// so there is one answer, and then the end.
TEST_CASE("what may be two requests to another is refused on every route", "[http][server]") {
  const TestIndex index;
  RunningServer server(index.path());
  const std::string hidden = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n";
  struct Row {
    std::string fields, body;
    unsigned status;
  };
  const std::vector<Row> rows = {
      {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n", 400},
      {"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n", 400},
      {"Content-Length: 5\r\nContent-Length: 0\r\n", "", 400},
      {"Content-Length: 0\r\nContent-Length: 0\r\n", "", 400},
      {"Content-Length: 0, 0\r\n", "", 400},
      {"Content-Length: +0\r\n", "", 400},
      {"Content-Length: -1\r\n", "", 400},
      {"Content-Length: 0x0\r\n", "", 400},
      {"Content-Length: 0 0\r\n", "", 400},
      {"Content-Length:\r\n", "", 400},
      {"Content-Length: 18446744073709551616\r\n", "", 400},
      {"Content-Length : 0\r\n", "", 400},
      {"Content-Length\t: 0\r\n", "", 400},
      {" Content-Length: 0\r\n", "", 400},
      {"X: a\r\n Content-Length: 5\r\n", "", 400},
      {"X: a\r\n\tTransfer-Encoding: chunked\r\n", "", 400},
      {"Transfer-Encoding: xchunked\r\n", "0\r\n\r\n", 501},
      {"Transfer-Encoding: identity\r\n", "", 501},
      {"Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n", 501},
      {"Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n", 501},
      {"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n", 400},
      {"Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n", "0\r\n\r\n", 400},
      {"Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n", 501},
      {"Transfer-Encoding: chunked;q=1\r\n", "0\r\n\r\n", 501},
      {"Transfer-Encoding:\r\n", "0\r\n\r\n", 501},
      {"Transfer-Encoding : chunked\r\n", "0\r\n\r\n", 400},
      {"Transfer-Encoding: chunked\n", "0\r\n\r\n", 400},
      {"Transfer-Encoding: \x0b"
       "chunked\r\n",
       "0\r\n\r\n", 400},
      {std::string("Transfer-Encoding: chunked\0\r\n", 29), "0\r\n\r\n", 400},
      {"X: a\nContent-Length: 5\r\n", "", 400},
      {"X: a\rContent-Length: 5\r\n", "", 400},
      {std::string("X: a\0b\r\n", 8), "", 400},
      {": a\r\n", "", 400},
      {"X\r\n", "", 400},
      {"X Y: a\r\n", "", 400},
      {"Host: b\r\n", "", 400},
      {"Transfer-Encoding: chunked\r\n", "1\n\r\n0\r\n\r\n", 400},
      {"Transfer-Encoding: chunked\r\n", "0\n\n", 400},
      {"Transfer-Encoding: chunked\r\n", "-1\r\n\r\n", 400},
      {"Transfer-Encoding: chunked\r\n", "0x1\r\na\r\n0\r\n\r\n", 400},
      {"Transfer-Encoding: chunked\r\n", " 1\r\na\r\n0\r\n\r\n", 400},
      {"Transfer-Encoding: chunked\r\n", "1 \r\na\r\n0\r\n\r\n", 400},
      {"Transfer-Encoding: chunked\r\n", "000000001\r\na\r\n0\r\n\r\n", 400},
      {"Transfer-Encoding: chunked\r\n", "ffffffffffffffff\r\n", 400},
      {"Transfer-Encoding: chunked\r\n", "1\r\nab\r\n0\r\n\r\n", 400},
      {"Transfer-Encoding: chunked\r\n", "1;a\nb\r\na\r\n0\r\n\r\n", 400},
      {"Transfer-Encoding: chunked\r\n", "1;" + std::string(300, 'a') + "\r\na\r\n0\r\n\r\n", 400},
      {"Transfer-Encoding: chunked\r\n", "fffff\r\n", 413},
      {"Transfer-Encoding: chunked\r\n", "0\r\nX\r\n\r\n", 400},
      {"Transfer-Encoding: chunked\r\n", "0\r\n X: a\r\n\r\n", 400},
      {"Transfer-Encoding: chunked\r\n", "0\r\nX: a\n\r\n\r\n", 400}};
  for (const std::string& target : targets()) {
    for (const Row& row : rows) {
      const std::string bytes = "POST " + target + " HTTP/1.1\r\nHost: a\r\n" + row.fields +
                                "Content-Type: application/json\r\n\r\n" + row.body + hidden;
      CAPTURE(target, row.fields, row.body);
      const std::string said = conversation(server.port(), bytes);
      std::string_view rest = said;
      std::string fault;
      const StrictAnswer answer = take_answer(rest, false, fault);
      CHECK(fault.empty());
      CHECK(answer.status == row.status);
      CHECK(answer.closes);
      CHECK(rest.empty());
    }
  }
}

TEST_CASE("a request line that is none is refused on every route", "[http][server]") {
  const TestIndex index;
  RunningServer server(index.path());
  const std::string rest_of = "\r\nHost: a\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n";
  for (const std::string& target : targets()) {
    struct Row {
      std::string line;
      unsigned status;
    };
    for (const Row& row : std::vector<Row>{{"GET  " + target + " HTTP/1.1", 400},
                                           {"GET " + target + "  HTTP/1.1", 400},
                                           {"GET\t" + target + " HTTP/1.1", 400},
                                           {" GET " + target + " HTTP/1.1", 400},
                                           {"GET " + target + " HTTP/1.1 ", 400},
                                           {"GET " + target + " http/1.1", 505},
                                           {"GET " + target + " HTTP/01.1", 505},
                                           {"GET " + target + " HTTP/1.2", 505},
                                           {"GET " + target + " HTTP/2.0", 505},
                                           {"GET " + target, 400},
                                           {"G@T " + target + " HTTP/1.1", 400},
                                           {"GET " + target + "\x80 HTTP/1.1", 400},
                                           {"GET " + target + "\x01 HTTP/1.1", 400},
                                           {"GET a" + target + " HTTP/1.1", 400},
                                           {"GET ftp://a" + target + " HTTP/1.1", 400},
                                           {"GET http://" + target + " HTTP/1.1", 400},
                                           {"CONNECT a:1 HTTP/1.1", 400}}) {
      CAPTURE(row.line);
      const std::string said = conversation(server.port(), row.line + rest_of);
      std::string_view rest = said;
      std::string fault;
      const StrictAnswer answer = take_answer(rest, false, fault);
      CHECK(fault.empty());
      CHECK(answer.status == row.status);
      CHECK(answer.closes);
      CHECK(rest.empty());
    }
  }
}

TEST_CASE("on every route whole requests get as many answers, each strictly HTTP",
          "[http][server]") {
  const TestIndex index;
  RunningServer server(index.path());
  const std::string host = " HTTP/1.1\r\nHost: a.nl\r\n";
  for (const std::string& target : targets()) {
    CAPTURE(target);
    const std::string json = "Content-Type: application/json\r\n";
    std::vector<std::string> requests;
    for (const char* method : {"GET ", "HEAD ", "OPTIONS ", "DELETE ", "BREW "}) {
      requests.push_back(method + target + host + "\r\n");
    }
    requests.push_back("\r\nGET http://b.nl" + target + "?%00=%ff&=&&a" + host + "\r\n");
    requests.push_back("GET " + target + host + "If-None-Match: *\r\n\r\n");
    requests.push_back("GET " + target + host + "Accept: text/x\r\nOrigin: https://a.nl\r\n\r\n");
    requests.push_back("GET " + target + host +
                       "Accept-Encoding: br\r\nContent-Length: 3\r\n\r\nabc");
    requests.push_back("POST " + target + host + json + "Content-Length: 2\r\n\r\n{}");
    requests.push_back("POST " + target + host + json +
                       "Transfer-Encoding: Chunked\r\n\r\n1;a=\"b\"\r\n{\r\n01\r\n}\r\n000\r\n"
                       "X: a\r\n\r\n");
    std::string bytes;
    for (const std::string& request : requests) bytes += request;
    bytes += "GET " + target + host + "Connection: close\r\n\r\n";
    const std::string said = conversation(server.port(), bytes);
    std::string_view rest = said;
    std::string fault;
    bool closes = false;
    for (std::size_t i = 0; i <= requests.size(); ++i) {
      CAPTURE(i);
      const bool to_head = i < requests.size() && requests[i].starts_with("HEAD");
      closes = take_answer(rest, to_head, fault).closes;
      CHECK(fault.empty());
      if (!fault.empty()) break;
      CHECK(closes == (i == requests.size()));
    }
    CHECK(rest.empty());
  }
}

}  // namespace speur::http
