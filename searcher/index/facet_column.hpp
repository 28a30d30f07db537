#pragma once

#include "searcher/index/index_reader.hpp"
#include "speur/searcher.hpp"

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace speur {

/// The values that the pages have of one facet, as small numbers in memory: to count them asks the
/// database nothing. A column belongs to one revision of one database on this host. It never
/// changes, so any number of threads may share it.
class FacetColumn {
 public:
  /// Reads the facet's values of all pages, and the labels of these values.
  FacetColumn(const IndexReader& index, const IndexFacet& facet);

  /// Numbers of the values that the page has, none twice.
  [[nodiscard]] std::span<const std::uint32_t> of(Xapian::docid page) const {
    if (is_single_) {
      if (page >= numbers_.size() || numbers_[page] == none) return {};
      return std::span(numbers_).subspan(page, 1);
    }
    if (page + 1 >= begins_.size()) return {};
    return std::span(numbers_).subspan(begins_[page], begins_[page + 1] - begins_[page]);
  }
  /// The values by their number: first those that are configured, in their order, then the others
  /// by value.
  [[nodiscard]] const std::vector<LabelledValue>& values() const noexcept { return values_; }
  /// The rank of value `number` in the configured order; the order's size if it is not configured.
  [[nodiscard]] std::size_t place(std::uint32_t number) const {
    return number < places_.size() ? places_[number] : unplaced_;
  }
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  void make_single();

  bool is_single_ = false;             // no page has more than one value: numbers_ is by page
  std::vector<std::uint32_t> begins_;  // by page: its place in numbers_; the next one's is its end
  std::vector<std::uint32_t> numbers_;
  std::vector<LabelledValue> values_;
  std::vector<std::size_t> places_;  // of the values that are configured
  std::size_t unplaced_;             // the place of all others
};

}  // namespace speur
