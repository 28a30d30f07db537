#include "indexer/terms/words_merge.hpp"

#include "indexer/terms/analyzed_page.hpp"
#include "speur/analyzer.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace speur {
namespace {

class Pages {
 public:
  explicit Pages(std::uint32_t seed) : random_(seed) {}

  std::string make() {
    Page page;
    page.title = text();
    page.language = "nl";
    page.sections.push_back({0, "", "", text()});
    const AnalyzedPage analyzed = analyze_page(page, analyzer_);
    return encode_page(page, analyzed.text, analyzed.tokens, analyzed.numbers);
  }
  static void count(Vocabulary& vocabulary, const std::string& data, bool adds) {
    const StoredPage stored = decode_page(data);
    const StoredWords words = decode_words(stored);
    const PlacedWords placed = place_words(stored, words);
    adds ? vocabulary.add(placed) : vocabulary.remove(placed);
  }
  std::mt19937& random() { return random_; }

 private:
  std::string text() {
    static const std::vector<std::string> words = {
        "de",     "fiets", "coördinatie", "coordinatie", "e-mail",   "subsidie", "AVG", "voorwaarden",
        "Fiets",  "2024",  "één",         "een",         "ijs",      "wél",      "wel", "bijstand",
        "zeeën",  "zee",   "reünie",      "reunie",      "Reünie"};
    std::string text;
    for (std::size_t i = 1 + random_() % 9; i > 0; --i) text += words[random_() % words.size()] + " ";
    return text;
  }
  std::mt19937 random_;
  Analyzer analyzer_{AnalyzerRecipe::standard()};
};

}  // namespace

TEST_CASE("a words file with changes is the file of what the pages then have", "[vocabulary]") {
  Pages pages(11);
  for (int round = 0; round < 60; ++round) {
    std::vector<std::string> before, added;
    for (std::size_t i = pages.random()() % 7; i > 0; --i) before.push_back(pages.make());
    for (std::size_t i = pages.random()() % 4; i > 0; --i) added.push_back(pages.make());
    Vocabulary all, changes, scratch;
    for (const std::string& page : before) Pages::count(all, page, true);
    for (const std::string& page : before) {
      const bool stays = pages.random()() % 2 == 0;
      if (stays) Pages::count(scratch, page, true);
      if (!stays) Pages::count(changes, page, false);
    }
    for (const std::string& page : added) {
      Pages::count(scratch, page, true);
      Pages::count(changes, page, true);
    }
    CAPTURE(round);
    const std::string file = all.encode();
    const MergedWords merged = merge_words(file, changes);
    REQUIRE(merged.file.encode() == scratch.encode());
    const WordsPayload old = WordsPayload::parse(file);
    for (const WordChange& change : merged.changed) {
      CHECK(change.before == old.counts(change.word).first);
      CHECK(change.after == merged.file.counts(change.word).first);
      CHECK(change.title_pages == merged.file.counts(change.word).second);
    }
    CHECK(merged.file.counts("onbekend") == std::pair(0U, 0U));
  }
}

TEST_CASE("a damaged words file is told, or merged without a crash", "[vocabulary]") {
  Pages pages(12);
  Vocabulary all, changes;
  std::vector<std::string> data;
  for (int i = 0; i < 6; ++i) Pages::count(all, data.emplace_back(pages.make()), true);
  Pages::count(changes, data.front(), false);
  Pages::count(changes, pages.make(), true);
  const std::string file = all.encode();
  std::size_t refused = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string damaged = file;
    char& byte = damaged[pages.random()() % damaged.size()];
    byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << (pages.random()() % 8)));
    if (round % 3 == 0) damaged.resize(pages.random()() % damaged.size());
    try {
      static_cast<void>(merge_words(damaged, changes).file.encode());
    } catch (const std::out_of_range&) {
      ++refused;
    }
  }
  CHECK(refused > 500);
}

}  // namespace speur
