#include "searcher/words/frequent_terms.hpp"

#include <algorithm>
#include <utility>

namespace speur {

std::vector<std::string> frequent_terms(const Xapian::Database& database,
                                        const IndexPostings* postings, const std::string& start,
                                        std::size_t limit, const Deadline& deadline) {
  constexpr std::size_t terms_between_looks = 256;
  using Counted = std::pair<Xapian::doccount, std::string>;
  const auto is_before = [](const Counted& a, const Counted& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  };
  std::vector<Counted> best;  // a heap whose front is the rarest
  std::size_t seen = 0;
  const auto look_at = [&](const std::string& term, Xapian::doccount pages) {
    if (best.size() < limit || is_before({pages, term}, best.front())) {
      if (best.size() == limit) {
        std::ranges::pop_heap(best, is_before);
        best.pop_back();
      }
      best.emplace_back(pages, term);
      std::ranges::push_heap(best, is_before);
    }
    return ++seen % terms_between_looks != 0 || !deadline.has_passed();
  };
  if (limit > 0 && postings != nullptr) {
    postings->for_each(start, look_at);
  } else if (limit > 0) {
    for (auto term = database.allterms_begin(start); term != database.allterms_end(start); ++term) {
      if (!look_at(*term, term.get_termfreq())) break;
    }
  }
  std::vector<std::string> terms;
  for (Counted& each : best) terms.push_back(std::move(each.second));
  std::ranges::sort(terms);
  return terms;
}

}  // namespace speur
