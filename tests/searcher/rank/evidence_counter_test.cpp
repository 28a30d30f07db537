#include "searcher/rank/evidence_counter.hpp"

#include "support/page_record.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace speur {
namespace {

constexpr auto in_title = static_cast<std::size_t>(TextField::title);
constexpr auto in_body = static_cast<std::size_t>(TextField::body);

RankedQuery query_of(const std::string& stem) {
  Evidence evidence;
  evidence.tests = {test_of(WordTest::Kind::word, stem, stem)};
  RankedQuery query;
  query.units.push_back({stem, true, false, 1});
  query.evidence.push_back(evidence);
  return query;
}

}  // namespace

TEST_CASE("what a page has of a word is counted by field, and where", "[evidence_counter]") {
  const std::string record = record_of("De stalling", "Een stalling en nog twee stallingen.");
  const RankedQuery query = query_of("stalling");
  EvidenceCounter counter(query, true);
  counter.begin_page();
  const EvidenceCounts counts = counter.count(WordRecord(record), query.evidence.front());
  CHECK(counts.any);
  CHECK(counts.all[in_title] == 1);
  CHECK(counts.all[in_body] == 2);
  CHECK(counts.exact[in_body] == 1);  // the plural was not typed
  CHECK(counter.places().titles.size() == 1);
  CHECK(counter.places().in_title.front().size() == 1);
  CHECK(counter.places().in_text.front().size() == 2);
}

TEST_CASE("a word that was typed with its accents is exact where it has them", "[evidence_counter]") {
  const std::string record = record_of("Titel", "Een café en een cafe.");
  RankedQuery query = query_of("caaf");
  query.evidence.front().tests = {test_of(WordTest::Kind::word, "caaf", "cafe")};
  const auto exact_in_body = [&] {
    EvidenceCounter counter(query, true);
    counter.begin_page();
    return counter.count(WordRecord(record), query.evidence.front()).exact[in_body];
  };
  CHECK(exact_in_body() == 2);
  query.evidence.front().tests.front().accented = exact_check("café");
  CHECK(exact_in_body() == 1);
}

TEST_CASE("nothing of one page is left for the next", "[evidence_counter]") {
  const std::string with = record_of("De stalling", "Een stalling."), without = record_of("Iets", "Anders.");
  const RankedQuery query = query_of("stalling");
  EvidenceCounter counter(query, true);
  counter.begin_page();
  CHECK(counter.has(WordRecord(with), query.evidence.front()));
  counter.begin_page();
  CHECK_FALSE(counter.has(WordRecord(without), query.evidence.front()));
  CHECK(counter.places().titles.empty());
  CHECK(counter.places().in_text.front().empty());
}

TEST_CASE("a field that is named is the only one that counts", "[evidence_counter]") {
  const std::string record = record_of("De stalling", "Een stalling.");
  RankedQuery query = query_of("stalling");
  query.evidence.front().field = TextField::title;
  EvidenceCounter counter(query, true);
  counter.begin_page();
  const EvidenceCounts counts = counter.count(WordRecord(record), query.evidence.front());
  CHECK(counts.all[in_title] == 1);
  CHECK(counts.all[in_body] == 0);
}

TEST_CASE("the words of a phrase count where they stand as it wants", "[evidence_counter]") {
  const std::string record = record_of("Titel", "Een nieuwe stalling, en een stalling die nieuwe heet.");
  RankedQuery query;
  query.units.push_back({"\"nieuwe stalling\"", true, false, 1});
  PhraseEvidence phrase;
  phrase.words = {{test_of(WordTest::Kind::exact, "nieuw", "nieuwe")},
                  {test_of(WordTest::Kind::exact, "stalling", "stalling")}};
  phrase.pages = {5, 10};
  query.phrases = {phrase, phrase};
  query.phrases.back().slop = 3;
  EvidenceCounter counter(query, true);
  counter.begin_page();
  CHECK(counter.count_phrase(WordRecord(record), 0)[in_body] == 1);
  CHECK(counter.count_phrase(WordRecord(record), 1)[in_body] == 2);
}

}  // namespace speur
