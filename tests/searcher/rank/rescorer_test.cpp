#include "searcher/rank/rescorer.hpp"

#include "speur/word_record.hpp"
#include "stemmers/lexicon/lexicon.hpp"
#include "support/page_record.hpp"
#include "support/skipped.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace speur {
namespace {

constexpr double pages = 1000, mean_length = 100;

/// A query of single words with the given stems, each typed as its stem.
RankedQuery words(const std::vector<std::string>& stems) {
  RankedQuery query;
  for (const std::string& stem : stems) {
    Evidence evidence;
    evidence.unit = query.units.size();
    evidence.form = "stem";
    evidence.term = stem;
    evidence.exact_weight = 0.7;
    evidence.pages = 10;
    evidence.tests = {test_of(WordTest::Kind::word, stem, stem),
                      test_of(WordTest::Kind::part, stem)};
    query.evidence.push_back(evidence);
    query.units.push_back({stem, true, false, 1});
  }
  return query;
}

double score(const RankedQuery& query, const std::string& record,
             const RankingParameters& parameters = {}) {
  Rescorer rescorer(query, parameters, pages, mean_length);
  return rescorer.score(WordRecord(record)).score;
}

}  // namespace

TEST_CASE("one word in the text scores as BM25 says", "[rescorer]") {
  RankedQuery query = words({"bezwar"});
  query.evidence.front().exact_weight = 0;
  RankingParameters parameters;
  parameters.bm25_k1 = 2;
  parameters.bm25_b = 0;
  parameters.field_body = 1.5;
  parameters.title_word = 0;
  const std::string record = record_of("Titel", "Bezwaar en nog eens bezwaar maken.");
  // rarity = ln((1000 - 10 + 0.5) / (10 + 0.5)); two occurrences: 2 * 3 / (2 + 2).
  const double expected = 1.5 * std::log(990.5 / 10.5) * 6 / 4;
  CHECK(score(query, record, parameters) == Approx(expected));
}

TEST_CASE("the title of a very long page counts as that of a long one", "[rescorer]") {
  const RankedQuery query = words({"bezwar"});
  const auto long_page = [](std::size_t words_of_text) {
    std::string text;
    for (std::size_t i = 0; i < words_of_text; ++i) text += "Iets anders. ";
    return record_of("Bezwaar", text);
  };
  RankingParameters parameters;
  parameters.bm25_b = 0.5;
  parameters.bm25_title_length = 4;
  const std::string longer = long_page(500), longest = long_page(20'000);
  REQUIRE(WordRecord(longer).header().length > 4 * mean_length);
  CHECK(score(query, longest, parameters) == Approx(score(query, longer, parameters)));
  CHECK(score(query, longer, parameters) < score(query, long_page(10), parameters));
  parameters.bm25_title_length = 1000;
  CHECK(score(query, longest, parameters) < 0.5 * score(query, longer, parameters));
}

TEST_CASE("the form and the field of a word decide what it counts", "[rescorer]") {
  const RankedQuery query = words({"stalling"});
  const double exact = score(query, record_of("Titel", "De stalling is open."));
  const double inflected = score(query, record_of("Titel", "De stallingen zijn open."));
  const double part = score(query, record_of("Titel", "De fietsenstalling is open."));
  CHECK(exact > inflected);
  CHECK(inflected >= part);
  CHECK(part > 0);
  CHECK(score(query, record_of("Stalling", "Open.")) > exact);
  CHECK(score(query, record_of("Titel", "Niets ervan.")) == 0);
}

TEST_CASE("a page with all words, near each other, in its title, without a gap scores most",
          "[rescorer]") {
  const RankedQuery query = words({"bezwar", "maak"});
  const double apart =
      score(query, record_of("Titel", "Bezwaar is een woord dat nergens op slaat; iets maken."));
  const double close = score(query, record_of("Titel", "Bezwaar maken kan altijd, zeggen zij hier."));
  const double one = score(query, record_of("Titel", "Bezwaar, bezwaar en bezwaar, en niets meer."));
  const double title = score(query, record_of("Bezwaar maken", "Iets anders staat hier altijd nog."));
  CHECK(close > apart);
  CHECK(apart > one);
  CHECK(title > close);
  CHECK(score(query, record_of("Titel", "Bezwaar maken kan altijd, zeggen zij hier.", 2)) ==
        Approx(2 * close));
}

TEST_CASE("the explanation of a page sums to its score", "[rescorer]") {
  RankedQuery query = words({"bezwar", "stalling", "fiets"});
  Evidence family = query.evidence.front();
  family.form = "family";
  family.weight = 0.4;
  family.tests = {test_of(WordTest::Kind::word, "maak")};
  query.evidence.push_back(family);
  PhraseEvidence phrase;
  phrase.unit = 3;
  phrase.form = "phrase";
  phrase.words = {{test_of(WordTest::Kind::exact, "bezwar", "bezwaar")},
                  {test_of(WordTest::Kind::exact, "maak", "maken")}};
  phrase.pages = {10, 20};
  query.units.push_back({"bezwaar maken", false, false, 1});
  query.phrases.push_back(phrase);
  for (const double rest : {0.0, 0.5, 1.0}) {
    RankingParameters parameters;
    parameters.form_rest = rest;
    Rescorer rescorer(query, parameters, pages, mean_length);
    const std::string record =
        record_of("Fietsenstalling", "Bezwaar maken tegen de stallingen kan.", 1.5);
    const double whole = rescorer.score(WordRecord(record)).score;
    double sum = 0;
    for (const ScorePart& part : rescorer.explain(WordRecord(record))) sum += part.score;
    CHECK(whole > 0);
    CHECK(sum == Approx(whole));
  }
}

TEST_CASE("a phrase is found where its words follow each other as they stand", "[rescorer]") {
  RankedQuery query;
  query.units.push_back({"nieuwe stalling", false, false, 1});
  PhraseEvidence phrase;
  phrase.words = {{test_of(WordTest::Kind::exact, "nieuw", "nieuwe")},
                  {test_of(WordTest::Kind::exact, "stalling", "stalling")}};
  phrase.pages = {10, 10};
  query.phrases.push_back(phrase);
  const auto has = [&](const std::string& text, unsigned slop) {
    query.phrases.front().slop = slop;
    Rescorer rescorer(query, {}, pages, mean_length);
    const std::string record = record_of("Titel", text);
    return rescorer.has_unit(WordRecord(record), 0);
  };
  CHECK(has("De nieuwe stalling is open.", 0));
  CHECK_FALSE(has("De nieuwe stallingen zijn open.", 0));
  CHECK_FALSE(has("De stalling is een nieuwe.", 0));
  CHECK_FALSE(has("De nieuwe en ruime stalling.", 0));
  CHECK(has("De nieuwe en ruime stalling.", 2));
  CHECK_FALSE(has("De nieuwe en ruime stalling.", 1));
  CHECK(has("De stalling is een nieuwe.", 2));
  CHECK_FALSE(has("Een nieuwe\nstalling", 0));  // the end of a block stands between them
}

TEST_CASE("a compound is found by parts that follow each other in one word", "[rescorer]") {
  RankedQuery query;
  query.units.push_back({"fietsenstalling", true, false, 1});
  Evidence evidence;
  evidence.pages = 10;
  WordTest test = test_of(WordTest::Kind::compound, "fiets");
  test.next_parts = {word_key("stalling")};
  evidence.tests = {test};
  query.evidence.push_back(evidence);
  const auto has = [&](const std::string& text) {
    Rescorer rescorer(query, {}, pages, mean_length);
    const std::string record = record_of("Titel", text);
    return rescorer.has_unit(WordRecord(record), 0);
  };
  CHECK(has("De fietsenstalling."));
  CHECK(has("De stationsfietsenstalling."));
  CHECK_FALSE(has("De stalling van een fiets."));
  CHECK_FALSE(has("Een fietsroute naar de autostalling."));
}

TEST_CASE("a part of a compound counts for a part of it, or for nothing", "[rescorer]") {
  RankedQuery query = words({"fiets"});
  Evidence stalling = query.evidence.front();
  stalling.term = "stalling";
  stalling.tests = {test_of(WordTest::Kind::word, "stalling", "stalling")};
  query.evidence.push_back(stalling);
  for (Evidence& evidence : query.evidence) evidence.is_member = true;
  const std::string both = record_of("Titel", "Een fiets, een stalling.");
  const std::string one = record_of("Titel", "Een fiets.");
  for (const double partial : {0.0, 0.4}) {
    CAPTURE(partial);
    query.conjunctions = {{.unit = 0, .form = "parts", .members = {0, 1}, .partial = partial}};
    const RankingParameters parameters;
    Rescorer rescorer(query, parameters, pages, mean_length);
    CHECK(rescorer.has_unit(WordRecord(both), 0));
    CHECK(rescorer.has_unit(WordRecord(one), 0) == (partial > 0));
    CHECK(rescorer.score(WordRecord(both)).coverage == Approx(1));
    const double whole = rescorer.score(WordRecord(both)).words;
    CHECK(rescorer.score(WordRecord(one)).coverage == Approx(0.5));
    CHECK(rescorer.score(WordRecord(one)).words == Approx(partial * whole / 2).epsilon(0.05));
  }
}

TEST_CASE("the page about a thing stands before pages that mention it", "[rescorer]") {
  const std::string text = "Een bezwaar, een bezwaar en nog een bezwaar. ";
  const RankedQuery one = words({"bezwar"});
  CHECK(score(one, record_of("Bezwaar", "Wat u moet weten.")) >
        score(one, record_of("Kosten van een bezwaar", "Zie een bezwaar.")));
  const RankedQuery two = words({"bezwar", "kap"});
  CHECK(score(two, record_of("Bezwaar kap", "Wat u moet weten.")) >
        score(two, record_of("Regels", text + "De bezwaar kap. De bezwaar kap.")));
  // Half of a title, or half of a query, is little of it.
  const double whole = score(two, record_of("Bezwaar kap", "x"));
  const double more = score(two, record_of("Bezwaar kap bomen straat", "x"));
  RankingParameters without;
  without.title_weight = 0;
  const double plain = score(two, record_of("Bezwaar kap", "x"), without);
  CHECK(whole - plain > 3 * (more - plain));
  CHECK(more > plain);
}

TEST_CASE("the title of a compound is about its last part", "[rescorer]") {
  const auto title_fit = [](const std::vector<std::string>& stems, const std::string& title) {
    const std::string record = record_of(title, "x");
    const RankedQuery query = words(stems);
    const RankingParameters parameters;
    Rescorer rescorer(query, parameters, pages, mean_length);
    return rescorer.score(WordRecord(record)).title;
  };
  if (!Lexicon::installed()) {
    skip_without_package("a Dutch lexicon (hunspell-nl and wdutch)");
    return;
  }
  CHECK(title_fit({"afval"}, "Afvalkalender") == Approx(0.25));
  CHECK(title_fit({"afval"}, "Afval en recycling") == Approx(0.25));
  CHECK(title_fit({"kalender"}, "Afvalkalender") == Approx(1));
  CHECK(title_fit({"afval", "kalender"}, "Afvalkalender") == Approx(1));
  CHECK(title_fit({"afval"}, "Afval") == Approx(1));
}

TEST_CASE("the number before a title is no word of it", "[rescorer]") {
  const auto title_fit = [](const std::string& title) {
    const std::string record = record_of(title, "x");
    const RankedQuery query = words({"bezwar"});
    const RankingParameters parameters;
    Rescorer rescorer(query, parameters, pages, mean_length);
    return rescorer.score(WordRecord(record)).title;
  };
  CHECK(title_fit("5. Bezwaar") == Approx(1));
  CHECK(title_fit("12) Bezwaar") == Approx(1));
  for (const char* title : {"112 bezwaar", "5.2 bezwaar", "Bezwaar 5."}) {
    CAPTURE(title);
    CHECK(title_fit(title) < 1);
  }
  for (const char* title : {"5.", "5. ", "", "."}) CHECK_FALSE(is_numbered(title));
}

TEST_CASE("the first words of a page that stand in for its title fit no query", "[rescorer]") {
  const auto title_fit = [](const std::string& title, const std::string& text) {
    const std::string record = record_of(title, text);
    const RankedQuery query = words({"bezwar"});
    const RankingParameters parameters;
    Rescorer rescorer(query, parameters, pages, mean_length);
    return rescorer.score(WordRecord(record)).title;
  };
  CHECK(title_fit("Een bezwaar …", "Een bezwaar is nooit weg.") == 0);
  CHECK(title_fit("Een bezwaar …", "Iets anders. Een bezwaar.") == Approx(1));  // whoever wrote it meant it
  CHECK(title_fit("Een bezwaar", "Een bezwaar is nooit weg.") == Approx(1));
}

TEST_CASE("a page with the query for its title, as typed, stands before others that have its words", "[rescorer]") {
  RankedQuery query = words({"over", "het", "kader"});
  for (std::size_t unit = 0; unit < 2; ++unit) query.units[unit].stop = true;
  for (const char* word : {"over", "het", "kader"}) query.typed.push_back({test_of(WordTest::Kind::exact, word, word)});
  const auto typed_words = query.typed;
  const auto typed = [&](const std::string& title) {
    const RankingParameters parameters;
    Rescorer rescorer(query, parameters, pages, mean_length);
    const std::string record = record_of(title, "Over het kader.");
    return rescorer.score(WordRecord(record)).typed_title;
  };
  CHECK(typed("Over het kader") == 1);
  CHECK(typed("Over: het Kader!") == 1);
  for (const char* title : {"Kader", "Over kaders", "Over het kaderbesluit", "Het kader over", "Over het kader heen",
                            "Over het", "Over het Kader het"}) {
    CAPTURE(title);
    CHECK(typed(title) == 0);
  }
  query.typed.push_back(query.typed.front());
  CHECK(typed("Over het kader") == 0);
  CHECK(typed("Over het kader over") == 1);
  query.typed.clear();
  CHECK(typed("Over het kader") == 0);
  query.typed = typed_words;
  CHECK(score(query, record_of("Over het kader", "x")) > score(query, record_of("Kader", "Kader, kader, het kader.")));
}

TEST_CASE("features are what the score is made of", "[rescorer]") {
  const RankingParameters parameters;
  const RankedQuery query = words({"bezwar", "kap", "bom"});
  for (const std::string& record :
       {record_of("Bezwaar kap", "De kap van een boom. Een bezwaar."),
        record_of("Bezwaar", "Een bezwaar voor de kap.", 2), record_of("Titel", "x")}) {
    Rescorer rescorer(query, parameters, pages, mean_length);
    std::map<std::string_view, double> of;
    for (const auto& [name, value] : rescorer.features(WordRecord(record))) of[name] = value;
    const double gained = 2 * parameters.coverage_weight / of["count"] * of["content"] * of["all"];
    const double expected = (of["words"] + gained) * of["boost"] *
                            (1 + parameters.proximity_weight * of["proximity"] +
                             parameters.name_weight * of["name"] +
                             parameters.title_proximity * of["title_proximity"] +
                             parameters.title_weight * of["title"] +
                             parameters.title_typed * of["typed_title"] +
                             parameters.heading_typed * of["typed_heading"]) *
                            std::pow(of["coverage"], parameters.partial_power);
    CHECK(score(query, record) == Approx(expected));
  }
}

TEST_CASE("what stands in for a word never adds to it", "[rescorer]") {
  RankedQuery query = words({"factur"});
  Evidence other = query.evidence.front();
  other.form = "thesaurus";
  other.weight = 0.4;
  other.exact_weight = 0;
  other.stands_in = true;
  other.tests = {test_of(WordTest::Kind::word, "reken")};
  query.evidence.push_back(other);
  const RankedQuery alone = words({"factur"});
  const std::string word = record_of("Titel", "Een factuur.");
  const std::string both = record_of("Titel", "Een factuur, rekenen.");
  const std::string instead = record_of("Titel", "Een nota, rekenen.");
  CHECK(score(query, word) == Approx(score(alone, word)));
  CHECK(score(query, both) == Approx(score(alone, both)));
  CHECK(score(alone, instead) == 0);
  CHECK(score(query, instead) > 0);
  CHECK(score(query, instead) < score(query, both));
  const RankingParameters parameters;
  Rescorer of_instead(query, parameters, pages, mean_length);
  CHECK(of_instead.score(WordRecord(instead)).coverage == Approx(parameters.thesaurus_found));
  for (const std::string& record : {word, both, instead}) {
    Rescorer rescorer(query, parameters, pages, mean_length);
    double sum = 0;
    for (const ScorePart& part : rescorer.explain(WordRecord(record))) sum += part.score;
    CHECK(sum == Approx(score(query, record)));
  }
}

}  // namespace speur
