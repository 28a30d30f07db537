#include "searcher/candidates/timed_match.hpp"

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

/// Every page, of which it is told before the places of a phrase's words are looked at.
class WatchingSource : public Xapian::PostingSource {
 public:
  explicit WatchingSource(const Deadline& deadline) : deadline_(deadline) {}

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return pages_; }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return pages_; }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return pages_; }
  void next(double) override { move_to(at_ + 1); }
  void skip_to(Xapian::docid docid, double) override { move_to(std::max(docid, at_)); }
  bool check(Xapian::docid docid, double) override {
    move_to(docid);
    return true;
  }
  [[nodiscard]] bool at_end() const override { return at_ > last_; }
  [[nodiscard]] Xapian::docid get_docid() const override { return at_; }
  [[nodiscard]] PostingSource* clone() const override { return new WatchingSource(deadline_); }
  void init(const Xapian::Database& database) override {
    pages_ = database.get_doccount();
    last_ = database.get_lastdocid();
    at_ = 0;
    set_maxweight(0);
  }
  [[nodiscard]] std::string get_description() const override { return "WatchingSource"; }

 private:
  void move_to(Xapian::docid docid) {
    at_ = docid;
    if (++steps_ % pages_between_looks == 0 && deadline_.has_passed()) throw TimeIsUp();
  }

  Deadline deadline_;
  Xapian::doccount pages_ = 0;
  Xapian::docid last_ = 0, at_ = 0;
  std::size_t steps_ = 0;
};

}  // namespace

Matches match(const Xapian::Database& database, Xapian::Enquire& enquire, Xapian::doccount depth,
              Xapian::doccount check, const Deadline& deadline) {
  Watcher watcher(database, deadline, depth);
  if (deadline.is_set()) enquire.add_matchspy(&watcher);
  try {
    const Xapian::MSet found = enquire.get_mset(0, depth, check);
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

Xapian::Query watched(const Xapian::Query& phrase, const Deadline& deadline) {
  if (!deadline.is_set()) return phrase;
  auto* const source = new WatchingSource(deadline);
  return {Xapian::Query::OP_FILTER, phrase, Xapian::Query(source->release())};
}

}  // namespace speur
