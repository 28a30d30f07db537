#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace speur {

/// Bytes that several threads share: whoever wants more than is left waits until others give back.
class MemoryBudget {
 public:
  explicit MemoryBudget(std::size_t bytes) : bytes_(bytes) {}

  /// A share of the budget, given back when it goes.
  class Share {
   public:
    Share(MemoryBudget& budget, std::size_t bytes) : budget_(budget), bytes_(bytes) {
      std::unique_lock lock(budget_.mutex_);
      // A share larger than the whole budget is given while nobody has another one.
      budget_.returned_.wait(lock, [&] {
        return budget_.used_ == 0 || budget_.used_ + bytes_ <= budget_.bytes_;
      });
      budget_.used_ += bytes_;
    }
    ~Share() {
      {
        const std::lock_guard lock(budget_.mutex_);
        budget_.used_ -= bytes_;
      }
      budget_.returned_.notify_all();
    }
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

   private:
    MemoryBudget& budget_;
    const std::size_t bytes_;
  };

 private:
  const std::size_t bytes_;
  std::size_t used_ = 0;
  std::mutex mutex_;
  std::condition_variable returned_;
};

}  // namespace speur
