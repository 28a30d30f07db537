#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// The word lists of stemmers/data, compiled into the program: no file is read at run time.
/// compile_word_lists.cpp writes the definitions.
namespace speur::word_lists {

/// A word whose bytes stand in the entry itself. A pointer would have to be relocated at each
/// start of a program, which made the lists a tenth of what a short search paid for its memory.
class Word {
 public:
  /// A longer word is in no list.
  static constexpr std::size_t longest = 23;

  /// A longer one does not compile.
  // NOLINTNEXTLINE(google-explicit-constructor): the lists are written as plain strings
  consteval Word(const char* word) : Word(std::string_view(word)) {}
  /// `word` has at most `longest` bytes.
  constexpr explicit Word(std::string_view word) : size_(static_cast<std::uint8_t>(word.size())) {
    std::copy(word.begin(), word.end(), bytes_.begin());
  }

  [[nodiscard]] constexpr std::string_view text() const { return {bytes_.data(), size_}; }
  [[nodiscard]] friend constexpr bool operator==(const Word& a, const Word& b) {
    return a.numbers() == b.numbers();
  }
  [[nodiscard]] constexpr std::size_t hash() const {
    const std::uint64_t mixed = (numbers()[0] + size_) * 0x9e3779b97f4a7c15U;
    return static_cast<std::size_t>(mixed >> 40U);
  }

 private:
  [[nodiscard]] constexpr std::array<std::uint64_t, 3> numbers() const {
    return std::bit_cast<std::array<std::uint64_t, 3>>(*this);
  }

  alignas(std::uint64_t) std::array<char, longest> bytes_{};
  std::uint8_t size_ = 0;
};

struct Mapping {
  Word word;
  Word stem;
};

/// Where a form of an irregular verb holds.
enum class Place : std::uint8_t { anywhere, alone, behind };
struct VerbForm {
  Word word;
  Word stem;
  Place place = Place::anywhere;  ///< behind: a prefix or particle
};

constexpr const Word& word_of(const Word& word) {
  return word;
}
constexpr const Word& word_of(const auto& entry) {
  return entry.word;
}

/// The entries of a list in slots found by their words' hash: open addressing, at most a quarter
/// full, since most words that are looked up are in no list. A slot holds a number from 1; 0 is free.
template <std::size_t Size>
inline constexpr std::size_t slot_count = std::bit_ceil(4 * Size);
template <class Entry, std::size_t Size>
[[nodiscard]] constexpr auto make_slots(const Entry (&entries)[Size]) {
  std::array<std::uint16_t, slot_count<Size>> slots{};
  static_assert(Size < 0xffff);
  for (std::size_t i = 0; i < Size; ++i) {
    std::size_t at = word_of(entries[i]).hash() % slots.size();
    while (slots[at] != 0) at = (at + 1) % slots.size();
    slots[at] = static_cast<std::uint16_t>(i + 1);
  }
  return slots;
}

/// A list of entries of different words.
template <class Entry>
class List {
 public:
  constexpr List() = default;
  constexpr List(std::span<const Entry> entries, std::span<const std::uint16_t> slots)
      : entries_(entries), slots_(slots) {}

  [[nodiscard]] constexpr auto begin() const { return entries_.begin(); }
  [[nodiscard]] constexpr auto end() const { return entries_.end(); }

  /// The entry of `word`, or nullptr.
  [[nodiscard]] const Entry* find(std::string_view word) const {
    if (slots_.empty() || word.size() > Word::longest) return nullptr;
    const Word wanted(word);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = wanted.hash() & mask; slots_[at] != 0; at = (at + 1) & mask) {
      const Entry& entry = entries_[slots_[at] - 1U];
      if (word_of(entry) == wanted) return &entry;
    }
    return nullptr;
  }

 private:
  std::span<const Entry> entries_;
  std::span<const std::uint16_t> slots_;
};

extern const List<Word> stop_words_nl, stop_words_en;
extern const List<Mapping> exceptions;       ///< whole words
extern const List<Mapping> exception_tails;  ///< ends of compounds
extern const List<VerbForm> irregular_forms;
extern const List<Word> weak_verbs, strong_verbs;  ///< canonical stems
extern const List<Word> adjectives;                ///< canonical stems
extern const List<Word> final_s, final_s_tails, short_plurals;

/// The hashes of the files' words; a list that changes makes another recipe.
extern const std::uint64_t stop_words_hash, stemmer_hash;

[[nodiscard]] inline bool contains(const List<Word>& list, std::string_view word) {
  return list.find(word) != nullptr;
}

/// The entry for `word`, or nullptr.
template <class Entry>
[[nodiscard]] const Entry* find(const List<Entry>& list, std::string_view word) {
  return list.find(word);
}

}  // namespace speur::word_lists
