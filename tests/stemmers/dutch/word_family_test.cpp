#include "stemmers/dutch/word_family.hpp"
#include "speur/analyzer.hpp"
#include "support/skipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

namespace {

std::shared_ptr<const Lexicon> lexicon() {
  auto installed = Lexicon::installed();
  if (!installed) skip_without_package("a Dutch lexicon (hunspell-nl, wdutch, libmarisa-dev)");
  return installed;
}

}  // namespace

TEST_CASE("words of one root are found from the stem of any of them", "[stemmers]") {
  if (!lexicon()) return;
  const Analyzer analyzer(AnalyzerRecipe::standard());
  struct Row {
    std::string one, other;
  };
  for (const Row& row : std::vector<Row>{{"selecteren", "selectie"},
                                         {"presteert", "prestaties"},
                                         {"archiveren", "archief"},
                                         {"archivering", "archieven"},
                                         {"publiceren", "publicatie"},
                                         {"adviseren", "advies"},
                                         {"documenteren", "documentatie"},
                                         {"registreren", "registratie"},
                                         {"evalueren", "evaluatie"},
                                         {"controleren", "controle"},
                                         {"eigendom", "eigenaarschap"},
                                         {"eigenaar", "eigendom"},
                                         {"leider", "leiderschap"},
                                         {"gebruiken", "gebruiker"},
                                         {"aanbieden", "aanbieder"},
                                         {"toepassing", "toepasbaar"},
                                         {"beschikken", "beschikbaarheid"},
                                         {"democratie", "democratisch"}}) {
    for (const auto& [from, to] : {std::pair(row.one, row.other), std::pair(row.other, row.one)}) {
      CAPTURE(from, to);
      const std::vector<std::string> related =
          analyzer.related_stems(analyzer.analyze_word(from).stem);
      const std::string wanted = analyzer.analyze_word(to).stem;
      CHECK(std::ranges::find(related, wanted) != related.end());
      CHECK(std::ranges::adjacent_find(related) == related.end());
    }
  }
}

TEST_CASE("words that only begin alike are no family", "[stemmers]") {
  if (!lexicon()) return;
  const Analyzer analyzer(AnalyzerRecipe::standard());
  struct Row {
    std::string one, other;
  };
  for (const Row& row : std::vector<Row>{{"overheid", "over"},
                                         {"minister", "mini"},
                                         {"gerecht", "recht"},
                                         {"gebied", "bieden"},
                                         {"stelsel", "stellen"},
                                         {"gemeente", "gemeen"},
                                         {"moeder", "moed"},
                                         {"subsidie", "subsidiair"}}) {
    for (const auto& [from, to] : {std::pair(row.one, row.other), std::pair(row.other, row.one)}) {
      CAPTURE(from, to);
      const std::vector<std::string> related =
          analyzer.related_stems(analyzer.analyze_word(from).stem);
      CHECK(std::ranges::find(related, analyzer.analyze_word(to).stem) == related.end());
    }
  }
}

TEST_CASE("a family is of the lexicon's words, and of Dutch ones", "[stemmers]") {
  const auto words = lexicon();
  if (!words) return;
  for (const char* stem : {"selecter", "archief", "prestatie", "eigenar", "gebruik"}) {
    CAPTURE(stem);
    const std::vector<std::string> family = word_family(stem, *words);
    CHECK_FALSE(family.empty());
    for (const std::string& word : family) CHECK(words->is_word(word));
  }
  for (const char* stem : {"", "a", "é", "ab", "zzzzzz", "ie", "erer", "schap"}) {
    CAPTURE(stem);
    for (const std::string& word : word_family(stem, *words)) CHECK(words->is_word(word));
  }
  CHECK(Analyzer(AnalyzerRecipe::standard(), "en").related_stems("select").empty());
}
