#include "searcher/answer/first_stage.hpp"

#include "speur/schema.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace speur {

FirstStage::FirstStage(const IndexReader& index, const RankingParameters& parameters,
                       PageTests tests, const Deadline& deadline)
    : index_(index),
      parameters_(parameters),
      postings_(index.postings()),
      tests_(std::move(tests)),
      deadline_(deadline) {}

/// All pages; where a test decides, of those that may be found no more are tested than it takes to have
/// `check`.
FirstStage::All FirstStage::find_all(PageFinder& finder, std::size_t check) const {
  PageFinder::All found = finder.all(deadline_);
  All all{{}, found.pages.count(), !found.is_cut, found.is_cut};
  if (tests_.by_docid) {
    // A test reads the page's record, so that not more pages are tested than the answer needs.
    constexpr std::size_t tests_between_looks = 64;
    std::size_t tested = 0, passed = 0;
    PageSet passing(postings_->last_page());
    std::vector<Xapian::docid> pages;
    pages.reserve(all.total);
    found.pages.for_each([&](Xapian::docid page) {
      pages.push_back(page);
      return true;
    });
    const auto docid = [&](std::size_t at) { return pages[at]; };
    for (std::size_t i = 0; i < pages.size() && passed < check; ++i) {
      if (++tested % tests_between_looks == 0 && deadline_.has_passed()) {
        all.is_cut = true;
        break;
      }
      if (tests_.by_docid.announce) {
        announce_after(i, pages.size(), docid, tests_.by_docid.announce);
      }
      if (!tests_.by_docid(pages[i])) continue;
      ++passed;
      passing.add(pages[i]);
    }
    all.is_exact = all.is_exact && tested == all.total;
    // As many of the rest are taken to pass as of those that were tested.
    if (tested > 0) all.total = all.total * passed / tested;
    found.pages = std::move(passing);
  }
  all.pages = std::move(found.pages);
  return all;
}

/// Of the pages with docids above `after`, the first by id that weigh as much.
std::vector<OrderedPage> FirstStage::added_pages(PageFinder& finder, const PageTest& test, Xapian::docid after,
                                                 double weight, std::size_t count) const {
  PageTest added;
  added.passes = [&](Xapian::docid page) { return page > after && (!test || test(page)); };
  const std::size_t most = postings_->last_page() - std::min(after, postings_->last_page());
  PageSet equal(postings_->last_page());
  for (const RankedMatch& page : finder.best(most, added, deadline_).pages) {
    if (page.weight == weight) equal.add(page.docid);
  }
  bool is_cut = false;
  return order_by_value(index_.database(), equal, id_slot, false, count, deadline_, is_cut);
}

/// The finder orders equal pages by docid. That is the order of their ids when an index is made anew; pages that were
/// added since come behind all others, and where there are many equal ones they would not come at all.
Matches FirstStage::best_by_id(PageFinder& finder, std::size_t depth, const PageTest& test) const {
  const RecordsFile* const records = index_.records();
  const Xapian::docid last_in_order = records == nullptr ? 0 : static_cast<Xapian::docid>(records->pages());
  if (last_in_order >= postings_->last_page() || depth == 0) return finder.best(depth, test, deadline_);
  constexpr std::size_t more = 32;  // pages that may be equal to the last one, for which the finder is not asked again
  Matches matches = finder.best(depth + more, test, deadline_);
  std::vector<RankedMatch>& pages = matches.pages;
  if (pages.size() == depth + more && pages.back().weight == pages[depth - 1].weight) {
    const RankedMatch last = pages.back();
    const Xapian::docid after = std::max(last.docid, last_in_order);
    for (const OrderedPage& page : added_pages(finder, test, after, last.weight, depth + more)) {
      pages.push_back({page.docid, last.weight});
    }
  }
  for (auto first = pages.begin(); first != pages.end();) {
    const auto end = std::find_if(first, pages.end(), [&](const RankedMatch& page) { return page.weight != first->weight; });
    const bool is_in_order = std::all_of(first, end, [&](const RankedMatch& page) { return page.docid <= last_in_order; });
    if (end - first > 1 && !is_in_order) order_by_id(index_, {first, end});
    first = end;
  }
  return matches;
}

Matches FirstStage::local(const CandidateQuery& query, std::size_t depth, std::size_t check,
                          bool by_id, std::span<FacetCounter* const> counters) const {
  PageFinder finder(index_, *postings_, parameters_.candidates_k1, parameters_.candidates_b, query);
  const bool wants_all = by_id || !counters.empty();
  if (!wants_all && check == 0) return best_by_id(finder, depth, tests_.by_docid);
  Matches matches;
  // A page's test reads its record, so that no page is tested twice: where all pages are found, best()
  // asks their set.
  if (!wants_all) matches = best_by_id(finder, depth, tests_.by_docid);
  const All all = find_all(finder, wants_all ? index_.database().get_doccount() : check);
  if (by_id) {
    for (const OrderedPage& page : order_by_value(index_.database(), all.pages, id_slot, false, depth,
                                                  deadline_, matches.is_cut)) {
      matches.pages.push_back({page.docid, 0});
    }
  } else if (wants_all) {
    PageTest is_found;
    if (tests_.by_docid) is_found.passes = [&](Xapian::docid page) { return all.pages.has(page); };
    matches = best_by_id(finder, depth, is_found);
  }
  matches.total = all.total;
  matches.is_exact = all.is_exact;
  matches.is_cut = matches.is_cut || all.is_cut;
  FacetCounter::count(counters, index_.database(), all.pages);
  return matches;
}

std::optional<FirstStage::All> FirstStage::all(const CandidateQuery& query) const {
  if (postings_ == nullptr) return std::nullopt;
  PageFinder finder(index_, *postings_, parameters_.candidates_k1, parameters_.candidates_b, query);
  return find_all(finder, index_.database().get_doccount());
}

Matches FirstStage::best(const CandidateQuery& query, std::size_t depth, std::size_t check,
                         bool by_id, std::span<FacetCounter* const> counters) const {
  if (postings_ != nullptr) return local(query, depth, check, by_id, counters);
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
  if (postings_ != nullptr) return local(query, 0, all, false, std::array{&counter}).is_cut;
  Xapian::Enquire enquire(index_.database());
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(query.to_xapian());
  enquire.add_matchspy(&counter.spy());
  return match(index_.database(), enquire, 0, all, deadline_, tests_.by_document).is_cut;
}

}  // namespace speur
