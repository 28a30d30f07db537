#include "indexer/store/database_writer.hpp"

#include <utility>

namespace speur {

DatabaseWriter::DatabaseWriter(Xapian::WritableDatabase database)
    : database_(std::move(database)), thread_([this] { work(); }) {}

DatabaseWriter::~DatabaseWriter() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    waiting_.clear();
    ended_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void DatabaseWriter::add(Change change) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return waiting_.size() < max_waiting || failure_; });
  rethrow();
  waiting_.push_back(std::move(change));
  lock.unlock();
  changed_.notify_all();
}

void DatabaseWriter::finish() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
  rethrow();
}

void DatabaseWriter::work() {
  for (;;) {
    Change change;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return ended_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      change = std::move(waiting_.front());
      waiting_.pop_front();
    }
    changed_.notify_all();
    try {
      change(database_);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      failure_ = std::current_exception();
      waiting_.clear();
      changed_.notify_all();
      return;
    }
  }
}

void DatabaseWriter::rethrow() {
  if (failure_) std::rethrow_exception(failure_);
}

}  // namespace speur
