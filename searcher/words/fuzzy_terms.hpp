#pragma once

#include "searcher/index/index_reader.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Words of the index (titles and texts) within `distance` edits of `word`, by distance, then by
/// the number of pages, most first; at most `limit`. An edit adds, drops, replaces or swaps a
/// character (optimal string alignment); a word of less than four characters takes one at most.
/// `word`: as WordForm::exact. From the words file where the index has one, else, and for words of
/// other signs than letters, from the database, which takes some hundred times longer.
[[nodiscard]] std::vector<std::string> similar_words(const IndexReader& index,
                                                     std::string_view word, unsigned distance,
                                                     std::size_t limit);

}  // namespace speur
