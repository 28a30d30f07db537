#pragma once

#include "include/postings/page_set.hpp"
#include "include/postings/postings.hpp"
#include "indexer/postings/postings_writer.hpp"

#include <cstdint>
#include <span>

namespace speur {

/// Posting lists that become a part of larger ones.
struct PostingsPart {
  const Postings* lists = nullptr;
  std::uint32_t offset = 0;        ///< page n becomes offset + n
  const PageSet* keep = nullptr;   ///< of the pages as they become; all if it is null
};

/// Writes the posting lists of all parts as one. No page is in two of them; parts that follow each other
/// in the order of their pages are the quickest.
void merge_postings(std::span<const PostingsPart> parts, const PostingsWriter::Sink& sink);

}  // namespace speur
