#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Bytes of a text and what they became.
struct FoldedPiece {
  std::uint32_t begin = 0, end = 0;                ///< bytes in the text: [begin, end)
  std::uint32_t folded_begin = 0, folded_end = 0;  ///< bytes in FoldedText::text
};

/// A line of text as it is compared while someone types: words in lower case and without accents
/// (as normalize_word() makes them), one blank between them, no apostrophes. Begins and ends with
/// a word; empty where there is none.
struct FoldedText {
  std::string text;
  std::vector<FoldedPiece> pieces;  ///< the characters in order, leaving out no byte of either
  bool open = true;                 ///< nothing separates after the last word: it may go on
};
[[nodiscard]] FoldedText fold_text(std::string_view utf8);

}  // namespace speur
