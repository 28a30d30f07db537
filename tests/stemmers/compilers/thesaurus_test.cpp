#include "stemmers/compilers/thesaurus.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace speur {
namespace {

using Words = std::vector<std::string>;

DutchDictionary dictionary(const std::vector<DutchEntry>& entries, bool tells_kinds = true) {
  return {entries, tells_kinds};
}

/// "rekening nota": what find_synonyms() says of a word, the most alike first.
std::string synonyms_of(const std::string& word, const std::vector<DutchDictionary>& dictionaries,
                        const Words& kinds = {}) {
  std::string all;
  for (const Synonym& each : find_synonyms(dictionaries, [&](const std::string&) { return kinds; })) {
    if (each.word == word) all += (all.empty() ? "" : " ") + each.other;
  }
  return all;
}

}  // namespace

TEST_CASE("a dictionary that is made from Wiktionary tells kinds and definitions", "[thesaurus]") {
  const DutchDictionary read = read_dutch_dictionary(
      "\n00-database-dictfmt\nSize: 3\n"
      "factuur /fɑktˈyr/ <n>\nlasku (talous), faktuura; [x] tili\n"
      "1. document met een beschrijving, van goederen\n"
      "wagen //ˈʋaːɣə(n)// //ˈʋaːχə(n)// <v>\nrohjeta\n2.een poging ondernemen\nuskaltaa\n"
      "leeg /leːx/ <adj>\n1. zonder inhoud\n");
  REQUIRE(read.entries.size() == 2);
  CHECK(read.tells_kinds);
  CHECK(read.entries[0].headword == "factuur");
  CHECK(read.entries[0].kind == "n");
  CHECK(read.entries[0].translations == Words{"lasku", "faktuura", "tili"});
  CHECK(read.entries[1].headword == "wagen");
  CHECK(read.entries[1].kind == "v");
  CHECK(read.entries[1].translations == Words{"rohjeta", "uskaltaa"});
}

TEST_CASE("a dictionary without kinds numbers its senses", "[thesaurus]") {
  const DutchDictionary read = read_dutch_dictionary(
      "wagen /waɤ°ən/\n1. Auto <n>\n2. riskieren, wagen\nfactuur /fɑktyr/\nFaktura, Rechnung <f>\n");
  REQUIRE(read.entries.size() == 2);
  CHECK_FALSE(read.tells_kinds);
  CHECK(read.entries[0].translations == Words{"Auto", "riskieren", "wagen"});
  CHECK(read.entries[1].translations == Words{"Faktura", "Rechnung"});
}

TEST_CASE("words that two languages translate alike are synonyms", "[thesaurus]") {
  const auto finnish = dictionary({{"factuur", "n", {"lasku"}},
                                   {"rekening", "n", {"lasku"}},
                                   {"nota", "n", {"nootti"}}});
  const auto swedish = dictionary({{"factuur", "n", {"Räkning"}},
                                   {"rekening", "n", {"rakning", "konto"}},
                                   {"nota", "n", {"räkning"}}});
  CHECK(synonyms_of("factuur", {finnish, swedish}) == "rekening");
  CHECK(synonyms_of("rekening", {finnish, swedish}) == "factuur");
  CHECK(synonyms_of("nota", {finnish, swedish}).empty());   // one language only
  CHECK(synonyms_of("factuur", {finnish}).empty());
  // Three dictionaries of the one source that tells no kinds are not enough, another has to agree.
  const auto german = dictionary({{"meedelen", "", {"mitteilen"}}, {"melden", "", {"mitteilen"}}}, false);
  const auto french = dictionary({{"meedelen", "", {"informer"}}, {"melden", "", {"informer"}}}, false);
  const auto english = dictionary({{"meedelen", "", {"to tell"}}, {"melden", "", {"tell"}}}, false);
  const auto polish = dictionary({{"meedelen", "v", {"zawiadomić"}}, {"melden", "v", {"zawiadomić"}}});
  CHECK(synonyms_of("melden", {german, french, english}).empty());
  CHECK(synonyms_of("melden", {german, french, english, polish}) == "meedelen");
}

TEST_CASE("of many words that are alike those are kept that are near from both sides", "[thesaurus]") {
  // "plan" is the nearest of each of five words, which differ among each other in what else they mean.
  std::vector<DutchEntry> entries{{"plan", "n", {"a", "b", "c", "d", "e"}}};
  for (const std::string sense : {"a", "b", "c", "d", "e"}) {
    entries.push_back({"woord" + sense, "n", {sense}});
  }
  const auto each = dictionary(entries);
  const std::vector<DutchDictionary> three{each, each, each};
  CHECK(synonyms_of("plan", three) == "woorda woordb woordc woordd");
  CHECK(synonyms_of("woordc", three) == "plan");
  CHECK(synonyms_of("woordd", three) == "plan");
  CHECK(synonyms_of("woorde", three).empty());
}

TEST_CASE("a verb is never like a noun, and a vague translation says nothing", "[thesaurus]") {
  const auto one = dictionary({{"wagen", "n", {"auto"}}, {"wagen", "v", {"oser"}},
                               {"auto", "n", {"auto"}}, {"durven", "v", {"oser"}}});
  CHECK(synonyms_of("wagen", {one, one, one}) == "auto durven");
  CHECK(synonyms_of("auto", {one, one, one}) == "wagen");
  const auto untold = dictionary({{"wagen", "n", {"auto"}}, {"koop", "", {"auto"}}});
  CHECK(synonyms_of("koop", {untold, untold}, {"v"}).empty());
  CHECK(synonyms_of("koop", {untold, untold}, {"n"}) == "wagen");
  CHECK(synonyms_of("koop", {untold, untold}) == "wagen");  // it may be anything
  std::vector<DutchEntry> vague;
  for (char letter = 'a'; letter <= 'l'; ++letter) {
    vague.push_back({std::string("woord") + letter, "n", {"thing"}});
  }
  CHECK_FALSE(synonyms_of("woorda", {dictionary(vague), dictionary(vague)}).empty());
  vague.push_back({"woordm", "n", {"thing"}});
  CHECK(synonyms_of("woorda", {dictionary(vague), dictionary(vague)}).empty());
}

TEST_CASE("what is no plain word of three letters is left out", "[thesaurus]") {
  const auto odd = dictionary({{"in orde", "adj", {"ok"}}, {"goed", "adj", {"ok"}},
                               {"Goed", "adj", {"ok"}}, {"oké", "adj", {"ok"}}, {"af", "adj", {"ok"}}});
  CHECK(synonyms_of("goed", {odd, odd}) == "oké");
}

}  // namespace speur
