#include "searcher/http/serve/worker.hpp"

#include "support/http/patient_limits.hpp"
#include "support/http/raw_client.hpp"
#include "support/http/site.hpp"

#include <catch2/catch.hpp>

#include <sys/socket.h>

#include <array>
#include <atomic>
#include <chrono>
#include <future>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

namespace speur::http {
namespace {

Limits worker_limits() {
  Limits limits = patient_limits();
  limits.tick = 5ms;
  return limits;
}

/// One worker and a pool of one thread, without a listener: each client is one end of a pair of
/// sockets.
struct Fixture {
  explicit Fixture(const Limits& with = worker_limits())
      : limits(with),
        count(limits),
        application({.limits = limits}, metrics),
        watch(index.path(), 1, {[](const IndexFacts&) {}, [](const std::string&) {}}),
        pool(watch, limits.tick),
        shared{limits, application, watch, pool, metrics, count, log, proxies},
        worker(shared) {
    pool.start();
    worker.start();
  }
  ~Fixture() {
    let_go();
    pool.stop();
  }

  RawClient connect() {
    std::array<int, 2> ends{};
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0);
    REQUIRE(count.try_add(client_key(std::nullopt), true));
    worker.take({ends[0], std::nullopt, false});
    return RawClient(RawClient::Connected{ends[1]});
  }
  /// Keeps the thread of the pool at work until let_go().
  void occupy() {
    std::promise<void> began;
    auto go_on = gate.get_future().share();
    pool.add([&began, go_on](const SearchPool::Turn&) {
      began.set_value();
      go_on.wait();
    });
    began.get_future().wait();
    is_occupied = true;
  }
  void let_go() {
    if (std::exchange(is_occupied, false)) gate.set_value();
  }
  /// Waits until a count has this value.
  bool comes_to(const Metrics::Count& counted, std::uint64_t value) const {
    for (int i = 0; i < 10'000 && counted.load() != value; ++i) std::this_thread::sleep_for(5ms);
    return counted.load() == value;
  }
  std::string shed_and_dropped() const {
    return std::to_string(metrics.shed.load()) + " " + std::to_string(metrics.dropped.load());
  }

  TestIndex index;
  Limits limits;
  Metrics metrics;
  ConnectionCount count;
  Log log{LogFormat::logfmt, true};
  TrustedProxies proxies;
  Application application;
  IndexWatch watch;
  SearchPool pool;
  Shared shared;
  Worker worker;
  std::promise<void> gate;
  bool is_occupied = false;
};

const std::string search = "GET /v1/search?q=fiets HTTP/1.1\r\nHost: proef\r\n\r\n";

}  // namespace

TEST_CASE("while all threads search, what needs no search is answered", "[http][worker]") {
  Fixture fixture;
  fixture.occupy();
  RawClient waiting = fixture.connect();
  REQUIRE(waiting.send(search));
  RawClient other = fixture.connect();
  for (const char* path :
       {"/v1/suggest?q=fie", "/opensearch/suggestions?q=fie", "/health", "/ready", "/metrics",
        "/speur.js", "/speur.css", "/opensearch.xml", "/openapi.json"}) {
    CAPTURE(path);
    CHECK(other.get(path).status == 200);
  }
  CHECK(other.get("/v1/suggest?q=fie").body.find("Fietsen") != std::string::npos);
  // Only now can the search be answered.
  fixture.let_go();
  CHECK(waiting.answer().status == 200);
}

TEST_CASE("a search that waits is refused at its deadline, not when a thread is free",
          "[http][worker]") {
  Limits limits = worker_limits();
  limits.queue = 50ms;
  Fixture fixture(limits);
  fixture.occupy();
  RawClient client = fixture.connect();
  REQUIRE(client.send(search));
  const auto answer = client.answer();
  CHECK(answer.status == 503);
  CHECK(answer.says("Retry-After: 1"));
  CHECK(answer.says("Content-Type: application/problem+json"));
  CHECK(answer.says("API-Version: 1.0.0"));
  const auto page = client.get("/?q=fiets");
  CHECK(page.status == 503);
  CHECK(page.says("Retry-After: 1"));
  CHECK(page.says("Content-Type: text/html; charset=utf-8"));
  CHECK(page.body.find("<html lang=\"nl\"") != std::string::npos);
  CHECK(client.get("/health").status == 200);
  CHECK(client.get("/metrics").body.find("speur_http_shed_total 2\n") != std::string::npos);
  CHECK(fixture.shed_and_dropped() == "2 0");
  fixture.let_go();
  // On the same connection, as soon as a thread comes to it within that time.
  int status = 503;
  for (int i = 0; i < 1000 && status == 503; ++i) status = client.get("/v1/search?q=fiets").status;
  CHECK(status == 200);
}

TEST_CASE("a search whose client has gone never begins", "[http][worker]") {
  Fixture fixture;
  fixture.occupy();
  RawClient staying = fixture.connect();
  REQUIRE(staying.send(search));
  for (int i = 0; i < 5; ++i) {
    RawClient leaving = fixture.connect();
    REQUIRE(leaving.send(search));
  }
  CHECK(fixture.comes_to(fixture.metrics.dropped, 5));
  fixture.let_go();
  CHECK(staying.answer().status == 200);
  CHECK(fixture.metrics.queries.load() == 1U);
}

TEST_CASE("a search ends when it is told to", "[http][worker]") {
  const TestIndex index;
  std::atomic<bool> stop{false};
  Searcher searcher(index.path());
  searcher.set_stop_flag(&stop);
  CHECK_FALSE(searcher.search({.query = "fiets"}).timed_out);
  stop = true;
  CHECK(searcher.search({.query = "fiets"}).timed_out);
  searcher.set_stop_flag(nullptr);
  CHECK_FALSE(searcher.search({.query = "fiets"}).timed_out);
}

TEST_CASE("a client that only closes its own side is answered", "[http][worker]") {
  Fixture fixture;
  RawClient client = fixture.connect();
  REQUIRE(client.send(search + search));
  client.end();
  CHECK(client.answer().status == 200);
  CHECK(client.answer().status == 200);
  CHECK(client.is_closed());
  CHECK(fixture.shed_and_dropped() == "0 0");
}

TEST_CASE("a worker that is drained refuses what has not begun, and ends what has",
          "[http][worker]") {
  Fixture fixture;
  fixture.occupy();
  std::vector<RawClient> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(fixture.connect());
    REQUIRE(clients.back().send(search));
  }
  while (!fixture.pool.is_busy()) std::this_thread::sleep_for(1ms);
  RawClient probe = fixture.connect();
  CHECK(probe.get("/health").status == 200);  // what was sent before has been seen
  fixture.worker.drain();
  for (RawClient& client : clients) {
    const auto answer = client.answer();
    CHECK(answer.status == 503);
    CHECK(answer.says("Connection: close"));
  }
  CHECK(fixture.worker.has_ended(60'000ms));
  CHECK(fixture.shed_and_dropped() == "3 0");
}

}  // namespace speur::http
