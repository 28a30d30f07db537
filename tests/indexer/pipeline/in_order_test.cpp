#include "indexer/pipeline/in_order.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

namespace {

/// A worker that takes longer for some pieces, so that results come out of order.
auto slow_square() {
  return [](std::size_t piece) {
    std::this_thread::sleep_for(std::chrono::microseconds((piece * 7919) % 300));
    return piece * piece;
  };
}

}  // namespace

TEST_CASE("results are taken in the order of the pieces, whatever the threads", "[in_order]") {
  for (const std::size_t jobs : {1U, 2U, 7U}) {
    for (const std::size_t ahead : {1U, 3U, 1000U}) {
      CAPTURE(jobs, ahead);
      std::vector<std::size_t> taken;
      in_order(100, {jobs, ahead, {}}, slow_square, [&](std::size_t piece, std::size_t result) {
        CHECK(piece == taken.size());
        taken.push_back(result);
      });
      REQUIRE(taken.size() == 100);
      CHECK(taken[99] == 99U * 99U);
    }
  }
}

TEST_CASE("nothing to do starts no thread", "[in_order]") {
  std::atomic<int> workers{0};
  in_order(
      0, {4, 4, {}},
      [&] {
        ++workers;
        return slow_square();
      },
      [](std::size_t, std::size_t) {});
  CHECK(workers == 0);
}

TEST_CASE("no more results wait than were asked for", "[in_order]") {
  std::atomic<std::size_t> made{0}, taken{0}, most{0};
  const auto make_worker = [&] {
    return [&](std::size_t piece) {
      const std::size_t waiting = ++made - taken;
      std::size_t before = most;
      while (before < waiting && !most.compare_exchange_weak(before, waiting)) {
      }
      return piece;
    };
  };
  in_order(200, {4, 5, {}}, make_worker, [&](std::size_t, std::size_t) {
    std::this_thread::sleep_for(std::chrono::microseconds(200));
    ++taken;
  });
  // One more: a result that is being taken has made room already.
  CHECK(most <= 6);
}

TEST_CASE("the first failure in order is told, after the pieces before it", "[in_order]") {
  for (int round = 0; round < 20; ++round) {
    std::size_t taken = 0;
    std::string told;
    const auto make_worker = [] {
      return [square = slow_square()](std::size_t piece) {
        if (piece == 40 || piece == 41) throw std::runtime_error(std::to_string(piece));
        return square(piece);
      };
    };
    try {
      in_order(100, {4, 100, {}}, make_worker, [&](std::size_t, std::size_t) { ++taken; });
    } catch (const std::runtime_error& e) {
      told = e.what();
    }
    CHECK(told == "40");
    CHECK(taken == 40);
  }
}

TEST_CASE("what the taker throws ends the work", "[in_order]") {
  std::atomic<std::size_t> worked{0};
  const auto make_worker = [&] {
    return [&](std::size_t piece) {
      ++worked;
      return piece;
    };
  };
  CHECK_THROWS_AS(in_order(1000, {2, 4, {}}, make_worker,
                           [](std::size_t piece, std::size_t) {
                             if (piece == 10) throw std::logic_error("enough");
                           }),
                  std::logic_error);
  CHECK(worked <= 16);
}
