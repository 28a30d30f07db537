#pragma once

#include <cstdint>
#include <string_view>

/// The payload of the site file that holds the data of a generation's pages (stored_page.hpp). Pages
/// that follow each other are alike, so that some together, as one block, take two thirds of the space
/// that each of them takes alone; a block is small enough to be read for one of them. A large site has a
/// dictionary of what all its pages have in common.
///   dictionary               of Zstandard (RFC 8878, 5), up to begins[0]; may be empty
///   blocks                   one after the other, each a Zstandard frame (RFC 8878) with its size
///   zero bytes, so that what follows is aligned
///   TextPlace places[pages]  of docid 1, 2, …
///   zero bytes, so that what follows is aligned
///   u64 begins[blocks + 1]   where the blocks begin; the last one: where they end
///   TextsTail
/// A page that was added later has its data in the database, as every page has where other hosts search
/// it (WordsPlace::database). Docids are never used again for another page.
namespace speur {

inline constexpr std::string_view texts_kind = "texts";

struct TextPlace {
  std::uint32_t block = 0;
  std::uint32_t begin = 0, size = 0;  ///< in the block; a docid without a page has size 0
};

struct TextsTail {
  std::uint32_t pages = 0, blocks = 0;
};

/// No block is larger, whatever its frame says, but for one of a single page.
inline constexpr std::uint64_t most_text_block = std::uint64_t{1} << 30U;

}  // namespace speur
