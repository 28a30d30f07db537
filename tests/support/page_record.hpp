#pragma once

#include "indexer/terms/analyzed_page.hpp"
#include "searcher/rank/evidence.hpp"
#include "speur/word_record.hpp"

#include <string>
#include <string_view>

namespace speur {

/// The word record of a page with this title and text.
inline std::string record_of(const std::string& title, const std::string& text, double boost = 1) {
  static Analyzer analyzer(AnalyzerRecipe::standard());
  Page page;
  page.title = title;
  page.description = "x";
  page.language = "nl";
  page.boost = boost;
  page.sections.push_back({0, "", "", text});
  const AnalyzedPage analyzed = analyze_page(page, analyzer);
  return make_word_record(
      encode_page(page, analyzed.text, analyzed.tokens, analyzed.numbers));
}

/// Of words with this stem, or if `exact` is given spelled so.
inline WordTest test_of(WordTest::Kind kind, std::string_view stem, std::string_view exact = {}) {
  WordTest test;
  test.kind = kind;
  test.key = word_key(stem);
  test.stem_check = exact_check(stem);
  if (!exact.empty()) test.exact = exact_check(exact);
  return test;
}

}  // namespace speur
