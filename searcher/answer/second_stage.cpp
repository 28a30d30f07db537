#include "searcher/answer/second_stage.hpp"

#include "searcher/answer/page_order.hpp"
#include "searcher/finder/page_finder.hpp"
#include "speur/word_record.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace speur {
namespace {

/// The best `depth` of the pages found, in the order of their weights. Xapian orders equal weights by
/// docid, which tells when a page was indexed: those that are equal to the last one are taken in the
/// order of their ids.
std::vector<RankedMatch> candidates(const IndexReader& index, std::vector<RankedMatch> found, std::size_t depth) {
  if (found.size() <= depth) return found;
  const double least = found[depth - 1].weight;
  const auto first = std::ranges::find(found, least, &RankedMatch::weight);
  const auto last = std::ranges::find_if(first, found.end(), [&](const RankedMatch& match) {
    return match.weight != least;
  });
  if (static_cast<std::size_t>(last - found.begin()) > depth) order_by_id(index, {first, last});
  return found;
}

}  // namespace

std::size_t SecondStage::depth(std::size_t end) const {
  constexpr std::size_t ties = 32;  // pages beyond the last one that may be equal to it
  return std::max(window_ + ties, end);
}

FoundPages SecondStage::rank(Matches matches) const {
  FoundPages found{{}, matches.total, matches.is_exact, matches.is_cut};
  const std::vector<RankedMatch> all = candidates(index_, std::move(matches.pages), window_);
  const auto docid = [&](std::size_t at) { return all[at].docid; };
  const auto announce = [&](Xapian::docid page, unsigned step) {
    records_.announce(page, step, rescorer_.keys());
  };
  std::size_t scored = 0;
  bool is_late = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    RankedPage page{all[i].docid, all[i].weight};
    is_late = is_late || (scored < window_ && until_.has_passed());
    if (is_late && undecided_ != nullptr) break;
    if (scored < window_ && !is_late) {
      announce_after(i, all.size(), docid, announce);
      const WordRecord record(records_.get(page.docid));
      if (undecided_ != nullptr && !undecided_->passes(page.docid, record)) {
        found.is_exact = false;
        continue;
      }
      page.score = rescorer_.score(record).score;
      ++scored;
    }
    found.pages.push_back(std::move(page));
  }
  const auto last = found.pages.begin() + static_cast<std::ptrdiff_t>(scored);
  std::sort(found.pages.begin(), last, [&](RankedPage& a, RankedPage& b) {
    if (a.score != b.score) return a.score > b.score;
    for (RankedPage* page : {&a, &b}) {
      if (page->id.empty()) page->id = index_.page_id(page->docid);
    }
    return a.id < b.id;
  });
  found.is_cut = found.is_cut || is_late;
  // What lies beyond the window never scores more than what is in it.
  for (auto page = last; page != found.pages.end() && last != found.pages.begin(); ++page) {
    page->score = std::min(page->score, std::prev(last)->score);
  }
  return found;
}

FoundPages as_found(const Matches& matches) {
  FoundPages found{{}, matches.total, matches.is_exact, matches.is_cut};
  for (const RankedMatch& hit : matches.pages) found.pages.push_back({hit.docid, hit.weight});
  return found;
}

}  // namespace speur
