#pragma once

#include "stemmers/lexicon.hpp"

#include <array>
#include <cstdint>

namespace speur::lexicon_format {

/// The file: this header, a MARISA trie of the forms, and one value a form in the order of the
/// trie's ids. Integers are little-endian; both parts begin at a multiple of 8 bytes.
struct Header {
  std::array<char, 8> magic = {'s', 'p', 'e', 'u', 'r', 'l', 'x', '1'};
  std::uint64_t hash = 0;        ///< FNV-1a of all that follows the header
  std::uint64_t trie_bytes = 0;  ///< rounded up to a multiple of 8
  std::uint64_t forms = 0;       ///< values of 32 bits
};

/// A value: one bit a property, then the numbers.
[[nodiscard]] constexpr std::uint32_t pack(const LexiconEntry& e) {
  std::uint32_t value = 0;
  int at = 0;
  for (const bool bit : {e.word, e.left, e.right, e.noun, e.verb, e.adjective, e.name, e.whole,
                         e.never_left, e.never_right}) {
    value |= static_cast<std::uint32_t>(bit) << at++;
  }
  return value | static_cast<std::uint32_t>(e.link & 3U) << 10U |
         static_cast<std::uint32_t>(e.begins & 15U) << 12U |
         static_cast<std::uint32_t>(e.ends & 15U) << 16U;
}
[[nodiscard]] constexpr LexiconEntry unpack(std::uint32_t value) {
  const auto bit = [&](unsigned at) { return (value >> at & 1U) != 0; };
  LexiconEntry e;
  e.word = bit(0);
  e.left = bit(1);
  e.right = bit(2);
  e.noun = bit(3);
  e.verb = bit(4);
  e.adjective = bit(5);
  e.name = bit(6);
  e.whole = bit(7);
  e.never_left = bit(8);
  e.never_right = bit(9);
  e.link = static_cast<std::uint8_t>(value >> 10U & 3U);
  e.begins = static_cast<std::uint8_t>(value >> 12U & 15U);
  e.ends = static_cast<std::uint8_t>(value >> 16U & 15U);
  return e;
}

}  // namespace speur::lexicon_format
