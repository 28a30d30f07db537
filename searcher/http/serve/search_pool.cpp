#include "searcher/http/serve/search_pool.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace speur::http {

void SearchPool::start() {
  running_threads_ = watch_.readers();
  for (std::size_t reader = 0; reader < watch_.readers(); ++reader) {
    threads_.emplace_back([this, reader] { run(reader); });
  }
}

bool SearchPool::stop_within(std::chrono::milliseconds wait) {
  std::unique_lock lock(mutex_);
  stopping_ = true;
  wake_.notify_all();
  return ended_.wait_for(lock, wait, [this] { return running_threads_ == 0; });
}

void SearchPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

SearchPool::Ticket SearchPool::add(Job job) {
  Ticket ticket = 0;
  {
    const std::lock_guard lock(mutex_);
    ticket = next_ticket_++;
    queue_.push_back({ticket, std::move(job)});
  }
  wake_.notify_one();
  return ticket;
}

bool SearchPool::withdraw(Ticket ticket) {
  Job withdrawn;  // destroyed without the lock
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::lower_bound(queue_, ticket, {}, &Waiting::ticket);
  if (found == queue_.end() || found->ticket != ticket) return false;
  withdrawn = std::move(found->job);
  queue_.erase(found);
  return true;
}

bool SearchPool::is_busy() {
  const std::lock_guard lock(mutex_);
  return !queue_.empty() && idle_threads_ == 0;
}

void SearchPool::run(std::size_t reader) {
  std::unique_ptr<OpenIndex> index;
  Compressor compressor;
  std::unique_lock lock(mutex_);
  struct Leave {
    SearchPool& pool;
    ~Leave() {
      --pool.running_threads_;
      pool.ended_.notify_all();
    }
  };
  const Leave leave{*this};  // before the lock is given back
  while (!stopping_) {
    if (queue_.empty()) {
      ++idle_threads_;
      wake_.wait_for(lock, tick_);
      --idle_threads_;
    }
    if (stopping_) return;
    std::optional<Waiting> next;
    if (!queue_.empty()) {
      next = std::move(queue_.front());
      queue_.pop_front();
    }
    lock.unlock();
    watch_.refresh(reader, index);
    if (next) next->job({*index, compressor});
    next.reset();
    lock.lock();
  }
}

}  // namespace speur::http
