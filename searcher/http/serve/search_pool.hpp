#pragma once

#include "searcher/http/net/compression.hpp"
#include "searcher/http/serve/index_watch.hpp"
#include "searcher/http/page/open_index.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace speur::http {

/// The threads that ask the index, each with one of its own, and one queue for all: whoever is free
/// takes what has waited longest. Connections live on other threads, so that no search, however
/// long it takes, keeps another client waiting while a thread is free.
class SearchPool {
 public:
  /// What a thread lends to a job.
  struct Turn {
    OpenIndex& index;
    Compressor& compressor;
  };
  using Job = std::function<void(const Turn&)>;  ///< throws nothing
  using Ticket = std::uint64_t;                  ///< of a job, from add()

  /// As many threads as `watch` has readers. `tick`: how often a thread without work looks for a
  /// newer index, so that the old one is not kept open.
  SearchPool(IndexWatch& watch, std::chrono::milliseconds tick) : watch_(watch), tick_(tick) {}
  ~SearchPool() { stop(); }
  SearchPool(const SearchPool&) = delete;
  SearchPool& operator=(const SearchPool&) = delete;

  void start();
  /// Jobs that have begun are done when it returns; the others never begin.
  void stop();
  /// The same, but waits no longer than so. False if some job has not ended by then.
  [[nodiscard]] bool stop_within(std::chrono::milliseconds wait);
  /// The last three may be called from any thread.
  Ticket add(Job job);
  /// Takes the job out of the queue, so that it never begins. False if it has begun, or is done.
  bool withdraw(Ticket ticket);
  /// Whether jobs wait because all threads are at work.
  [[nodiscard]] bool is_busy();

 private:
  struct Waiting {
    Ticket ticket;
    Job job;
  };
  void run(std::size_t reader);

  IndexWatch& watch_;
  std::chrono::milliseconds tick_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Waiting> queue_;  // by ticket; no longer than there are connections
  Ticket next_ticket_ = 1;
  std::size_t idle_threads_ = 0;
  std::size_t running_threads_ = 0;
  std::condition_variable ended_;  // one of them
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace speur::http
