#pragma once

#include "searcher/rank/evidence.hpp"
#include "searcher/rank/text_fit.hpp"
#include "speur/schema.hpp"
#include "speur/word_record.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace speur {

/// How often something stands in each field of a page; what counts for less than a word is a fraction.
using FieldCounts = std::array<double, field_specs.size()>;

struct EvidenceCounts {
  FieldCounts all{}, exact{};  ///< exact: as it was typed
  bool any = false;
};

/// Where the units of a query stand in a page, as far as their evidence was counted.
struct FoundPlaces {
  std::vector<std::vector<std::uint32_t>> in_text, in_title;  ///< of units, in no order
  std::vector<UnitPlace> titles, names;  ///< in its title, and in its further names
  std::vector<UnitPlace> lead;  ///< for a question: in its description or first paragraph
};

/// Counts what a page's word record has of the evidence of a query. For one thread.
class EvidenceCounter {
 public:
  /// `is_single`: one word is wanted, which a compound with it fits less than the word itself. `query` outlives this.
  EvidenceCounter(const RankedQuery& query, bool is_single);

  /// What follows is of another page: forgets all places.
  void begin_page();
  // These add to the places. std::out_of_range for a damaged record.
  [[nodiscard]] EvidenceCounts count(const WordRecord& record, const Evidence& evidence);
  [[nodiscard]] bool has(const WordRecord& record, const Evidence& evidence);
  /// In how many places of each field the words of this phrase of the query stand as it wants.
  [[nodiscard]] FieldCounts count_phrase(const WordRecord& record, std::size_t number);

  [[nodiscard]] FoundPlaces& places() noexcept { return places_; }

 private:
  void count_test(const WordRecord& record, const Evidence& evidence, const WordTest& test,
                  EvidenceCounts& counts);
  void count_group(const WordRecord& record, const Evidence& evidence,
                   const WordRecord::Group& group, double weight, bool is_exact,
                   EvidenceCounts& counts);
  void count_compound(const WordRecord& record, const Evidence& evidence, const WordTest& test,
                      EvidenceCounts& counts);
  static void find_places(const WordRecord& record, const std::vector<WordTest>& word,
                          std::vector<std::uint32_t>& places);
  void find_sequence(const WordRecord& record, std::size_t phrase);
  void find_near(const WordRecord& record, const PhraseEvidence& phrase);

  const RankedQuery& query_;
  bool is_single_;
  std::vector<std::vector<std::size_t>> orders_;  ///< words of each phrase, rarest first
  FoundPlaces places_;
  // Kept for the next page, so that none allocates.
  std::vector<std::vector<std::uint32_t>> words_;  ///< the places of the words of a phrase
  std::vector<std::uint32_t> starts_;              ///< where a phrase stands
};

}  // namespace speur
