#pragma once

#include "searcher/answer/matched_page.hpp"

#include <cstddef>
#include <vector>

namespace speur {

inline constexpr std::size_t snippet_bytes = 220;  ///< about two lines; a snippet is seldom longer
inline constexpr std::size_t max_hit_sections = 3;

/// The sections that hold most of the query, best first, at most max_hit_sections, each with its
/// heading and snippet. `weights`: of a unit; units beyond are 1. If no section holds any of it,
/// the first one with text, unmarked.
[[nodiscard]] std::vector<HitSection> best_sections(const MatchedPage& matched,
                                                    const std::vector<double>& weights);

}  // namespace speur
