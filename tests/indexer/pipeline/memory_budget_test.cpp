#include "indexer/pipeline/memory_budget.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <thread>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

TEST_CASE("shares together never exceed the budget, and one too large comes alone",
          "[memory_budget]") {
  MemoryBudget budget(100);
  std::atomic<std::size_t> used{0};
  std::atomic<bool> exceeded{false};
  const auto work = [&](std::size_t bytes) {
    for (int i = 0; i < 50; ++i) {
      const MemoryBudget::Share share(budget, bytes);
      const std::size_t now = used += bytes;
      if (now > 100 && now != 250) exceeded = true;
      std::this_thread::sleep_for(std::chrono::microseconds(50));
      used -= bytes;
    }
  };
  std::vector<std::thread> threads;
  for (const std::size_t bytes : {40U, 60U, 70U, 250U}) threads.emplace_back(work, bytes);
  for (std::thread& thread : threads) thread.join();
  CHECK_FALSE(exceeded);
  CHECK(used == 0);
}
