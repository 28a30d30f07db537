#pragma once

#include "searcher/http/net/limits.hpp"

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

namespace speur::http {

/// Counts the open connections, together and by address, and what they have yet to read. Any thread may use it.
class ConnectionCount {
 public:
  explicit ConnectionCount(const Limits& limits) : limits_(limits) {}

  /// How many connections over a cap are kept for a moment, to be told so.
  static constexpr std::size_t most_refused = 64;

  /// Allows no more than `most` connections, also where the limits allow more.
  void lower_to(std::size_t most) {
    const std::lock_guard lock(mutex_);
    limits_.connections = std::min(limits_.connections, most);
  }

  /// False, and not counted, where it would be one too many.
  [[nodiscard]] bool try_add(const std::string& address, bool is_loopback) {
    const std::lock_guard lock(mutex_);
    std::size_t& of_address = by_address_[address];
    const std::size_t most =
        is_loopback ? limits_.connections_per_loopback_address : limits_.connections_per_address;
    if (total_ >= limits_.connections || of_address >= most) {
      if (of_address == 0) by_address_.erase(address);
      return false;
    }
    ++of_address;
    ++total_;
    return true;
  }
  void remove(const std::string& address) {
    const std::lock_guard lock(mutex_);
    const auto found = by_address_.find(address);
    if (found == by_address_.end()) return;
    if (--found->second == 0) by_address_.erase(found);
    --total_;
  }
  /// For those over a cap that are told so before they are closed.
  [[nodiscard]] bool try_add_refused() {
    const std::lock_guard lock(mutex_);
    if (refused_ >= most_refused) return false;
    ++refused_;
    return true;
  }
  void remove_refused() {
    const std::lock_guard lock(mutex_);
    --refused_;
  }
  /// False, and not counted, where an answer of so many bytes would be more than may wait for its client.
  [[nodiscard]] bool try_keep(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    if (bytes > limits_.unread_bytes - unread_bytes_) return false;
    unread_bytes_ += bytes;
    return true;
  }
  void remove_kept(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    unread_bytes_ -= bytes;
  }
  [[nodiscard]] bool is_crowded() const {
    const std::lock_guard lock(mutex_);
    return total_ >= limits_.connections - limits_.connections / 4;
  }

 private:
  Limits limits_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::size_t> by_address_;
  std::size_t total_ = 0;
  std::size_t refused_ = 0;
  std::size_t unread_bytes_ = 0;
};

}  // namespace speur::http
