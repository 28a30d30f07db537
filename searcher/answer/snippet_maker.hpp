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
  std::vector<UnitSet> exact;            ///< one a word: the units that are spelled so
  std::set<std::size_t> joined_matches;  ///< tokens where pieces matched as one: e-mail
};
[[nodiscard]] MatchedPage match_words(const StoredPage& page, const StoredWords& words,
                                      const WordMatcher& matcher);

/// The sections that hold most of the query, best first, at most max_hit_sections, each with its
/// heading and snippet. `weights`: of a unit; units beyond are 1. If no section holds any of it,
/// the first one with text, unmarked.
[[nodiscard]] std::vector<HitSection> best_sections(const MatchedPage& matched,
                                                    const std::vector<double>& weights);

/// The field at [begin, end) of the page's text with what matches marked.
[[nodiscard]] MarkedText mark_field(const StoredPage& page, const StoredWords& words,
                                    const WordMatcher& matcher, TextField field, std::size_t begin,
                                    std::size_t end);

}  // namespace speur
