#include "searcher/index/page_cache.hpp"

#include "speur/schema.hpp"

namespace speur {

PageTerms::PageTerms(const Xapian::Database& database, Xapian::docid page) {
  const auto end = database.termlist_end(page);
  for (auto term = database.termlist_begin(page); term != end; ++term) {
    text_ += *term;
    ends_.push_back(static_cast<std::uint32_t>(text_.size()));
  }
}

std::size_t PageTerms::find(std::string_view term, std::size_t from) const {
  // No range of numbers: Clang 14 cannot read std::views::iota of GCC 12's library.
  std::size_t count = size() - from;
  while (count > 0) {
    const std::size_t half = count / 2;
    if ((*this)[from + half] < term) {
      from += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return from;
}

std::shared_ptr<const DecodedPage> PageCache::get(const Xapian::Database& database,
                                                  Xapian::docid page) {
  const auto known = pages_.find(page);
  if (known != pages_.end()) return known->second;
  const Xapian::Document document = database.get_document(page, Xapian::DOC_ASSUME_VALID);
  auto decoded = std::make_shared<DecodedPage>();
  decoded->id = document.get_value(id_slot);
  decoded->record = document.get_data();
  decoded->page = decode_page(decoded->record);
  decoded->words = decode_words(decoded->page);
  const std::size_t bytes = sizeof(DecodedPage) + 2 * decoded->record.size() +
                            decoded->words.words.capacity() * sizeof(StoredWord) +
                            decoded->words.tokens.capacity() * sizeof(StoredToken) +
                            decoded->words.joined.capacity() * sizeof(StoredJoined);
  make_room(bytes);
  pages_.emplace(page, decoded);
  return decoded;
}

std::shared_ptr<const PageTerms> PageCache::terms(const Xapian::Database& database,
                                                  Xapian::docid page) {
  const auto known = terms_.find(page);
  if (known != terms_.end()) return known->second;
  auto terms = std::make_shared<const PageTerms>(database, page);
  make_room(sizeof(PageTerms) + terms->bytes());
  terms_.emplace(page, terms);
  return terms;
}

void PageCache::make_room(std::size_t bytes) {
  if (bytes_ + bytes > most_bytes_) {
    pages_.clear();
    terms_.clear();
    bytes_ = 0;
  }
  bytes_ += bytes;
}

}  // namespace speur
