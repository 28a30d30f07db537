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

/// The spelling of a root before a suffix that begins with a vowel: archief is archiv- there, as in
/// archiveren, advies is advis-. Empty for a root without a long vowel in its last syllable.
std::string opened(std::string_view root) {
  if (root.size() <= least_root) return {};
  const char first = root[root.size() - 3];
  const char second = root[root.size() - 2];
  const bool doubled = first == second && std::string_view("aeou").find(first) != std::string::npos;
  if (!doubled && !(first == 'i' && second == 'e')) return {};
  std::string open(root.substr(0, root.size() - 2));
  open += root.back() == 'f' ? 'v' : root.back();
  return open;
}

constexpr bool begins_with_vowel(std::string_view suffix) {
  return !suffix.empty() && std::string_view("aeiou").find(suffix.front()) != std::string::npos;
}

/// Whether `suffix` may be what follows `root` in a word of its family. "er" and "erschap" make a
/// noun for who or what does something, which takes a verb: a leider is one who leads (leiden), and
/// a moeder is no kin of moed, for there is no moeden. The verbs in "eren", whose stems end in "er"
/// too, are told by their stem, which is no word: archiver is none, and moeder of moederen is one.
bool goes_with(std::string_view suffix, const std::string& root, const Lexicon& lexicon) {
  if (suffix != "er" && suffix != "erschap" && suffix != "eren") return true;
  const auto is_verb = [&](const std::string& each) { return lexicon.is_word(each + "en"); };
  return !lexicon.is_word(root + "er") || std::ranges::any_of(spellings(root), is_verb);
}

/// The stem, and what is left of it when suffixes are taken off.
std::vector<std::string> roots_of(std::string_view stem, const Lexicon& lexicon) {
  std::vector<std::string> roots{std::string(stem)};
  for (std::size_t i = 0; i < roots.size(); ++i) {
    for (const std::string_view suffix : taken_off) {
      const std::string& root = roots[i];
      if (!root.ends_with(suffix) || root.size() < least_root + suffix.size()) continue;
      std::string shorter = root.substr(0, root.size() - suffix.size());
      if (!goes_with(suffix, shorter, lexicon)) continue;
      if (std::ranges::find(roots, shorter) == roots.end()) roots.push_back(std::move(shorter));
      if (roots.size() == most_roots) return roots;
    }
  }
  return roots;
}

}  // namespace

std::vector<std::string> word_family(std::string_view stem, const Lexicon& lexicon) {
  std::vector<std::string> family;
  if (stem.size() < least_root) return family;
  const auto add = [&](std::string word) {
    if (!lexicon.is_word(word)) return;
    if (std::ranges::find(family, word) == family.end()) family.push_back(std::move(word));
  };
  for (const std::string& root : roots_of(stem, lexicon)) {
    const std::vector<std::string> closed = spellings(root);
    const std::string open = opened(root);
    for (const std::string_view suffix : put_on) {
      if (!goes_with(suffix, root, lexicon)) continue;
      for (const std::string& spelled : closed) add(std::string(spelled).append(suffix));
      if (!open.empty() && begins_with_vowel(suffix)) add(std::string(open).append(suffix));
    }
  }
  return family;
}

}  // namespace speur
