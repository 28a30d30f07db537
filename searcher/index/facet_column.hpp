#pragma once

#include "include/postings/page_set.hpp"
#include "searcher/index/index_reader.hpp"
#include "speur/searcher.hpp"

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace speur {

/// A set of pages as a list, to be counted for one facet after the other: of its pages or, where these are
/// more than half of all, of the others.
struct CountedPages {
  /// `last`: the last docid of the index.
  CountedPages(const PageSet& pages, Xapian::docid last);

  std::vector<Xapian::docid> listed;
  bool are_others = false;
};

/// The values that the pages have of one facet, as small numbers in memory: to count them asks the
/// database nothing. A column belongs to one revision of one database on this host. It never
/// changes, so any number of threads may share it.
class FacetColumn {
 public:
  /// Reads the facet's values of all pages, and the labels of these values.
  FacetColumn(const IndexReader& index, const IndexFacet& facet);

  /// Adds to counts[number], for each number of a value, the pages that have it. `counts`: as many as
  /// there are values, and one more.
  void count(const CountedPages& pages, std::span<std::uint32_t> counts) const;
  /// The same for one page.
  void count(Xapian::docid page, std::span<std::uint32_t> counts) const;
  /// The values by their number: first those that are configured, in their order, then the others
  /// by value.
  [[nodiscard]] const std::vector<LabelledValue>& values() const noexcept { return values_; }
  /// The rank of value `number` in the configured order; the order's size if it is not configured.
  [[nodiscard]] std::size_t place(std::uint32_t number) const {
    return number < places_.size() ? places_[number] : unplaced_;
  }
  [[nodiscard]] bool is_placed(std::uint32_t number) const { return number < places_.size(); }
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  void make_single();
  void count_listed(std::span<const Xapian::docid> pages, std::span<std::uint32_t> counts) const;

  Xapian::docid last_;                 // of the pages
  bool is_single_ = false;             // no page has more than one value: numbers_ is by page
  std::vector<std::uint32_t> begins_;  // by page: its place in numbers_; the next one's is its end
  std::vector<std::uint32_t> numbers_;
  std::vector<LabelledValue> values_;
  std::vector<std::uint32_t> pages_;  // of each value
  std::vector<std::size_t> places_;   // of the values that are configured
  std::size_t unplaced_;              // the place of all others
};

}  // namespace speur
