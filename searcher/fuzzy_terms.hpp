#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Words of the index (titles and texts) within `distance` edits of `word`, by distance, then by
/// the number of pages, most first; at most `limit`. An edit adds, drops, replaces or swaps a
/// character (optimal string alignment). `word`: as WordForm::exact.
[[nodiscard]] std::vector<std::string> similar_words(const Xapian::Database& database,
                                                     std::string_view word, unsigned distance,
                                                     std::size_t limit);

/// Optimal string alignment distance in code points, or `bound + 1` if it is more than `bound`.
[[nodiscard]] unsigned edit_distance(std::u32string_view a, std::u32string_view b, unsigned bound);

}  // namespace speur
