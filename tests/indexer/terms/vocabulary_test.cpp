#include "indexer/terms/vocabulary.hpp"

#include "indexer/terms/analyzed_page.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <utility>
#include <vector>

namespace speur {
namespace {

struct Made {
  std::string data;
  explicit Made(const std::string& title, const std::string& text) {
    static Analyzer analyzer(AnalyzerRecipe::standard());
    Page page;
    page.title = title;
    page.language = "nl";
    page.sections.push_back({0, "", "", text});
    const AnalyzedPage analyzed = analyze_page(page, analyzer);
    data = encode_page(page, analyzed.text, analyzed.tokens, analyzed.numbers);
  }
};

void change(Vocabulary& vocabulary, const Made& page, bool adds) {
  const StoredPage stored = decode_page(page.data);
  const StoredWords words = decode_words(stored);
  const PlacedWords placed = place_words(stored, words);
  adds ? vocabulary.add(placed) : vocabulary.remove(placed);
}

std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> words = {"De",         "de",      "fiets",   "coördinatie",
                                                 "coordinatie", "e-mail", "subsidie", "AVG",
                                                 "voorwaarden", "Fiets",  "2024/1689"};
  std::string text;
  for (std::size_t i = 1 + random() % 12; i > 0; --i) text += words[random() % words.size()] + " ";
  return text;
}

}  // namespace

TEST_CASE("a page counts once for each of its words", "[vocabulary]") {
  Vocabulary vocabulary;
  change(vocabulary, Made("De fiets", "De fiets, de fiets en coördinatie."), true);
  change(vocabulary, Made("Bezwaar", "Geen fiets."), true);
  CHECK(vocabulary.words().at("fiets").pages == 2);
  CHECK(vocabulary.words().at("fiets").title_pages == 1);
  CHECK(vocabulary.words().at("de").pages == 1);
  CHECK(vocabulary.title_pages("bezwaar") == 1);
  CHECK(vocabulary.title_pages("onbekend") == 0);
  CHECK(vocabulary.words().at("coordinatie").pages == 1);
  CHECK(vocabulary.accented().at("coördinatie").plain == "coordinatie");
}

TEST_CASE("pieces with a hyphen are a word, and its stem is none", "[vocabulary]") {
  Vocabulary vocabulary;
  change(vocabulary, Made("Risico", "De risico-analyses."), true);
  CHECK(vocabulary.words().contains("risicoanalyses"));
  CHECK_FALSE(vocabulary.words().contains(Analyzer(AnalyzerRecipe::standard()).analyze_word("risicoanalyses").stem));
}

TEST_CASE("pages that are taken out again leave what the others make", "[vocabulary]") {
  std::mt19937 random(3);
  for (int round = 0; round < 20; ++round) {
    std::vector<Made> kept, gone;
    for (int i = 0; i < 8; ++i) {
      (random() % 2 == 0 ? kept : gone).emplace_back(random_text(random), random_text(random));
    }
    Vocabulary all;
    for (const auto* pages : {&gone, &kept}) {
      for (const Made& page : *pages) change(all, page, true);
    }
    Vocabulary reread;  // as an update reads it, with what the run before wrote
    reread.read(all.encode());
    Vocabulary scratch, first_half, second_half;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      change(scratch, kept[i], true);
      change(i % 2 == 0 ? first_half : second_half, kept[i], true);
    }
    for (const Made& page : gone) {
      change(all, page, false);
      change(reread, page, false);
    }
    first_half.merge(second_half);
    CHECK(all.encode() == scratch.encode());
    CHECK(reread.encode() == scratch.encode());
    CHECK(first_half.encode() == scratch.encode());
  }
}

TEST_CASE("a words file that is cut is refused", "[vocabulary]") {
  Vocabulary vocabulary;
  change(vocabulary, Made("Titel", "Enkele woorden met coördinatie."), true);
  const std::string bytes = vocabulary.encode();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Vocabulary read;
    CAPTURE(size);
    CHECK_THROWS_AS(read.read(std::string_view(bytes).substr(0, size)), std::out_of_range);
  }
}

}  // namespace speur
