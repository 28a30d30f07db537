#pragma once

#include "indexer/site/content_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace speur {

/// Pages [begin, end) of a list, which one thread makes into one shard.
struct Chunk {
  std::size_t begin = 0, end = 0;
  std::uint64_t bytes = 0;      ///< of all their files
  std::uint64_t most_bytes = 0; ///< of the largest one
};

struct ChunkLimits {
  std::size_t pages = 200;  ///< of a large site
  std::uint64_t bytes = std::uint64_t{8} << 20U;
  /// Of a small site, so that all threads have some of it: 251 pages in chunks of 200 take two threads as long
  /// as one. Smaller ones cost more time to become one database than they save.
  std::size_t least_pages = 32, chunks = 4;
};

/// Cuts the list at the same places whatever the number of threads, since the places can be seen in
/// the database's blocks. A chunk holds at least one page, of any size.
[[nodiscard]] std::vector<Chunk> cut_chunks(std::span<const FoundPage> pages,
                                            const ChunkLimits& limits);

}  // namespace speur
