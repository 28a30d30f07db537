#pragma once

#include "searcher/index_reader.hpp"
#include "speur/schema.hpp"
#include "speur/searcher.hpp"

#include <xapian.h>

#include <string>
#include <vector>

namespace speur {

/// Counts the values of facets over all pages that a query matches, as a side effect of matching.
/// By Xapian's own match spy, which works on remote shards as well.
class FacetCounter {
 public:
  explicit FacetCounter(const IndexFacet& facet) : facet_(&facet), spy_(facet_slot(facet.index)) {}
  [[nodiscard]] Xapian::MatchSpy& spy() { return spy_; }
  [[nodiscard]] const IndexFacet& facet() const { return *facet_; }

  /// `selected`: values that the request filters on; they are listed even at a count of 0.
  [[nodiscard]] FacetCounts counts(const IndexReader& index,
                                   const std::vector<std::string>& selected) const;

 private:
  const IndexFacet* facet_;
  Xapian::ValueCountMatchSpy spy_;
};

}  // namespace speur
