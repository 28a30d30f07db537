#pragma once

#include "speur/schema.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Which terms an index has, in two bytes a term: to learn that it has not one takes a look at one line of
/// the processor's cache, where the tree of the database takes several reads. A blocked Bloom filter (Putze,
/// Sanders and Singler, Cache-, Hash- and Space-Efficient Bloom Filters, 2007): blocks of 64 bytes, and of
/// each term six bits in one of them.
namespace speur {
namespace term_filter {

inline constexpr std::size_t block_bytes = 64, hashes_a_block = 32, bits_a_term = 6;

/// The block of a term, and its bits there.
struct Place {
  std::size_t block = 0;
  std::array<std::uint32_t, bits_a_term> bits{};
};
[[nodiscard]] inline Place place_of(std::uint64_t hash, std::size_t blocks) {
  constexpr unsigned bits_a_place = 9;  // 512 places
  Place place{static_cast<std::size_t>((hash >> 32U) * blocks >> 32U), {}};
  std::uint64_t rest = hash * 0x9e3779b97f4a7c15U;  // a hash of its own (Knuth, TAOCP 3, 6.4)
  rest ^= rest >> 32U;
  for (std::uint32_t& bit : place.bits) {
    bit = static_cast<std::uint32_t>(rest & ((1U << bits_a_place) - 1));
    rest >>= bits_a_place;
  }
  return place;
}

}  // namespace term_filter

/// Makes the bytes of a filter.
class TermFilterBuilder {
 public:
  void add(std::string_view term) { hashes_.push_back(fnv1a(term)); }
  /// Whole blocks; none for no terms.
  [[nodiscard]] std::string bytes() const {
    using namespace term_filter;
    const std::size_t blocks = (hashes_.size() + hashes_a_block - 1) / hashes_a_block;
    std::string bytes(blocks * block_bytes, '\0');
    for (const std::uint64_t hash : hashes_) {
      const Place place = place_of(hash, blocks);
      for (const std::uint32_t bit : place.bits) {
        char& byte = bytes[place.block * block_bytes + bit / 8];
        byte = static_cast<char>(static_cast<unsigned char>(byte) | 1U << bit % 8);
      }
    }
    return bytes;
  }

 private:
  std::vector<std::uint64_t> hashes_;
};

/// Reads a filter where it lies.
class TermFilter {
 public:
  /// `bytes`: as a builder made them, and perhaps some behind these. No whole block: any term may be there.
  explicit TermFilter(std::string_view bytes = {})
      : bytes_(bytes), blocks_(bytes.size() / term_filter::block_bytes) {}

  /// False: it is not there. True for a term that is, and for about one in two hundred others.
  [[nodiscard]] bool may_have(std::string_view term) const {
    using namespace term_filter;
    if (blocks_ == 0) return true;
    const Place place = place_of(fnv1a(term), blocks_);
    for (const std::uint32_t bit : place.bits) {
      const auto byte = static_cast<unsigned char>(bytes_[place.block * block_bytes + bit / 8]);
      if ((byte >> bit % 8 & 1U) == 0) return false;
    }
    return true;
  }

 private:
  std::string_view bytes_;
  std::size_t blocks_;
};

}  // namespace speur
