#pragma once

#include <xapian.h>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace speur {

/// Changes a database on a thread of its own, in the order they are given: adding a document costs
/// Xapian more than making it costs us, so both go on at once. What a change throws comes out of
/// the next call.
class DatabaseWriter {
 public:
  using Change = std::function<void(Xapian::WritableDatabase&)>;

  /// Nobody else uses `database` until finish().
  explicit DatabaseWriter(Xapian::WritableDatabase database);
  ~DatabaseWriter();  ///< leaves out what has not begun
  DatabaseWriter(const DatabaseWriter&) = delete;
  DatabaseWriter& operator=(const DatabaseWriter&) = delete;

  /// Waits while max_waiting changes are not begun. What `change` holds is its own: Xapian's
  /// objects count their owners without a lock.
  void add(Change change);
  /// Waits until all changes are made, and ends the thread.
  void finish();

 private:
  static constexpr std::size_t max_waiting = 32;
  void work();
  void rethrow();

  Xapian::WritableDatabase database_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Change> waiting_;
  std::exception_ptr failure_;
  bool ended_ = false;
  std::thread thread_;
};

}  // namespace speur
