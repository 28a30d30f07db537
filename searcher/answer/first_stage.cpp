#include "searcher/answer/first_stage.hpp"

#include "speur/schema.hpp"

#include <array>
#include <utility>

namespace speur {

FirstStage::FirstStage(const IndexReader& index, const RankingParameters& parameters,
                       PageTests tests, const Deadline& deadline)
    : index_(index),
      parameters_(parameters),
      postings_(index.postings()),
      tests_(std::move(tests)),
      deadline_(deadline) {}

Matches FirstStage::local(const CandidateQuery& query, std::size_t depth, std::size_t check,
                          std::span<FacetCounter* const> counters) const {
  PageFinder finder(index_, *postings_, parameters_.candidates_k1, parameters_.candidates_b, query);
  Matches matches = finder.best(depth, tests_.by_docid, deadline_);
  if (check == 0 && counters.empty()) return matches;
  PageFinder::All found = finder.all(deadline_);
  matches.is_cut = matches.is_cut || found.is_cut;
  matches.total = found.pages.count();
  matches.is_exact = !found.is_cut;
  if (tests_.by_docid) {
    // A test reads the page's record, so that not more pages are tested than the answer needs.
    constexpr std::size_t tests_between_looks = 64;
    std::size_t tested = 0, passed = 0;
    PageSet passing(index_.database().get_lastdocid());
    found.pages.for_each([&](Xapian::docid page) {
      if (counters.empty() && passed == check) return false;
      if (++tested % tests_between_looks == 0 && deadline_.has_passed()) {
        matches.is_cut = true;
        return false;
      }
      if (!tests_.by_docid(page)) return true;
      ++passed;
      passing.add(page);
      return true;
    });
    matches.is_exact = matches.is_exact && tested == matches.total;
    // As many of the rest are taken to pass as of those that were tested.
    if (tested > 0) matches.total = matches.total * passed / tested;
    found.pages = std::move(passing);
  }
  for (FacetCounter* counter : counters) counter->count(index_.database(), found.pages);
  return matches;
}

Matches FirstStage::best(const CandidateQuery& query, std::size_t depth, std::size_t check,
                         bool by_id, std::span<FacetCounter* const> counters) const {
  if (postings_ != nullptr && !by_id) return local(query, depth, check, counters);
  Xapian::Enquire enquire(index_.database());
  enquire.set_weighting_scheme(
      Xapian::BM25Weight(parameters_.candidates_k1, 0, 1, parameters_.candidates_b, 0.5));
  enquire.set_query(query.to_xapian());
  if (by_id) enquire.set_sort_by_relevance_then_value(id_slot, false);
  for (FacetCounter* counter : counters) enquire.add_matchspy(&counter->spy());
  return match(index_.database(), enquire, static_cast<Xapian::doccount>(depth),
               static_cast<Xapian::doccount>(check), deadline_, tests_.by_document);
}

bool FirstStage::count(const CandidateQuery& query, FacetCounter& counter) const {
  const Xapian::doccount all = index_.database().get_doccount();
  if (postings_ != nullptr) return local(query, 0, all, std::array{&counter}).is_cut;
  Xapian::Enquire enquire(index_.database());
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(query.to_xapian());
  enquire.add_matchspy(&counter.spy());
  return match(index_.database(), enquire, 0, all, deadline_, tests_.by_document).is_cut;
}

}  // namespace speur
