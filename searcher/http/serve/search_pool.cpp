#include "searcher/http/serve/search_pool.hpp"

#include <memory>
#include <optional>
#include <utility>

namespace speur::http {

void SearchPool::start() {
  for (std::size_t reader = 0; reader < watch_.readers(); ++reader) {
    threads_.emplace_back([this, reader] { run(reader); });
  }
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

void SearchPool::add(Job job) {
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back({std::move(job), Clock::now()});
  }
  wake_.notify_one();
}

void SearchPool::run(std::size_t reader) {
  std::unique_ptr<OpenIndex> index;
  Compressor compressor;
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (queue_.empty()) wake_.wait_for(lock, tick_);
    if (stopping_) return;
    std::optional<Waiting> next;
    if (!queue_.empty()) {
      next = std::move(queue_.front());
      queue_.pop_front();
    }
    lock.unlock();
    watch_.refresh(reader, index);
    if (next) next->job({*index, compressor, Clock::now() - next->since});
    next.reset();
    lock.lock();
  }
}

}  // namespace speur::http
