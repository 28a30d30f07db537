#include "searcher/http/serve/index_watch.hpp"
#include "searcher/http/serve/server.hpp"

#include "include/files/checksums.hpp"
#include "support/file_text.hpp"
#include "support/http/raw_client.hpp"
#include "support/http/running_server.hpp"
#include "support/http/site.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace speur::http {
namespace {

const std::string head = " HTTP/1.1\r\nHost: proef\r\n";

}  // namespace

TEST_CASE("a connection is kept for the next request", "[http][server]") {
  const TestIndex index;
  RunningServer server(index.path());
  RawClient client(server.port());
  for (int i = 0; i < 3; ++i) {
    const auto answer = client.get("/v1/search?q=fiets");
    CHECK(answer.status == 200);
    CHECK(boost::json::parse(answer.body).at("totalHits").as_int64() == 4);
    CHECK(answer.says("API-Version: 1.0.0"));
  }
  REQUIRE(client.send("HEAD /v1/search?q=fiets" + head + "\r\n"));
  const auto to_head = client.answer(true);
  CHECK(to_head.status == 200);
  CHECK(to_head.head.find("\r\nContent-Length: ") != std::string::npos);
  CHECK(client.get("/nergens").status == 404);
  REQUIRE(client.send(
      "POST /v1/search" + head +
      "Content-Type: application/json\r\nContent-Length: 14\r\n\r\n{\"q\":\"fiets\"} "));
  CHECK(client.answer().status == 200);
  CHECK(client.get("/health", "Connection: close\r\n").says("Connection: close"));
  CHECK(client.is_closed());

  RawClient old(server.port());
  REQUIRE(old.send("GET /health HTTP/1.0\r\n\r\n"));
  CHECK(old.answer().status == 200);
  CHECK(old.is_closed());
  CHECK(server.stop());
}

TEST_CASE("requests sent ahead are answered in order, up to a bound", "[http][server]") {
  const TestIndex index;
  Limits limits = patient_limits();
  limits.pipelined = 3;
  RunningServer server(index.path(), limits);
  RawClient client(server.port());
  std::string requests;
  for (const char* path : {"/health", "/v1/suggest?q=fi", "/nergens"}) {
    requests += std::string("GET ") + path + head + "\r\n";
  }
  REQUIRE(client.send(requests));
  CHECK(client.answer().status == 200);
  CHECK(client.answer().body.find("suggestions") != std::string::npos);
  CHECK(client.answer().status == 404);
  requests.clear();
  for (int i = 0; i < 20; ++i) requests += "GET /health" + head + "\r\n";
  client.send(requests);
  // They come in one segment: the first, as many ahead of its answer as there may be, and the one that is too many.
  int answered = 0;
  while (client.answer().status == 200) ++answered;
  CHECK(answered == 5);
}

TEST_CASE("malformed HTTP gets an answer that is HTTP, and no second chance", "[http][server]") {
  const TestIndex index;
  RunningServer server(index.path());
  const std::string next = "GET /health" + head + "\r\n";
  const std::string post = "POST /v1/search" + head;
  for (const std::string& bytes : std::vector<std::string>{
           post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + next,
           post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + next,
           post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx" + next,
           post + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nxx" + next,
           post + "Content-Length: -5\r\n\r\n" + next,
           post + "Content-Length: 99999999999999999999\r\n\r\n" + next,
           post + "Content-Length: 65537\r\n\r\n" + next,
           post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + next,
           post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n" + next,
           post + "X: a\r\n Transfer-Encoding: chunked\r\n\r\n" + next,
           "GET /health HTTP/1.1\nHost: a\n\n" + next, "GET /health HTTP/1.1\r\n\r\n" + next,
           "GET /health HTTP/3.0\r\nHost: a\r\n\r\n" + next,
           "GET /" + std::string(9000, 'a') + head + "\r\n",
           "GET /" + head + "X: " + std::string(9000, 'a') + "\r\n\r\n",
           std::string("\0\0\0\0\r\n\r\n", 8) + next,
           "\x16\x03\x01\x02" + std::string(500, '\x01') + "\r\n\r\n",
           "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", std::string(20'000, 'A')}) {
    CAPTURE(bytes.substr(0, 120));
    RawClient client(server.port());
    client.send(bytes);
    const auto answer = client.answer();
    CHECK(answer.status >= 400);
    CHECK(answer.says("Connection: close"));
    CHECK(answer.says("Content-Type: application/problem+json"));
    CHECK(client.is_closed());
  }
  RawClient client(server.port());
  CHECK(client.get("/health").status == 200);
}

TEST_CASE("a client that waits for our word before its body gets it", "[http][server]") {
  const TestIndex index;
  RunningServer server(index.path());
  RawClient client(server.port());
  REQUIRE(client.send("POST /v1/search" + head +
                      "Content-Type: application/json\r\nExpect: 100-continue\r\n"
                      "Content-Length: 2\r\n\r\n"));
  CHECK(client.answer().status == 100);
  REQUIRE(client.send("{}"));
  CHECK(client.answer().status == 200);
  RawClient too_long(server.port());
  REQUIRE(too_long.send("POST /v1/search" + head +
                        "Expect: 100-continue\r\nContent-Length: 100000\r\n\r\n"));
  CHECK(too_long.answer().status == 413);
}

TEST_CASE("slow clients are let go, and delay nobody", "[http][server]") {
  const TestIndex index;
  Limits limits = patient_limits();
  limits.header = limits.body = 200ms;
  limits.tick = 20ms;
  RunningServer server(index.path(), limits);
  std::vector<std::unique_ptr<RawClient>> slow;
  const std::vector<std::string> beginnings = {
      "G", "GET /hea", "POST /v1/search" + head + "Content-Length: 9\r\n\r\n{"};
  for (int i = 0; i < 30; ++i) {
    for (const std::string& bytes : beginnings) {
      slow.push_back(std::make_unique<RawClient>(server.port()));
      slow.back()->send(bytes);
    }
  }
  // There are more of them than threads, whether they are still there or have been let go.
  RawClient quick(server.port());
  CHECK(quick.get("/v1/search?q=fiets").status == 200);
  for (const auto& client : slow) CHECK(client->is_closed());
}

TEST_CASE("a silent connection is let go", "[http][server]") {
  const TestIndex index;
  Limits limits = patient_limits();
  limits.idle = 50ms;
  limits.tick = 20ms;
  RunningServer server(index.path(), limits);
  RawClient silent(server.port());
  CHECK(silent.is_closed());
}

TEST_CASE("a silent connection is let go sooner where all are taken", "[http][server]") {
  const TestIndex index;
  Limits limits = patient_limits();
  limits.connections = 1;
  limits.idle = std::chrono::hours(1);
  limits.crowded = 50ms;
  limits.tick = 20ms;
  RunningServer server(index.path(), limits);
  RawClient silent(server.port());
  CHECK(silent.is_closed());
}

TEST_CASE("connections over the cap are told so", "[http][server]") {
  const TestIndex index;
  Limits limits = patient_limits();
  limits.connections = 2;
  RunningServer server(index.path(), limits);
  RawClient first(server.port());
  RawClient second(server.port());
  CHECK(first.get("/health").status == 200);
  CHECK(second.get("/health").status == 200);
  {
    RawClient third(server.port());
    const auto answer = third.get("/health");
    CHECK(answer.status == 503);
    CHECK(answer.says("Retry-After: 1"));
    CHECK(third.is_closed());
  }
  CHECK(first.get("/health").status == 200);
}

namespace {

/// Sends the head of a search whose body of two bytes is still to come, and returns when the server has read it.
void begin_body(RawClient& client) {
  REQUIRE(client.send("POST /v1/search" + head +
                      "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"));
  REQUIRE(client.answer().status == 100);
}

}  // namespace

TEST_CASE("a server that stops finishes what it has begun", "[http][server]") {
  const TestIndex index;
  RunningServer server(index.path());
  RawClient idle(server.port());
  CHECK(idle.get("/health").status == 200);
  RawClient busy(server.port());
  begin_body(busy);
  REQUIRE(busy.send("{"));
  server.begin_stop();
  CHECK(idle.is_closed());
  REQUIRE(busy.send("}"));
  const auto answer = busy.answer();
  CHECK(answer.status == 200);
  CHECK(answer.says("Connection: close"));
  CHECK(busy.is_closed());
  CHECK(server.stop());
}

TEST_CASE("a server that stops waits for no request that is half there", "[http][server]") {
  const TestIndex index;
  Limits limits = patient_limits();
  limits.header = 3600s;
  RunningServer server(index.path(), limits);
  RawClient client(server.port());
  CHECK(client.get("/health").status == 200);
  REQUIRE(client.send("GET /hea"));
  CHECK(server.stop());
  CHECK(client.is_closed());
}

TEST_CASE("a server that stops does not wait for ever", "[http][server]") {
  const TestIndex index;
  Limits limits = patient_limits();
  limits.stop = 200ms;
  RunningServer server(index.path(), limits);
  RawClient client(server.port());
  begin_body(client);
  CHECK_FALSE(server.stop());
  CHECK(client.is_closed());
}

namespace {

/// Pages of `count` words that differ from each other by some letters, so that word~2 stands for
/// many of them.
std::vector<Page> pages_of_similar_words(std::size_t count) {
  std::vector<Page> pages;
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    std::string word;
    for (std::size_t rest = i, letter = 0; letter < 4; ++letter, rest /= 12) {
      word += static_cast<char>('a' + rest % 12);
    }
    text += word + " ";
    if (text.size() > 2000 || i + 1 == count) {
      pages.push_back(simple_page("p" + std::to_string(i) + ".md", "Woorden", text));
      text.clear();
    }
  }
  return pages;
}

std::string repeated(const std::string& text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

}  // namespace

// The time is the server's own, of the processor: a slow machine takes longer, but not of this.
TEST_CASE("a costly query ends about when its time is up", "[http][server]") {
  const TestIndex index(pages_of_similar_words(12'000));
  Limits limits = patient_limits();
  limits.query = 300ms;
  RunningServer server(index.path(), limits);
  RawClient client(server.port());
  for (const std::string& query :
       {repeated("abca~2+", 140), repeated("a*+", 250), repeated("%22abca+bbca%22~9+", 50),
        repeated("abca~2*+", 120), repeated("abcabbca+", 100),
        "(" + repeated("abc~2+OR+", 100) + "x)", "-" + repeated("abc~2+-", 120) + "x"}) {
    CAPTURE(query.substr(0, 40));
    const std::clock_t start = std::clock();
    const auto answer = client.get("/v1/search?facets=all&q=" + query);
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    CHECK(answer.status == 200);
    CHECK(seconds < 5 * 0.3);
  }
}

TEST_CASE("all searches of one body have about the time of one", "[http][server]") {
  const TestIndex index(pages_of_similar_words(12'000));
  Limits limits = patient_limits();
  limits.query = 31ms;  // less than one each
  RunningServer server(index.path(), limits);
  RawClient client(server.port());
  std::string body = R"({"requests":[)";
  for (int i = 0; i < 32; ++i) {
    body += std::string(i == 0 ? "" : ",") + R"({"indexName":"a","query":")" +
            repeated("abca~2 ", 8) + std::to_string(i) + R"("})";
  }
  body += "]}";
  REQUIRE(client.send("POST /1/indexes/*/queries" + head + "Content-Type: application/json\r\n" +
                      "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body));
  const auto answer = client.answer();
  CHECK(answer.status == 200);
  const auto metrics = client.get("/metrics").body;
  // With no limit at all it would be in time, however long it takes.
  CHECK(metrics.find("speur_timed_out_queries_total 1\n") != std::string::npos);
}

namespace {

/// The next generation of the index, put into service by renaming the stub.
void switch_index(const fs::path& index, int generation) {
  const std::string name = std::string(generation_prefix) + std::to_string(generation);
  const fs::path folder = index / name;
  fs::create_directories(folder);
  IndexWriter writer(folder, IndexWriter::Mode::create, AnalyzerRecipe::standard());
  for (const Page& page : some_pages()) writer.put(page);
  writer.put(simple_page("nieuw.md", "Fiets " + std::to_string(generation), "Een fiets."));
  writer.set_metadata({"Proef", "https://proef.example.nl/", "nl", ""});
  writer.commit("2024-05-17T12:00:00Z");
  write_checksums(folder);
  std::ofstream(index / "next") << "auto " << name << '\n';
  fs::rename(index / "next", index / stub_file);
  const fs::path last = index / (std::string(generation_prefix) + std::to_string(generation - 1));
  fs::remove_all(last);
}

}  // namespace

TEST_CASE("an index that is replaced under load loses no request", "[http][server]") {
  const TestIndex index;
  Limits limits = patient_limits();
  limits.watch = 5ms;
  limits.tick = 5ms;
  RunningServer server(index.path(), limits);
  std::atomic<bool> done{false};
  std::atomic<int> asked{0}, lost{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 3; ++i) {
    clients.emplace_back([&] {
      RawClient client(server.port());
      while (!done) {
        const auto answer = client.get("/v1/search?q=fiets&facets=all");
        ++asked;
        const bool is_right =
            answer.status == 200 && boost::json::parse(answer.body).at("totalHits").as_int64() >= 4;
        if (!is_right && ++lost > 3) return;
      }
    });
  }
  constexpr int last = 8;
  for (int generation = 2; generation <= last; ++generation) switch_index(index.path(), generation);
  // However slow the machine: in the end the last one is in use.
  RawClient client(server.port());
  std::string title;
  for (int i = 0; i < 10'000 && title != "Fiets 8"; ++i) {
    const auto body = boost::json::parse(client.get("/v1/documents/nieuw.md").body);
    if (const auto* found = body.as_object().if_contains("title")) title = found->as_string();
    std::this_thread::sleep_for(10ms);
  }
  done = true;
  for (std::thread& thread : clients) thread.join();
  CHECK(title == "Fiets 8");
  CHECK(lost == 0);
  CHECK(asked > 0);
  CHECK(server.stop());
}

TEST_CASE("an index that is updated in place under load loses no request", "[http][server]") {
  const TestIndex index;
  Limits limits = patient_limits();
  limits.watch = 1'000'000ms;  // the searchers have to find out by themselves
  RunningServer server(index.path(), limits);
  RawClient client(server.port());
  CHECK(client.get("/v1/search?q=fiets").status == 200);
  const fs::path generation = index.path() / (std::string(generation_prefix) + "1");
  for (int round = 0; round < 6; ++round) {
    IndexWriter writer(generation, IndexWriter::Mode::update, AnalyzerRecipe::standard());
    for (const Page& page : some_pages()) writer.put(page);
    writer.put(simple_page("nieuw.md", "Fiets " + std::to_string(round), "Een fiets."));
    writer.commit("2024-05-17T12:00:00Z");
    const auto answer = client.get("/v1/search?q=fiets&facets=all");
    CHECK(answer.status == 200);
    CHECK(client.get("/v1/suggest?q=fie").status == 200);
    CHECK(client.get("/v1/documents/afval.md").status == 200);
  }
}

namespace {

/// Waits until a request is answered with this status, however slow the machine.
bool becomes(RawClient& client, const std::string& path, int status) {
  for (int i = 0; i < 20'000; ++i) {
    if (client.get(path).status == status) return true;
    std::this_thread::sleep_for(5ms);
  }
  return false;
}

}  // namespace

TEST_CASE("a mapped file that is cut stops the answers, not the server, until it is back",
          "[http][server]") {
  const TestIndex index;
  const fs::path generation = index.path() / (std::string(generation_prefix) + "1");
  const std::string kind = GENERATE("words-", "suggestions-");
  CAPTURE(kind);
  Limits limits = patient_limits();
  limits.watch = 5ms;
  RunningServer server(index.path(), limits);
  RawClient client(server.port());
  CHECK(client.get("/v1/search?q=fiest").status == 200);
  fs::path victim;
  for (const fs::directory_entry& file : fs::directory_iterator(generation)) {
    if (file.path().filename().string().starts_with(kind)) victim = file.path();
  }
  REQUIRE_FALSE(victim.empty());
  const std::string bytes = text_of(victim);
  fs::resize_file(victim, 0);
  // A search for a misspelt word, and suggestions, read the file: the first read finds it cut.
  for (int i = 0; i < 20; ++i) {
    for (const std::string path : {"/v1/search?q=fiest", "/v1/suggest?q=fi"}) {
      const int status = client.get(path).status;
      CHECK((status == 200 || status == 503));
    }
  }
  CHECK(client.get("/health").status < 600);
  // In place, as `cp` does it.
  std::ofstream(victim, std::ios::binary) << bytes;
  CHECK(becomes(client, "/v1/suggest?q=fi", 200));
  CHECK(becomes(client, "/v1/search?q=fiest", 200));
  CHECK(server.stop());
}

TEST_CASE("a damaged index is told of once, and again when its files have changed", "[http][watch]") {
  const TestIndex index;
  std::atomic<int> told{0};
  IndexWatch watch(index.path(), 1, {[](const IndexFacts&) {}, [&](const std::string&) { ++told; }});
  const fs::path generation = index.path() / (std::string(generation_prefix) + "1");
  const auto comes_to = [&](int count) {
    for (int i = 0; i < 10'000 && told < count; ++i) std::this_thread::sleep_for(5ms);
    return told == count;
  };
  const auto damage = [&](const std::string& bytes) {
    std::ofstream(generation / "termlist.glass", std::ios::binary) << bytes;
    std::ofstream(index.path() / "next") << "auto generation-1\n";
    fs::rename(index.path() / "next", index.path() / stub_file);
  };
  damage("one");
  watch.start(5ms);
  CHECK(comes_to(1));
  std::this_thread::sleep_for(200ms);
  CHECK(told == 1);
  damage("another");
  CHECK(comes_to(2));
  watch.stop();
}

TEST_CASE("an opening that a commit has overtaken is no failure, and another one follows", "[http][watch]") {
  const TestIndex index;
  const auto commit = [&] {
    std::ofstream(index.path() / "next") << "auto generation-1\n";
    fs::rename(index.path() / "next", index.path() / stub_file);
  };
  std::atomic<int> opened{0}, told{0};
  const auto opens = [&](const IndexFacts&) {
    if (++opened != 2) return;
    commit();
    throw Error(ExitCode::io, "a file of the old index has gone");
  };
  IndexWatch watch(index.path(), 1, {opens, [&](const std::string&) { ++told; }});
  commit();
  watch.start(5ms);
  for (int i = 0; i < 10'000 && opened < 3; ++i) std::this_thread::sleep_for(5ms);
  watch.stop();
  CHECK(opened == 3);
  CHECK(told == 0);
}

TEST_CASE("an index whose checksums are still to be written is taken into use once they are", "[http][server]") {
  const TestIndex index;
  Limits limits = patient_limits();
  limits.watch = 5ms;
  RunningServer server(index.path(), limits);
  RawClient client(server.port());
  const fs::path next = index.path() / (std::string(generation_prefix) + "2");
  fs::create_directories(next);
  IndexWriter writer(next, IndexWriter::Mode::create, AnalyzerRecipe::standard());
  writer.put(simple_page("nieuw.md", "Nieuw", "Een fiets."));
  writer.commit("2024-05-17T12:00:00Z");
  write_checksums(next);
  const auto begin = std::chrono::steady_clock::now();
  suspend_checksums(next);
  std::ofstream(index.path() / "next") << "auto generation-2\n";
  fs::rename(index.path() / "next", index.path() / stub_file);
  for (int i = 0; i < 10; ++i) {
    std::this_thread::sleep_for(10ms);
    const int status = client.get("/v1/documents/nieuw.md").status;
    // After half a minute nobody waits for them any more.
    if (std::chrono::steady_clock::now() - begin < 30s) CHECK(status == 404);
    CHECK(client.get("/v1/search?q=fiets").status == 200);
  }
  write_checksums(next);
  CHECK(becomes(client, "/v1/documents/nieuw.md", 200));
  CHECK(server.stop());
}

TEST_CASE("a damaged index is not taken into use, and the one before goes on", "[http][server]") {
  const bool lost_checksums = GENERATE(false, true);
  CAPTURE(lost_checksums);
  const TestIndex index;
  Limits limits = patient_limits();
  limits.watch = 5ms;
  RunningServer server(index.path(), limits);
  RawClient client(server.port());
  REQUIRE(client.get("/v1/search?q=fiets").status == 200);
  const fs::path next = index.path() / (std::string(generation_prefix) + "2");
  fs::create_directories(next);
  {
    IndexWriter writer(next, IndexWriter::Mode::create, AnalyzerRecipe::standard());
    writer.put(simple_page("nieuw.md", "Nieuw", "Een fiets."));
    writer.commit("2024-05-17T12:00:00Z");
  }
  write_checksums(next);
  const fs::path victim = next / "termlist.glass";
  const std::string bytes = text_of(victim);
  std::string damaged = bytes;
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x40);
  if (lost_checksums) {
    fs::remove(next / checksum_file);
  } else {
    std::ofstream(victim, std::ios::binary) << damaged;
  }
  std::ofstream(index.path() / "next") << "auto generation-2\n";
  fs::rename(index.path() / "next", index.path() / stub_file);
  for (int i = 0; i < 20; ++i) {
    std::this_thread::sleep_for(5ms);
    CHECK(client.get("/v1/documents/nieuw.md").status == 404);
    CHECK(client.get("/v1/search?q=fiets").status == 200);
  }
  CHECK_THROWS_WITH(Server({.index = index.path(), .port = 0, .threads = 1, .quiet = true}),
                    Catch::Contains(lost_checksums ? "checksums: is not there: the index is not taken into use"
                                                   : "termlist.glass: is damaged: its bytes have changed"));
  // Put right without a commit: it is taken into use.
  if (lost_checksums) {
    write_checksums(next);
  } else {
    std::ofstream(victim, std::ios::binary) << bytes;
  }
  CHECK(becomes(client, "/v1/documents/nieuw.md", 200));
  CHECK(server.stop());
}

}  // namespace speur::http
