#pragma once

#include "indexer/postings/postings_writer.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Gathers the postings of some pages in memory.
class PostingsBuilder {
 public:
  /// A page, whose number is larger than that of the one before; 0 is no page.
  void begin_page(std::uint32_t page);
  /// A term of the page begun; the wdfs of one that comes again add up.
  void add(std::string_view term, std::uint32_t wdf);

  /// 0 before the first.
  [[nodiscard]] std::uint32_t last_page() const noexcept {
    return static_cast<std::uint32_t>(lengths_.size() - 1);
  }
  /// Writes the posting lists of pages 1 to the last one, or to `last` where that is more.
  void write(PostingsWriter::Sink sink, std::uint32_t last = 0) const;

 private:
  struct Term {
    std::size_t name = 0;        // where it begins
    std::uint32_t size = 0;      // bytes of the name
    std::uint32_t postings = 0;  // how many
    std::size_t newest = 0;      // its last posting
    std::size_t hash = 0;
  };
  struct Item {
    std::uint32_t term = 0;
    Posting posting;
  };
  [[nodiscard]] std::uint32_t number_of(std::string_view term);
  [[nodiscard]] std::string_view name(const Term& term) const {
    return std::string_view(names_).substr(term.name, term.size);
  }
  void grow();

  std::string names_;
  std::vector<Term> terms_;
  std::vector<std::uint32_t> table_;  // 1 + place in terms_, or 0; open addressing by the hash
  std::vector<Item> items_;           // by page
  std::vector<std::uint32_t> lengths_ = {0};
};

}  // namespace speur
