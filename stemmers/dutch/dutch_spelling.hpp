#pragma once

#include <string>
#include <string_view>

namespace speur {

[[nodiscard]] constexpr bool is_dutch_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/// Letters of the vowel or diphthong that begins with `a`; `b` and `c` follow it.
[[nodiscard]] constexpr std::size_t vowel_letters(char a, char b, char c) {
  if (a == 'i' && b == 'e') return c == 'u' ? 3 : 2;               // ieu, ie
  if (a == 'o' && b == 'e') return c == 'i' ? 3 : 2;               // oei, oe
  if (a == 'e' && b == 'e') return c == 'u' ? 3 : 2;               // eeu, ee
  if ((a == 'a' || a == 'o') && b == a) return c == 'i' ? 3 : 2;   // aai, aa, ooi, oo
  if ((a == 'a' || a == 'o') && (b == 'u' || b == 'i')) return 2;  // au, ou, ai, oi
  if (a == 'e' && (b == 'u' || b == 'i')) return 2;                // eu, ei
  if (a == 'u' && (b == 'u' || b == 'i')) return 2;                // uu, ui
  return 1;
}

/// Vowels and diphthongs of a word in a-z: beoog has two, nieuw one.
[[nodiscard]] constexpr int count_syllables(std::string_view word) {
  int count = 0;
  const auto at = [&](std::size_t i) { return i < word.size() ? word[i] : ' '; };
  for (std::size_t i = 0; i < word.size();) {
    const bool vowel = is_dutch_vowel(word[i]);
    count += vowel ? 1 : 0;
    i += vowel ? vowel_letters(word[i], at(i + 1), at(i + 2)) : 1;
  }
  return count;
}

/// One spelling for a stem, whichever ending was taken from it. Dutch doubles letters by what
/// follows (zaken, zaak; zakken, zak) and hardens v and z at the end (brieven, brief).
/// - A doubled consonant at the end becomes one; v and z become f and s.
/// - One syllable: `open`, an ending that began with a vowel was taken, doubles the vowel again.
/// - More syllables: a doubled vowel before the last consonant becomes one. There the spelling
///   does not tell whether the vowel is long (maatregelen, onderdelen), and the short form unites
///   all (maatregel, onderdel), also plurals that change their vowel (verdrag, verdragen).
[[nodiscard]] inline std::string canonical_stem(std::string_view stem, bool open) {
  std::string word(stem);
  const auto from_end = [&](std::size_t i) {
    return i <= word.size() ? word[word.size() - i] : ' ';
  };
  const bool doubled =
      word.size() >= 3 && from_end(1) == from_end(2) && !is_dutch_vowel(from_end(1));
  if (doubled) word.pop_back();
  if (word.empty()) return word;
  if (word.back() == 'v') word.back() = 'f';
  if (word.back() == 'z') word.back() = 's';
  if (is_dutch_vowel(word.back()) || word.size() < 2) return word;
  const char vowel = from_end(2);
  const bool can_double = vowel == 'a' || vowel == 'e' || vowel == 'o' || vowel == 'u';
  if (!can_double) return word;
  if (count_syllables(word) > 1) {
    if (from_end(3) == vowel && from_end(4) != vowel) word.erase(word.size() - 2, 1);
  } else if (open && !doubled && !is_dutch_vowel(from_end(3)) &&
             std::string_view("jwxh").find(word.back()) == std::string_view::npos) {
    word.insert(word.size() - 1, 1, vowel);
  }
  return word;
}

}  // namespace speur
