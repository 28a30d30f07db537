#pragma once

#include "searcher/finder/candidate_query.hpp"
#include "searcher/finder/posting_cursor.hpp"
#include "searcher/finder/timed_match.hpp"
#include "searcher/index/deadline.hpp"
#include "searcher/index/index_reader.hpp"
#include "include/postings/page_set.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace speur {

/// Whether a page that is found is an answer. Without `passes`: each is.
struct PageTest {
  std::function<bool(Xapian::docid)> passes{};
  /// Told of a page several times before it is tested, with 0, 1 and then 2 as `step` (the first pages
  /// miss some), so that its record is on its way from memory by then.
  std::function<void(Xapian::docid, unsigned step)> announce{};

  explicit operator bool() const { return static_cast<bool>(passes); }
  bool operator()(Xapian::docid page) const { return passes(page); }
};

/// Before the page at `at` of `size` is tested or scored: announces those that come after it, each
/// in its steps. `docid(at)` is the page there.
template <typename Docid, typename Announce>
void announce_after(std::size_t at, std::size_t size, const Docid& docid,
                    const Announce& announce) {
  constexpr std::array<std::size_t, 3> ahead = {9, 6, 3};
  for (unsigned step = 0; step < ahead.size(); ++step) {
    if (at + ahead[step] < size) announce(docid(at + ahead[step]), step);
  }
}

/// The pages of a query by the posting lists of an index on this host: what Xapian's matcher finds
/// with the same terms and weights (but for the rounding of TermWeight), in less time.
///
/// It goes through the docids a window at a time, and adds up what the query's terms weigh in the
/// window. For the best pages it leaves out terms that together cannot lift a page above the worst of
/// those that it has (MaxScore: Turtle and Flood, Query evaluation: strategies and optimizations, 1995),
/// by bounds of the window.
class PageFinder {
 public:
  /// All must outlive this. `k1`, `b`: of BM25.
  PageFinder(const IndexReader& index, const IndexPostings& postings, double k1, double b,
             const CandidateQuery& query);
  ~PageFinder();
  PageFinder(const PageFinder&) = delete;
  PageFinder& operator=(const PageFinder&) = delete;

  /// The best `depth` pages that pass the test, as match() orders them; the total is not counted.
  [[nodiscard]] Matches best(std::size_t depth, const PageTest& test, const Deadline& deadline);
  struct All {
    PageSet pages;
    bool is_cut = false;  ///< the time was up
  };
  /// Every page.
  [[nodiscard]] All all(const Deadline& deadline);

 private:
  struct Node;
  Matches collect(std::size_t depth, const Deadline& deadline);
  Matches weigh_all(const Deadline& deadline);
  template <typename Use>
  bool for_each_window(bool weighs, const Deadline& deadline, const Use& use);
  Node build(const CandidateQuery& query, double factor);
  Node build_term(const CandidateQuery& query, double factor);
  [[nodiscard]] Node build_everything() const;
  void restart(Node& node);
  void restart();
  void add(Node& node, PageWindow& window, bool weighs);
  PageWindow& evaluate(Node& node, const PageWindow& where, bool weighs);
  void limit(PageWindow& window);

  const IndexReader& index_;
  const IndexPostings& postings_;
  TermWeight::Scheme scheme_;
  std::uint32_t last_;  // docid of the index
  std::vector<Node> filters_, exclusions_;
  std::vector<Node> parts_;  // a page has some of them
};

}  // namespace speur
