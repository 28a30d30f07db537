#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace speur {

/// Checksums of the pieces of a file, each a quarter of a page of memory and within one. A search reads little of a large
/// file, and to verify all bytes would take longer than the search: so a piece is held against its checksum when it is first
/// read, which brings no other page into memory. Pieces of a whole page would take three times as long: what a search reads is
/// a number here and a record there. Any number of threads may share it.
class PieceSums {
 public:
  static constexpr std::size_t piece_bytes = 1024;

  /// `payload`: what the checksums `sums` are of; it must stay as long as this, as they must. Its first byte is byte
  /// `file_begin` of the file, in the first piece. std::out_of_range where there are more or fewer checksums than pieces.
  PieceSums(std::string_view payload, std::string_view sums, std::size_t file_begin);

  /// Verifies the pieces that `part`, a part of the payload, lies in. Gives how many bytes from its first one on are now
  /// verified. std::out_of_range where a piece is damaged.
  std::size_t check(std::string_view part) const {
    if (part.empty()) return 0;
    const std::size_t begin = static_cast<std::size_t>(part.data() - payload_.data()) + file_begin_;
    const std::size_t last = (begin + part.size() - 1) / piece_bytes;
    for (std::size_t piece = begin / piece_bytes; piece <= last; ++piece) {
      if (!is_known(piece)) verify(piece);
    }
    return (last + 1) * piece_bytes - begin;
  }
  /// The same of bytes that begin at `begin` of the payload, and were read: `bytes` has whole pieces, as around() says.
  void check_read(std::size_t begin, std::string_view bytes) const;

  struct Range {
    std::size_t begin = 0, size = 0;
  };
  /// Of the payload, the pieces that the range lies in, or the range itself where they were verified before.
  [[nodiscard]] Range around(Range range) const;

  /// Appends the checksums of a part of a file that begins at a multiple of piece_bytes and ends at one, or where the
  /// payload ends. Of the first piece `skipped` bytes are left out.
  static void append(std::string_view bytes, std::size_t skipped, std::string& sums);
  /// The checksum of a piece.
  [[nodiscard]] static std::uint32_t sum(std::string_view bytes);
  /// How many bytes the checksums of a payload have.
  [[nodiscard]] static std::size_t bytes_of(std::size_t payload_bytes, std::size_t file_begin);

 private:
  static constexpr std::size_t flags = 64;

  [[nodiscard]] bool is_known(std::size_t piece) const {
    return (known_[piece / flags].load(std::memory_order_relaxed) >> piece % flags & 1U) != 0;
  }
  [[nodiscard]] Range range_of(std::size_t piece) const;
  void verify(std::size_t piece) const;
  void verify(std::size_t piece, std::string_view bytes) const;

  std::string_view payload_, sums_;
  std::size_t file_begin_;
  std::unique_ptr<std::atomic<std::uint64_t>[]> known_;
};

}  // namespace speur
