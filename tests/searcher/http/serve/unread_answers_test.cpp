#include "support/http/raw_client.hpp"
#include "support/http/running_server.hpp"
#include "support/http/site.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace speur::http {
namespace {

constexpr int requests = 60;  // fewer than may be sent ahead

/// Many searches in one request, which is short: the system takes all requests of a client, whether the server reads or not.
std::string long_request() {
  std::string body = R"({"requests":[)";
  for (int i = 0; i < 32; ++i) body += i == 0 ? R"({"params":"query=fiets"})" : R"(,{"params":"query=fiets"})";
  body += "]}";
  return fmt::format("POST /1/indexes/*/queries HTTP/1.1\r\nHost: proef\r\nContent-Length: {}\r\n\r\n{}", body.size(), body);
}

/// How many connections the server closed since too much waited for their clients.
std::string closed(RawClient& client) {
  const std::string body = client.get("/metrics").body;
  const std::string name = "\nspeur_http_connections_unread_total ";
  const std::size_t begin = body.find(name) + name.size();
  return body.substr(begin, body.find('\n', begin) - begin);
}

}  // namespace

TEST_CASE("answers that clients do not read take no more memory than a bound", "[http][server]") {
  const TestIndex index;
  std::size_t bytes = 0;
  {
    RunningServer server(index.path());
    RawClient client(server.port());
    REQUIRE(client.send(long_request()));
    bytes = client.answer().body.size();
  }
  // More than the system keeps for a connection, so that each of these clients makes the server wait.
  REQUIRE(requests * bytes > std::size_t{8} << 20U);
  Limits limits = patient_limits();
  limits.unread_bytes = 5 * bytes / 2;
  RunningServer server(index.path(), limits);
  std::string all;
  for (int i = 0; i < requests; ++i) all += long_request();
  std::vector<std::unique_ptr<RawClient>> silent;
  for (int i = 0; i < 5; ++i) {
    silent.push_back(std::make_unique<RawClient>(server.port()));
    silent.back()->send(all);
  }
  RawClient reader(server.port());
  std::string count;
  for (int i = 0; i < 1200 && count != "3"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    count = closed(reader);
  }
  CHECK(count == "3");  // the answers of two wait
  CHECK(reader.get("/v1/search?q=fiets").status == 200);
}

}  // namespace speur::http
