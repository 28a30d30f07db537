#include "indexer/pipeline/timings.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <thread>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE("the stages of a thread add up to its life", "[timings]") {
  Timings timings(true);
  const auto start = std::chrono::steady_clock::now();
  {
    StageClock clock(timings, StageClock::Thread::run);
    std::thread([&] {
      StageClock worker(timings, StageClock::Thread::worker);
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      worker.lap(Stage::read);
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }).join();
    clock.lap(Stage::waiting);
  }
  const double life = seconds_since(start);
  double run = 0, workers = 0, slept = 0;
  for (const StageTime& time : timings.stages()) {
    run += time.run;
    workers += time.workers;
    if (time.stage == Stage::read) CHECK(time.workers >= 0.020);
    if (time.stage == Stage::waiting) CHECK(time.workers >= 0.010);
    slept += time.run + time.workers - time.cpu;
    CHECK(time.cpu >= 0);
  }
  CHECK(slept >= 0.030);  // sleep takes time, and none of a processor
  CHECK(run >= 0.030);
  CHECK(run <= life);
  CHECK(workers >= 0.030);
  CHECK(workers <= run);
}

TEST_CASE("times that nobody asked for are not measured", "[timings]") {
  Timings timings(false);
  {
    StageClock clock(timings, StageClock::Thread::run);
    clock.lap(Stage::walk);
  }
  CHECK(timings.stages().empty());
}
