#include "stemmers/dutch/compound_splitter.hpp"
#include "speur/analyzer.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"
#include "stemmers/words/normalizer.hpp"
#include "support/skipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using speur::CompoundSplitter;
using speur::Lexicon;
using speur::PartSpan;

namespace {

std::shared_ptr<const Lexicon> lexicon() {
  auto installed = Lexicon::installed();
  if (!installed) speur::skip_without_package("a Dutch lexicon (hunspell-nl, wdutch, libmarisa-dev)");
  return installed;
}

/// "fietsen|stalling".
std::string divided(const CompoundSplitter& splitter, std::string_view word) {
  std::vector<PartSpan> parts;
  splitter.split(word, parts);
  if (parts.empty()) return std::string(word);
  std::string text;
  for (const PartSpan& part : parts) {
    if (!text.empty()) text += '|';
    text += word.substr(part.begin, part.end - part.begin);
  }
  return text;
}

std::set<std::size_t> boundaries(std::string_view divided_word) {
  std::set<std::size_t> places;
  std::size_t letters = 0;
  for (const char c : divided_word) {
    if (c == '|') places.insert(letters);
    if (c != '|') ++letters;
  }
  return places;
}

struct Score {
  double split = 0, compounds = 0, right = 0;  // words
  double found = 0, expected = 0, hit = 0;     // boundaries
  std::string wrong;
};

}  // namespace

namespace {

/// What the splitter makes of a list of words that were divided by hand, by halves of the list.
std::array<Score, 2> measured(const std::string& file_name) {
  std::array<Score, 2> halves;
  const auto words = lexicon();
  if (!words) return halves;
  const CompoundSplitter splitter(*words);
  std::ifstream file(std::string(SPEUR_SOURCE_DIR "/tests/data/") + file_name);
  REQUIRE(file);
  std::size_t count = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.front() == '#') continue;
    std::istringstream fields(line);
    std::string word, gold;
    fields >> word >> gold;
    ++count;
    Score& half = halves[speur::fnv1a(word) & 1U];
    std::string wanted;
    std::istringstream parts(gold);
    for (std::string part; std::getline(parts, part, '|');) {
      if (!wanted.empty()) wanted += '|';
      wanted += speur::normalize_word(part).exact;
    }
    const std::string got = divided(splitter, speur::normalize_word(word).exact);
    const bool is_compound = wanted.find('|') != std::string::npos;
    const bool was_split = got.find('|') != std::string::npos;
    half.compounds += is_compound ? 1 : 0;
    half.split += was_split ? 1 : 0;
    half.right += was_split && got == wanted ? 1 : 0;
    const auto places = boundaries(got), gold_places = boundaries(wanted);
    half.found += static_cast<double>(places.size());
    half.expected += static_cast<double>(gold_places.size());
    half.hit += static_cast<double>(
        std::ranges::count_if(places, [&](std::size_t at) { return gold_places.contains(at); }));
    if (got != wanted) half.wrong += " " + wanted + " is " + got + ";";
  }
  CHECK(count >= 600);
  return halves;
}

}  // namespace

TEST_CASE("compounds of the gold list are divided as by hand", "[compounds]") {
  if (!lexicon()) return;
  for (const Score& half : measured("compounds_gold.tsv")) {
    CAPTURE(half.wrong);
    CHECK(half.right / half.split >= 0.97);      // precision, by whole words
    CHECK(half.right / half.compounds >= 0.92);  // recall, by whole words
    CHECK(half.hit / half.found >= 0.97);        // the same by boundaries
    CHECK(half.hit / half.expected >= 0.92);
  }
}

TEST_CASE("compounds that no rule was made for are divided as by hand", "[compounds]") {
  if (!lexicon()) return;
  const std::array<Score, 2> halves = measured("compounds_fresh.tsv");
  CAPTURE(halves[0].wrong);  // of the other half the figures alone are told: nobody tunes on it
  for (const Score& half : halves) {
    CHECK(half.right / half.split >= 0.97);
    CHECK(half.right / half.compounds >= 0.85);
    CHECK(half.hit / half.found >= 0.97);
    CHECK(half.hit / half.expected >= 0.87);
  }
}

TEST_CASE("a compound is divided where its words meet", "[compounds]") {
  const auto words = lexicon();
  if (!words) return;
  const CompoundSplitter splitter(*words);
  for (const std::string_view word : std::to_array<std::string_view>(
           {"fietsen|stalling", "stations|fietsen|stalling", "persoons|gegevens",
            "gegevens|bescherming", "subsidie|voorwaarden", "besluit|vorming",
            "besluit|vormings|proces", "overheids|organisatie", "maatregelen|pakket",
            "verantwoordelijkheids|verdeling", "zonne|panelen", "kinder|opvang|toeslag",
            "water|data|besluit|vormings|aanbod", "data|kwaliteit", "software|ontwikkelaar", "algoritme|register", "rij|bewijs",
            // as long as a compound may be
            "gegevens|data|besluitvormings|beschermings|informatievoorziening",
            "watergegevensdatabesluitvormingsbeschermingsinformatievoorziening",
            // what wants a hyphen between two vowels
            "dataeend", "zeeeend", "autoeend",
            // what only looks like one
            "verantwoordelijkheid", "ambtenaar", "overheid", "maatregel", "gemeente", "minister",
            "burgemeester", "vaststellen", "vastgelegde", "verstrekking", "aanvullende",
            "onderzoek", "voorwaarde", "rechtmatig", "betrouwbaarheid",
            // others
            "a", "xyzzy", "websitebezoeker's", "naïveteit", ""})) {
    std::string joined(word);
    std::erase(joined, '|');
    CHECK(divided(splitter, joined) == word);
  }
}

TEST_CASE("a part is divided as the word that it is", "[compounds]") {
  const auto words = lexicon();
  if (!words) return;
  const CompoundSplitter splitter(*words);
  for (const std::string_view inner : {"fietsenstalling", "kinderopvang", "maatregel",
                                       "besluitvorming", "persoonsgegevens", "huisvesting"}) {
    const std::string alone = divided(splitter, inner);
    CAPTURE(alone);
    CHECK_THAT(divided(splitter, "overheids" + std::string(inner)), Catch::EndsWith("|" + alone));
  }
}

TEST_CASE("parts cover a word in order, whatever its bytes", "[compounds]") {
  const auto words = lexicon();
  if (!words) return;
  const CompoundSplitter splitter(*words);
  speur::Analyzer analyzer(speur::AnalyzerRecipe::standard());
  const auto check = [](const auto& parts, std::size_t size) {
    if (parts.empty()) return true;
    std::size_t at = 0;
    for (const auto& part : parts) {
      if (part.begin != at || part.end <= part.begin) return false;
      at = part.end;
    }
    return at == size && parts.size() >= 2 && parts.size() <= speur::max_compound_parts;
  };
  std::mt19937 random(7);
  const std::vector<std::string> pieces = {"fiets", "en",   "s",        "overheids", "data",  "e",
                                           "regel", "ing",  "\xff",     "'",         "water", "bos",
                                           "ge",    "heid", "\xc3\xab", "recht",     "er",    "9"};
  std::size_t divided_words = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string word;
    const std::size_t count = 1 + random() % 9;
    for (std::size_t j = 0; j < count; ++j) {
      word += i % 4 == 0 ? std::string(1, static_cast<char>(random() & 0xffU))
                         : pieces[random() % pieces.size()];
    }
    std::vector<PartSpan> spans;
    splitter.split(word, spans);
    CAPTURE(word);
    if (!check(spans, word.size())) FAIL("the parts do not cover the word");
    divided_words += spans.empty() ? 0 : 1;
    for (const PartSpan& span : spans) {
      if (span.base_end <= span.begin || span.base_end > span.end) FAIL("a part has no base");
    }
    const speur::WordForm form = analyzer.analyze_word(word);
    if (!check(form.parts, form.exact.size())) FAIL("the parts do not cover the word's form");
    for (const auto& part : form.parts) {
      if (part.stem.empty() || part.stem.find(speur::compound_separator) != std::string::npos) {
        FAIL("a part has no stem");
      }
    }
  }
  CHECK(divided_words > 100);
  std::vector<PartSpan> spans;
  splitter.split(std::string(100000, 'a'), spans);
  CHECK(spans.empty());
}

TEST_CASE("a part has the stem of the word without its linking letters", "[compounds]") {
  if (!lexicon()) return;
  const speur::Analyzer analyzer(speur::AnalyzerRecipe::standard());
  struct Row {
    std::string_view compound, first, last;
  };
  for (const Row& row : std::to_array<Row>({{"persoonsgegevens", "persoon", "gegevens"},
                                            {"Persoonsgegevens", "personen", "gegevens"},
                                            {"gegevensbescherming", "gegevens", "bescherming"},
                                            {"fietsenstallingen", "fiets", "stalling"},
                                            {"kinderopvang", "kind", "opvang"},
                                            {"overheidsorganisaties", "overheid", "organisatie"},
                                            {"subsidievoorwaarden", "subsidies", "voorwaarde"},
                                            {"stadsbestuur", "stad", "bestuur"},
                                            {"zonnepanelen", "zon", "paneel"},
                                            {"hersenscan", "hersen", "scan"},
                                            {"coördinatiegroep", "coördinatie", "groepen"}})) {
    const speur::WordForm form = analyzer.analyze_word(row.compound);
    CAPTURE(row.compound);
    REQUIRE(form.parts.size() == 2);
    CHECK(form.parts[0].stem == analyzer.analyze_word(row.first).stem);
    CHECK(form.parts[1].stem == analyzer.analyze_word(row.last).stem);
  }
}

TEST_CASE("words of the lexicon and compounds of them are known", "[compounds]") {
  const speur::Analyzer dutch(speur::AnalyzerRecipe::standard());
  if (lexicon()) {
    for (const char* word : {"gemeente", "gemeenten", "coordinatie", "beoordeelt", "risico's",
                             "overheidsalgoritme", "zonnepanelensubsidie", "utrecht"}) {
      CAPTURE(word);
      CHECK(dutch.is_known_word(word));
    }
  }
  for (const char* word : {"gemeetne", "beordeling", "xyzzy", "", "\xff", "fietsenstaling"}) {
    CAPTURE(word);
    CHECK_FALSE(dutch.is_known_word(word));
  }
  CHECK_FALSE(speur::Analyzer(speur::AnalyzerRecipe::standard(), "en").is_known_word("gemeente"));
}

TEST_CASE("without its step the analyzer divides nothing", "[compounds]") {
  auto recipe = speur::AnalyzerRecipe::standard();
  recipe.set("compounds=none");
  CHECK_THAT(recipe.to_text(), Catch::Contains("\ncompounds=none\n"));
  const speur::Analyzer analyzer(recipe);
  CHECK(analyzer.analyze_word("fietsenstalling").parts.empty());
  CHECK_FALSE(analyzer.is_known_word("fiets"));
  recipe.set("compounds=standard");
  CHECK(recipe == speur::AnalyzerRecipe::standard());
}

TEST_CASE("ways to divide a word are told with their costs", "[compounds]") {
  const auto words = lexicon();
  if (!words) return;
  const CompoundSplitter splitter(*words);
  const auto ways = splitter.candidates("persoonsgegevens", 5);
  REQUIRE_FALSE(ways.empty());
  CHECK(ways.size() <= 5);
  CHECK(ways.front().text == "persoons|gegevens");
  CHECK(ways.front().cost <= ways.front().limit);
  CHECK(std::ranges::is_sorted(ways, {}, &CompoundSplitter::Candidate::cost));
  // The first one within its limit is what the splitter takes, and no other word is divided.
  std::ifstream file(SPEUR_SOURCE_DIR "/tests/data/compounds_gold.tsv");
  REQUIRE(file);
  std::size_t divided_words = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.front() == '#') continue;
    const std::string word = speur::normalize_word(line.substr(0, line.find('\t'))).exact;
    const auto all = splitter.candidates(word, 1);
    const bool is_divided = divided(splitter, word) != word;
    CAPTURE(word);
    CHECK(is_divided == (!all.empty() && all.front().cost <= all.front().limit));
    divided_words += is_divided ? 1 : 0;
  }
  CHECK(divided_words > 100);
  CHECK(splitter.candidates("maatregel", 1).front().limit < 0);
  CHECK(splitter.candidates("fiets", 5).empty());
  CHECK(splitter.candidates(std::string(100000, 'a'), 5).empty());
  CHECK(splitter.candidates(std::string(60, 'a'), 5).empty());
}
