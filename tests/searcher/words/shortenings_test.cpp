#include "searcher/words/shortenings.hpp"

#include "indexer/learned/bundle_writer.hpp"
#include "indexer/terms/vocabulary.hpp"
#include "speur/site_file.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

TEST_CASE("a shortening is the beginning of nouns of the site", "[shortenings]") {
  const TemporaryFolder folder;
  Vocabulary vocabulary;
  for (const auto& [word, pages] : std::vector<std::pair<std::string, std::uint32_t>>{{"specificatie", 9},
                                                                                    {"specificaties", 4},
                                                                                    {"specification", 5},
                                                                                    {"specifiek", 30},
                                                                                    {"specificeren", 2},
                                                                                    {"configuratie", 3},
                                                                                    {"kapvergunning", 8},
                                                                                    {"registratie", 8},
                                                                                    {"repository", 2}}) {
    vocabulary.add_word(word, pages, 0);
  }
  SiteFileSet files;
  files.files.emplace_back(folder.path() / write_site_file(folder.path(), words_kind, vocabulary.encode()), words_kind);
  const SiteWords words(std::move(files));
  using List = std::vector<std::string>;
  CHECK(full_words(words, "spec") == List{"specificatie", "specification"});
  CHECK(full_words(words, "specs") == List{"specificatie", "specification"});
  CHECK(full_words(words, "config") == List{"configuratie"});
  // Not where a vowel is the last letter, a consonant the next one, the rest too short, or the word.
  for (const char* word : {"speci", "repo", "registr", "kapv", "spe", "configuratie", "xyzw", "sp\xc3\xa9""c", ""}) {
    CAPTURE(word);
    CHECK(full_words(words, word).empty());
  }
  CHECK(full_words(SiteWords(), "spec").empty());
}
