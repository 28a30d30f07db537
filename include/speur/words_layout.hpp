#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// The payload of the site file of the site's words: what corrections and `word~` are found in. In
/// order, each array where the one before ends:
///   WordsHeader
///   uint64 signatures[words]
///   uint32 first_of_length[longest + 2]   words of n code points: [first_of_length[n], [n + 1])
///   uint32 pages[words]                   pages that have the word
///   uint32 title_pages[words]             pages that have it in their title
///   uint32 text_begin[words + 1]          bytes in the texts
///   SpellingEntry spellings[spellings]    sorted by word, and then the most usual first
///   char   texts[text_bytes]
/// All counts are whole, so that a page can be taken out again.
/// Words are sorted by their length in code points, then as bytes: the lengths that some edits can
/// reach are one stretch of the file, of which a query reads the signatures first.
namespace speur {

struct WordsHeader {
  std::uint32_t words = 0;
  std::uint32_t longest = 0;    ///< code points
  std::uint32_t spellings = 0;  ///< with accents, of words that some page writes so
  std::uint32_t text_bytes = 0;
};

/// A spelling of a word with accents, and the pages that have it; its letters lie in the texts, too.
struct SpellingEntry {
  std::uint32_t word = 0, text_begin = 0, text_end = 0, pages = 0;
};

/// In code points. Shorter is no word, longer no word that anyone types.
inline constexpr std::size_t shortest_site_word = 2, longest_site_word = 63;

/// Letters of a word as a set of 64 bits, such that one edit (a letter more, less or another, or
/// two swapped) changes at most two: a-z once, a-z at least twice, and a dozen classes of others.
[[nodiscard]] constexpr std::uint64_t letter_signature(std::u32string_view word) {
  std::uint64_t once = 0, twice = 0, others = 0;
  for (const char32_t c : word) {
    if (c >= U'a' && c <= U'z') {
      const std::uint64_t bit = std::uint64_t{1} << (c - U'a');
      twice |= once & bit;
      once |= bit;
    } else {
      others |= std::uint64_t{1} << (52 + c % 12);
    }
  }
  return once | twice << 26U | others;
}

}  // namespace speur
