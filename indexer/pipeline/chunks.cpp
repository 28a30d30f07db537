#include "indexer/pipeline/chunks.hpp"

#include <algorithm>

namespace speur {

std::vector<Chunk> cut_chunks(std::span<const FoundPage> pages, const ChunkLimits& limits) {
  const std::size_t most_pages =
      std::min(limits.pages, std::max(limits.least_pages, (pages.size() + limits.chunks - 1) / limits.chunks));
  std::vector<Chunk> chunks;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const std::uint64_t bytes = pages[i].stamp.size;
    const bool is_full = chunks.empty() || chunks.back().end - chunks.back().begin >= most_pages ||
                         chunks.back().bytes + bytes > limits.bytes;
    if (is_full) chunks.push_back({i, i, 0, 0});
    Chunk& chunk = chunks.back();
    chunk.end = i + 1;
    chunk.bytes += bytes;
    chunk.most_bytes = std::max(chunk.most_bytes, bytes);
  }
  return chunks;
}

}  // namespace speur
