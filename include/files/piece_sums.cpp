#include "include/files/piece_sums.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace speur {
namespace {

std::size_t pieces_in(std::size_t payload_bytes, std::size_t file_begin) {
  return (file_begin + payload_bytes + PieceSums::piece_bytes - 1) / PieceSums::piece_bytes;
}

}  // namespace

PieceSums::PieceSums(std::string_view payload, std::string_view sums, std::size_t file_begin)
    : payload_(payload),
      sums_(sums),
      file_begin_(file_begin),
      known_(std::make_unique<std::atomic<std::uint64_t>[]>(pieces_in(payload.size(), file_begin) / flags + 1)) {
  if (sums.size() != bytes_of(payload.size(), file_begin)) {
    throw std::out_of_range("a file has checksums of another number of pieces");
  }
}

std::uint32_t PieceSums::sum(std::string_view bytes) {
  return static_cast<std::uint32_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

std::size_t PieceSums::bytes_of(std::size_t payload_bytes, std::size_t file_begin) {
  return pieces_in(payload_bytes, file_begin) * sizeof(std::uint32_t);
}

void PieceSums::append(std::string_view bytes, std::size_t skipped, std::string& sums) {
  while (!bytes.empty()) {
    const std::size_t size = std::min(piece_bytes, bytes.size());
    const std::uint32_t added = sum(bytes.substr(skipped, size - skipped));
    sums.append(reinterpret_cast<const char*>(&added), sizeof added);
    bytes.remove_prefix(size);
    skipped = 0;
  }
}

PieceSums::Range PieceSums::range_of(std::size_t piece) const {
  const std::size_t begin = piece == 0 ? 0 : piece * piece_bytes - file_begin_;
  const std::size_t end = std::min((piece + 1) * piece_bytes - file_begin_, payload_.size());
  return {begin, end - begin};
}

PieceSums::Range PieceSums::around(Range range) const {
  if (range.size == 0) return range;
  const std::size_t first = (range.begin + file_begin_) / piece_bytes;
  const std::size_t last = (range.begin + range.size - 1 + file_begin_) / piece_bytes;
  bool all_known = true;
  for (std::size_t piece = first; piece <= last; ++piece) all_known = all_known && is_known(piece);
  if (all_known) return range;
  const Range of_last = range_of(last);
  const std::size_t begin = range_of(first).begin;
  return {begin, of_last.begin + of_last.size - begin};
}

void PieceSums::check_read(std::size_t begin, std::string_view bytes) const {
  for (std::size_t piece = (begin + file_begin_) / piece_bytes; !bytes.empty(); ++piece) {
    const std::size_t size = range_of(piece).size;
    if (!is_known(piece)) verify(piece, bytes.substr(0, size));
    bytes.remove_prefix(std::min(size, bytes.size()));
  }
}

void PieceSums::verify(std::size_t piece) const {
  const Range range = range_of(piece);
  verify(piece, payload_.substr(range.begin, range.size));
}

void PieceSums::verify(std::size_t piece, std::string_view bytes) const {
  std::uint32_t expected = 0;
  std::memcpy(&expected, sums_.data() + piece * sizeof expected, sizeof expected);
  if (sum(bytes) != expected) throw std::out_of_range("a piece of a file is not as it was written");
  known_[piece / flags].fetch_or(std::uint64_t{1} << piece % flags, std::memory_order_relaxed);
}

}  // namespace speur
