#pragma once

#include "stemmers/lexicon/lexicon.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace speur::lexicon_format {

/// The file: this header, a MARISA trie of the forms, the changes that make stems of forms, one
/// value a form in the order of the trie's ids, and the thesaurus. Integers are little-endian; all parts
/// up to the values begin at a multiple of 8 bytes, the others at one of 4.
struct Header {
  std::array<char, 8> magic = {'s', 'p', 'e', 'u', 'r', 'l', 'x', '3'};
  std::uint64_t hash = 0;        ///< FNV-1a of all that follows the header
  std::uint64_t trie_bytes = 0;  ///< rounded up to a multiple of 8
  std::uint64_t changes = 0;     ///< of 8 bytes, at most most_changes
  std::uint64_t forms = 0;       ///< values of 32 bits
  /// The thesaurus: word_key() of each stem that has synonyms, sorted; where the synonyms of each end;
  /// and the synonyms, as pack_synonym(), the most alike first. 32 bits each.
  std::uint64_t synonym_keys = 0, synonyms = 0;
};

/// A synonym: the trie's id of a form, and how alike the two are, in 255ths.
[[nodiscard]] constexpr std::uint32_t pack_synonym(std::uint32_t id, std::uint8_t likeness) {
  return id << 8U | likeness;
}
inline constexpr std::size_t most_forms = std::size_t{1} << 24U;  ///< that pack_synonym() can tell

/// LexiconEntry::change has 12 bits, and 0 is none.
inline constexpr std::size_t most_changes = 4095;

/// What makes a stem of a form: a "ge" taken out, letters taken off the end, others put on.
struct Change {
  static constexpr std::uint8_t keeps_ge = 0xff;
  std::uint8_t ge_at = keeps_ge, cut = 0;
  std::array<char, 6> add = {};  ///< ends at the first zero
  auto operator<=>(const Change&) const = default;
};
static_assert(sizeof(Change) == 8);

/// Empty where the change is none of this form's.
[[nodiscard]] inline std::string apply(const Change& change, std::string_view form) {
  std::string stem(form);
  if (change.ge_at != Change::keeps_ge) {
    if (change.ge_at + 2U > stem.size()) return {};
    stem.erase(change.ge_at, 2);
  }
  if (change.cut > stem.size()) return {};
  stem.resize(stem.size() - change.cut);
  return stem.append(change.add.begin(), std::ranges::find(change.add, '\0'));
}

/// None where the two have too little in common.
[[nodiscard]] inline std::optional<Change> find_change(std::string_view form,
                                                       std::string_view stem) {
  std::optional<Change> best;
  std::size_t least = 0;
  const auto try_without = [&](std::uint8_t ge_at, std::string_view rest) {
    const auto shared =
        static_cast<std::size_t>(std::ranges::mismatch(rest, stem).in1 - rest.begin());
    const std::size_t added = stem.size() - shared, cut = rest.size() - shared;
    Change change;
    if (added > change.add.size() || cut > 0xff || (best && added >= least)) return;
    change.ge_at = ge_at;
    change.cut = static_cast<std::uint8_t>(cut);
    std::ranges::copy(stem.substr(shared), change.add.begin());
    best = change;
    least = added;
  };
  try_without(Change::keeps_ge, form);
  for (std::size_t at = form.find("ge"); at < Change::keeps_ge; at = form.find("ge", at + 1)) {
    std::string rest(form);
    try_without(static_cast<std::uint8_t>(at), rest.erase(at, 2));
  }
  return best;
}

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
         static_cast<std::uint32_t>(e.ends & 15U) << 16U |
         static_cast<std::uint32_t>(e.change & most_changes) << 20U;
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
  e.change = static_cast<std::uint16_t>(value >> 20U);
  return e;
}

}  // namespace speur::lexicon_format
