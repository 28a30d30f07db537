#include "stemmers/dutch/word_family.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace speur {
namespace {

constexpr std::size_t least_root = 4;  ///< bytes: what is shorter is found in words of all kinds
constexpr std::size_t most_roots = 4;

/// As stems end: -baar and -aar are -bar and -ar there.
constexpr std::array<std::string_view, 14> taken_off = {
    "atie",  "erschap", "aarschap", "arschap", "er",  "ar",  "bar",
    "schap", "dom",     "ie",       "isch",    "iek", "ief", "lijk"};

/// What may stand behind a root. "e" and "en" are nouns and verbs of the bare root.
constexpr std::array<std::string_view, 19> put_on = {
    "",     "e",   "en",  "eren", "atie", "ie",   "er",       "aar",     "baar", "dom",
    "isch", "iek", "ief", "ator", "eur",  "lijk", "aarschap", "erschap", "schap"};

/// The spellings of a root at the end of a word: archiv- is archief there, eigenar- eigenaar.
std::vector<std::string> spellings(const std::string& root) {
  std::vector<std::string> found{root};
  std::string closed = root;
  if (closed.back() == 'v') closed.back() = 'f';
  if (closed.back() == 'z') closed.back() = 's';
  if (closed != root) found.push_back(closed);
  const char vowel = closed[closed.size() - 2];
  const char before = closed[closed.size() - 3];
  constexpr std::string_view vowels = "aeiou";
  if (vowels.find(vowel) == vowels.npos || vowels.find(before) != vowels.npos) return found;
  closed.insert(closed.size() - 1, 1, vowel == 'i' ? 'e' : vowel);
  found.push_back(closed);
  return found;
}

}  // namespace

std::vector<std::string> word_family(std::string_view stem, const Lexicon& lexicon) {
  std::vector<std::string> family;
  if (stem.size() < least_root) return family;
  std::vector<std::string> roots{std::string(stem)};
  for (std::size_t i = 0; i < roots.size() && roots.size() < most_roots; ++i) {
    for (const std::string_view suffix : taken_off) {
      const std::string& root = roots[i];
      if (!root.ends_with(suffix) || root.size() < least_root + suffix.size()) continue;
      std::string shorter = root.substr(0, root.size() - suffix.size());
      if (std::ranges::find(roots, shorter) == roots.end()) roots.push_back(std::move(shorter));
      if (roots.size() == most_roots) break;
    }
  }
  for (const std::string& root : roots) {
    for (const std::string& spelled : spellings(root)) {
      for (const std::string_view suffix : put_on) {
        std::string word = spelled;
        word += suffix;
        if (!lexicon.is_word(word)) continue;
        if (std::ranges::find(family, word) == family.end()) family.push_back(std::move(word));
      }
    }
  }
  return family;
}

}  // namespace speur
