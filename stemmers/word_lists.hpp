#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

/// The word lists of stemmers/data, compiled into the program: no file is read at run time.
/// compile_word_lists.cpp writes the definitions. All are sorted by their first member.
namespace speur::word_lists {

struct Mapping {
  std::string_view word, stem;
};

/// Where a form of an irregular verb holds.
enum class Place : std::uint8_t { anywhere, alone, behind };
struct VerbForm {
  std::string_view word, stem;
  Place place = Place::anywhere;  ///< behind: a prefix or particle
};

extern const std::span<const std::string_view> stop_words_nl, stop_words_en;
extern const std::span<const Mapping> exceptions;       ///< whole words
extern const std::span<const Mapping> exception_tails;  ///< ends of compounds
extern const std::span<const VerbForm> irregular_forms;
extern const std::span<const std::string_view> weak_verbs, strong_verbs;  ///< canonical stems
extern const std::span<const std::string_view> adjectives;                ///< canonical stems
extern const std::span<const std::string_view> final_s, final_s_tails, short_plurals;

/// Of the files' words; a list that changes makes another recipe.
extern const std::uint64_t stop_words_hash, stemmer_hash;

[[nodiscard]] inline bool contains(std::span<const std::string_view> list, std::string_view word) {
  return std::binary_search(list.begin(), list.end(), word);
}

/// The entry for `word`, or nullptr.
template <class Entry>
[[nodiscard]] const Entry* find(std::span<const Entry> list, std::string_view word) {
  const auto found = std::lower_bound(
      list.begin(), list.end(), word,
      [](const Entry& entry, std::string_view wanted) { return entry.word < wanted; });
  return found != list.end() && found->word == word ? &*found : nullptr;
}

}  // namespace speur::word_lists
