#include "speur/word_record.hpp"

#include "indexer/terms/analyzed_page.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace speur {
namespace {

Page sample_page() {
  Page page;
  page.id = "fietsen/stalling.md";
  page.url = "fietsen/stalling/";
  page.title = "Fietsenstallingen";
  page.other_title = "Uw fiets stallen";
  page.description = "Waar u de fiets veilig stalt.";
  page.language = "nl";
  page.identifiers = {"urn:nl:ww:mtr:org-04"};
  page.boost = 2.5;
  page.synonyms = {"rijwielstalling"};
  page.facets = {{"soort", {{FacetType::keyword, "Vervoer", 0}}}};
  page.sections = {{0, "", "", "De fietsenstalling is open. Mail ons per e-mail."},
                   {1, "Fietsenstallingen", "fietsenstallingen", "Voor fietsen."},
                   {2, "Coördinatie", "coordinatie", "De coördinatie van de train- en testdata."}};
  return page;
}

std::string data_of(const Page& page) {
  Analyzer analyzer(AnalyzerRecipe::standard());
  const AnalyzedPage analyzed = analyze_page(page, analyzer);
  return encode_page(page, analyzed.text, analyzed.tokens, analyzed.numbers);
}

/// What a record says of a key, as "field:position" of whole words and "field:position/part".
std::multiset<std::string> places_of(const WordRecord& record, std::string_view stem) {
  std::multiset<std::string> places;
  record.for_each_group(word_key(stem), [&](const WordRecord::Group& group) {
    group.for_each_position([&](std::uint32_t position) {
      const auto field = static_cast<int>(record.field(position));
      std::string place = std::to_string(field) + ":" + std::to_string(position);
      if (group.is_part()) place += "/" + std::to_string(group.part);
      places.insert(place);
    });
  });
  return places;
}

}  // namespace

TEST_CASE("a record has each word of the page with its field, and nothing else", "[record]") {
  const std::string data = data_of(sample_page());
  const std::string bytes = make_word_record(data);
  const WordRecord record(bytes);
  CHECK(record.boost() == 2.5);
  CHECK(record.header().title_words == 1);

  const StoredPage page = decode_page(data);
  const StoredWords words = decode_words(page);
  const PlacedWords placed = place_words(page, words);
  std::map<std::string, std::multiset<std::string>> expected;
  const auto expect = [&](std::string_view stem, std::size_t token, const std::string& part) {
    expected[std::string(stem)].insert(std::to_string(static_cast<int>(placed.fields[token])) +
                                       ":" + std::to_string(words.tokens[token].position) + part);
  };
  for (std::size_t i = 0; i < words.tokens.size(); ++i) {
    const StoredWord& word = words.words[words.tokens[i].word];
    expect(word.stem, i, "");
    int number = 0;
    for (stored::Reader parts(word.parts); !parts.done(); ++number) {
      expect(parts.string(), i, "/" + std::to_string(number));
    }
    if (words.tokens[i].joined == 0) continue;
    words.joined[words.tokens[i].joined - 1].for_each([&](std::string_view term) { expect(term, i, ""); });
  }
  REQUIRE(expected.size() > 15);
  for (const auto& [stem, places] : expected) {
    CAPTURE(stem);
    CHECK(places_of(record, stem) == places);
  }
  CHECK(record.header().keys == expected.size() + 2);  // two keys of its identifier
  CHECK(record.has(identifier_key("org-04")));
  CHECK_FALSE(record.has(word_key("bezwaar")));
}

TEST_CASE("each place of a page counts for the field that it stands in", "[record]") {
  const std::string data = data_of(sample_page());
  const StoredPage page = decode_page(data);
  const StoredWords words = decode_words(page);
  const PlacedWords placed = place_words(page, words);
  std::map<std::string, std::set<RecordField>> fields;
  for (std::size_t i = 0; i < words.tokens.size(); ++i) {
    fields[std::string(words.words[words.tokens[i].word].exact)].insert(placed.fields[i]);
  }
  using enum RecordField;
  CHECK(fields["fietsenstallingen"] == std::set{title, none});  // the h1 repeats the title
  CHECK(fields["stallen"] == std::set{other_title});
  CHECK(fields["rijwielstalling"] == std::set{other_title});
  CHECK(fields["veilig"] == std::set{description});
  CHECK(fields["vervoer"] == std::set{label});
  CHECK(fields["open"] == std::set{body});
  CHECK(fields["coordinatie"] == std::set{heading, body});

  Page bare = sample_page();
  bare.description.clear();
  const std::string bare_data = data_of(bare);
  const StoredPage bare_page = decode_page(bare_data);
  const StoredWords bare_words = decode_words(bare_page);
  const PlacedWords bare_placed = place_words(bare_page, bare_words);
  for (std::size_t i = 0; i < bare_words.tokens.size(); ++i) {
    const std::string_view exact = bare_words.words[bare_words.tokens[i].word].exact;
    if (exact == "open") CHECK(bare_placed.fields[i] == lead);
    if (exact == "testdata") CHECK(bare_placed.fields[i] == body);
  }
}

TEST_CASE("words of one stem are told apart by how they are spelled", "[record]") {
  const std::string bytes = make_word_record(data_of(sample_page()));
  const WordRecord record(bytes);
  std::size_t exact = 0, others = 0, accented = 0;
  const auto stem_check = exact_check("fietsenstalling");
  record.for_each_group(word_key("fietsenstalling"), [&](const WordRecord::Group& group) {
    (group.is_exact(exact_check("fietsenstallingen"), stem_check) ? exact : others) += group.count;
  });
  CHECK(exact == 2);
  CHECK(others == 1);
  record.for_each_group(word_key("coordinatie"), [&](const WordRecord::Group& group) {
    if (group.is_accented() && group.accented == exact_check("coördinatie")) {
      accented += group.count;
    }
  });
  CHECK(accented == 2);  // with a capital and without
}

TEST_CASE("damaged records are refused or read, and never beyond their bytes", "[record]") {
  const std::string bytes = make_word_record(data_of(sample_page()));
  std::mt19937 random(5);
  const auto read = [](const std::string& damaged) {
    // On the heap and without a byte to spare, so that a sanitizer sees what lies beyond.
    const std::vector<char> exact(damaged.begin(), damaged.end());
    try {
      const WordRecord record({exact.data(), exact.size()});
      std::size_t sum = 0;
      for (std::uint32_t i = 0; i < record.header().keys; ++i) {
        record.for_each_group(record.key(i), [&](const WordRecord::Group& group) {
          group.for_each_position([&](std::uint32_t position) {
            sum += position + static_cast<std::size_t>(record.field(position));
          });
        });
      }
      return sum;
    } catch (const std::out_of_range&) {
      return std::size_t{0};
    }
  };
  CHECK(read(bytes) > 0);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    static_cast<void>(read(bytes.substr(0, size)));
  }
  std::size_t refused = 0;
  for (int round = 0; round < 5000; ++round) {
    std::string damaged = bytes;
    for (int i = 0; i < 3; ++i) damaged[random() % damaged.size()] = static_cast<char>(random());
    refused += read(damaged) == 0 ? 1 : 0;
  }
  CHECK(refused > 0);
}

TEST_CASE("the wdf of a page's terms sum to the length that its record tells", "[record]") {
  const std::string data = data_of(sample_page());
  const std::string bytes = make_word_record(data);
  const StoredPage page = decode_page(data);
  const StoredWords words = decode_words(page);
  std::uint32_t length = identifiers_length(page);
  for_each_ranking_term(place_words(page, words),
                        [&](std::string_view, std::uint32_t wdf) { length += wdf; });
  CHECK(WordRecord(bytes).header().length == length);
}

}  // namespace speur
