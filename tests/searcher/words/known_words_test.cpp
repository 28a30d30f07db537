#include "searcher/words/known_words.hpp"

#include "searcher/index/index_reader.hpp"
#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string_view>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

namespace {

/// "Frobel" is a word of this site alone.
struct Fixture {
  TemporaryFolder folder;
  IndexReader index{write_index(
      folder.path(), {simple_page("a.md", "Frobel", "De frobel en de tabelfrobel van de site")})};

  [[nodiscard]] Analyzer analyzer(bool has_lexicon) const {
    AnalyzerRecipe recipe = index.recipe();
    if (!has_lexicon) {
      recipe.set("compounds=none");
      recipe.set("lemmas=none");
    }
    return Analyzer(recipe, index.language(), index.path());
  }
};

}  // namespace

TEST_CASE("a word is known by its language or as an inflection of the site's", "[known_words]") {
  const Fixture site;
  const Analyzer with_lexicon = site.analyzer(true);
  const Analyzer without = site.analyzer(false);
  const KnownWords known(with_lexicon, site.index);
  const KnownWords known_alone(without, site.index);
  const bool has_lexicon = with_lexicon.is_known_word("fiets");
  if (!has_lexicon) WARN("without a lexicon: Dutch words are not known");
  struct Row {
    std::string_view word;
    bool with_lexicon, alone;
  };
  for (const Row& row : std::to_array<Row>({
           {"fietsenstalling", true, false},  // Dutch
           {"government", true, true},        // English
           {"frobels", true, true},           // an ending behind a word of the site
           {"tabelfrobels", true, true},
           {"frobeltjes", false, true},  // with its stem: so are many errors
           {"frobol", false, false},
           {"fietsenstallign", false, false},
           {"", false, false},
       })) {
    CAPTURE(row.word);
    if (has_lexicon) CHECK(known(row.word) == row.with_lexicon);
    CHECK(known_alone(row.word) == row.alone);
  }
}
