#pragma once

#include "searcher/rank/evidence.hpp"
#include "searcher/rank/evidence_counter.hpp"
#include "searcher/rank/query_rarity.hpp"
#include "searcher/rank/text_fit.hpp"
#include "speur/ranking.hpp"
#include "speur/searcher.hpp"
#include "speur/word_record.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace speur {

/// The formula of the ranking, over what a page's word record says of a query.
///
/// A unit of the query (a word, with all forms it may have) scores the best of its evidence, and
/// `form.rest` of what the rest scores. Evidence scores, in each field of the page,
///   field weight * rarity * saturated count,   saturated count = n (k1 + 1) / (n + K),
///   K = k1 (1 - b + b length / mean length), in a title with a length of at most `bm25.title_length` means
/// as in BM25, with the rarity of the words in that field (Robertson and Zaragoza, Foundations and
/// Trends in IR 3(4), 2009). The page scores the sum of its units, more for a page that has all of
/// them, times its boost, times what proximity, title, other names and, for a question, its first paragraph add, times
/// what missing words take.
///
/// No bound cuts this short: to score a page costs less than what the first stage spends to find it.
class Rescorer {
 public:
  /// `pages`, `mean_length`: of the index, as Xapian counts. All must outlive this. For one thread.
  Rescorer(const RankedQuery& query, const RankingParameters& parameters, double pages,
           double mean_length);

  /// What a page says of the query.
  struct Page {
    double score = 0;
    double terms = 0;      ///< before proximity, title fit and missing words; with its boost
    double words = 0;      ///< the sum of its units
    double content = 0;    ///< of those that are wanted and no function words
    bool has_all = true;   ///< of those, at least in part
    double proximity = 0;  ///< in its title or in its text, the better of both; in [0, 1]
    double title_proximity = 0;  ///< in its title
    /// The square of what part of the wanted words its title has, times what part of the title they
    /// are. 1: its title has all wanted words and no other.
    double title = 0;
    double typed_title = 0;    ///< 1: its title is the query as typed, function words and all
    double typed_heading = 0;  ///< 1: the same of a heading, and not of its title
    double name = 0;  ///< as `title`, of the best of its further names
    double lead = 0;  ///< of a question: how well its description or first paragraph fits; in [0, 1]
    double coverage = 1;  ///< the part of the wanted words that it has, by their rarity
    /// What it lost because it has but parts of the one word, so that it stands below all pages with that word.
    double held_back = 0;
    /// How much of each unit it has, in [0, 1].
    std::vector<double> found;
  };
  /// Valid until the next call. std::out_of_range for a damaged record.
  [[nodiscard]] const Page& score(const WordRecord& record);
  /// As score(); what the formula makes the score of, by the parameters of whole pages.
  [[nodiscard]] std::vector<ScoreFeature> features(const WordRecord& record);
  /// As score(); its parts, which sum to the score.
  [[nodiscard]] std::vector<ScorePart> explain(const WordRecord& record);
  /// Whether the page has the unit, be it with a part of its words; without scoring it.
  [[nodiscard]] bool has_unit(const WordRecord& record, std::size_t unit);

  /// What the query's first words are looked up by in a record; none twice.
  [[nodiscard]] const std::vector<std::uint32_t>& keys() const noexcept { return keys_; }

  /// How much each unit tells, by its rarity: what sections of a page are chosen by.
  [[nodiscard]] const std::vector<double>& unit_weights() const noexcept { return rarity_.units; }
  /// The wanted units that are no function words, in the order of the query.
  [[nodiscard]] const std::vector<std::size_t>& content_units() const noexcept {
    return rarity_.content;
  }

 private:
  [[nodiscard]] double score_counts(const Evidence& evidence, const EvidenceCounts& counts,
                                    std::size_t place);
  [[nodiscard]] bool has_parts_alone() const;
  [[nodiscard]] double least_of_word() const;
  /// The most that the parts of a compound count for on a page without the compound.
  [[nodiscard]] double most_of(const Conjunction& all) const;
  [[nodiscard]] double own_score(std::size_t unit) const;  ///< without what stands in for it
  [[nodiscard]] double score_unit(std::size_t unit) const;
  /// K, of a page of so many times the mean length.
  [[nodiscard]] double k_of(double length) const {
    return k1_ * (1 - parameters_.bm25_b + parameters_.bm25_b * length);
  }
  [[nodiscard]] double saturated(double count, std::size_t field) const {
    return count * (k1_ + 1) / (count + (field == static_cast<std::size_t>(TextField::title) ? title_k_ : k_));
  }
  [[nodiscard]] double title_fit(std::span<const UnitPlace> places, double length);
  void note(std::size_t unit, std::string_view field, std::string_view term, std::string_view form,
            double score);
  void read(const WordRecord& record);
  void fit(const WordRecord& record);
  [[nodiscard]] double lead_fit(const WordRecord& record);
  [[nodiscard]] double name_fit(const WordRecord& record);
  [[nodiscard]] bool is_typed(const WordRecord& record, const WordRecord::Run& run) const;
  [[nodiscard]] bool has_typed_heading(const WordRecord& record) const;

  const RankedQuery& query_;
  const RankingParameters& parameters_;
  double mean_length_, k1_;
  double k_ = 0, title_k_ = 0;  ///< of the page that is read
  std::array<double, field_specs.size()> field_weights_{};
  QueryRarity rarity_;
  EvidenceCounter counter_;
  TextFit text_fit_;
  std::vector<std::uint32_t> keys_;

  // Of the page that is read; kept for the next one, so that none allocates.
  Page page_;
  std::vector<double> evidence_scores_;
  std::vector<bool> evidence_found_, phrase_found_;
  std::vector<FieldCounts> member_counts_;  ///< of members of conjunctions
  struct UnitScore {
    double best = 0, sum = 0;
    double other = 0;  ///< the best that stands in for all of it
  };
  std::vector<UnitScore> unit_scores_;
  std::vector<ScorePart> parts_;
};

}  // namespace speur
