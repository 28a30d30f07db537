#include "searcher/index/page_cache.hpp"

#include "speur/schema.hpp"

namespace speur {

std::shared_ptr<const DecodedPage> PageCache::get(const IndexReader& index, Xapian::docid page) {
  const auto known = pages_.find(page);
  if (known != pages_.end()) return known->second;
  auto decoded = std::make_shared<DecodedPage>();
  decoded->record = index.page_data(page);
  decoded->page = decode_page(decoded->record);
  decoded->words = decode_words(decoded->page);
  constexpr std::size_t most_read_once = 100'000;
  if (read_once_.size() == most_read_once) read_once_.clear();
  if (read_once_.insert(page).second) return decoded;
  const std::size_t bytes = sizeof(DecodedPage) + 2 * decoded->record.size() +
                            decoded->words.words.capacity() * sizeof(StoredWord) +
                            decoded->words.tokens.capacity() * sizeof(StoredToken) +
                            decoded->words.joined.capacity() * sizeof(StoredJoined);
  make_room(bytes);
  pages_.emplace(page, decoded);
  return decoded;
}

void PageCache::make_room(std::size_t bytes) {
  if (bytes_ + bytes > most_bytes_) {
    pages_.clear();
    bytes_ = 0;
  }
  bytes_ += bytes;
}

}  // namespace speur
