#pragma once

#include <chrono>

namespace speur {

/// The moment when a search has to end with what it has.
class Deadline {
 public:
  using Clock = std::chrono::steady_clock;

  Deadline() = default;  ///< never
  explicit Deadline(std::chrono::milliseconds from_now) : end_(Clock::now() + from_now) {}

  [[nodiscard]] bool is_set() const { return end_ != Clock::time_point::max(); }
  [[nodiscard]] bool has_passed() const { return is_set() && Clock::now() >= end_; }

 private:
  Clock::time_point end_ = Clock::time_point::max();
};

}  // namespace speur
