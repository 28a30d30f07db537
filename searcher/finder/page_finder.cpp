#include "searcher/finder/page_finder.hpp"

#include "speur/postings_layout.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <span>
#include <utility>

namespace speur {

using Kind = CandidateQuery::Kind;

/// A part of the query with where it stands in its lists. Kinds are those of a query, but that
/// scales are part of the weights and everything is a set of pages.
struct PageFinder::Node {
  Kind kind = Kind::nothing;
  std::vector<Node> parts{};
  std::unique_ptr<PostingCursor> cursor{};  // of a term
  PageSet pages{};                          // of values, and of terms without a list
  std::unique_ptr<PageWindow> own{};        // what this part alone finds, where that is needed
  std::size_t most = 0;                     // pages that it may find, roughly
};

namespace {

/// Notes the docids that a match looks at.
class PageSpy : public Xapian::MatchSpy {
 public:
  explicit PageSpy(PageSet& pages) : pages_(pages) {}
  void operator()(const Xapian::Document& document, double) override {
    pages_.add(document.get_docid());
  }

 private:
  PageSet& pages_;
};

struct Candidate {
  std::uint32_t weight = 0, page = 0;
  /// Whether it comes before `other`.
  bool operator<(const Candidate& other) const {
    return weight != other.weight ? weight > other.weight : page < other.page;
  }
};

bool is_before(const RankedMatch& one, const RankedMatch& other) {
  return one.weight != other.weight ? one.weight > other.weight : one.docid < other.docid;
}

}  // namespace

PageFinder::PageFinder(const IndexReader& index, const IndexPostings& postings, double k1, double b,
                       const CandidateQuery& query)
    : index_(index),
      postings_(postings),
      scheme_{k1, b, static_cast<double>(index.database().get_doccount()),
              index.mean_length()},
      last_(postings.last_page()) {
  const CandidateQuery* rest = &query;
  double factor = 1;
  for (;;) {
    if (rest->kind() == Kind::scale) {
      factor *= rest->factor();
    } else if (rest->kind() == Kind::filter) {
      filters_.push_back(build(rest->parts()[1], 0));
    } else if (rest->kind() == Kind::except) {
      exclusions_.push_back(build(rest->parts()[1], 0));
    } else {
      break;
    }
    rest = &rest->parts().front();
  }
  Node root = build(*rest, factor);
  if (root.kind == Kind::any) {
    parts_ = std::move(root.parts);
  } else if (root.kind != Kind::nothing) {
    parts_.push_back(std::move(root));
  }
}

PageFinder::~PageFinder() = default;

PageFinder::Node PageFinder::build_term(const CandidateQuery& query, double factor) {
  const std::string& term = query.name();
  const Xapian::Database& database = index_.database();
  Node node{.kind = Kind::term};
  if (!has_posting_list(term)) {
    node.kind = Kind::values;
    node.pages = PageSet(last_);
    for (auto page = database.postlist_begin(term); page != database.postlist_end(term); ++page) {
      node.pages.add(*page);
      ++node.most;
    }
    return node.most == 0 ? Node{} : std::move(node);
  }
  const Postings& file = postings_.base();
  const PostingList list = file.find(term).value_or(PostingList{});
  std::vector<NewPosting> added;
  if (const Postings* behind = postings_.added()) {
    std::vector<Posting> postings;
    behind->decode(behind->find(term).value_or(PostingList{}), postings);
    for (const Posting& posting : postings) {
      added.push_back({file.last_page() + posting.page, posting.wdf, behind->length(posting.page)});
    }
  }
  node.most = list.pages + added.size();
  if (node.most == 0) return {};
  const TermWeight weight(scheme_, index_.pages_with(term), factor);
  node.cursor = std::make_unique<PostingCursor>(file, list, weight, std::move(added));
  return node;
}

PageFinder::Node PageFinder::build_everything() const {
  Node node{.kind = Kind::values, .most = last_};
  if (postings_.has_changes()) {
    node.pages = postings_.live();
    return node;
  }
  node.pages = PageSet(last_);
  postings_.base().check_lengths();
  for (std::uint32_t page = 1; page <= postings_.base().last_page(); ++page) {
    if (postings_.base().is_live(page)) node.pages.add(page);
  }
  return node;
}

PageFinder::Node PageFinder::build(const CandidateQuery& query, double factor) {
  Node node{.kind = query.kind()};
  switch (query.kind()) {
    case Kind::nothing:
      break;
    case Kind::everything:
      return build_everything();
    case Kind::term:
      return build_term(query, factor);
    case Kind::scale:
      return build(query.parts().front(), factor * query.factor());
    case Kind::any:
      for (const CandidateQuery& part : query.parts()) {
        Node made = build(part, factor);
        if (made.kind == Kind::nothing) continue;
        node.most += made.most;
        if (made.kind == Kind::any) {
          std::ranges::move(made.parts, std::back_inserter(node.parts));
        } else {
          node.parts.push_back(std::move(made));
        }
      }
      if (node.parts.empty()) return {};
      break;
    case Kind::all:
      for (const CandidateQuery& part : query.parts()) {
        node.parts.push_back(build(part, factor));
        if (node.parts.back().kind == Kind::nothing) return {};
      }
      std::ranges::sort(node.parts, {}, &Node::most);  // the others are only asked where it is
      node.most = node.parts.front().most;
      break;
    case Kind::filter:
    case Kind::prefer:
    case Kind::except:
      node.parts.push_back(build(query.parts()[0], factor));
      node.parts.push_back(build(query.parts()[1], query.kind() == Kind::prefer ? factor : 0));
      if (node.parts[0].kind == Kind::nothing) return {};
      if (node.kind == Kind::filter && node.parts[1].kind == Kind::nothing) return {};
      node.most = node.parts[0].most;
      break;
    case Kind::values: {
      node.pages = PageSet(last_);
      PageSpy spy(node.pages);
      Xapian::Enquire enquire(index_.database());
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      enquire.set_query(query.range());
      enquire.add_matchspy(&spy);
      node.most = enquire.get_mset(0, 0, index_.database().get_doccount()).get_matches_estimated();
      break;
    }
  }
  return node;
}

void PageFinder::restart(Node& node) {
  if (node.cursor) node.cursor->restart();
  for (Node& part : node.parts) restart(part);
}

void PageFinder::restart() {
  for (auto* nodes : {&parts_, &filters_, &exclusions_}) {
    for (Node& node : *nodes) restart(node);
  }
}

/// Adds what a part finds to the window.
void PageFinder::add(Node& node, PageWindow& window, bool weighs) {
  switch (node.kind) {
    case Kind::nothing:
    case Kind::scale:
    case Kind::everything:
      break;
    case Kind::term:
      weighs ? node.cursor->add_to(window) : node.cursor->mark_in(window);
      break;
    case Kind::any:
      for (Node& part : node.parts) add(part, window, weighs);
      break;
    case Kind::values:
      for (std::size_t i = 0; i < window.found.size(); ++i) {
        const std::size_t word = window.begin / 64 + i;
        for (std::uint64_t bits = node.pages.word(word); bits != 0; bits &= bits - 1) {
          window.add(static_cast<std::uint32_t>(word * 64) +
                         static_cast<std::uint32_t>(std::countr_zero(bits)), 0);
        }
      }
      break;
    case Kind::all:
    case Kind::filter:
    case Kind::prefer:
    case Kind::except: {
      const PageWindow& own = evaluate(node, window, weighs);
      own.for_each([&](std::uint32_t page) { window.add(page, weighs ? own.weight_of(page) : 0); });
      break;
    }
  }
}

/// What a part finds in the docids of `where`, in a window of its own.
PageWindow& PageFinder::evaluate(Node& node, const PageWindow& where, bool weighs) {
  if (!node.own) node.own = std::make_unique<PageWindow>();
  PageWindow& own = *node.own;
  own.clear(where.begin, where.end);
  if (node.kind == Kind::all) {
    add(node.parts.front(), own, weighs);
    for (std::size_t part = 1; part < node.parts.size() && !own.empty(); ++part) {
      const PageWindow& other = evaluate(node.parts[part], where, weighs);
      for (std::size_t i = 0; i < own.found.size(); ++i) {
        own.found[i] &= other.found[i];
        for (std::uint64_t bits = weighs ? own.found[i] : 0; bits != 0; bits &= bits - 1) {
          const std::size_t place = i * 64 + static_cast<std::size_t>(std::countr_zero(bits));
          own.weights[place] += other.weights[place];
        }
      }
    }
  } else if (node.kind == Kind::filter || node.kind == Kind::prefer || node.kind == Kind::except) {
    add(node.parts[0], own, weighs);
    if (own.empty()) return own;
    const PageWindow& other =
        evaluate(node.parts[1], where, weighs && node.kind == Kind::prefer);
    for (std::size_t i = 0; i < own.found.size(); ++i) {
      if (node.kind == Kind::filter) own.found[i] &= other.found[i];
      if (node.kind == Kind::except) own.found[i] &= ~other.found[i];
      if (node.kind != Kind::prefer || !weighs) continue;
      for (std::uint64_t bits = own.found[i] & other.found[i]; bits != 0; bits &= bits - 1) {
        const std::size_t place = i * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        own.weights[place] += other.weights[place];
      }
    }
  } else {
    add(node, own, weighs);
  }
  return own;
}

/// Takes out what the filters refuse, and pages of the file that have gone since.
void PageFinder::limit(PageWindow& window) {
  if (postings_.has_changes()) {
    for (std::size_t i = 0; i < window.found.size(); ++i) {
      window.found[i] &= postings_.live().word(window.begin / 64 + i);
    }
  }
  for (Node& filter : filters_) {
    if (window.empty()) return;
    const PageWindow& having = evaluate(filter, window, false);
    for (std::size_t i = 0; i < window.found.size(); ++i) window.found[i] &= having.found[i];
  }
  for (Node& exclusion : exclusions_) {
    if (window.empty()) return;
    const PageWindow& having = evaluate(exclusion, window, false);
    for (std::size_t i = 0; i < window.found.size(); ++i) window.found[i] &= ~having.found[i];
  }
}

/// Calls `use` with each window of pages that are found; false where the time was up.
template <typename Use>
bool PageFinder::for_each_window(bool weighs, const Deadline& deadline, const Use& use) {
  restart();
  auto window = std::make_unique<PageWindow>();
  for (std::uint32_t begin = 0; begin <= last_; begin += PageWindow::most) {
    if (deadline.has_passed()) return false;
    window->clear(begin, begin + PageWindow::most);
    for (Node& part : parts_) add(part, *window, weighs);
    limit(*window);
    use(*window);
  }
  return true;
}

Matches PageFinder::collect(std::size_t depth, const Deadline& deadline) {
  struct Bounded {
    PostingCursor* cursor;
    std::uint32_t most;  // in this window
  };
  std::vector<Bounded> terms;
  std::vector<Node*> others;
  restart();
  for (Node& part : parts_) {
    if (part.kind == Kind::term) {
      terms.push_back({part.cursor.get(), 0});
    } else {
      others.push_back(&part);
    }
  }
  Matches matches{{}, 0, false, false};
  std::vector<Candidate> best;  // a heap whose front is the last
  best.reserve(std::min<std::size_t>(depth, last_));
  auto window = std::make_unique<PageWindow>();
  for (std::uint32_t begin = 0; depth > 0 && begin <= last_; begin += PageWindow::most) {
    if (deadline.has_passed()) {
      matches.is_cut = true;
      break;
    }
    window->clear(begin, begin + PageWindow::most);
    const bool is_full = best.size() == depth;
    std::uint32_t least = is_full ? best.front().weight : 0;
    // Bounds know the file's pages only.
    const bool is_bounded = is_full && window->end <= postings_.base().last_page() + 1;
    std::size_t optional = 0;
    std::uint32_t optional_most = 0;
    if (is_bounded) {
      for (Bounded& term : terms) term.most = term.cursor->bound(window->begin, window->end);
      std::ranges::sort(terms, {}, &Bounded::most);
      while (optional < terms.size() && optional_most + terms[optional].most <= least) {
        optional_most += terms[optional++].most;
      }
      if (optional == terms.size() && others.empty()) continue;
    }
    for (std::size_t i = optional; i < terms.size(); ++i) terms[i].cursor->add_to(*window);
    for (Node* other : others) add(*other, *window, true);
    limit(*window);
    window->for_each([&](std::uint32_t page) {
      std::uint32_t weight = window->weight_of(page);
      const bool has_all = best.size() == depth;
      if (has_all) least = best.front().weight;
      if (has_all && weight + optional_most <= least) return;
      std::uint32_t rest = optional_most;
      for (std::size_t term = optional; term > 0 && weight + rest > least; --term) {
        weight += terms[term - 1].cursor->weight_of(page);
        rest -= terms[term - 1].most;
      }
      if (has_all && weight <= least) return;
      if (has_all) {
        std::pop_heap(best.begin(), best.end());
        best.pop_back();
      }
      best.push_back({weight, page});
      std::push_heap(best.begin(), best.end());
    });
  }
  std::sort(best.begin(), best.end());
  for (const Candidate& page : best) {
    matches.pages.push_back({page.page, page.weight / TermWeight::unit});
  }
  matches.total = best.size();
  return matches;
}

/// Every page with its weight, in the order of the docids.
Matches PageFinder::weigh_all(const Deadline& deadline) {
  Matches matches{{}, 0, false, false};
  matches.is_cut = !for_each_window(true, deadline, [&](const PageWindow& window) {
    window.for_each([&](std::uint32_t page) {
      matches.pages.push_back({page, window.weight_of(page) / TermWeight::unit});
    });
  });
  return matches;
}

Matches PageFinder::best(std::size_t depth, const PageTest& test, const Deadline& deadline) {
  if (!test) return collect(depth, deadline);
  // A test reads the page's record. So the pages are tested from the best one on, until enough of them
  // pass; if that is not among the first, all pages are found.
  constexpr std::size_t first = 4, tests_between_looks = 64;
  Matches passing{{}, 0, false, false};
  std::size_t tested = 0;
  const auto test_from = [&](std::span<const RankedMatch> pages, std::size_t enough) {
    const auto docid = [&](std::size_t at) { return pages[at].docid; };
    for (std::size_t i = 0; i < pages.size(); ++i) {
      if (passing.pages.size() == enough || passing.is_cut) return;
      if (test.announce) announce_after(i, pages.size(), docid, test.announce);
      if (test(pages[i].docid)) passing.pages.push_back(pages[i]);
      if (++tested % tests_between_looks == 0) passing.is_cut = deadline.has_passed();
    }
  };
  Matches found = collect(first * depth, deadline);
  passing.is_cut = found.is_cut;
  test_from(found.pages, depth);
  const bool has_more = found.pages.size() == first * depth;
  if (has_more && passing.pages.size() < depth && !passing.is_cut) {
    PageSet is_tested(last_);
    for (const RankedMatch& page : found.pages) is_tested.add(page.docid);
    Matches rest = weigh_all(deadline);
    passing.is_cut = rest.is_cut;
    std::erase_if(rest.pages, [&](const RankedMatch& page) { return is_tested.has(page.docid); });
    // Where most of the rest will have to be tested, it is done in the order in which records lie: to
    // read them in another order takes most of the time.
    if (tested * depth > passing.pages.size() * rest.pages.size() / 2) {
      test_from(rest.pages, rest.pages.size() + depth);
      std::ranges::sort(passing.pages, is_before);
      passing.pages.resize(std::min(passing.pages.size(), depth));
    } else {
      std::ranges::sort(rest.pages, is_before);
      test_from(rest.pages, depth);
    }
  }
  passing.total = passing.pages.size();
  return passing;
}

PageFinder::All PageFinder::all(const Deadline& deadline) {
  All result{PageSet(last_)};
  result.is_cut = !for_each_window(false, deadline, [&](const PageWindow& window) {
    for (std::size_t i = 0; i < window.found.size(); ++i) {
      const std::size_t word = window.begin / 64 + i;
      if (word > last_ / 64) break;
      result.pages.set_word(word, window.found[i]);
    }
  });
  return result;
}

}  // namespace speur
