#pragma once

#include <atomic>
#include <chrono>

namespace speur {

/// When a search has to end with what it has: at a moment, or as soon as somebody says so.
class Deadline {
 public:
  using Clock = std::chrono::steady_clock;

  Deadline() = default;  ///< never
  explicit Deadline(std::chrono::milliseconds from_now) : end_(Clock::now() + from_now) {}

  /// Also ends when another thread sets `stop`, which outlives the search. Null: nobody does.
  [[nodiscard]] Deadline or_at(const std::atomic<bool>* stop) const {
    Deadline both = *this;
    both.stop_ = stop;
    return both;
  }

  [[nodiscard]] bool is_set() const { return has_end() || stop_ != nullptr; }
  [[nodiscard]] bool has_passed() const {
    if (stop_ != nullptr && stop_->load(std::memory_order_relaxed)) return true;
    return has_end() && Clock::now() >= end_;
  }

 private:
  [[nodiscard]] bool has_end() const { return end_ != Clock::time_point::max(); }

  Clock::time_point end_ = Clock::time_point::max();
  const std::atomic<bool>* stop_ = nullptr;
};

}  // namespace speur
