#pragma once

#include <string>
#include <string_view>

namespace speur {

/// A word in the two spellings that are indexed.
struct NormalWord {
  std::string exact;     ///< accents folded; empty where nothing of the word can be searched
  std::string accented;  ///< with its accents; empty where that is the same
};

/// A longer word is cut at the last whole character that fits, so that a term with its prefix
/// stays within Xapian's 245 bytes.
inline constexpr std::size_t max_word_bytes = 200;

/// NFKC and case folded (Unicode's NFKC_Casefold: ĳ is ij, ß is ss, invisible characters go),
/// typographic apostrophes as ', and Latin letters without their accents in `exact`: é is e, ø o,
/// æ ae. Vowel signs of scripts that need them stay. `word`: UTF-8; other bytes are dropped.
[[nodiscard]] NormalWord normalize_word(std::string_view word);

}  // namespace speur
