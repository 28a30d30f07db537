#pragma once

#include "speur/schema.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

/// The payload of the site file that holds the posting lists of the pages of a database: what finds
/// candidates. Mapped, in blocks that can be skipped, each with a bound of what its pages can weigh
/// (Ding and Suel, Faster top-k document retrieval using block-max indexes, SIGIR 2011). The words of
/// pages stand nowhere else, unless the index was made to be searched together with others or from
/// another host (words_place_key): Xapian's own lists of them take four times the disk, and twice the
/// time of a search. In order:
///   u32 lengths[pages + 1]        by docid: live_page + the sum of the page's wdfs, as Xapian's document
///                                 length; 0 where there is no page
///   lists                         one a term, in the order of the terms
///   names                         of the terms, in blocks of `terms_a_block`
///   NameBlock[name_blocks + 1]    where the names and lists of each block begin; the last: where they end
///   u64 guide[]                   the keys of the blocks 0, `blocks_a_guide`, twice that and so on: a search for
///                                 a term reads these, then the blocks behind one of them, then a block of names
///   PostingsTail
/// Lists and name blocks begin aligned for any number. The lists part ends with eight zero bytes, since
/// numbers are read eight bytes at a time.
///
/// A list of at most `postings_a_block` postings is one block. A longer one begins with a PostingSkip
/// for each of its blocks, and then has the blocks. A block of n postings is
///   u8 bits of a docid, u8 bits of a wdf
///   n docids, each as what it is more than the one before it (0 before the first of the list) plus 1
///   n wdfs
/// both packed without gaps from the lowest bit on, each of the two filled up to a whole byte.
///
/// A block of names: of each term u8 bytes that it shares with the one before, u8 bytes of the rest,
/// the rest, and as LEB128 its pages and the bytes of its list. The first of a block shares none.
///
/// Docids are never used again for another page, so that the file stays true for pages up to
/// `pages` that are still there, while others are added behind it and some go. A second file tells of
/// these, until it grows so large that both are made one:
///   payload of posting lists of the pages that were added, whose numbers begin again at 1 behind
///     the last page of the first file
///   payload of posting lists of the pages of the first file that have gone: how many less each
///     term has. Here a page that is still there has 0 for its length
///   u64 bytes of the payload of those that were added
namespace speur {

inline constexpr std::string_view postings_kind = "postings";
inline constexpr std::string_view changes_kind = "changes";
inline constexpr std::size_t postings_a_block = 128, terms_a_block = 16,
                             blocks_a_guide = 64;

inline constexpr std::uint32_t live_page = 1U << 31U;

struct PostingsTail {
  std::uint64_t total_length = 0;  ///< of all pages
  std::uint64_t lists = 0, names = 0, blocks = 0;  ///< where the parts begin
  std::uint32_t pages = 0;  ///< the last docid
  std::uint32_t live = 0;   ///< docids up to it that had a page
  std::uint32_t terms = 0, name_blocks = 0;
};

struct NameBlock {
  std::uint64_t names = 0, lists = 0;  ///< where the block's begin
  std::uint64_t key = 0;               ///< leading_bytes() of its first term
};

struct PostingSkip {
  std::uint32_t last = 0;        ///< docid
  std::uint32_t end = 0;         ///< of the block, in bytes behind the skips
  std::uint32_t most = 0;        ///< the largest wdf
  std::uint32_t shortest = 0;    ///< the least length of a page
};

struct Posting {
  std::uint32_t page = 0, wdf = 0;
};

/// The files hold the terms that queries look for in many pages. A page's own terms (its path, its
/// name) are asked of Xapian.
[[nodiscard]] inline bool has_posting_list(std::string_view term) {
  return !term.starts_with(id_prefix) && !term.starts_with(name_prefix) &&
         !term.starts_with(acronym_prefix) && !term.starts_with(expansion_prefix) &&
         !term.starts_with(synonym_prefix) && !term.starts_with(definition_prefix);
}

/// Whether the term is of a word of the page: it stands in the database only where words_place_key
/// says so. Facets and the like stand in both.
[[nodiscard]] inline bool is_word_term(std::string_view term) {
  if (term.starts_with(ranking_prefix)) return true;
  return std::any_of(field_specs.begin(), field_specs.end(), [&](const FieldSpec& field) {
    return !field.filter_prefix.empty() && term.starts_with(field.filter_prefix);
  });
}

namespace postings {

[[nodiscard]] inline std::size_t guides_of(std::size_t name_blocks) {
  return (name_blocks + blocks_a_guide - 1) / blocks_a_guide;
}

[[nodiscard]] inline std::uint64_t number_at(const char* bytes) {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes, sizeof number);
  if constexpr (std::endian::native == std::endian::big) number = __builtin_bswap64(number);
  return number;
}

/// Reads `count` numbers of `bits` bits, at most 32; up to 7 bytes behind them must be readable.
void unpack(const char* bytes, unsigned bits, std::size_t count, std::uint32_t* numbers);

[[nodiscard]] constexpr std::size_t packed_bytes(std::size_t count, unsigned bits) {
  return (count * bits + 7) / 8;
}

inline void pack(std::span<const std::uint32_t> numbers, unsigned bits, std::string& out) {
  std::uint64_t pending = 0;
  unsigned filled = 0;
  for (const std::uint32_t number : numbers) {
    pending |= std::uint64_t{number} << filled;
    for (filled += bits; filled >= 8; filled -= 8, pending >>= 8U) {
      out += static_cast<char>(pending & 0xFFU);
    }
  }
  if (filled > 0) out += static_cast<char>(pending & 0xFFU);
}

/// Appends a block; `before`: the docid of the posting before it.
inline void encode_block(std::span<const Posting> block, std::uint32_t before, std::string& out) {
  std::array<std::uint32_t, postings_a_block> pages{}, wdfs{};
  std::uint32_t all_pages = 0, all_wdfs = 0;
  for (std::size_t i = 0; i < block.size(); ++i) {
    all_pages |= pages[i] = block[i].page - before - 1;
    all_wdfs |= wdfs[i] = block[i].wdf;
    before = block[i].page;
  }
  const auto page_bits = static_cast<unsigned>(std::bit_width(all_pages));
  const auto wdf_bits = static_cast<unsigned>(std::bit_width(all_wdfs));
  out += static_cast<char>(page_bits);
  out += static_cast<char>(wdf_bits);
  pack(std::span(pages).first(block.size()), page_bits, out);
  pack(std::span(wdfs).first(block.size()), wdf_bits, out);
}

/// Reads the docids of a block, increasing. `last`: the largest that can be. `wdfs`: gets where the
/// wdfs lie, and their bits. std::out_of_range for a damaged block.
inline void decode_pages(std::string_view block, std::size_t count, std::uint32_t before,
                         std::uint32_t last, std::uint32_t* pages, const char*& wdfs,
                         unsigned& wdf_bits) {
  constexpr std::size_t head = 2;
  if (block.size() < head) throw std::out_of_range("a block of postings ends too early");
  const auto page_bits = static_cast<unsigned char>(block[0]);
  wdf_bits = static_cast<unsigned char>(block[1]);
  const std::size_t page_bytes = packed_bytes(count, page_bits);
  if (page_bits > 32 || wdf_bits > 32 ||
      head + page_bytes + packed_bytes(count, wdf_bits) > block.size()) {
    throw std::out_of_range("a block of postings ends too early");
  }
  unpack(block.data() + head, page_bits, count, pages);
  std::uint64_t page = before;
  for (std::size_t i = 0; i < count; ++i) {
    page += std::uint64_t{pages[i]} + 1;
    pages[i] = static_cast<std::uint32_t>(page);
  }
  if (page > last) throw std::out_of_range("a posting lies behind the last page");
  wdfs = block.data() + head + page_bytes;
}

/// Appends the list of a term; `lengths`: as in the file.
inline void encode_list(std::span<const Posting> list, std::span<const std::uint32_t> lengths,
                        std::string& out) {
  if (list.size() <= postings_a_block) {
    encode_block(list, 0, out);
    return;
  }
  const std::size_t blocks = (list.size() + postings_a_block - 1) / postings_a_block;
  const std::size_t skips = out.size();
  out.resize(skips + blocks * sizeof(PostingSkip));
  const std::size_t begin = out.size();
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < blocks; ++i) {
    const std::span<const Posting> block = list.subspan(
        i * postings_a_block, std::min(postings_a_block, list.size() - i * postings_a_block));
    encode_block(block, before, out);
    before = block.back().page;
    PostingSkip skip{before, static_cast<std::uint32_t>(out.size() - begin), 0,
                     lengths[block.front().page] & ~live_page};
    for (const Posting& posting : block) {
      skip.most = std::max(skip.most, posting.wdf);
      skip.shortest = std::min(skip.shortest, lengths[posting.page] & ~live_page);
    }
    std::memcpy(out.data() + skips + i * sizeof skip, &skip, sizeof skip);
  }
}

}  // namespace postings
}  // namespace speur
