#pragma once

#include <cstdint>
#include <string_view>

/// The payload of the site file that holds the word records (word_record.hpp) of a database's pages,
/// and their ids, so that a searcher on the same host reads them where they lie:
///   bytes of the records, one after the other
///   bytes of the ids, one after the other
///   a filter (term_filter.hpp) of the terms of the ids and names of these pages (id_prefix, name_prefix)
///   zero bytes, so that what follows is aligned
///   u64 begins[pages + 1]     where the record of docid 1, 2, … begins; the last one: where it ends. Above the
///                             lower record_place_bits, in a file with checksums: the lower bits of PieceSums::sum() of the
///                             record, so that who reads the place has read the checksum, too
///   u64 id_begins[pages + 1]  the same of the ids
///   u64 pages                 documents up to this docid
/// A page without a record there (it was added later) has one made of its document's data. Docids are
/// never used again for another page, so a file stays true while pages change. The filter of a file of before is not read.
namespace speur {

inline constexpr std::string_view records_kind = "records";
inline constexpr unsigned record_place_bits = 40;

[[nodiscard]] constexpr std::uint64_t record_place(std::uint64_t begin) {
  return begin & ((std::uint64_t{1} << record_place_bits) - 1);
}
/// What stands above the place of a record with this checksum.
[[nodiscard]] constexpr std::uint64_t record_sum_bits(std::uint32_t sum) {
  return std::uint64_t{sum} << record_place_bits;
}

}  // namespace speur
