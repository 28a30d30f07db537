#pragma once

#include "searcher/http/net/message.hpp"

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace speur::http {

/// Answers that are kept for whoever asks the same again, as a cache in front of the server would: many
/// visitors begin to type the same words. Those that were not asked for longest make room for others. For
/// any number of threads.
class KeptAnswers {
 public:
  struct Answer {
    Response response;                ///< compressed, without the fields that depend on who asks
    std::string query;                ///< that was searched, for the log and the counts
    std::optional<std::size_t> hits;  ///< that were found
    bool is_counted = false;          ///< it counts as a search
    std::uint64_t salt = 0;           ///< of its tag
  };

  /// `most_bytes`: of all answers with their keys; 0: none is kept.
  explicit KeptAnswers(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// Null: it is not kept.
  [[nodiscard]] std::shared_ptr<const Answer> find(std::string_view key);
  /// One that takes more than an eighth of all room is not kept, nor is another under the same key.
  void keep(std::string key, Answer answer);
  [[nodiscard]] std::size_t bytes();

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Answer> answer;
    std::size_t bytes = 0;
  };
  using Entries = std::list<Entry>;

  const std::size_t most_bytes_;
  std::mutex mutex_;
  Entries entries_;  // the one that was asked last is the first
  std::unordered_map<std::string_view, Entries::iterator> by_key_;  // views of the entries' keys
  std::size_t bytes_ = 0;
};

}  // namespace speur::http
