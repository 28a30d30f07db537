#include "searcher/http/net/request_reader.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace speur::http {
namespace {

/// "GET /path |body" for each request in the bytes, then "more", or the failure's status.
std::string read_all(std::string_view bytes, std::size_t piece, const Limits& limits = {}) {
  RequestReader reader(limits);
  std::string seen;
  const auto advance = [&] {
    for (;;) {
      switch (reader.advance()) {
        case RequestReader::State::more:
          return true;
        case RequestReader::State::failed:
          seen += std::to_string(reader.failed_status());
          return false;
        case RequestReader::State::complete:
          const Request request = reader.take();
          seen += request.method + " " + request.target + " |" + request.body + "; ";
      }
    }
  };
  while (!bytes.empty()) {
    const std::size_t size = std::min(piece, bytes.size());
    reader.append(bytes.substr(0, size));
    bytes.remove_prefix(size);
    if (!advance()) return seen;
  }
  return seen + (reader.is_idle() ? "idle" : "more");
}

}  // namespace

TEST_CASE("requests are read whole, whatever pieces they come in", "[http]") {
  struct Row {
    std::string bytes, seen;
  };
  for (const Row& row : std::vector<Row>{
           {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / |; idle"},
           {"\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / |; idle"},
           {"GET /a?b HTTP/1.0\r\n\r\n", "GET /a?b |; idle"},
           {"GET http://voorbeeld.nl/a HTTP/1.1\r\nHost: a\r\n\r\n", "GET /a |; idle"},
           {"GET http://voorbeeld.nl?a HTTP/1.1\r\nHost: a\r\n\r\n", "GET /?a |; idle"},
           {"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * |; idle"},
           {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", "POST / |abc; idle"},
           {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            "2\r\nab\r\n1;x=y\r\nc\r\n0\r\n\r\n",
            "POST / |abc; idle"},
           {"GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /1 |; GET /2 |; idle"},
           {"POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nxGET /2 HTTP/1.1\r\nHost: "
            "a\r\n\r\n",
            "POST /1 |x; GET /2 |; idle"},
           {"POST /1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"
            "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /1 |x; GET /2 |; idle"},
           {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab", "more"},
           {"GET / HTTP/1.1\r\nHost: a\r\n", "more"},
           {"BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n", "BREW /pot |; idle"}}) {
    CAPTURE(row.bytes);
    for (const std::size_t piece : {1U, 2U, 3U, 7U, 1000U}) {
      CAPTURE(piece);
      CHECK(read_all(row.bytes, piece) == row.seen);
    }
  }
}

TEST_CASE("what two readers could take for different requests is refused", "[http]") {
  struct Row {
    std::string bytes, seen;
  };
  const std::string post = "POST / HTTP/1.1\r\nHost: a\r\n";
  for (const Row& row : std::vector<Row>{
           {post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
           {post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", "400"},
           {post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nabcde", "400"},
           {post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde", "400"},
           {post + "Content-Length: 5, 5\r\n\r\nabcde", "400"},
           {post + "Content-Length: -1\r\n\r\n", "400"},
           {post + "Content-Length: +1\r\n\r\nx", "400"},
           {post + "Content-Length: 0x1\r\n\r\nx", "400"},
           {post + "Content-Length: 1 1\r\n\r\nx", "400"},
           {post + "Content-Length:\r\n\r\nx", "400"},
           {post + "Content-Length: 99999999999999999999999\r\n\r\nx", "400"},
           {post + "Content-Length : 1\r\n\r\nx", "400"},
           {post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", "400"},
           {post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "400"},
           {post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "501"},
           {post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "501"},
           {post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", "501"},
           {post + "Transfer-Encoding:\x0b"
                   "chunked\r\n\r\n0\r\n\r\n",
            "400"},
           {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
           {post + "X: a\r\n b\r\n\r\n", "400"},
           {post + "X: a\r\n\tTransfer-Encoding: chunked\r\n\r\n", "400"},
           {"POST / HTTP/1.1\r\n X: a\r\nHost: a\r\n\r\n", "400"},
           {post + "X: a\nY: b\r\n\r\n", "400"},
           {post + "X: a\rY: b\r\n\r\n", "400"},
           {"GET / HTTP/1.1\nHost: a\n\n", "400"},
           {"GET / HTTP/1.1\r\nHost: a\n\r\n", "400"},
           {post + std::string("X: a\0b\r\n\r\n", 10), "400"},
           {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
           {"GET / HTTP/1.1\r\n\r\n", "400"},
           {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
           {"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
           {"GET / HTTP/1.1 \r\nHost: a\r\n\r\n", "400"},
           {" GET / HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
           {"GET /\xc3\xab HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
           {"GET a HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
           {"GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
           {"GET * HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
           {"GET http:///a HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
           {"CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
           {"GET /\r\n\r\n", "400"},
           {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", "505"},
           {"GET / HTTP/1.2\r\nHost: a\r\n\r\n", "505"},
           {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505"},
           {"GET / http/1.1\r\nHost: a\r\n\r\n", "505"},
           {post + "no colon\r\n\r\n", "400"},
           {post + ": no name\r\n\r\n", "400"},
           {post + "Transfer-Encoding: chunked\r\n\r\nz\r\nab\r\n0\r\n\r\n", "400"},
           {post + "Transfer-Encoding: chunked\r\n\r\n0\r\n\rt: x\r\n\r\n", "400"},
           {post + "Transfer-Encoding: chunked\r\n\r\n0\r\nno colon\r\n\r\n", "400"},
           {post + "Transfer-Encoding: chunked\r\n\r\n0\r\n folded: x\r\n\r\n", "400"},
           {post + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: a\nb\r\n\r\n", "400"},
           {post + "Transfer-Encoding: chunked\r\n\r\n1;\nx\r\na\r\n0\r\n\r\n", "400"},
           {post + "Transfer-Encoding: chunked\r\n\r\n1 \r\na\r\n0\r\n\r\n", "400"},
           {post + "Transfer-Encoding: chunked\r\n\r\n\r\na\r\n0\r\n\r\n", "400"},
           {post + "Transfer-Encoding: chunked\r\n\r\n-1\r\nab\r\n0\r\n\r\n", "400"},
           {post + "Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n", "400"},
           {post + "Transfer-Encoding: chunked\r\n\r\n2\nab\r\n0\r\n\r\n", "400"},
           {post + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n", "400"},
           {post + "Transfer-Encoding: chunked\r\n\r\n1ffffffffffffffff\r\na\r\n0\r\n\r\n", "400"},
           {post + "Expect: 200-ok\r\nContent-Length: 1\r\n\r\nx", "417"},
           {"\x16\x03\x01\x02\n", "400"}}) {
    CAPTURE(row.bytes);
    for (const std::size_t piece : {1U, 5U, 1000U}) {
      CAPTURE(piece);
      CHECK(read_all(row.bytes, piece) == row.seen);
    }
  }
}

TEST_CASE("a request longer than its bounds is refused with the right status", "[http]") {
  Limits limits;
  limits.header_bytes = 200;  // and 256 of a line before a chunk
  limits.body_bytes = 100;
  const std::string post = "POST / HTTP/1.1\r\nHost: a\r\n";
  std::string many_chunks = post + "Transfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 101; ++i) many_chunks += "1\r\nx\r\n";
  struct Row {
    std::string bytes, seen;
  };
  for (const Row& row : std::vector<Row>{
           {"GET /" + std::string(300, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", "414"},
           {"GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(300, 'a') + "\r\n\r\n", "431"},
           {post + "Content-Length: 101\r\n\r\n", "413"},
           {post + "Content-Length: 100\r\n\r\n" + std::string(100, 'x'),
            "POST / |" + std::string(100, 'x') + "; idle"},
           {post + "Transfer-Encoding: chunked\r\n\r\n65\r\n" + std::string(101, 'x'), "413"},
           {post + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(500, 'x'), "400"},
           {many_chunks, "413"}}) {
    CAPTURE(row.bytes);
    for (const std::size_t piece : {1U, 64U, 2000U}) {
      CAPTURE(piece);
      CHECK(read_all(row.bytes, piece, limits) == row.seen);
    }
  }
}

TEST_CASE("a header may be as long as its bound, and no byte longer", "[http]") {
  Limits limits;
  limits.header_bytes = 200;
  const auto request_of = [](std::size_t size) {
    const std::string begin = "GET / HTTP/1.1\r\nHost: a\r\nX: ", end = "\r\n\r\n";
    return begin + std::string(size - begin.size() - end.size(), 'a') + end;
  };
  for (const std::size_t piece : {1U, 64U, 2000U}) {
    CAPTURE(piece);
    CHECK(read_all(request_of(200), piece, limits) == "GET / |; idle");
    CHECK(read_all(request_of(201), piece, limits) == "431");
  }
}

TEST_CASE("a client that sends empty lines only is no client", "[http]") {
  const auto lines = [](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "\r\n";
    return text;
  };
  const std::string request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  for (const std::size_t piece : {1U, 2U, 3U, 1000U}) {
    CAPTURE(piece);
    CHECK(read_all(lines(8), piece) == "idle");
    CHECK(read_all(lines(8) + request + lines(8) + request, piece) == "GET / |; GET / |; idle");
    CHECK(read_all(lines(9), piece) == "400");
    CHECK(read_all(request + lines(100'000), piece) == "GET / |; 400");
  }
}

TEST_CASE("a client that waits for our word hears it once", "[http]") {
  RequestReader reader{Limits{}};
  reader.append("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n");
  REQUIRE(reader.advance() == RequestReader::State::more);
  CHECK(reader.reads_body());
  CHECK(reader.should_continue());
  CHECK_FALSE(reader.should_continue());
  reader.append("x");
  CHECK(reader.advance() == RequestReader::State::complete);
  CHECK(reader.take().body == "x");
}

}  // namespace speur::http
