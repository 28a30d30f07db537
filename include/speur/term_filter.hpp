#pragma once

#include "speur/schema.hpp"
#include "speur/site_file.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

/// Which terms an index has, in two bytes a term: to learn that it has not one takes a look at one line of
/// the processor's cache, where the tree of the database takes several reads. A blocked Bloom filter (Putze,
/// Sanders and Singler, Cache-, Hash- and Space-Efficient Bloom Filters, 2007): blocks of 64 bytes, and of
/// each term six bits in one of them. Each block has a checksum, since a bit that was lost would make a page
/// of the index one that is not there. The bytes are
///   u32 term_filter::mark
///   u32 number of blocks
///   bytes of the blocks
///   u32 checksums[blocks]
namespace speur {
namespace term_filter {

inline constexpr std::size_t block_bytes = 64, hashes_a_block = 32, bits_a_term = 6;
inline constexpr std::size_t number_bytes = sizeof(std::uint32_t), head_bytes = 2 * number_bytes;
inline constexpr std::uint32_t mark = 0x32465453;  // "STF2": the filters of before had no checksums

[[nodiscard]] inline std::uint32_t checksum_of(std::string_view block) {
  SiteFileHash hash;
  hash.add(block);
  return static_cast<std::uint32_t>(hash.value() ^ hash.value() >> 32U);
}

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
  /// None for no terms.
  [[nodiscard]] std::string bytes() const {
    using namespace term_filter;
    const std::size_t blocks = (hashes_.size() + hashes_a_block - 1) / hashes_a_block;
    if (blocks == 0) return {};
    std::string bytes(blocks * block_bytes, '\0');
    for (const std::uint64_t hash : hashes_) {
      const Place place = place_of(hash, blocks);
      for (const std::uint32_t bit : place.bits) {
        char& byte = bytes[place.block * block_bytes + bit / 8];
        byte = static_cast<char>(static_cast<unsigned char>(byte) | 1U << bit % 8);
      }
    }
    std::string whole;
    whole.reserve(head_bytes + blocks * (block_bytes + number_bytes));
    const auto put = [&](std::uint32_t number) {
      whole.append(reinterpret_cast<const char*>(&number), sizeof number);
    };
    put(mark);
    put(static_cast<std::uint32_t>(blocks));
    whole += bytes;
    for (std::size_t block = 0; block < blocks; ++block) {
      put(checksum_of(std::string_view(bytes).substr(block * block_bytes, block_bytes)));
    }
    return whole;
  }

 private:
  std::vector<std::uint64_t> hashes_;
};

/// Reads a filter where it lies.
class TermFilter {
 public:
  /// `bytes`: as a builder made them, and perhaps a few behind these. Any others: any term may be there.
  explicit TermFilter(std::string_view bytes = {}) {
    using namespace term_filter;
    if (bytes.size() < head_bytes || number_at(bytes, 0) != mark) return;
    const std::size_t blocks = number_at(bytes, number_bytes);
    const std::size_t size = head_bytes + blocks * (block_bytes + number_bytes);
    if (size > bytes.size() || bytes.size() - size >= sizeof(std::uint64_t)) return;
    bytes_ = bytes.substr(head_bytes);
    blocks_ = blocks;
  }

  /// False: it is not there. True for a term that is, for about one in two hundred others, and for any whose
  /// block is damaged.
  [[nodiscard]] bool may_have(std::string_view term) const {
    using namespace term_filter;
    if (blocks_ == 0) return true;
    const Place place = place_of(fnv1a(term), blocks_);
    const std::string_view block = bytes_.substr(place.block * block_bytes, block_bytes);
    for (const std::uint32_t bit : place.bits) {
      if ((static_cast<unsigned char>(block[bit / 8]) >> bit % 8 & 1U) != 0) continue;
      return checksum_of(block) != number_at(bytes_, blocks_ * block_bytes + place.block * number_bytes);
    }
    return true;
  }

 private:
  [[nodiscard]] static std::uint32_t number_at(std::string_view bytes, std::size_t place) {
    std::uint32_t number = 0;
    std::memcpy(&number, bytes.data() + place, sizeof number);
    return number;
  }

  std::string_view bytes_;  // from the first block
  std::size_t blocks_ = 0;
};

}  // namespace speur
