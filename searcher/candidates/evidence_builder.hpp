#pragma once

#include "searcher/finder/candidate_query.hpp"
#include "searcher/candidates/word_matcher.hpp"
#include "searcher/index/index_reader.hpp"
#include "searcher/rank/evidence.hpp"
#include "speur/ranking.hpp"
#include "speur/schema.hpp"

#include <xapian.h>

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Where a leaf stands in the query.
struct LeafPlace {
  std::size_t unit = 0;
  std::optional<TextField> field{};  ///< absent: all fields
  bool negated = false;            ///< its words are neither marked nor missed
  bool whole = false;              ///< some parts of a compound are not enough
};

/// A word that a page may have.
struct SoughtWord {
  std::string stem;
  std::string exact{};     ///< empty: any word with the stem counts alike
  std::string accented{};  ///< as it was typed, where that is with accents
  bool as_part = true;     ///< compounds with the word count, too
};

/// What is looked for, for one reason.
struct SoughtEvidence {
  std::string_view form;
  double weight = 1;
  double exact_weight = 0;  ///< on top of it, for words spelled as `exact`
  std::vector<SoughtWord> words{};
  std::vector<std::vector<std::string>> compounds{};  ///< stems of parts that follow each other
  bool only_exact = false;  ///< only words spelled as `exact` count
  bool is_member = false;   ///< of a conjunction that the caller makes
  bool stands_in = false;   ///< as Evidence::stands_in
  /// Of the word that these words stand for: they are no rarer than it. 0: they count as rare as they
  /// are.
  double pages = 0;
};

/// Makes both stages of one query side by side: the query over ranking terms that finds
/// candidates, and the evidence that scores them; and what marks words of pages.
class EvidenceBuilder {
 public:
  EvidenceBuilder(const IndexReader& index, const RankingParameters& parameters)
      : index_(index), parameters_(parameters) {}

  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  struct Made {
    CandidateQuery query;        ///< empty where the index has nothing of it
    std::size_t place = none;   ///< in RankedQuery::evidence
    [[nodiscard]] bool exists() const { return place != none; }
  };

  [[nodiscard]] Made add(const LeafPlace& place, const SoughtEvidence& sought);
  /// All of `members`, which add() made as members; or some of them for `partial` of their weight. `whole`: as
  /// Conjunction::whole.
  [[nodiscard]] CandidateQuery all_of(const LeafPlace& place, std::string_view form, std::span<const Made> members,
                                     double partial, std::size_t whole = Conjunction::no_word);
  /// Words as they stand, each in one of its alternatives: one after the other, or with at most
  /// `slop` others between the first and the last.
  [[nodiscard]] CandidateQuery phrase(const LeafPlace& place, std::string_view form,
                                     const std::vector<std::vector<SoughtWord>>& words,
                                     unsigned slop, double weight);
  /// The next word of a query of words alone: its alternatives.
  void typed(const std::vector<SoughtWord>& word);
  /// The page's own identifier, folded; an empty query where no page has it.
  [[nodiscard]] CandidateQuery identifier(const LeafPlace& place, const std::string& folded);

  /// How many pages have a word with this stem, or a compound with it.
  [[nodiscard]] Xapian::doccount pages_with(std::string_view stem) const;

  /// What marks words of pages.
  void match(const LeafPlace& place, WordPattern::Kind kind, std::string text);

  RankedQuery ranked;
  WordMatcher matcher;
  bool needs_check = false;  ///< some leaf is more than its query can tell

 private:
  [[nodiscard]] bool is_spelled_so(const SoughtWord& word) const;
  void count_stem(const std::string& stem, Xapian::doccount pages, Evidence& evidence) const;
  void add_word(const SoughtEvidence& sought, const SoughtWord& word, Evidence& evidence);
  void add_compound(const std::vector<std::string>& parts, Evidence& evidence);
  [[nodiscard]] CandidateQuery in_field(const CandidateQuery& query, const LeafPlace& place,
                                       std::span<const std::string> stems);

  const IndexReader& index_;
  const RankingParameters& parameters_;
};

}  // namespace speur
