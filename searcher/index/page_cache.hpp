#pragma once

#include "searcher/index/index_reader.hpp"
#include "speur/stored_page.hpp"

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace speur {

/// A page as the index holds it, decoded. `page` and `words` are views into `record`.
struct DecodedPage {
  std::string record;
  StoredPage page;
  StoredWords words;
};

/// Pages that were read before: a site's visitors see the same ones again and again, and inflating
/// and decoding a record is most of what ordering a page costs. Of one revision of one index. A page is kept
/// when it is read for the second time: most are read once, and what is freed at once is used again for the
/// next page, so that a program that searches once touches far less memory.
class PageCache {
 public:
  /// `most_bytes`: beyond these it starts anew.
  explicit PageCache(std::size_t most_bytes = 32'000'000) : most_bytes_(most_bytes) {}

  /// A page that exists. Errors as Xapian's and decode_page()'s.
  [[nodiscard]] std::shared_ptr<const DecodedPage> get(const IndexReader& index,
                                                       Xapian::docid page);

 private:
  void make_room(std::size_t bytes);

  std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  std::unordered_set<Xapian::docid> read_once_;
  std::unordered_map<Xapian::docid, std::shared_ptr<const DecodedPage>> pages_;
};

}  // namespace speur
