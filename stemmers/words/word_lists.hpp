#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

/// The word lists of stemmers/data, compiled into the program: no file is read at run time.
/// compile_word_lists.cpp writes the definitions. All are sorted by their first member.
namespace speur::word_lists {

/// A word with its first bytes as a number, which orders most words without looking at the text.
struct Word {
  std::uint64_t head = 0;
  std::string_view text;

  // NOLINTNEXTLINE(google-explicit-constructor): the lists are written as plain strings
  constexpr Word(const char* word) : Word(std::string_view(word)) {}
  constexpr explicit Word(std::string_view word) : text(word) {
    for (std::size_t i = 0; i < 8; ++i) {
      head = head << 8U | (i < word.size() ? static_cast<unsigned char>(word[i]) : 0U);
    }
  }
  [[nodiscard]] friend constexpr bool operator<(const Word& a, const Word& b) {
    return a.head != b.head ? a.head < b.head : a.text < b.text;
  }
};

struct Mapping {
  Word word;
  std::string_view stem;
};

/// Where a form of an irregular verb holds.
enum class Place : std::uint8_t { anywhere, alone, behind };
struct VerbForm {
  Word word;
  std::string_view stem;
  Place place = Place::anywhere;  ///< behind: a prefix or particle
};

extern const std::span<const Word> stop_words_nl, stop_words_en;
extern const std::span<const Mapping> exceptions;       ///< whole words
extern const std::span<const Mapping> exception_tails;  ///< ends of compounds
extern const std::span<const VerbForm> irregular_forms;
extern const std::span<const Word> weak_verbs, strong_verbs;  ///< canonical stems
extern const std::span<const Word> adjectives;                ///< canonical stems
extern const std::span<const Word> final_s, final_s_tails, short_plurals;

/// Of the files' words; a list that changes makes another recipe.
extern const std::uint64_t stop_words_hash, stemmer_hash;

[[nodiscard]] inline bool contains(std::span<const Word> list, std::string_view word) {
  return std::binary_search(list.begin(), list.end(), Word(word));
}

/// The entry for `word`, or nullptr.
template <class Entry>
[[nodiscard]] const Entry* find(std::span<const Entry> list, std::string_view word) {
  const auto found =
      std::lower_bound(list.begin(), list.end(), Word(word),
                       [](const Entry& entry, const Word& wanted) { return entry.word < wanted; });
  return found != list.end() && found->word.text == word ? &*found : nullptr;
}

}  // namespace speur::word_lists
