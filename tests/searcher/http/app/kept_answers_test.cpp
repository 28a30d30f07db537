#include "searcher/http/app/kept_answers.hpp"

#include "support/http/test_application.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace speur::http {
namespace {

KeptAnswers::Answer answer(std::string body) {
  return {{.body = std::move(body)}, "fiets", 3, true, 7};
}

/// Without the time that it took, which is another each time.
std::string timeless(std::string body) {
  const std::size_t begin = body.find("\"processingTimeMs\":");
  return begin == std::string::npos ? body : body.erase(begin, body.find_first_of(",}", begin) - begin);
}

ApplicationOptions keeping() {
  ApplicationOptions options;
  options.kept_bytes = 1'000'000;
  return options;
}

}  // namespace

TEST_CASE("answers are kept under their key, with all that belongs to them", "[http][kept_answers]") {
  KeptAnswers answers(100'000);
  CHECK(answers.find("a") == nullptr);
  answers.keep("a", answer("een"));
  answers.keep("a", answer("twee"));  // of another thread that was asked the same
  const auto found = answers.find("a");
  REQUIRE(found != nullptr);
  CHECK(found->response.body == "een");
  CHECK(found->query == "fiets");
  CHECK(found->hits == 3);
  CHECK(found->is_counted);
  CHECK(found->salt == 7);
  CHECK(answers.find("b") == nullptr);
  KeptAnswers once(100'000);  // takes the room of one
  once.keep("a", answer("een"));
  CHECK(answers.bytes() == once.bytes());
}

TEST_CASE("what was not asked for longest makes room", "[http][kept_answers]") {
  KeptAnswers answers(10'000);
  answers.keep("a", answer("wordt steeds gevraagd"));
  for (int i = 0; i < 50; ++i) {
    answers.keep(std::to_string(i), answer(std::string(500, 'x')));
    REQUIRE(answers.find("a") != nullptr);
  }
  CHECK(answers.find("0") == nullptr);
  CHECK(answers.find("49") != nullptr);
  CHECK(answers.bytes() > 5'000);
  CHECK(answers.bytes() <= 10'000);
}

TEST_CASE("small answers take no more room than there is, their fields counted", "[http][kept_answers]") {
  KeptAnswers bare(100'000), answers(100'000);
  bare.keep("a", answer("een"));
  KeptAnswers::Answer with_fields = answer("een");
  with_fields.response.fields = {{"ETag", "\"7\""}, {"Cache-Control", "no-cache"}};
  answers.keep("a", with_fields);
  // However short its texts are, a field takes its own room.
  CHECK(answers.bytes() >= bare.bytes() + 2 * sizeof(ResponseFields::value_type) + 28);
}

TEST_CASE("an answer that would take too much of the room is not kept", "[http][kept_answers]") {
  KeptAnswers answers(10'000);
  answers.keep("a", answer("klein"));
  answers.keep("b", answer(std::string(2'000, 'x')));
  CHECK(answers.find("b") == nullptr);
  CHECK(answers.find("a") != nullptr);
  KeptAnswers none(0);
  none.keep("a", answer(""));
  CHECK(none.find("a") == nullptr);
  CHECK(none.bytes() == 0);
}

TEST_CASE("an answer outlives its place", "[http][kept_answers]") {
  KeptAnswers answers(10'000);
  answers.keep("a", answer("een"));
  const auto found = answers.find("a");
  for (int i = 0; i < 100; ++i) answers.keep(std::to_string(i), answer(std::string(500, 'x')));
  CHECK(answers.find("a") == nullptr);
  CHECK(found->response.body == "een");
}

TEST_CASE("any number of threads keep and find", "[http][kept_answers]") {
  KeptAnswers answers(50'000);
  std::vector<std::thread> threads;
  std::atomic<int> wrong{0};
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 2'000; ++i) {
        const std::string key = std::to_string((i * (thread + 1)) % 97);
        if (const auto found = answers.find(key); found != nullptr) {
          if (found->response.body != key) ++wrong;
        } else {
          answers.keep(key, answer(key));
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
  CHECK(answers.bytes() <= 50'000);
}

TEST_CASE("what is asked again is answered without a search, as the first time", "[http][kept_answers]") {
  Site site(keeping());
  for (const char* target : {"/v1/search?q=fiets", "/v1/search?q=fiets&facets=all&page=1", "/?q=fiets",
                             "/fragment?q=fiets", "/v1/facets?q=fiets", "/v1/documents/afval.md",
                             "/v1/search?q=nergensopdezesite"}) {
    INFO(target);
    CHECK_FALSE(site.again(target));
    const Response first = site.get(target);
    const std::optional<std::size_t> hits = site.record.hits;
    const std::string query = site.record.query;
    REQUIRE(first.status == 200);
    const std::optional<Response> second = site.again(target);
    REQUIRE(second);
    CHECK(timeless(second->body) == timeless(first.body));
    CHECK(second->fields == first.fields);
    CHECK(second->content_type == first.content_type);
    CHECK(site.record.hits == hits);
    CHECK(site.record.query == query);
  }
  CHECK(site.metrics().kept_answers == 7);
}

TEST_CASE("each search counts, whether it was made or kept", "[http][kept_answers]") {
  ApplicationOptions options = keeping();
  options.zero_hits_clients = 2;
  Site site(options);
  static_cast<void>(site.get("/v1/search?q=zyxw"));
  CHECK(site.metrics().queries == 1);
  site.client = "twee";
  CHECK(site.again("/v1/search?q=zyxw"));
  CHECK(site.metrics().queries == 2);
  CHECK(site.metrics().zero_hit_queries == 2);
  CHECK(site.get("/zero-hits").body.find("zyxw") != std::string::npos);
  // What someone is still typing is no question yet.
  static_cast<void>(site.get("/fragment?q=zyxw&typing=true"));
  CHECK(site.again("/fragment?q=zyxw&typing=true"));
  CHECK(site.metrics().queries == 2);
}

TEST_CASE("only what its client may keep is kept", "[http][kept_answers]") {
  Site site(keeping());
  for (const char* target : {"/v1/search?q=%zz", "/v1/search?filter=kleur=rood", "/v1/documents/nergens.md",
                             "/v1/suggest?q=fie", "/health", "/metrics", "/speur.css"}) {
    INFO(target);
    static_cast<void>(site.get(target));
    CHECK_FALSE(site.again(target));
  }
  static_cast<void>(site.post("/v1/search", "{\"q\": \"fiets\"}"));
  CHECK_FALSE(site.again("/v1/search"));
  std::atomic<bool> stop{true};
  site.searcher().set_stop_flag(&stop);  // as if its time was up
  CHECK(site.get("/v1/search?q=fiets").body.find("\"timedOut\":true") != std::string::npos);
  site.searcher().set_stop_flag(nullptr);
  CHECK_FALSE(site.again("/v1/search?q=fiets"));
  Site forgetful{ApplicationOptions{}};
  static_cast<void>(forgetful.get("/v1/search?q=fiets"));
  CHECK_FALSE(forgetful.again("/v1/search?q=fiets"));
}

TEST_CASE("a kept answer fits whoever asks", "[http][kept_answers]") {
  ApplicationOptions options = keeping();
  options.origins = {"https://een.nl", "https://twee.nl"};
  Site site(options);
  const std::string target = "/v1/search?q=fiets&facets=all";
  const Response plain = site.get(target, {{"origin", "https://een.nl"}});
  CHECK(field_of(plain, "Access-Control-Allow-Origin") == "https://een.nl");
  const auto other = site.again(target, {{"origin", "https://twee.nl"}});
  REQUIRE(other);
  CHECK(field_of(*other, "Access-Control-Allow-Origin") == "https://twee.nl");
  const auto stranger = site.again(target, {{"origin", "https://drie.nl"}});
  REQUIRE(stranger);
  CHECK(field_of(*stranger, "Access-Control-Allow-Origin").empty());

  // Each coding is kept by itself.
  CHECK_FALSE(site.again(target, {{"accept-encoding", "br"}}));
  const Response packed = site.get(target, {{"accept-encoding", "br"}});
  CHECK(field_of(packed, "Content-Encoding") == "br");
  const auto packed_again = site.again(target, {{"accept-encoding", "br"}});
  REQUIRE(packed_again);
  CHECK(packed_again->body == packed.body);
  CHECK(field_of(*packed_again, "Content-Encoding") == "br");
  CHECK(field_of(*site.again(target), "Content-Encoding").empty());

  // A client that has it gets no content, and one that wants another type is told so.
  const auto known = site.again(target, {{"if-none-match", field_of(plain, "ETag")}});
  REQUIRE(known);
  CHECK(known->status == 304);
  CHECK(known->body.empty());
  const auto html = site.again(target, {{"accept", "text/html"}});
  REQUIRE(html);
  CHECK(html->status == 406);
  CHECK(site.again(target)->status == 200);
}

}  // namespace speur::http
