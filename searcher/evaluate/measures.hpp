#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

/// Measures of one topic's ranking. All are pure functions; those that have no value (nothing
/// relevant, nothing retrieved) are 0, as in trec_eval.
namespace speur {

/// A ranking as the measures see it: grades, no names.
struct JudgedRanking {
  /// The grade of a document without judgement: not relevant at any level.
  static constexpr int unjudged = std::numeric_limits<int>::min();

  std::vector<int> grades;  ///< of the retrieved documents, best first; may be `unjudged`
  std::vector<int> judged;  ///< of all that is judged for the topic, highest first
};

/// The depth that means the whole ranking.
inline constexpr std::size_t whole_ranking = 0;

/// nDCG: gain is the grade (none if negative or unjudged), discount 1 / log2(rank + 1); divided by
/// the DCG of the best possible ranking of all judged documents, cut at the same depth. In [0, 1].
/// Source: Järvelin and Kekäläinen, ACM TOIS 20(4), 2002; gain and discount as in trec_eval's ndcg
/// and ndcg_cut.
[[nodiscard]] double ndcg(const JudgedRanking& ranking, std::size_t depth);

/// Average precision: precision at the rank of each relevant document (0 if not retrieved within
/// `depth`), averaged over all judged relevant documents. Its mean over topics is MAP.
/// Source: Buckley and Voorhees, "Retrieval System Evaluation", in TREC, MIT Press, 2005;
/// trec_eval's map and map_cut.
[[nodiscard]] double average_precision(const JudgedRanking& ranking, std::size_t depth,
                                       int relevant);

/// 1 / rank of the first relevant document, 0 if none within `depth`. Its mean is MRR.
/// Source: Kantor and Voorhees, Information Retrieval 2, 2000; trec_eval's recip_rank.
[[nodiscard]] double reciprocal_rank(const JudgedRanking& ranking, std::size_t depth, int relevant);

/// Relevant documents within `depth` divided by `depth`, also if fewer are retrieved; for the whole
/// ranking by the number retrieved. Source: trec_eval's P and set_P.
[[nodiscard]] double precision(const JudgedRanking& ranking, std::size_t depth, int relevant);

/// Relevant documents within `depth` divided by all judged relevant. Source: trec_eval's recall
/// and set_recall.
[[nodiscard]] double recall(const JudgedRanking& ranking, std::size_t depth, int relevant);

/// Precision at R, the number of judged relevant documents. Source: trec_eval's Rprec.
[[nodiscard]] double r_precision(const JudgedRanking& ranking, int relevant);

/// 1/R · Σ over retrieved relevant documents of 1 - min(n, R) / min(N, R); n: judged non-relevant
/// documents ranked above it, N: all judged non-relevant, R: all judged relevant. Documents that
/// are not judged or have a negative grade are passed over.
/// Source: Buckley and Voorhees, SIGIR 2004, with the min(N, R) of trec_eval's bpref.
[[nodiscard]] double bpref(const JudgedRanking& ranking, int relevant);

/// 1 if a relevant document is within `depth`, else 0. Source: trec_eval's success.
[[nodiscard]] double success(const JudgedRanking& ranking, std::size_t depth, int relevant);

/// The part of the first `depth` retrieved documents (of all retrieved, if fewer) that has a
/// judgement, whatever its grade. Low: the other figures are guesses. Source: ir_measures' Judged.
[[nodiscard]] double judged(const JudgedRanking& ranking, std::size_t depth);

/// Expected reciprocal rank: Σ over ranks of 1/rank · R(rank) · Π over higher ranks of 1 - R, with
/// R = (2^grade - 1) / 2^max_grade; a grade below 0 or unjudged is 0, above `max_grade` (at least
/// 1) it is `max_grade`. Source: Chapelle, Metzler, Zhang and Grinspan, CIKM 2009.
[[nodiscard]] double err(const JudgedRanking& ranking, std::size_t depth, int max_grade);

/// Rank-biased precision: (1 - p) · Σ over relevant ranks of p^(rank - 1), p in [0, 1): a reader
/// who goes on to the next result with probability p. Unjudged is not relevant (the lower bound).
/// Source: Moffat and Zobel, ACM TOIS 27(1), 2008, binary gain.
[[nodiscard]] double rank_biased_precision(const JudgedRanking& ranking, std::size_t depth,
                                           double persistence, int relevant);

enum class MeasureKind : std::uint8_t {
  ndcg,
  average_precision,
  reciprocal_rank,
  precision,
  recall,
  r_precision,
  bpref,
  success,
  judged,
  err,
  rank_biased_precision,
  num_q,        ///< 1 a topic
  num_ret,      ///< documents retrieved
  num_rel,      ///< documents judged relevant
  num_rel_ret,  ///< relevant documents retrieved
};

/// A measure with its parameters, as text `RBP(p=0.9,rel=2)@20`.
struct Measure {
  std::string name;  ///< as it was asked for, without white space; shown with its figures
  MeasureKind kind = MeasureKind::ndcg;
  std::size_t depth = whole_ranking;
  int relevant = 1;          ///< the lowest grade that is relevant
  double persistence = 0.8;  ///< of RBP
  int max_grade = 0;         ///< of ERR; 0: 4 as gdeval has it, or the qrels' highest if above

  /// A number of things, summed over topics, rather than a score in [0, 1].
  [[nodiscard]] bool is_count() const { return kind >= MeasureKind::num_q; }
};

/// Whether they measure the same, whatever their names.
[[nodiscard]] bool same_measure(const Measure& a, const Measure& b);

/// Names are those of ir_measures (nDCG, AP, RR, P, R, Rprec, Bpref, Success, Judged, ERR, RBP,
/// NumQ, NumRet, NumRel, NumRelRet), in any case, `@k` for a depth, `(rel=2)` for another lowest
/// relevant grade, `RBP(p=0.8)`, `ERR(max=3)`; those of trec_eval (map, ndcg_cut_10, P_5,
/// recall_100, num_rel_ret …) do as well. Error(usage) for another, naming those that exist.
[[nodiscard]] Measure parse_measure(std::string_view text);

/// As parse_measure, of a list with commas. One that measures the same as an earlier is left out.
[[nodiscard]] std::vector<Measure> parse_measures(std::string_view list);

/// `highest_grade` is that of the whole qrels: the scale of ERR.
[[nodiscard]] double measure_value(const Measure& measure, const JudgedRanking& ranking,
                                   int highest_grade);

}  // namespace speur
