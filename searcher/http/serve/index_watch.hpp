#pragma once

#include "searcher/http/page/open_index.hpp"

#include <xapian.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace speur::http {

/// Opens the index for each thread that answers, and opens it anew when it has changed: on a thread
/// of its own, so that no request waits for it. Threads take the new one between two requests.
///
/// Before it is opened all its bytes are held against the checksums that the indexer wrote, since
/// Xapian believes its files and can crash on a damaged one. A damaged index is told and not taken
/// into use: the one before goes on. An index without checksums is damaged.
///
/// Databases of other hosts are asked once a second whether they have changed. A host that does not answer
/// has not.
class IndexWatch {
 public:
  struct Events {
    std::function<void(const IndexFacts&)> opened;   ///< a new revision, for all threads
    std::function<void(const std::string&)> failed;  ///< it stays with the one it has
  };

  /// Opens the index `readers` times. Errors as Searcher's. `query_time`: Searcher's limit of time.
  IndexWatch(std::filesystem::path index, std::size_t readers, Events events,
             std::chrono::milliseconds query_time = std::chrono::milliseconds(0));
  ~IndexWatch();
  IndexWatch(const IndexWatch&) = delete;
  IndexWatch& operator=(const IndexWatch&) = delete;

  void start(std::chrono::milliseconds interval);
  void stop();

  [[nodiscard]] std::size_t readers() const noexcept { return slots_.size(); }
  /// Puts a newer index into `current`, if there is one. Cheap where there is none.
  void refresh(std::size_t reader, std::unique_ptr<OpenIndex>& current);
  /// The same for a thread that does not search. For any number of threads.
  void refresh(std::shared_ptr<const SharedIndex>& current);

 private:
  struct Slot {
    std::atomic<bool> has_next{false};
    std::unique_ptr<OpenIndex> next;  // under mutex_
  };
  /// A database of another host, by a connection that only asks whether it has changed.
  struct RemotePart {
    std::optional<Xapian::Database> database;  // none: the connection is lost
    std::size_t changes = 0;                   // that were seen
    std::string state;
  };
  void run(std::chrono::milliseconds interval);
  void open_all();
  [[nodiscard]] std::string fingerprint();
  void look();
  /// Whether the files of the index may be opened: they are as they were written, or nothing can
  /// be said of them and that will not change. Error(io) that names a damaged one.
  [[nodiscard]] bool may_open();

  std::filesystem::path path_;
  std::chrono::milliseconds query_time_;
  Events events_;
  std::vector<Slot> slots_;
  std::shared_ptr<const SharedIndex> shared_;        // under mutex_
  std::atomic<const SharedIndex*> newest_{nullptr};  // what shared_ holds
  std::string seen_;  // of the files that were opened last, and of those that could not be
  std::uint64_t faults_ = 0;  // MappedFile's when they were opened
  std::map<std::string, RemotePart> remote_;  // by IndexPart::name()
  std::chrono::steady_clock::time_point remote_seen_{};  // when they were asked last
  std::string refused_;       // stamps of all files of an index that was not taken into use
  std::optional<std::chrono::steady_clock::time_point> writing_since_;
  std::atomic<bool> stop_reading_{false};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::unique_ptr<OpenIndex>> retired_;  // closed here: it takes a while
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace speur::http
