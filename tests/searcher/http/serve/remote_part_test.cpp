#include "searcher/http/serve/index_watch.hpp"
#include "speur/schema.hpp"
#include "support/http/raw_client.hpp"
#include "support/http/running_server.hpp"
#include "support/http/site.hpp"
#include "support/http/slow_relay.hpp"
#include "support/process.hpp"
#include "support/skipped.hpp"
#include "support/temporary_folder.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace speur::http {
namespace {

constexpr const char* server_program = "/usr/bin/xapian-tcpsrv";

unsigned short free_port() {
  const int number = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  const bool is_bound = ::bind(number, any, length) == 0 && ::getsockname(number, any, &length) == 0;
  ::close(number);
  if (!is_bound) throw std::runtime_error("there is no free port");
  return ntohs(address.sin_port);
}

/// A shard that Xapian's own program serves, and a stub that names it.
class RemoteShard {
 public:
  explicit RemoteShard(int idle_milliseconds = 60'000)
      : port_(free_port()), idle_milliseconds_(idle_milliseconds) {
    write_index(folder_ / "shard", some_pages(), WordsPlace::database);
    folder_.write("stub", "remote 127.0.0.1:" + std::to_string(port_) + "\n");
    serve();
  }
  [[nodiscard]] unsigned short port() const { return port_; }
  [[nodiscard]] fs::path stub() const { return folder_ / "stub"; }
  /// A stub that names another port of this host.
  [[nodiscard]] fs::path stub_of(unsigned short port) const {
    return folder_.write("stub-" + std::to_string(port), "remote 127.0.0.1:" + std::to_string(port) + "\n");
  }
  [[nodiscard]] fs::path generation() const { return folder_ / "shard" / "generation-1"; }

  void serve() {
    process_ = std::make_unique<Process>(
        Command{.program = server_program,
                .arguments = {"--quiet", "--interface", "127.0.0.1", "--port", std::to_string(port_),
                              "--idle-timeout", std::to_string(idle_milliseconds_),
                              generation().string()}});
    for (int attempt = 0; attempt < 2'000; ++attempt) {
      try {
        const RawClient client(port_);
        return;
      } catch (const std::runtime_error&) {
        std::this_thread::sleep_for(50ms);
      }
    }
    throw std::runtime_error("xapian-tcpsrv does not listen");
  }
  void go_away() { process_.reset(); }

  void add(const std::string& id, const std::string& built) const {
    IndexWriter writer(generation(), IndexWriter::Mode::update, AnalyzerRecipe::standard(),
                       WordsPlace::database);
    writer.put(simple_page(id, "Fietsbrug", "Over de brug gaat de fiets."));
    writer.set_metadata({"Proef", "https://proef.example.nl/", "nl", ""});
    writer.commit(built);
    write_checksums(generation());
  }

 private:
  TemporaryFolder folder_;
  unsigned short port_;
  int idle_milliseconds_;
  std::unique_ptr<Process> process_;
};

Limits limits_of(std::chrono::milliseconds query) {
  Limits limits = patient_limits();
  limits.query = query;
  return limits;
}

/// A server, the part of its index that is on another host, and what makes that host slow.
struct SlowHost {
  static constexpr auto limit = 1'000ms;
  RemoteShard shard;
  SlowRelay relay{shard.port()};
  RunningServer server{shard.stub_of(relay.port()), limits_of(limit)};

  /// How many pieces a search may wait for. It waits for one after the other, so that they tell how long it waited,
  /// however busy this machine is. One more may wait when the time ends, and one that was asked for before.
  static int most_pieces(std::chrono::milliseconds delay) { return static_cast<int>(limit / delay) + 2; }
};

std::int64_t hits(const RawClient::Answer& answer) {
  if (answer.status != 200) return -answer.status;
  return boost::json::parse(answer.body).at("totalHits").as_int64();
}

/// The number of hits as soon as it is `wanted`, or the one that is left after a while.
std::int64_t hits_in_time(RawClient& client, std::int64_t wanted) {
  std::int64_t found = 0;
  for (int attempt = 0; attempt < 3'000; ++attempt) {
    found = hits(client.get("/v1/search?q=fiets"));
    if (found == wanted) break;
    std::this_thread::sleep_for(50ms);
  }
  return found;
}

}  // namespace

TEST_CASE("no answer is kept where a database of the index is on another host", "[http][remote]") {
  if (!fs::exists(server_program)) return skip_without_package("xapian-tools");
  const RemoteShard shard;
  RunningServer server(shard.stub());
  RawClient client(server.port());
  const TestIndex local;
  RunningServer beside(local.path());
  for (const char* target :
       {"/v1/search?q=fiets", "/v1/facets?q=fiets", "/v1/documents/afval.md",
        "/v1/documents/afval.md/related", "/?q=fiets", "/fragment?q=fiets",
        "/opensearch/suggestions?q=fi"}) {
    CAPTURE(target);
    const auto answer = client.get(target);
    CHECK(answer.status == 200);
    CHECK(answer.head.find("\r\nETag: ") == std::string::npos);
    CHECK(answer.says("Cache-Control: no-store"));
    // A client that asks whether its answer still holds gets the answer.
    const auto known = client.get(target, "If-None-Match: *\r\n");
    CHECK(known.status == 200);
    CHECK(known.body.size() > 2);
    // An index on this host keeps its tags.
    RawClient other(beside.port());
    CHECK(other.get(target).head.find("\r\nETag: ") != std::string::npos);
    CHECK(other.get(target, "If-None-Match: *\r\n").status == 304);
  }
  CHECK(client.get("/metrics").body.find("kept_answers_total 0\n") != std::string::npos);
}

TEST_CASE("a change of a database on another host is seen", "[http][remote]") {
  if (!fs::exists(server_program)) return skip_without_package("xapian-tools");
  const RemoteShard shard;
  RunningServer server(shard.stub());
  RawClient client(server.port());
  CHECK(hits(client.get("/v1/search?q=fiets")) == 4);
  shard.add("verkeer/brug.md", "2024-05-18T12:00:00Z");
  CHECK(hits_in_time(client, 5) == 5);
  shard.add("verkeer/nog-een-brug.md", "2024-05-18T12:00:00Z");
  CHECK(hits_in_time(client, 6) == 6);
}

TEST_CASE("another host may close a connection that is idle, and be away for a while", "[http][remote]") {
  if (!fs::exists(server_program)) return skip_without_package("xapian-tools");
  RemoteShard shard(200);
  RunningServer server(shard.stub());
  RawClient client(server.port());
  for (int i = 0; i < 3; ++i) {
    CHECK(hits(client.get("/v1/search?q=fiets")) == 4);
    std::this_thread::sleep_for(700ms);
  }
  shard.go_away();
  // Whoever asks while it is away is told so, and told when to ask again.
  for (int i = 0; i < 3; ++i) {
    const auto answer = client.get("/v1/search?q=fiets");
    CHECK(answer.status == 503);
    CHECK(answer.says("Retry-After: 1"));
    CHECK(boost::json::parse(answer.body).at("detail").as_string() ==
          "a part of the index is on another host, which does not answer in time");
  }
  CHECK(client.get("/v1/documents/afval.md").status == 503);
  CHECK(client.get("/?q=fiets").status == 503);
  CHECK(client.get("/health").status == 200);
  shard.add("verkeer/brug.md", "2024-05-18T12:00:00Z");
  shard.serve();
  CHECK(hits_in_time(client, 5) == 5);
}

TEST_CASE("a damaged part on this host is told of once, though another part is on another host", "[http][remote]") {
  if (!fs::exists(server_program)) return skip_without_package("xapian-tools");
  const RemoteShard shard;
  const TemporaryFolder folder;
  write_index(folder / "local", some_pages(), WordsPlace::database);
  const auto write_stub = [&] {
    return folder.write("stub", "auto local\nremote 127.0.0.1:" + std::to_string(shard.port()) + "\n");
  };
  std::atomic<int> opened{0}, told{0};
  IndexWatch watch(write_stub(), 1, {[&](const IndexFacts&) { ++opened; }, [&](const std::string&) { ++told; }});
  CHECK(opened == 1);
  std::ofstream(folder / "local" / (std::string(generation_prefix) + "1") / "termlist.glass") << "damaged";
  write_stub();
  watch.start(5ms);
  for (int i = 0; i < 10'000 && told == 0; ++i) std::this_thread::sleep_for(5ms);
  std::this_thread::sleep_for(200ms);
  watch.stop();
  CHECK(told == 1);
  CHECK(opened == 1);
}

TEST_CASE("a host that answers slowly holds no search beyond its time", "[http][remote]") {
  if (!fs::exists(server_program)) return skip_without_package("xapian-tools");
  SlowHost host;
  RawClient client(host.server.port());
  SlowRelay& relay = host.relay;
  CHECK(hits_in_time(client, 4) == 4);
  for (const auto delay : {60ms, 200ms}) {
    relay.wait_before_each(delay);
    for (const char* query : {"fiets", "stalling+station", "%22een+fiets%22"}) {
      CAPTURE(delay.count(), query);
      const int before = relay.waited();
      const int status = client.get("/v1/search?q=" + std::string(query)).status;
      // What was found in time is shown, or the search is given up.
      CHECK((status == 200 || status == 503));
      CHECK(relay.waited() - before <= SlowHost::most_pieces(delay));
    }
  }

  constexpr auto never = 600'000ms;
  relay.wait_before_each(never);
  const auto start = std::chrono::steady_clock::now();
  CHECK(client.get("/v1/search?q=fiets").status == 503);
  CHECK(std::chrono::steady_clock::now() - start < never);
  relay.wait_before_each(0ms);
  CHECK(hits_in_time(client, 4) == 4);
}

TEST_CASE("all searches of a request wait for a slow host no longer than one", "[http][remote]") {
  if (!fs::exists(server_program)) return skip_without_package("xapian-tools");
  SlowHost host;
  RawClient client(host.server.port());
  CHECK(hits_in_time(client, 4) == 4);
  std::string body = R"({"requests":[)";
  for (int i = 0; i < 32; ++i) body += std::string(i == 0 ? "" : ",") + R"({"query":"fiets"})";
  body += "]}";
  constexpr auto delay = 20ms;
  host.relay.wait_before_each(delay);
  client.send("POST /1/indexes/*/queries HTTP/1.1\r\nHost: proef\r\nContent-Length: " + std::to_string(body.size()) +
              "\r\n\r\n" + body);
  const int status = client.answer().status;
  CHECK((status == 200 || status == 503));
  CHECK(host.relay.waited() > 0);
  CHECK(host.relay.waited() <= SlowHost::most_pieces(delay));
}

}  // namespace speur::http
