#include "searcher/words/known_words.hpp"

#include "speur/schema.hpp"
#include "stemmers/english/translations.hpp"

#include <algorithm>
#include <utility>

namespace speur {
namespace {

constexpr std::size_t shortest_base = 4;  // bytes, of what an ending comes behind

}  // namespace

KnownWords::KnownWords(const Analyzer& analyzer, const IndexReader& index)
    : analyzer_(analyzer), has_lexicon_(analyzer.has_lexicon()), index_(index) {}

bool KnownWords::operator()(std::string_view exact) const {
  return analyzer_.is_known_word(exact) || is_english(exact) || is_inflection(exact);
}

bool KnownWords::is_english(std::string_view exact) const {
  return is_english_word(english_(std::string(exact)), exact);
}

/// Of a word of the site. Any with its stem will do only where no dictionary knows the usual ones:
/// many errors leave the stem as it is.
bool KnownWords::is_inflection(std::string_view exact) const {
  if (exact.size() < shortest_base) return false;
  const std::string stem = analyzer_.analyze_word(exact).stem;
  if (!has_lexicon_) {
    return index_.pages_with(bounded_term(ranking_prefix, stem)) > 0;
  }
  for (const std::string_view ending : {"s", "'s", "n", "en", "e"}) {
    if (!exact.ends_with(ending) || exact.size() < ending.size() + shortest_base) continue;
    const std::string_view base = exact.substr(0, exact.size() - ending.size());
    if (index_.words().find(base) && analyzer_.analyze_word(base).stem == stem) return true;
  }
  return false;
}

}  // namespace speur
