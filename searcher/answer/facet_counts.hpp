#pragma once

#include "searcher/index/facet_column.hpp"
#include "searcher/index/index_reader.hpp"
#include "include/postings/page_set.hpp"
#include "speur/schema.hpp"
#include "speur/searcher.hpp"

#include <xapian.h>

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace speur {

/// Counts the values of a facet over all pages that a query matches: as a side effect of matching, or
/// of a set of pages.
class FacetCounter {
 public:
  /// `column`: nullptr counts by Xapian's own match spy, which works on remote shards as well and
  /// needs nothing to be read before, but takes ten times as long for each page.
  FacetCounter(const IndexFacet& facet, const FacetColumn* column);
  ~FacetCounter();
  FacetCounter(const FacetCounter&) = delete;
  FacetCounter& operator=(const FacetCounter&) = delete;

  [[nodiscard]] Xapian::MatchSpy& spy();
  /// Counts these pages for each of `counters`, without a match.
  static void count(std::span<FacetCounter* const> counters, const Xapian::Database& database,
                    const PageSet& pages);
  [[nodiscard]] const IndexFacet& facet() const { return *facet_; }

  /// The first `most`, in the order to show them. `selected`: values that the request filters on;
  /// they are listed behind the first, too, and even at a count of 0.
  [[nodiscard]] FacetCounts counts(const IndexReader& index,
                                   const std::vector<std::string>& selected,
                                   std::size_t most) const;

 private:
  class ColumnSpy;
  void count_stored(const Xapian::Database& database, const PageSet& pages);
  [[nodiscard]] FacetCounts column_counts(const IndexReader& index,
                                          const std::vector<std::string>& selected,
                                          std::size_t most) const;
  [[nodiscard]] FacetCounts spied_counts(const IndexReader& index,
                                         const std::vector<std::string>& selected,
                                         std::size_t most) const;
  void add_uncounted(const IndexReader& index, std::vector<std::string> selected,
                     FacetCounts& counts) const;

  const IndexFacet* facet_;
  const FacetColumn* column_;
  Xapian::ValueCountMatchSpy value_spy_;
  std::map<std::string, std::size_t, std::less<>> by_joined_;  // values of a page: pages with them
  std::unique_ptr<ColumnSpy> column_spy_;
};

}  // namespace speur
