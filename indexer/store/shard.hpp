#pragma once

#include "indexer/store/prepared_page.hpp"
#include "indexer/suggestions/suggestion_collector.hpp"

#include <xapian.h>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <vector>

namespace speur {

/// A database of some pages in the order they are added, which becomes a part of a generation, or
/// the whole of a small one. It stays in memory until finish(): Xapian writes small shards, each at
/// once, in half the time of a large one. If the run does not end, a shard is useless: nothing is
/// synchronized, and blocks are written over.
class Shard {
 public:
  explicit Shard(std::filesystem::path folder);  ///< a new one, or written over
  void add(const PreparedPage& page);
  void finish();

 private:
  std::filesystem::path folder_;
  Xapian::WritableDatabase database_;
};

/// Where the shards of a generation are to be made: below `generation`, or for a single one the
/// generation itself. Error(io).
[[nodiscard]] std::vector<std::filesystem::path> shard_folders(
    const std::filesystem::path& generation, std::size_t count);

/// How many shards can be open at a time, having raised the limit of open files as far as that is
/// allowed. A shard takes up to six.
[[nodiscard]] std::size_t most_open_shards();

/// Makes one database of the shards (shard_folders, more than one, finished) in `generation`, with
/// the documents of all in order, numbered from 1. No more than `at_once` (at least 2) are open at a time:
/// more are merged in several rounds, which remove them. `progress` is called from time to time; what it
/// throws ends the work. Error(io).
void merge_shards(std::vector<std::filesystem::path> shards,
                  const std::filesystem::path& generation, const std::function<void()>& progress,
                  std::size_t at_once = most_open_shards());

/// What the pages of all shards suggest. One shard is open at a time. `progress` as above. Error(io).
[[nodiscard]] SuggestionCollector read_suggestions(std::span<const std::filesystem::path> shards,
                                                   const std::function<void()>& progress);

/// Removes the shards that are left. It waits for the disk, which may be writing them still.
void remove_shards(const std::filesystem::path& generation);

}  // namespace speur
