#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

/// Whether two runs over the same topics differ by more than chance. All functions take two spans
/// of equal length: the values of one measure, topic by topic.
namespace speur {

struct RandomizationTest {
  double p = 1;                   ///< two-sided; in (0, 1]
  bool exact = true;              ///< all assignments were counted, not a sample
  std::uint64_t assignments = 1;  ///< how many were looked at
};

/// As many as Smucker et al. use: at p = 0.05 the standard error is 0.0007.
inline constexpr std::uint64_t randomization_samples = 100'000;
/// With up to so many topics that differ, the test counts all 2^n assignments.
inline constexpr std::size_t exact_randomization_topics = 20;

/// Paired randomization (permutation) test of the difference of means. If the runs are alike, a
/// topic's two values could as well be swapped: p is the part of all 2^n assignments of signs
/// whose mean difference is at least as large, in absolute value, as the one seen. Topics without
/// a difference do not matter. Beyond exact_randomization_topics it is estimated from
/// randomization_samples random assignments as (c + 1) / (samples + 1); the seed is fixed, so the
/// same values give the same p everywhere.
/// Source: Smucker, Allan and Carterette, CIKM 2007; the estimate: Davison and Hinkley, 1997, 4.2.
[[nodiscard]] RandomizationTest randomization_test(std::span<const double> baseline,
                                                   std::span<const double> run);

struct TTest {
  double t = 0;  ///< mean difference / its standard error; infinite if that is 0
  double p = 1;  ///< two-sided
};

/// Student's paired t test with n - 1 degrees of freedom; nothing for fewer than two topics.
/// Without any difference p is 1; with the same difference everywhere it is 0.
[[nodiscard]] std::optional<TTest> paired_t_test(std::span<const double> baseline,
                                                 std::span<const double> run);

/// How a run differs from its baseline by one measure.
struct Difference {
  double baseline = 0, run = 0;                ///< means
  std::size_t wins = 0, ties = 0, losses = 0;  ///< topics where the run is better, equal, worse
  RandomizationTest randomization;
  std::optional<TTest> t_test;

  [[nodiscard]] double difference() const { return run - baseline; }
};

/// Differences up to this are ties: they come from the order of additions.
inline constexpr double tie_margin = 1e-9;

[[nodiscard]] Difference compare_values(std::span<const double> baseline,
                                        std::span<const double> run);

}  // namespace speur
