#pragma once

#include "stemmers/lexicon/lexicon.hpp"
#include "stemmers/words/text_map.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// A part of a compound: bytes [begin, end) of the word. Linking letters belong to the part on
/// their left; [begin, base_end) is without them, and what the part's stem is made of.
struct PartSpan {
  std::size_t begin = 0, end = 0, base_end = 0;
  bool operator==(const PartSpan&) const = default;
};

/// How parts of compounds divide, by the part. They are few, and come again in many words.
using PartDivisions = TextMap<std::vector<PartSpan>>;

inline constexpr std::size_t max_compound_parts = 5;
inline constexpr std::size_t shortest_compound = 6, longest_compound = 60;  ///< bytes

/// Divides Dutch compounds into words of a lexicon. Constant; one serves all threads.
///
/// A word is divided where that leaves words that can begin and end a compound, by the flags of
/// the dictionary or by what the words of the list do. Of several ways the one of least cost is
/// taken, which prefers few and long parts that often begin or end a word. A word that is in the
/// lexicon itself is divided on stronger evidence than one that is not. Each part is then divided
/// in the same way, so that what is a part of a compound is divided as it is by itself.
class CompoundSplitter {
 public:
  explicit CompoundSplitter(const Lexicon& lexicon) : lexicon_(lexicon) {}

  /// The parts of `exact` (as WordForm::exact), in order, one behind the other from the first byte
  /// to the last: two to max_compound_parts, or none for a word that stays whole.
  /// `known`: what was found of parts before, by the same lexicon.
  void split(std::string_view exact, std::vector<PartSpan>& parts,
             PartDivisions& known) const;
  void split(std::string_view exact, std::vector<PartSpan>& parts) const;
  /// A way to divide a word, before its parts are divided.
  struct Candidate {
    std::string text;  ///< "fietsen|stalling"
    float cost = 0;
    float limit = 0;  ///< the most that a division of this word may cost
  };
  /// The cheapest ways, at most `most`; split() takes the first, if its cost is no more than the limit.
  [[nodiscard]] std::vector<Candidate> candidates(std::string_view exact, std::size_t most) const;
  /// Whether the word is in the lexicon, or a compound of such words.
  [[nodiscard]] bool is_known(std::string_view exact) const;

 private:
  const Lexicon& lexicon_;
};

}  // namespace speur
