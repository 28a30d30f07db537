#pragma once

#include "speur/analyzer.hpp"
#include "speur/schema.hpp"
#include "speur/stored_page.hpp"

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

/// A set of units of a query; unit 63 stands for all beyond.
using UnitSet = std::uint64_t;
[[nodiscard]] constexpr UnitSet unit_bit(std::size_t unit) {
  return UnitSet{1} << (unit < 63 ? unit : 63);
}

/// What a word of a page must be to count as a match for a unit (a word or phrase) of the query.
struct WordPattern {
  /// `inflected`: the stem of the word itself; `stem`: that of another word that stands for it.
  enum class Kind : std::uint8_t { exact, inflected, stem, part, compound, prefix };
  Kind kind = Kind::exact;
  std::string text;  ///< of a compound its key (schema.hpp)
  std::size_t unit = 0;
  std::optional<TextField> field;  ///< absent: everywhere
  bool operator==(const WordPattern&) const = default;
};

/// Words that count as a match only where they follow each other as they stand.
struct PhrasePattern {
  std::vector<std::string> words;  ///< exact; two or more
  std::size_t unit = 0;
  std::optional<TextField> field;
};

/// Tells of most words without a look at their letters that they are none of a few.
class WordSieve {
 public:
  void add(std::string_view word) { kept_.set(place(word)); }
  [[nodiscard]] bool may_have(std::string_view word) const { return kept_.test(place(word)); }

 private:
  static constexpr std::size_t places = 1024;
  static std::size_t place(std::string_view word) {
    if (word.empty()) return 0;
    const auto at = [&](std::size_t i) -> std::size_t { return static_cast<unsigned char>(word[i]); };
    const std::size_t size = word.size();
    return (size * 131U + at(0) * 31U + at(size / 2) * 7U + at(size - 1)) % places;
  }
  std::bitset<places> kept_;
};

/// The units that a word matches in a section of a page.
struct SectionMatch {
  UnitSet in_heading = 0, in_text = 0;
  UnitSet exact = 0;  ///< of all fields: the units whose word is spelled so
  /// Of all fields: the units whose whole word it is, in any inflection or as a part of a longer compound that has all
  /// of its parts.
  UnitSet whole = 0;
};

/// Tells which words of a page a query matched, by the same terms that found the page.
class WordMatcher {
 public:
  void add(WordPattern pattern);
  void add(PhrasePattern phrase) { phrases_.push_back(std::move(phrase)); }
  /// Words no longer match for these units.
  void drop(UnitSet units);
  [[nodiscard]] bool empty() const noexcept { return patterns_.empty() && phrases_.empty(); }
  [[nodiscard]] bool has_phrases() const noexcept { return !phrases_.empty(); }
  [[nodiscard]] UnitSet match(const StoredWord& word, TextField field) const;
  [[nodiscard]] SectionMatch match_in_section(const StoredWord& word) const;
  /// `joined`: the terms of the pieces that begin at a word.
  [[nodiscard]] UnitSet match_joined(const StoredJoined& joined, TextField field) const {
    UnitSet units = 0;
    for (std::size_t i = 0; i < joined.terms.size(); ++i) {
      const std::string_view stem = joined.stems[i].empty() ? joined.terms[i] : joined.stems[i];
      units |= match({joined.terms[i], {}, stem, {}, false}, field);
    }
    return units;
  }

  /// Adds the units of phrases to `matches`, one of each of `count` words in a row of `field`:
  /// `exact(i)` and `position(i)` are of the i-th word.
  template <typename Exact, typename Position>
  void match_phrases(std::size_t count, TextField field, const Exact& exact,
                     const Position& position, std::span<UnitSet> matches) const {
    for (const PhrasePattern& phrase : phrases_) {
      if (phrase.field && *phrase.field != field) continue;
      const std::size_t length = phrase.words.size();
      for (std::size_t first = 0; first + length <= count; ++first) {
        std::size_t same = 0;
        while (same < length && exact(first + same) == phrase.words[same] &&
               position(first + same) == position(first) + same) {
          ++same;
        }
        for (std::size_t i = 0; same == length && i < length; ++i) {
          matches[first + i] |= unit_bit(phrase.unit);
        }
      }
    }
  }

 private:
  /// False for a word that matches nothing; true for hardly any other such word.
  [[nodiscard]] bool may_match(const StoredWord& word) const;
  void sift(const WordPattern& pattern);

  std::vector<WordPattern> patterns_;
  std::vector<PhrasePattern> phrases_;
  WordSieve exact_, stems_, parts_;  // parts: also what begins a compound
  bool has_prefixes_ = false;
};

}  // namespace speur
