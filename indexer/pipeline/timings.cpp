#include "indexer/pipeline/timings.hpp"

#include <ctime>

namespace speur {
namespace {

std::int64_t now(clockid_t clock) {
  timespec time{};
  ::clock_gettime(clock, &time);
  return time.tv_sec * 1'000'000'000 + time.tv_nsec;
}

double seconds(std::int64_t nanoseconds) { return static_cast<double>(nanoseconds) / 1e9; }

}  // namespace

std::string_view to_string(Stage stage) {
  static constexpr std::array<std::string_view, stage_count> names = {
      "prepare", "walk",    "compare", "read",   "page",    "document", "shard",
      "compact", "bundle",  "commit",  "publish", "tidy",   "waiting"};
  return names[static_cast<std::size_t>(stage)];
}

std::vector<StageTime> Timings::stages() const {
  const std::lock_guard lock(mutex_);
  std::vector<StageTime> result;
  for (std::size_t i = 0; i < stage_count; ++i) {
    StageTime time = total_[i];
    time.stage = static_cast<Stage>(i);
    if (time.run > 0 || time.workers > 0) result.push_back(time);
  }
  return result;
}

StageClock::StageClock(Timings& timings, Thread thread) : timings_(timings), thread_(thread) {
  if (!timings_.enabled_) return;
  wall_ = now(CLOCK_MONOTONIC);
  cpu_ = now(CLOCK_THREAD_CPUTIME_ID);
}

StageClock::~StageClock() {
  if (!timings_.enabled_) return;
  measure(Stage::waiting);
  flush();
}

void StageClock::flush() {
  const std::lock_guard lock(timings_.mutex_);
  for (std::size_t i = 0; i < stage_count; ++i) {
    timings_.total_[i].run += spent_[i].run;
    timings_.total_[i].workers += spent_[i].workers;
    timings_.total_[i].cpu += spent_[i].cpu;
  }
  spent_ = {};
}

void StageClock::measure(Stage stage) {
  const std::int64_t wall = now(CLOCK_MONOTONIC);
  const std::int64_t cpu = now(CLOCK_THREAD_CPUTIME_ID);
  StageTime& spent = spent_[static_cast<std::size_t>(stage)];
  (thread_ == Thread::run ? spent.run : spent.workers) += seconds(wall - wall_);
  spent.cpu += seconds(cpu - cpu_);
  wall_ = wall;
  cpu_ = cpu;
}

}  // namespace speur
