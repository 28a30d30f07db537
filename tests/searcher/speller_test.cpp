#include "searcher/speller.hpp"

#include "indexer/index_run.hpp"
#include "indexer/site_files.hpp"
#include "indexer/words_file.hpp"
#include "searcher/index_reader.hpp"
#include "speur/schema.hpp"
#include "speur/site_file.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <xapian.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace
namespace fs = std::filesystem;

namespace {

/// The site: a page a line, and pages that make words frequent.
std::vector<Page> sample_pages() {
  std::vector<Page> pages;
  const auto add = [&](const std::string& title, const std::string& text) {
    pages.push_back(simple_page("p" + std::to_string(pages.size()) + ".md", title, text));
  };
  add("Bezwaar maken", "U kunt bezwaar maken tegen het besluit van de overheid.");
  add("Subsidie aanvragen", "De voorwaarden van de subsidie gelden voor de hele periode.");
  add("Algoritmeregister", "In het algoritmeregister staan algoritmes met hun coördinatie.");
  add("Verblijf", "Het verblijf in een gebouw, de gemeente en de adressen.");
  for (int i = 0; i < 20; ++i) add("Overheid", "de overheid en de gemeente in de periode");
  return pages;
}

struct Fixture {
  TemporaryFolder folder;
  Speller speller;
  explicit Fixture(Speller::IsKnown is_known = {})
      : speller(words(write_index(folder.path(), sample_pages())), std::move(is_known)) {}
  static SiteWords words(const fs::path& index) {
    return SiteWords(open_site_files(IndexReader(index), words_kind));
  }
};

}  // namespace

TEST_CASE("a word that the site does not have is corrected by those it has", "[speller]") {
  const Fixture site;
  struct Row {
    std::string_view typed, meant;  // "": as it is
  };
  for (const Row& row : std::to_array<Row>({
           {"bezwar", "bezwaar"},
           {"bezwaarr", "bezwaar"},
           {"bezwwar", "bezwaar"},
           {"ebzwaar", "bezwaar"},
           {"besluid", "besluit"},
           {"gemeenet", "gemeente"},
           {"gemeetnen", "gemeente"},
           {"verbleif", "verblijf"},
           {"gebauw", "gebouw"},
           {"cordinatie", "coördinatie"},
           {"algoritmergeister", "algoritmeregister"},
           {"deperiode", "de periode"},
           {"subsidievoorwarden", "subsidievoorwaarden"},
           {"subsideivoorwaarden", "subsidievoorwaarden"},
           {"bezwaar", ""},      // is right
           {"coordinatie", ""},  // is found
           {"fiets", ""},        // nothing is like it
           {"xqzvbnmw", ""},     // nor like this
           {"awb", ""},          // three letters are an acronym
           {"gemeent3", ""},     // digits
           {"", ""},
           {"'", ""},
       })) {
    CAPTURE(row.typed);
    CHECK(site.speller.correct(row.typed).value_or("") == row.meant);
  }
}

TEST_CASE("a word that is right elsewhere is left alone", "[speller]") {
  const Fixture site([](std::string_view word) { return word == "bezwaard"; });
  CHECK_FALSE(site.speller.correct("bezwaard"));
  CHECK(site.speller.correct("bezwaaar") == "bezwaar");
}

TEST_CASE("a query is corrected as a whole", "[speller]") {
  const Fixture site([](std::string_view word) { return word == "over"; });
  struct Row {
    std::vector<std::string> words;
    std::vector<Speller::Change> changes;
  };
  for (const Row& row : std::vector<Row>{
           {{"bezwaar", "maken"}, {}},
           {{}, {}},
           {{"bezwar", "maken"}, {{0, 1, "bezwaar"}}},
           {{"de", "over", "heid"}, {{1, 2, "overheid"}}},
           {{"bezwar", "tegen", "over", "heid"}, {{0, 1, "bezwaar"}, {2, 2, "overheid"}}},
           {{"de", "periode"}, {}},
       }) {
    CAPTURE(row.words);
    const auto changes = site.speller.correct(row.words);
    REQUIRE(changes.size() == row.changes.size());
    for (std::size_t i = 0; i < changes.size(); ++i) CHECK(changes[i] == row.changes[i]);
  }
  // No query makes it work for long.
  const std::vector<std::string> many(1000, "bezwar");
  CHECK(site.speller.correct(many).size() == Speller::max_words);
}

TEST_CASE("without a words file nothing is corrected", "[speller]") {
  const Speller speller(SiteWords{}, {});
  CHECK_FALSE(speller.correct("bezwar"));
  CHECK(speller.correct(std::vector<std::string>{"bezwar"}).empty());
}

namespace {

/// One edit more: a letter dropped, added, replaced or swapped with the next, each as likely.
std::string mistyped(std::string word, std::mt19937& random) {
  const auto pick = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  const auto letter = [&] { return static_cast<char>('a' + pick(26)); };
  const std::string before = word;
  while (word == before) {
    const std::size_t at = pick(word.size());
    switch (pick(4)) {
      case 0:
        word.erase(at, 1);
        break;
      case 1:
        word.insert(pick(word.size() + 1), 1, letter());
        break;
      case 2:
        word[at] = letter();
        break;
      default:
        if (at + 1 < word.size()) std::swap(word[at], word[at + 1]);
    }
  }
  return word;
}

/// Half of the words of titles, of four letters and more, that carry meaning.
std::vector<std::string> title_words(const IndexReader& index, const Analyzer& analyzer,
                                     unsigned half) {
  std::vector<std::string> words;
  const std::string prefix(spec(TextField::title).prefix);
  const Xapian::Database& database = index.database();
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    std::string word = (*term).substr(prefix.size());
    const bool letters = std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
    if (letters && word.size() >= 4 && (fnv1a(word) & 1U) == half &&
        !analyzer.analyze_word(word).stop) {
      words.push_back(std::move(word));
    }
  }
  return words;
}

}  // namespace

TEST_CASE("errors in the title words of real pages come back right", "[speller][corpora]") {
  const char* const corpora = std::getenv("SPEUR_CORPORA");
  if (corpora == nullptr) {
    WARN("skipped: SPEUR_CORPORA is not set");
    return;
  }
  const TemporaryFolder folder;
  IndexOptions options;
  options.content = fs::path(corpora) / "algoritmekader" / "docs";
  options.index = folder / "index";
  (void)run_index(options, false, {});
  const IndexReader index(options.index);
  const Analyzer analyzer(index.recipe(), index.language());
  const auto is_known = [&](std::string_view word) { return analyzer.is_known_word(word); };
  const Speller speller(Fixture::words(options.index), is_known);

  struct Row {
    unsigned edits;
    double least;
  };
  for (const Row& row : {Row{1, 0.95}, Row{2, 0.85}}) {
    std::mt19937 random(row.edits);
    std::size_t all = 0, right = 0, words_themselves = 0;
    for (int round = 0; round < 5; ++round) {
      // The other half is what the weights were chosen by.
      for (const std::string& word : title_words(index, analyzer, 1)) {
        std::string typed = word;
        for (unsigned i = 0; i < row.edits; ++i) typed = mistyped(typed, random);
        if (typed == word) continue;
        if (index.words().find(typed) || is_known(typed)) {  // nobody can see that it is an error
          ++words_themselves;
          continue;
        }
        ++all;
        right += speller.correct(typed) == index.words().spelling(word) ? 1 : 0;
      }
    }
    CAPTURE(row.edits, all, right, words_themselves);
    REQUIRE(all > 1000);
    CHECK(static_cast<double>(right) >= row.least * static_cast<double>(all));
    CHECK(words_themselves < all / 10);
  }
}

TEST_CASE("similar words are found among 300,000 in some milliseconds", "[speller]") {
  // Syllables make words that are as near to each other as real ones.
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  std::mt19937 random(5);
  const auto pick = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  static constexpr std::array<const char*, 24> syllables = {
      "be", "ge", "ver",  "sluit", "waar", "ing", "heid", "stel", "voor", "ken", "de",  "lijk",
      "en", "er", "werk", "hou",   "ding", "re",  "gel",  "baar", "ont",  "op",  "der", "schap"};
  Xapian::Document page;
  for (int i = 0; i < 330'000; ++i) {
    std::string word;
    for (std::size_t n = 2 + pick(4); n > 0; --n) word += syllables[pick(syllables.size())];
    word[pick(word.size())] = static_cast<char>('a' + pick(26));
    page.add_term(word);
  }
  database.add_document(page);
  const TemporaryFolder folder;
  const std::string name = write_site_file(folder.path(), words_kind, make_words_file(database));
  double best = 1e9;
  for (int round = 0; round < 5; ++round) {
    const auto start = std::chrono::steady_clock::now();
    SiteFileSet set;
    set.files.emplace_back(folder / name, words_kind);
    const SiteWords words(std::move(set));
    CHECK_FALSE(words.similar("verantwoordelijkhied", 2).size() > 1000);
    CHECK_FALSE(words.similar("besluitigheid", 2).size() > 100'000);
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
    best = std::min(best, time.count() / 2);
  }
  CAPTURE(best);
  // Other programs share the machine, and a build for debugging is slow.
  CHECK(best < 30);
}
