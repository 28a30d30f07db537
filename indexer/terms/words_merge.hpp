#pragma once

#include "indexer/terms/vocabulary.hpp"
#include "indexer/terms/words_payload.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// A word whose pages have become more or fewer.
struct WordChange {
  std::string word;
  std::uint32_t before = 0, after = 0;  ///< pages that have it
  std::uint32_t title_pages = 0;        ///< after it
};

struct MergedWords {
  WordsPayload file;
  std::vector<WordChange> changed;
};

/// The words file of the counts of another one and `changes`: the same as that of a Vocabulary
/// that has read the one and was merged with the other, in the time that it takes to copy them.
/// `changes`: of pages that were added, and of pages of the file that were taken out.
/// std::out_of_range for a file that is damaged.
[[nodiscard]] MergedWords merge_words(std::string_view payload, const Vocabulary& changes);

}  // namespace speur
