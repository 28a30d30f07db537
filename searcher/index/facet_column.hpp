#pragma once

#include "searcher/index/index_reader.hpp"
#include "speur/searcher.hpp"

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace speur {

/// The values that the pages have of one facet, as small numbers in memory: to count them asks the
/// database nothing. Of one revision of one database on this host, and not for several threads.
class FacetColumn {
 public:
  /// Reads the facet's values of all pages. `facet` and `index` outlive it.
  FacetColumn(const IndexReader& index, const IndexFacet& facet);

  /// Numbers of the values that the page has, none twice.
  [[nodiscard]] std::span<const std::uint32_t> of(Xapian::docid page) const {
    if (page + 1 >= begins_.size()) return {};
    return std::span(numbers_).subspan(begins_[page], begins_[page + 1] - begins_[page]);
  }
  /// By number: first those that are configured, in their order, then the others by value.
  [[nodiscard]] const std::vector<std::string>& values() const noexcept { return values_; }
  /// Of a value's number: its place in the facet's order, whose size it is for those without one.
  [[nodiscard]] std::size_t place(std::uint32_t number) const {
    return number < places_.size() ? places_[number] : facet_->order.size();
  }
  [[nodiscard]] const LabelledValue& label(std::uint32_t number) const;
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  const IndexReader* index_;
  const IndexFacet* facet_;
  std::vector<std::uint32_t> begins_;  // by page: its place in numbers_; the next one's is its end
  std::vector<std::uint32_t> numbers_;
  std::vector<std::string> values_;
  std::vector<std::size_t> places_;                   // of those that have one
  mutable std::vector<const LabelledValue*> labels_;  // of the index, once asked for
};

}  // namespace speur
