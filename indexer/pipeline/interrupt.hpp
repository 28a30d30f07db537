#pragma once

#include <csignal>
#include <exception>

namespace speur {

/// A signal asked the run to stop: the index is as it was before.
class Interrupted : public std::exception {
 public:
  explicit Interrupted(int signal) : signal_(signal) {}
  [[nodiscard]] int signal() const noexcept { return signal_; }
  [[nodiscard]] const char* what() const noexcept override {
    return "stopped by a signal: the index is as it was";
  }

 private:
  int signal_;
};

/// While it lives, the first SIGINT or SIGTERM only sets a flag, which throw_if_interrupted()
/// reads; the second one ends the program at once, as it does without this. One at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

 private:
  struct sigaction interrupt_ {}, terminate_ {};
};

/// Throws Interrupted if a signal has come. Cheap; any thread may call it.
void throw_if_interrupted();

}  // namespace speur
