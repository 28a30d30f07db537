#include "searcher/index/bundle.hpp"
#include "speur/error.hpp"
#include "speur/postings_layout.hpp"
#include "speur/records_layout.hpp"
#include "speur/searcher.hpp"
#include "speur/site_file.hpp"
#include "speur/suggester.hpp"
#include "speur/suggestion_layout.hpp"
#include "speur/texts_layout.hpp"
#include "support/file_text.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace speur {
namespace {

std::string made_word(std::size_t number) {
  constexpr std::string_view consonants = "bdfgklmnprstvz", vowels = "aeou";
  std::string word;
  for (int syllable = 0; syllable < 4; ++syllable) {
    word += consonants[number % consonants.size()];
    number /= consonants.size();
    word += vowels[number % vowels.size()];
    number /= vowels.size();
  }
  return word + "t";
}

Page made_page(std::size_t number, std::mt19937& random) {
  std::string text = "gemeente";
  for (int i = 0; i < 80; ++i) text += " " + made_word(random() % (i < 40 ? 60 : 9'000));
  return simple_page(fmt::format("map/pagina-{}.md", number), "Over " + made_word(number), text);
}

/// Large enough for many pieces in each file, with pages that were changed since.
fs::path write_large_index(const fs::path& folder) {
  std::mt19937 random(3);
  std::vector<Page> pages;
  for (std::size_t i = 0; i < 700; ++i) pages.push_back(made_page(i, random));
  write_index(folder, pages);
  IndexWriter writer(folder / "generation-1", IndexWriter::Mode::update, AnalyzerRecipe::standard(), WordsPlace::files);
  for (std::size_t i = 0; i < 150; ++i) writer.put(made_page(i * 5, random));
  writer.set_metadata({"Proef", "https://proef.example.nl/", "nl", ""});
  writer.commit("2024-05-18T12:00:00Z");
  write_checksums(folder / "generation-1");
  return folder;
}

std::string answers(const fs::path& index) {
  std::string all;
  Searcher searcher(index);
  for (const std::string& query :
       {"gemeente " + made_word(7), made_word(12) + " " + made_word(33), made_word(1'234), made_word(29) + "x",
        "\"" + made_word(5) + "\" gemeente", made_word(7).substr(0, 4) + "*"}) {
    const SearchResult result = searcher.search({.query = query, .limit = 20});
    all += fmt::format("{}: {} {}\n", query, result.total_hits, result.correction.value_or(""));
    for (const Hit& hit : result.hits) {
      all += fmt::format("  {} {:.6f} {}", hit.id, hit.score, hit.title.text);
      for (const HitSection& section : hit.sections) all += " " + section.snippet.text;
      all += '\n';
    }
  }
  const Suggester suggester(index);
  for (const std::string& typed : {std::string("ov"), "over " + made_word(7).substr(0, 3), made_word(33) + "x"}) {
    for (const Suggestion& suggestion : suggester.suggest(typed, 8)) all += suggestion.text.text + " " + suggestion.url + '\n';
  }
  return all;
}

}  // namespace

TEST_CASE("what a search reads of a damaged file is told, or makes no difference", "[damage]") {
  const TemporaryFolder folder;
  const fs::path index = write_large_index(folder / "index");
  const std::string right = answers(index);
  std::mt19937 random(5);
  for (const std::string_view kind : {postings_kind, changes_kind, records_kind, words_kind, texts_kind, suggestions_kind}) {
    CAPTURE(kind);
    fs::path file;
    for (const fs::directory_entry& entry : fs::directory_iterator(index / "generation-1")) {
      if (entry.path().filename().string().starts_with(std::string(kind) + "-")) file = entry.path();
    }
    REQUIRE_FALSE(file.empty());
    const std::string whole = text_of(file);
    REQUIRE(whole.size() > 5 * PieceSums::piece_bytes);
    std::size_t told = 0, wrong = 0;
    for (int round = 0; round < 60; ++round) {
      std::string damaged = whole;
      for (std::size_t flips = round % 2 == 0 ? 1 : 40; flips > 0; --flips) {
        char& byte = damaged[random() % damaged.size()];
        byte = static_cast<char>(static_cast<unsigned char>(byte) ^ 1U << random() % 8U);
      }
      std::ofstream(file, std::ios::binary) << damaged;
      write_checksums(index / "generation-1");  // as of a large index, of which a command reads the sizes alone
      try {
        wrong += answers(index) == right ? 0 : 1;
      } catch (const Error& error) {
        CHECK(error.code() == ExitCode::io);
        CHECK(std::string(error.what()).find("speur-index --rebuild makes it anew") != std::string::npos);
        ++told;
      }
    }
    CHECK(wrong == 0);
    CHECK(told > 25);
    std::ofstream(file, std::ios::binary) << whole;
  }
  write_checksums(index / "generation-1");
  CHECK(answers(index) == right);
}

TEST_CASE("files without checksums of their pieces are read as before", "[damage]") {
  const TemporaryFolder folder;
  const fs::path index = write_large_index(folder / "index");
  const std::string right = answers(index);
  for (const fs::directory_entry& entry : fs::directory_iterator(index / "generation-1")) {
    std::string bytes = text_of(entry.path());
    if (!bytes.starts_with("speur site file\n")) continue;
    SiteFileHeader header;
    std::memcpy(&header, bytes.data(), sizeof header);
    bytes.resize(sizeof header + header.size);
    header.sums = 0;
    std::memcpy(bytes.data(), &header, sizeof header);
    std::ofstream(entry.path(), std::ios::binary) << bytes;
  }
  write_checksums(index / "generation-1");
  CHECK(answers(index) == right);
}

}  // namespace speur
