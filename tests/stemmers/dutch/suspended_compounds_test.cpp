#include "speur/analyzer.hpp"
#include "stemmers/lexicon/lexicon.hpp"
#include "support/skipped.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <random>
#include <string>
#include <string_view>

namespace {

/// "train:traindata test:testdata", of the tokens that have joined terms.
std::string joined(speur::Analyzer& analyzer, std::string_view text) {
  std::string all;
  for (const speur::Token& token : analyzer.analyze(text)) {
    if (token.joined.empty()) continue;
    if (!all.empty()) all += ' ';
    all += token.form->exact + ":";
    for (std::size_t i = 0; i < token.joined.terms().size(); ++i) {
      if (all.back() != ':') all += ',';
      all += token.joined.terms()[i];
      if (const std::string& stem = token.joined.stems()[i]; !stem.empty()) all += ">" + stem;
    }
  }
  return all;
}

}  // namespace

TEST_CASE("a word that a later one completes is found whole", "[compounds]") {
  if (!speur::Lexicon::installed()) {
    speur::skip_without_package("a Dutch lexicon (hunspell-nl, wdutch, libmarisa-dev)");
    return;
  }
  speur::Analyzer analyzer(speur::AnalyzerRecipe::standard());
  struct Row {
    std::string_view text, joined;
  };
  for (const Row& row : std::to_array<Row>(
           {{"train-, test- en validatiedata", "train:traindata test:testdata"},
            {"train-\u00a0en testdata", "train:traindata"},
            {"train\u2011 en testdata", "train:traindata"},
            {"in- en uitvoer", "in:invoer"},
            {"de in- of uitvoer van", "in:invoer"},
            {"water- en/of gasleiding", "water:waterleiding en:en/of"},
            {"gemeente- en provinciebesturen", "gemeente:gemeentebesturen>gemeentebestur"},
            {"jeugd- en gezinshulpverlening", "jeugd:jeugdhulpverlening"},
            {"woningbouw en -verkoop", "verkoop:woningverkoop>woningverkop"},
            // as many as are looked past
            {"a-, b-, c- en datakwaliteit", "a:akwaliteit b:bkwaliteit c:ckwaliteit"},
            // no enumeration, or nothing to share
            {"train- en fiets", ""},
            {"train-. En testdata", ""},
            {"train- testdata", ""},
            {"train- (en) testdata", ""},
            {"train-\nen testdata", ""},
            {"train - en testdata", ""},
            {"train-", ""},
            {"de woning en -verkoop", ""},
            {"train- en test- en", ""}})) {
    CAPTURE(row.text);
    CHECK(joined(analyzer, row.text) == row.joined);
  }
}

TEST_CASE("a word with a hyphen behind it harms nothing anywhere", "[compounds]") {
  speur::Analyzer analyzer(speur::AnalyzerRecipe::standard());
  const std::array<std::string, 14> pieces = {"train", "- ",        "-, ",  "en ",        "of ",
                                              " ",     "testdata ", "\n",   "/",          "-",
                                              "\xe2",  "\u2010 ",   "in- ", "woningbouw "};
  std::mt19937 random(3);
  std::size_t found = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    const std::size_t count = random() % 12;
    for (std::size_t j = 0; j < count; ++j) text += pieces[random() % pieces.size()];
    for (const speur::Token& token : analyzer.analyze(text)) {
      for (const std::string& term : token.joined.terms()) {
        if (term.empty()) FAIL("an empty term in " << text);
        ++found;
      }
      if (!token.joined.empty() &&
          (token.joined.text_end() < token.end || token.joined.text_end() > text.size())) {
        FAIL("a joined term ends outside of " << text);
      }
    }
  }
  CHECK(found > 100);
}
