#pragma once

#include "include/postings/page_set.hpp"
#include "searcher/answer/facet_counts.hpp"
#include "searcher/answer/page_order.hpp"
#include "searcher/finder/candidate_query.hpp"
#include "searcher/finder/page_finder.hpp"
#include "searcher/finder/timed_match.hpp"
#include "searcher/index/deadline.hpp"
#include "searcher/index/index_reader.hpp"
#include "speur/ranking.hpp"

#include <xapian.h>

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace speur {

/// What decides whether a page that a query finds is an answer: by its docid, and by its document,
/// of which alone a match over several databases can tell. Both empty: every page is.
struct PageTests {
  PageTest by_docid{};
  PageDecision by_document{};
};

/// Finds the pages of queries, ranked or all of them: by the posting lists where the index has them,
/// else by Xapian's matcher. All must outlive this.
class FirstStage {
 public:
  FirstStage(const IndexReader& index, const RankingParameters& parameters, PageTests tests,
             const Deadline& deadline);

  /// The best `depth` pages, and a few more. The total is exact up to `check` pages, and an estimate beyond. Equal
  /// pages come in the order of their ids, but of several databases or another host's in that of their docids;
  /// `by_id`: there, too. `counters` count all pages.
  [[nodiscard]] Matches best(const CandidateQuery& query, std::size_t depth, std::size_t check,
                             bool by_id, std::span<FacetCounter* const> counters) const;
  /// All pages of a query; nothing where the index has no posting lists on this host.
  struct All {
    PageSet pages;
    std::size_t total = 0;  ///< an estimate unless is_exact
    bool is_exact = true;
    bool is_cut = false;  ///< the time was up
  };
  [[nodiscard]] std::optional<All> all(const CandidateQuery& query) const;
  /// Counts all pages of a query. Whether the time was up before.
  [[nodiscard]] bool count(const CandidateQuery& query, FacetCounter& counter) const;

 private:
  [[nodiscard]] Matches local(const CandidateQuery& query, std::size_t depth, std::size_t check,
                              bool by_id, std::span<FacetCounter* const> counters) const;
  [[nodiscard]] All find_all(PageFinder& finder, std::size_t check) const;
  [[nodiscard]] Matches best_by_id(PageFinder& finder, std::size_t depth, const PageTest& test) const;
  [[nodiscard]] std::vector<OrderedPage> added_pages(PageFinder& finder, const PageTest& test, Xapian::docid after,
                                                     double weight, std::size_t count) const;

  const IndexReader& index_;
  const RankingParameters& parameters_;
  const IndexPostings* postings_;
  PageTests tests_;
  const Deadline& deadline_;
};

}  // namespace speur
