#include "indexer/postings/postings_writer.hpp"

#include "speur/leading_bytes.hpp"
#include "speur/raw_bytes.hpp"
#include "speur/stored_page.hpp"

#include <algorithm>
#include <utility>

namespace speur {

PostingsWriter::PostingsWriter(Sink sink, std::span<const std::uint32_t> lengths)
    : sink_(std::move(sink)), lengths_(lengths) {
  tail_.pages = static_cast<std::uint32_t>(lengths.size() - 1);
  for (const std::uint32_t length : lengths) {
    tail_.live += length >= live_page ? 1 : 0;
    tail_.total_length += length & ~live_page;
  }
  put(array_bytes(lengths));
  align();
  tail_.lists = written_;
}

void PostingsWriter::put(std::string_view bytes) {
  sink_(bytes);
  written_ += bytes.size();
}

void PostingsWriter::align() {
  constexpr std::size_t alignment = sizeof(std::uint64_t);
  put(std::string((alignment - written_ % alignment) % alignment, '\0'));
}

void PostingsWriter::add(std::string_view term, std::span<const Posting> list) {
  std::size_t shared = 0;
  if (tail_.terms++ % terms_a_block == 0) {
    blocks_.push_back({names_.size(), written_ - tail_.lists, leading_bytes(term)});
  } else {
    const std::size_t most = std::min(before_.size(), term.size());
    while (shared < most && term[shared] == before_[shared]) ++shared;
  }
  encoded_.clear();
  postings::encode_list(list, lengths_, encoded_);
  names_ += static_cast<char>(shared);
  names_ += static_cast<char>(term.size() - shared);
  names_.append(term, shared);
  stored::put_number(names_, list.size());
  stored::put_number(names_, encoded_.size());
  before_.assign(term);
  put(encoded_);
}

void PostingsWriter::finish() {
  blocks_.push_back({names_.size(), written_ - tail_.lists, 0});
  put(std::string(sizeof(std::uint64_t), '\0'));
  tail_.names = written_;
  put(names_);
  align();
  tail_.blocks = written_;
  put(array_bytes(blocks_));
  tail_.name_blocks = static_cast<std::uint32_t>(blocks_.size() - 1);
  std::vector<std::uint64_t> guide;
  for (std::size_t block = 0; block < tail_.name_blocks; block += blocks_a_guide) guide.push_back(blocks_[block].key);
  put(array_bytes(guide));
  put(value_bytes(tail_));
}

}  // namespace speur
