#pragma once

#include "searcher/candidates/word_matcher.hpp"
#include "speur/searcher.hpp"
#include "speur/stored_page.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

inline constexpr std::size_t snippet_bytes = 220;  ///< about two lines; a snippet is seldom longer
inline constexpr std::size_t max_hit_sections = 3;

/// A page's words with the units of the query that each one matches.
struct MatchedPage {
  const StoredPage* page = nullptr;
  const StoredWords* words = nullptr;
  std::vector<UnitSet> matches;          ///< one a token
  std::set<std::size_t> joined_matches;  ///< tokens where pieces matched as one: e-mail
};
[[nodiscard]] MatchedPage match_words(const StoredPage& page, const StoredWords& words,
                                      const WordMatcher& matcher);

/// The sections that hold most of the query, best first, at most max_hit_sections, each with its
/// heading and snippet. `weights`: of a unit; units beyond are 1. If no section holds any of it,
/// the first one with text, unmarked.
[[nodiscard]] std::vector<HitSection> best_sections(const MatchedPage& matched,
                                                    const std::vector<double>& weights);

/// How close the units of the query stand to each other, in query order: 1 if all follow each
/// other directly somewhere, 0 if none is near the next. `positions`: of each unit, increasing.
[[nodiscard]] double proximity(const std::vector<std::vector<std::uint32_t>>& positions);

/// `text` with what `tokens` match marked.
[[nodiscard]] MarkedText mark_text(std::string_view text, const std::vector<Token>& tokens,
                                   const WordMatcher& matcher, TextField field);

}  // namespace speur
