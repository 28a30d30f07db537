#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

namespace speur {

/// What a thread of the run is busy with.
enum class Stage : std::uint8_t {
  prepare,   ///< reading the site's configuration and what the index holds
  walk,      ///< finding the pages
  compare,   ///< looking which pages have changed, and hashing those whose stamp differs
  read,      ///< bytes of pages
  page,      ///< front matter and Markdown
  document,  ///< words and the Xapian document
  shard,     ///< Xapian's writing of shards, or of changed pages
  compact,   ///< shards become one database
  bundle,    ///< what is learned of the whole site
  commit,    ///< metadata and the last commit
  publish,   ///< bringing all to the disk, and the switch
  tidy,      ///< removing what is no longer of use
  waiting,   ///< for another thread
};
inline constexpr std::size_t stage_count = static_cast<std::size_t>(Stage::waiting) + 1;
[[nodiscard]] std::string_view to_string(Stage stage);

/// Seconds of one stage. Each thread is in one stage at a time: `run` over all stages is the time
/// of the whole run, and `workers` the sum of the life times of the other threads.
struct StageTime {
  Stage stage = Stage::waiting;
  double run = 0;      ///< wall time of the run's own thread
  double workers = 0;  ///< wall time of the other threads, summed
  double cpu = 0;      ///< of all threads, summed
};

/// Where the time of a run goes. Measures nothing unless it is enabled: reading a thread's CPU time
/// is a system call.
class Timings {
 public:
  explicit Timings(bool enabled) : enabled_(enabled) {}
  [[nodiscard]] bool enabled() const { return enabled_; }
  /// Those stages that took any time, in order.
  [[nodiscard]] std::vector<StageTime> stages() const;

 private:
  friend class StageClock;
  const bool enabled_;
  mutable std::mutex mutex_;
  std::array<StageTime, stage_count> total_{};
};

/// The clock of one thread.
class StageClock {
 public:
  enum class Thread : std::uint8_t { run, worker };
  StageClock(Timings& timings, Thread thread);
  ~StageClock();  ///< what is left is waiting
  StageClock(const StageClock&) = delete;
  StageClock& operator=(const StageClock&) = delete;

  /// The time since the last call was spent in `stage`.
  void lap(Stage stage) {
    if (timings_.enabled_) measure(stage);
  }
  /// Makes Timings::stages() know all laps until now.
  void flush();

 private:
  void measure(Stage stage);
  Timings& timings_;
  const Thread thread_;
  std::int64_t wall_ = 0, cpu_ = 0;
  std::array<StageTime, stage_count> spent_{};
};

}  // namespace speur
