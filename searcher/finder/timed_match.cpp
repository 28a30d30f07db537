#include "searcher/finder/timed_match.hpp"

#include "speur/schema.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace speur {
namespace {

/// Goes through the matcher, which holds nothing that is not released on its way.
struct TimeIsUp {};

/// A page as the matcher tells of it: of several databases the docid is that of its own.
struct SeenPage {
  RankedMatch match;
  std::string id;  // where there are several
};

bool is_better(const SeenPage& a, const SeenPage& b) {
  return a.match.weight != b.match.weight ? a.match.weight > b.match.weight
                                          : a.match.docid < b.match.docid;
}

/// Keeps the best of the pages that were looked at.
class Watcher : public Xapian::MatchSpy {
 public:
  Watcher(const Xapian::Database& database, const Deadline& deadline, std::size_t depth)
      : database_(database),
        has_several_(database.size() > 1),
        deadline_(deadline),
        depth_(depth) {}

  void operator()(const Xapian::Document& document, double weight) override {
    ++seen_;
    if (depth_ > 0) keep({{document.get_docid(), weight}, {}}, document);
    if (seen_ % pages_between_looks == 0 && deadline_.has_passed()) throw TimeIsUp();
  }

  [[nodiscard]] Matches matches() && {
    std::ranges::sort(best_, is_better);
    Matches matches{{}, seen_, false, true};
    for (const SeenPage& page : best_) {
      RankedMatch& match = matches.pages.emplace_back(page.match);
      if (!has_several_) continue;
      const std::string term = bounded_term(id_prefix, page.id);
      const auto posting = database_.postlist_begin(term);
      if (posting == database_.postlist_end(term)) {
        matches.pages.pop_back();
      } else {
        match.docid = *posting;
      }
    }
    return matches;
  }

 private:
  void keep(SeenPage page, const Xapian::Document& document) {
    if (best_.size() == depth_) {
      if (!is_better(page, best_.front())) return;
      std::ranges::pop_heap(best_, is_better);
      best_.pop_back();
    }
    if (has_several_) page.id = document.get_value(id_slot);
    best_.push_back(std::move(page));
    std::ranges::push_heap(best_, is_better);
  }

  const Xapian::Database& database_;
  bool has_several_;
  const Deadline& deadline_;
  std::size_t depth_;
  std::size_t seen_ = 0;
  std::vector<SeenPage> best_;  // a heap whose front is the worst
};

/// Asks for each page that a match considers, and looks at the time.
class Decider : public Xapian::MatchDecider {
 public:
  Decider(const PageDecision& decision, const Deadline& deadline)
      : decision_(decision), deadline_(deadline) {}
  bool operator()(const Xapian::Document& document) const override {
    if (++seen_ % pages_between_looks == 0 && deadline_.has_passed()) throw TimeIsUp();
    return decision_(document);
  }

 private:
  const PageDecision& decision_;
  const Deadline& deadline_;
  mutable std::size_t seen_ = 0;
};

}  // namespace

Matches match(const Xapian::Database& database, Xapian::Enquire& enquire, Xapian::doccount depth,
              Xapian::doccount check, const Deadline& deadline, const PageDecision& decision) {
  Watcher watcher(database, deadline, depth);
  const Decider decider(decision, deadline);
  if (deadline.is_set()) enquire.add_matchspy(&watcher);
  try {
    const Xapian::MSet found =
        enquire.get_mset(0, depth, check, nullptr, decision ? &decider : nullptr);
    enquire.clear_matchspies();
    Matches matches;
    for (auto hit = found.begin(); hit != found.end(); ++hit) {
      matches.pages.push_back({*hit, hit.get_weight()});
    }
    matches.total = found.get_matches_estimated();
    matches.is_exact = found.get_matches_lower_bound() == found.get_matches_upper_bound();
    return matches;
  } catch (const TimeIsUp&) {
    enquire.clear_matchspies();
    return std::move(watcher).matches();
  }
}

}  // namespace speur
