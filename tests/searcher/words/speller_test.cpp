#include "searcher/words/speller.hpp"

#include "indexer/index_run.hpp"
#include "indexer/learned/bundle_writer.hpp"
#include "indexer/terms/vocabulary.hpp"
#include "searcher/index/edit_distance.hpp"
#include "searcher/index/index_reader.hpp"
#include "searcher/words/known_words.hpp"
#include "searcher/words/word_neighbours.hpp"
#include "speur/schema.hpp"
#include "speur/site_file.hpp"
#include "support/page_index.hpp"
#include "support/skipped.hpp"
#include "support/temporary_folder.hpp"

#include <xapian.h>
#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <limits>
#include <random>
#include <set>
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
  IndexReader index;
  Speller speller;
  explicit Fixture(Speller::IsKnown is_known = {}, std::vector<Page> pages = sample_pages())
      : index(write_index(folder.path(), pages)),
        speller(index.words(), std::move(is_known), phrases(index)) {}
  static Speller::IsPhrase phrases(const IndexReader& index) {
    auto records = std::make_shared<RecordReader>(index);
    auto analyzer = std::make_shared<const Analyzer>(index.recipe(), index.language());
    return [&index, records, analyzer](std::string_view left, std::string_view right) {
      return are_neighbours(index, *records, *analyzer, left, right);
    };
  }
};

/// A site of `size` words, made of syllables, beside those that pages of `sample_pages` have.
SiteWords words_of_large_site(const fs::path& folder, int size) {
  Vocabulary vocabulary;
  for (int i = 0; i < size; ++i) {
    std::string word;
    for (int rest = i + 1; rest > 0; rest /= 20) {
      word += "bcdfghjklmnpqrstvwxz"[rest % 20];
      word += "aeiou"[rest % 5];
    }
    vocabulary.add_word("q" + word + "q", 1, 0);
  }
  for (const char* word : {"regel", "bezwaarschrift"}) vocabulary.add_word(word, 3, 3);
  SiteFileSet set;
  set.files.emplace_back(folder / write_site_file(folder, words_kind, vocabulary.encode()),
                         words_kind);
  return SiteWords(std::move(set));
}

}  // namespace

TEST_CASE("an error that one page of the site has is corrected, too", "[speller]") {
  std::vector<Page> pages;
  for (int i = 0; i < 40; ++i) {
    pages.push_back(simple_page("p" + std::to_string(i) + ".md", "Titel", "de gemeente en de vergunning"));
  }
  for (int i = 0; i < 20; ++i) {
    pages.push_back(simple_page("q" + std::to_string(i) + ".md", "Titel", "de bewoners"));
  }
  pages.push_back(simple_page("fout.md", "Titel", "de gemeetne met een vergunnign, een gemeentee en bewonrs"));
  pages.push_back(simple_page("naam.md", "Gemeenta", "de naam van een product"));
  const Fixture fixture([](std::string_view word) { return word == "gemeentee"; }, pages);
  const auto change = [&](const std::string& word) {
    const std::vector<Speller::Change> changes = fixture.speller.correct(std::array{word});
    CHECK(std::ranges::all_of(changes, [](const Speller::Change& each) { return each.is_said && each.is_on_site; }));
    return changes.empty() ? "" : changes.front().text;
  };
  CHECK(change("gemeetne") == "gemeente");
  CHECK(change("vergunnign") == "vergunning");
  // Too few pages have what may be meant, a dictionary has the word, or it stands in a title.
  CHECK(change("bewonrs").empty());
  CHECK(change("gemeentee").empty());
  CHECK(change("gemeenta").empty());
  CHECK(change("gemeente").empty());
}

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

TEST_CASE("of words that are as likely the first in alphabetical order is meant", "[speller]") {
  std::vector<Page> pages = sample_pages();
  pages.push_back(simple_page("k1.md", "Kamerpla", "een naam"));
  pages.push_back(simple_page("k2.md", "Kalmerplan", "een naam"));
  const Fixture site({}, pages);
  CHECK(site.speller.correct("kamerplan") == "kalmerplan");  // the shorter one comes first in the file
}

TEST_CASE("a long word may have three errors", "[speller]") {
  std::vector<Page> pages = sample_pages();
  for (int i = 0; i < 20; ++i) {
    pages.push_back(simple_page("v" + std::to_string(i) + ".md", "Verantwoordelijkheid", "een woord"));
  }
  const Fixture fixture({}, pages);
  CHECK(fixture.speller.correct("verantwordlijkhied") == "verantwoordelijkheid");
  CHECK(fixture.speller.correct("vrantwordlijkhied") == std::nullopt);  // four
}

TEST_CASE("a word of the site may be two that more pages have", "[speller]") {
  std::vector<Page> pages = sample_pages();
  for (int i = 0; i < 3; ++i) {
    pages.push_back(simple_page("r" + std::to_string(i) + ".md", "Release notes", "de notes van een besluit"));
  }
  pages.push_back(simple_page("n.md", "Nieuws", "de releasenotes, een overheidsbesluit en periodenotes"));
  const Fixture site([](std::string_view word) { return word == "periodenotes"; }, pages);
  CHECK(site.speller.parts("releasenotes") == std::vector<std::string>{"release", "notes"});
  CHECK(site.speller.parts("periodenotes").empty());      // a dictionary has it
  CHECK(site.speller.parts("overheidsbesluit").empty());  // "overheids" is no word of the site
  CHECK(site.speller.parts("releasebesluit").empty());    // the site does not have it: it is corrected
  CHECK(site.speller.parts("notes").empty());
  CHECK(site.speller.parts("").empty());
}

TEST_CASE("a word that is right elsewhere is left alone", "[speller]") {
  const Fixture site([](std::string_view word) { return word == "bezwaard"; });
  CHECK_FALSE(site.speller.correct("bezwaard"));
  CHECK(site.speller.correct("bezwaaar") == "bezwaar");
}

TEST_CASE("a word that may be right is not corrected", "[speller]") {
  std::vector<Page> pages = sample_pages();
  pages.push_back(
      simple_page("q1.md", "Documentatie", "De documentatie en de taal. Een document."));
  const Fixture site(
      [](std::string_view word) {
        return word == "document" || word == "taal" || word == "system";
      },
      pages);
  struct Row {
    std::string_view why, typed, meant;  // "": as it is
  };
  for (const Row& row : std::to_array<Row>({
           {"words side by side on a page", "bezwaarmaken", "bezwaar maken"},
           {"two words are a compound", "gemeentebezwaar", ""},
           {"and so with linking letters", "overheidsbesluit", ""},
           {"with an error it is none", "gemeentesubsdie", "gemeentesubsidie"},
           {"a compound, two edits from a word", "documenttaal", ""},
           {"a compound with an English word", "besluitsystem", ""},
           {"letters before a word", "sqlbezwaar", ""},
           {"and behind it", "bezwaarid", ""},
           {"one letter may be an error", "xbezwaar", "bezwaar"},
       })) {
    CAPTURE(row.why, row.typed);
    CHECK(site.speller.correct(row.typed).value_or("") == row.meant);
  }
}

TEST_CASE("a rare word that may be meant is sought, and nobody is told", "[speller]") {
  const Fixture site;
  struct Row {
    std::string_view typed;
    std::vector<Speller::Change> changes;
  };
  for (const Row& row : std::vector<Row>{
           {"bezwaaar", {{0, 1, "bezwaar", true}}},  // of a title
           {"gelwen", {{0, 1, "gelden", false}}},    // of one page
           {"gewen", {}},                            // two letters of so few
           {"sqlbezwaar", {}},                       // no error
           {"xqzvbnmw", {}},
       }) {
    CAPTURE(row.typed);
    const std::vector<std::string> words{std::string(row.typed)};
    CHECK(site.speller.correct(words) == row.changes);
  }
}

TEST_CASE("the larger a site, the more it takes to correct a short word", "[speller]") {
  struct Row {
    int size;
    std::string_view typed, meant;  // "": as it is
  };
  for (const Row& row : std::to_array<Row>({
           {100, "ragex", "regel"},
           {100'000, "ragex", ""},
           {100, "bezwaarschirft", "bezwaarschrift"},
           {100'000, "bezwaarschirft", "bezwaarschrift"},
       })) {
    CAPTURE(row.size, row.typed);
    const TemporaryFolder folder;
    const Speller speller(words_of_large_site(folder.path(), row.size), {}, {});
    CHECK(speller.correct(row.typed).value_or("") == row.meant);
  }
}

TEST_CASE("a word of the dictionary is rather what is meant than another rare one", "[speller]") {
  const std::vector<Page> pages = {
      simple_page("a.md", "Iets", "De belanghebbende en fiveonderdeel")};
  const auto knows = [](std::string_view word) { return word == "belanghebbende"; };
  const Fixture site(knows, pages);
  CHECK(site.speller.correct("belanghebbexde") == "belanghebbende");
  CHECK_FALSE(site.speller.correct("fiveonderdexl"));
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
           {{"gemeentebezwaar"}, {{0, 1, "gemeente bezwaar", false}}},  // sought, not suggested
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
  const Speller speller(SiteWords{}, {}, {});
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
  for (char first = 'a'; first <= 'z'; ++first) {
    constexpr std::size_t all = 1'000'000;
    for (const SiteWord& each : index.words().beginning(std::string(1, first), all)) {
      const std::string word(each.text);
      const bool letters = std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
      if (each.title_pages > 0 && letters && word.size() >= 4 && (fnv1a(word) & 1U) == half &&
          !analyzer.analyze_word(word).stop) {
        words.push_back(word);
      }
    }
  }
  return words;
}

/// The pages of Algoritmekader, indexed.
struct RealSite {
  TemporaryFolder folder;
  IndexReader index;
  Analyzer analyzer;
  KnownWords is_known;
  explicit RealSite(const fs::path& corpora)
      : index(made(corpora, folder)),
        analyzer(index.recipe(), index.language()),
        is_known(analyzer, index) {}
  static fs::path made(const fs::path& corpora, const TemporaryFolder& folder) {
    IndexOptions options;
    options.content = corpora / "algoritmekader" / "docs";
    options.index = folder / "index";
    (void)run_index(options, false, {});
    return options.index;
  }
};

/// What other sites call their pages, and what people ask them.
std::set<std::string> words_of_other_sites(const fs::path& corpora, Analyzer& analyzer) {
  std::set<std::string> words;
  const auto add = [&](std::string_view text) {
    for (const Token& token : analyzer.analyze(text)) {
      const std::string& word = token.form->exact;
      const bool letters = std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
      if (letters && word.size() >= 4) words.insert(word);
    }
  };
  std::ifstream titles(corpora / "judged" / "libreoffice-help-nl" / "docs.jsonl");
  for (std::string line; std::getline(titles, line);) {
    add(boost::json::parse(line).at("title").as_string());
  }
  for (const char* name : {"libreoffice-help-nl", "rijksoverheid-vac"}) {
    std::ifstream topics(corpora / "judged" / name / "topics.tsv");
    for (std::string line; std::getline(topics, line);) add(line.substr(line.find('\t') + 1));
  }
  return words;
}

}  // namespace

TEST_CASE("errors in the title words of real pages come back right", "[speller][corpora]") {
  const char* const corpora = std::getenv("SPEUR_CORPORA");
  if (corpora == nullptr) {
    skip_without("the real sites of SPEUR_CORPORA");
    return;
  }
  const RealSite site(corpora);
  const IndexReader& index = site.index;
  const Speller speller(index.words(), site.is_known, Fixture::phrases(index));

  struct Row {
    unsigned edits;
    double least;
  };
  for (const Row& row : {Row{1, 0.95}, Row{2, 0.85}}) {
    std::mt19937 random(row.edits);
    std::size_t all = 0, right = 0, words_themselves = 0;
    for (int round = 0; round < 5; ++round) {
      // The other half is what the weights were chosen by.
      for (const std::string& word : title_words(index, site.analyzer, 1)) {
        std::string typed = word;
        for (unsigned i = 0; i < row.edits; ++i) typed = mistyped(typed, random);
        if (typed == word) continue;
        if (index.words().find(typed) ||
            site.is_known(typed)) {  // nobody can see that it is an error
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

TEST_CASE("words of other sites are left alone, but for one in a hundred", "[speller][corpora]") {
  const char* const corpora = std::getenv("SPEUR_CORPORA");
  if (corpora == nullptr) {
    skip_without("the real sites of SPEUR_CORPORA");
    return;
  }
  RealSite site(corpora);
  AnalyzerRecipe without = site.index.recipe();
  without.set("compounds=none");
  without.set("lemmas=none");
  const Analyzer plain(without, site.index.language());
  const KnownWords known_to_site(plain, site.index);
  // Errors of those sites, which are to be corrected: a letter that stuck to a word, and one that fell out.
  const std::map<std::string, std::string> errors = {{"vervangenb", "vervangen"},
                                                     {"vindenb", "vinden"},
                                                     {"zoekenb", "zoeken"},
                                                     {"logsch", "logisch"}};
  struct Row {
    std::string_view dictionary;
    Speller::IsKnown is_known;
    double most;
  };
  for (const Row& row :
       {Row{"with it", site.is_known, 0.01}, Row{"without", known_to_site, 0.09}}) {
    const Speller speller(site.index.words(), row.is_known, Fixture::phrases(site.index));
    std::size_t all = 0;
    std::string changed;
    std::size_t changes = 0;
    for (const std::string& word : words_of_other_sites(corpora, site.analyzer)) {
      if ((fnv1a(word) & 1U) != 1) continue;  // the other half is what the weights were chosen by
      ++all;
      const auto meant = speller.correct(word);
      const auto error = errors.find(word);
      if (meant && (error == errors.end() || error->second != *meant)) {
        ++changes;
        changed += word + " > " + *meant + "\n";
      }
    }
    CAPTURE(row.dictionary, all, changes, changed);
    REQUIRE(all > 1000);
    CHECK(static_cast<double>(changes) <= row.most * static_cast<double>(all));
  }
}

TEST_CASE("a name that no page has is right, and may be meant", "[speller]") {
  Fixture site;
  const Speller without(site.index.words(), {}, {});
  const Speller speller(site.index.words(), {}, {}, [] {
    return std::vector<std::string>{"subsidee", "kwaliteitsbox"};
  });
  CHECK(without.correct("subsidee") == "subsidie");
  CHECK(speller.correct("subsidee") == std::nullopt);
  CHECK(without.correct("kwaliteisbox") == std::nullopt);
  CHECK(speller.correct("kwaliteisbox") == "kwaliteitsbox");
}

TEST_CASE("similar words are found among 300,000 in a part of the time that comparing all of them takes", "[speller]") {
  // Syllables make words that are as near to each other as real ones.
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  std::mt19937 random(5);
  const auto pick = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  static constexpr std::array<const char*, 24> syllables = {
      "be", "ge", "ver",  "sluit", "waar", "ing", "heid", "stel", "voor", "ken", "de",  "lijk",
      "en", "er", "werk", "hou",   "ding", "re",  "gel",  "baar", "ont",  "op",  "der", "schap"};
  Vocabulary vocabulary;
  std::vector<std::string> all;
  for (int i = 0; i < 330'000; ++i) {
    std::string word;
    for (std::size_t n = 2 + pick(4); n > 0; --n) word += syllables[pick(syllables.size())];
    word[pick(word.size())] = static_cast<char>('a' + pick(26));
    vocabulary.add_word(word, 1, 0);
    all.push_back(std::move(word));
  }
  const TemporaryFolder folder;
  const std::string name = write_site_file(folder.path(), words_kind, vocabulary.encode());
  std::clock_t found = std::numeric_limits<std::clock_t>::max(), compared = found;
  for (int round = 0; round < 5; ++round) {
    const std::clock_t start = std::clock();
    SiteFileSet set;
    set.files.emplace_back(folder / name, words_kind);
    const SiteWords words(std::move(set));
    CHECK_FALSE(words.similar("verantwoordelijkhied", 2).size() > 1000);
    CHECK_FALSE(words.similar("besluitigheid", 2).size() > 100'000);
    const std::clock_t middle = std::clock();
    std::size_t similar = 0;
    for (const char32_t* word : {U"verantwoordelijkhied", U"besluitigheid"}) {
      const EditDistance distance(word);
      for (const std::string& each : all) similar += distance.to(each, 2) <= 2 ? 1 : 0;
    }
    CHECK(similar < 101'000);
    found = std::min(found, middle - start);
    compared = std::min(compared, std::clock() - middle);
  }
  CAPTURE(found, compared);
  CHECK(3 * found < compared);
}
