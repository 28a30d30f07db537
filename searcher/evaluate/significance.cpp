#include "searcher/evaluate/significance.hpp"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

namespace speur {
namespace {

std::vector<double> differences(std::span<const double> baseline, std::span<const double> run) {
  std::vector<double> result(baseline.size());
  std::transform(run.begin(), run.end(), baseline.begin(), result.begin(), std::minus<>());
  return result;
}

/// Sums of differences under any assignment of signs, eight topics at a time: the 256 sums of each
/// eight are made once.
class SignedSums {
 public:
  explicit SignedSums(std::span<const double> values) {
    for (std::size_t begin = 0; begin < values.size(); begin += 8) {
      const std::span<const double> part =
          values.subspan(begin, std::min<std::size_t>(8, values.size() - begin));
      std::array<double, 256>& sums = tables_.emplace_back();
      for (std::size_t signs = 0; signs < sums.size(); ++signs) {
        double sum = 0;
        for (std::size_t i = 0; i < part.size(); ++i) {
          sum += (signs >> i & 1) != 0 ? -part[i] : part[i];
        }
        sums[signs] = sum;
      }
    }
  }

  /// `next_signs` gives 64 random or counted bits, of which the lowest belong to the first topics.
  template <typename Bits>
  [[nodiscard]] double sum(Bits&& next_signs) const {
    double sum = 0;
    std::uint64_t signs = 0;
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      if (i % 8 == 0) signs = next_signs();
      sum += tables_[i][signs & 0xff];
      signs >>= 8;
    }
    return sum;
  }

 private:
  std::vector<std::array<double, 256>> tables_;
};

}  // namespace

RandomizationTest randomization_test(std::span<const double> baseline,
                                     std::span<const double> run) {
  std::vector<double> moved = differences(baseline, run);
  std::erase_if(moved, [](double d) { return std::abs(d) <= tie_margin; });
  if (moved.empty()) return {};
  // The sums are made in different orders: a hair less is as extreme as what was seen.
  double total = 0, seen = 0;
  for (const double d : moved) {
    total += std::abs(d);
    seen += d;
  }
  const double threshold = std::abs(seen) - 1e-10 * total;
  const SignedSums sums(moved);
  const bool exact = moved.size() <= exact_randomization_topics;
  const std::uint64_t assignments =
      exact ? std::uint64_t{1} << moved.size() : randomization_samples;
  std::uint64_t extreme = 0;
  std::mt19937_64 random(20'070'610);  // the standard fixes its numbers, on every machine
  for (std::uint64_t i = 0; i < assignments; ++i) {
    const double sum = exact ? sums.sum([i] { return i; }) : sums.sum([&] { return random(); });
    if (std::abs(sum) >= threshold) ++extreme;
  }
  const std::uint64_t one = exact ? 0 : 1;  // the assignment seen is one of the sampled
  return {static_cast<double>(extreme + one) / static_cast<double>(assignments + one), exact,
          assignments};
}

std::optional<TTest> paired_t_test(std::span<const double> baseline, std::span<const double> run) {
  if (baseline.size() < 2) return std::nullopt;
  const std::vector<double> moved = differences(baseline, run);
  const auto n = static_cast<double>(moved.size());
  const double mean = std::accumulate(moved.begin(), moved.end(), 0.0) / n;
  double squares = 0;
  for (const double d : moved) squares += (d - mean) * (d - mean);
  const double error = std::sqrt(squares / (n - 1) / n);
  if (std::abs(mean) <= tie_margin && error <= tie_margin) return TTest{};
  if (error <= tie_margin) {
    return TTest{std::copysign(std::numeric_limits<double>::infinity(), mean), 0};
  }
  const double t = mean / error;
  const boost::math::students_t distribution(n - 1);
  return TTest{t, 2 * boost::math::cdf(boost::math::complement(distribution, std::abs(t)))};
}

Difference compare_values(std::span<const double> baseline, std::span<const double> run) {
  Difference result;
  if (baseline.empty()) return result;
  const auto n = static_cast<double>(baseline.size());
  result.baseline = std::accumulate(baseline.begin(), baseline.end(), 0.0) / n;
  result.run = std::accumulate(run.begin(), run.end(), 0.0) / n;
  for (std::size_t i = 0; i < baseline.size(); ++i) {
    const double d = run[i] - baseline[i];
    ++(d > tie_margin ? result.wins : d < -tie_margin ? result.losses : result.ties);
  }
  result.randomization = randomization_test(baseline, run);
  result.t_test = paired_t_test(baseline, run);
  return result;
}

}  // namespace speur
