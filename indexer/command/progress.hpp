#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace speur {

/// A bar on standard error while pages are indexed, if that is a terminal; else nothing at all.
class Progress {
 public:
  explicit Progress(std::size_t total);
  ~Progress();  ///< wipes the bar
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::size_t done);
  /// Wipes the bar, so that a line can be printed; the next show() draws it again.
  void wipe();

 private:
  void draw();
  std::size_t total_, done_ = 0;
  bool shown_ = false, enabled_;
  std::chrono::steady_clock::time_point start_, last_;
};

}  // namespace speur
