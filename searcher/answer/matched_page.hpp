#pragma once

#include "searcher/candidates/word_matcher.hpp"
#include "speur/searcher.hpp"
#include "speur/stored_page.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace speur {

/// A word of a page's sections that the query matched.
struct MatchedToken {
  std::uint32_t word = 0;            ///< in StoredWords::words
  std::uint32_t begin = 0, end = 0;  ///< bytes in the page's text
  std::uint32_t marked_end = 0;      ///< beyond `end` where pieces matched as one: e-mail
  bool prose = false;                ///< it stands in a sentence
  UnitSet units = 0;                 ///< of the query
  UnitSet exact = 0;                 ///< of those, the ones that are spelled so
  UnitSet whole = 0;                 ///< the ones whose whole word it is, in any inflection
};

/// All words of a page that the query matched, in the order of the text.
struct MatchedPage {
  const StoredPage* page = nullptr;
  std::vector<MatchedToken> tokens;
};
[[nodiscard]] MatchedPage match_words(const StoredPage& page, const StoredWords& words,
                                      const WordMatcher& matcher);

/// The field at [begin, end) of the page's text with what matches marked.
[[nodiscard]] MarkedText mark_field(const StoredPage& page, const StoredWords& words,
                                    const WordMatcher& matcher, TextField field, std::size_t begin,
                                    std::size_t end);

}  // namespace speur
