#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace speur {

struct InOrderOptions {
  std::size_t jobs = 1;   ///< threads that work, beside the calling one
  std::size_t ahead = 1;  ///< results that wait to be taken at most; at least 1
  /// Called on the calling thread, some ten times a second. What it throws ends the work.
  std::function<void()> while_waiting;
};

/// Hands out pieces of work in order and collects their results, which come in any order.
template <typename Result>
class OrderedResults {
 public:
  OrderedResults(std::size_t count, std::size_t ahead)
      : count_(count), ahead_(std::max<std::size_t>(ahead, 1)) {}

  /// The next piece to work on, as soon as there is room for its result. Nothing when all pieces
  /// are handed out, or the work has failed.
  std::optional<std::size_t> claim() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || claimed_ == count_ || claimed_ < taken_ + ahead_; });
    if (stopped_ || claimed_ == count_) return std::nullopt;
    return claimed_++;
  }
  void put(std::size_t piece, Result result) {
    {
      const std::lock_guard lock(mutex_);
      done_.emplace(piece, std::move(result));
    }
    changed_.notify_all();
  }
  /// Pieces before `piece` are still finished, so that the first failure in order is the one told.
  void fail(std::size_t piece, std::exception_ptr failure) {
    {
      const std::lock_guard lock(mutex_);
      failures_.emplace(piece, std::move(failure));
      stopped_ = true;
    }
    changed_.notify_all();
  }
  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    changed_.notify_all();
  }
  /// The result of the piece after the last one taken. Throws what its work threw.
  Result take(const std::function<void()>& while_waiting) {
    std::unique_lock lock(mutex_);
    const auto is_ready = [&] { return done_.contains(taken_) || failures_.contains(taken_); };
    while (!is_ready()) {
      changed_.wait_for(lock, std::chrono::milliseconds(100), is_ready);
      if (!while_waiting) continue;
      lock.unlock();
      while_waiting();
      lock.lock();
    }
    if (const auto failure = failures_.find(taken_); failure != failures_.end()) {
      std::rethrow_exception(failure->second);
    }
    auto node = done_.extract(taken_);
    ++taken_;
    lock.unlock();
    changed_.notify_all();
    return std::move(node.mapped());
  }

 private:
  const std::size_t count_, ahead_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::size_t, Result> done_;
  std::map<std::size_t, std::exception_ptr> failures_;
  std::size_t claimed_ = 0, taken_ = 0;
  bool stopped_ = false;
};

/// Threads that are told to stop, and waited for, when it goes.
class StoppedThreads {
 public:
  StoppedThreads(std::size_t count, const std::function<void()>& work, std::function<void()> stop)
      : stop_(std::move(stop)) {
    try {
      for (std::size_t i = 0; i < count; ++i) threads_.emplace_back(work);
    } catch (...) {
      finish();
      throw;
    }
  }
  ~StoppedThreads() { finish(); }
  StoppedThreads(const StoppedThreads&) = delete;
  StoppedThreads& operator=(const StoppedThreads&) = delete;

 private:
  void finish() {
    stop_();
    for (std::thread& thread : threads_) thread.join();
  }
  std::function<void()> stop_;
  std::vector<std::thread> threads_;
};

/// Works on the pieces 0 to `count` - 1 on threads of its own, and takes their results on the
/// calling thread in the order of the pieces. `make_worker()` is called once on each thread and
/// gives what is then called with the numbers of pieces: `Result worker(std::size_t piece)`. Then
/// `take(piece, Result)`. The first exception in the order of the pieces comes out, when all
/// threads have ended; the pieces before it were taken.
template <typename MakeWorker, typename Take>
void in_order(std::size_t count, const InOrderOptions& options, const MakeWorker& make_worker,
              const Take& take) {
  using Worker = std::invoke_result_t<MakeWorker>;
  using Result = std::invoke_result_t<Worker&, std::size_t>;
  OrderedResults<Result> results(count, options.ahead);
  const auto work = [&] {
    std::optional<Worker> worker;
    while (const std::optional<std::size_t> piece = results.claim()) {
      try {
        if (!worker) worker.emplace(make_worker());
        results.put(*piece, (*worker)(*piece));
      } catch (...) {
        results.fail(*piece, std::current_exception());
      }
    }
  };
  if (count == 0) return;
  const StoppedThreads threads(std::clamp<std::size_t>(options.jobs, 1, count), work,
                               [&] { results.stop(); });
  for (std::size_t piece = 0; piece < count; ++piece) {
    take(piece, results.take(options.while_waiting));
  }
}

}  // namespace speur
