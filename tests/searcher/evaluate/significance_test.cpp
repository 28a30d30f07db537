#include "searcher/evaluate/significance.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace speur {
namespace {

using Values = std::vector<double>;

TEST_CASE("the exact randomization test counts the assignments worked out by hand",
          "[evaluation]") {
  struct Row {
    Values run;  // against a baseline of zeros
    double p;
    std::uint64_t assignments;
  };
  for (const Row& row : std::vector<Row>{
           {{}, 1, 1},
           {{0, 0}, 1, 1},
           {{0.5}, 1, 2},  // +.5 and -.5 are both as large
           // Sums of ±1 ±2 ±3 that reach 6: only +++ and ---.
           {{0.1, 0.2, 0.3}, 2.0 / 8, 8},
           // Of ±1 ±2 ±3 those that reach |-1 + 2 + 3| = 4: ±6 and ±4.
           {{-0.1, 0.2, 0.3}, 4.0 / 8, 8},
           // |1 + 1 - 1 + 1| = 2 of ±1 ±1 ±1 ±1: sums ±4 (2 ways) and ±2 (8 ways).
           {{0.1, 0.1, -0.1, 0.1}, 10.0 / 16, 16},
           {{0, 0.1, 0, 0.2, 0, 0.3}, 2.0 / 8, 8},  // topics without difference do not matter
           {Values(20, 0.1), 2.0 / 1048576, 1048576},
       }) {
    CAPTURE(row.run);
    const RandomizationTest test = randomization_test(Values(row.run.size(), 0), row.run);
    CHECK(test.p == Approx(row.p));
    CHECK(test.exact);
    CHECK(test.assignments == row.assignments);
  }
}

TEST_CASE("with many topics the randomization test samples, the same every time", "[evaluation]") {
  // Ten wins and twenty losses of equal size: p is that of a two-sided sign test,
  // 2 · Σ k ≤ 10 of C(30, k) / 2^30 = 0.098737.
  Values run(30, -0.25);
  std::fill_n(run.begin(), 10, 0.25);
  const RandomizationTest test = randomization_test(Values(30, 0), run);
  CHECK_FALSE(test.exact);
  CHECK(test.assignments == randomization_samples);
  CHECK(test.p == Approx(0.098737).margin(0.004));  // four standard errors
  CHECK(test.p == randomization_test(Values(30, 0), run).p);
  // It never says that something is impossible.
  CHECK(randomization_test(Values(100, 0), Values(100, 0.5)).p ==
        Approx(1.0 / (randomization_samples + 1.0)));
}

TEST_CASE("the t test has the values of Student's table", "[evaluation]") {
  struct Row {
    Values run;
    double t, p;
  };
  for (const Row& row : std::vector<Row>{
           // Mean 2, variance ((-1)² + 0 + 1²) / 2 = 1, error 1/√3: t = 3.464102, 2 degrees:
           // p = 1 - t / √(t² + 2) = 1 - 3.464102 / √14.
           {{1, 2, 3}, 3.464102, 0.074180},
           // One degree of freedom: p = 1 - 2/π · atan t. Mean 2, error 1.
           {{1, 3}, 2, 1 - 2 / M_PI * std::atan(2.0)},
           {{0.3, -0.3}, 0, 1},
           {{0, 0, 0}, 0, 1},
       }) {
    CAPTURE(row.run);
    const std::optional<TTest> test = paired_t_test(Values(row.run.size(), 0), row.run);
    REQUIRE(test);
    CHECK(test->t == Approx(row.t).margin(1e-9));
    CHECK(test->p == Approx(row.p).epsilon(1e-5));
  }
  CHECK_FALSE(paired_t_test(Values{0.5}, Values{0.7}));
  const std::optional<TTest> constant = paired_t_test(Values(4, 0), Values(4, -0.1));
  REQUIRE(constant);
  CHECK(constant->p == 0);
  CHECK(constant->t == -std::numeric_limits<double>::infinity());
}

TEST_CASE("the tests agree with each other and do not care about sides", "[evaluation]") {
  std::mt19937 random(11);
  std::normal_distribution<double> noise(0.02, 0.1);
  for (const std::size_t topics : {10U, 20U, 60U}) {
    Values baseline, run;
    for (std::size_t i = 0; i < topics; ++i) {
      baseline.push_back(0.5 + noise(random));
      run.push_back(baseline.back() + noise(random));
    }
    CAPTURE(topics);
    const Difference forward = compare_values(baseline, run);
    const Difference back = compare_values(run, baseline);
    CHECK(forward.difference() == Approx(-back.difference()));
    CHECK(forward.wins == back.losses);
    CHECK(forward.wins + forward.ties + forward.losses == topics);
    CHECK(forward.randomization.p == Approx(back.randomization.p));
    REQUIRE(forward.t_test);
    CHECK(forward.t_test->p == Approx(back.t_test->p));
    CHECK(forward.randomization.p == Approx(forward.t_test->p).margin(0.03));
  }
}

TEST_CASE("wins, ties and losses are counted with room for rounding", "[evaluation]") {
  const Difference difference =
      compare_values(Values{0.1 + 0.2, 0.5, 0.5, 0.5}, Values{0.3, 0.6, 0.7, 0.4});
  CHECK(difference.wins == 2);
  CHECK(difference.ties == 1);
  CHECK(difference.losses == 1);
  CHECK(difference.baseline == Approx(0.45));
  CHECK(difference.run == Approx(0.5));
  CHECK(compare_values({}, {}).randomization.p == 1);
}

}  // namespace
}  // namespace speur
