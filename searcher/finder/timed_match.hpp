#pragma once

#include "searcher/index/deadline.hpp"

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <vector>

namespace speur {

struct RankedMatch {
  Xapian::docid docid = 0;
  double weight = 0;
};

/// What a match found, all of it or what it had seen when its time was up.
struct Matches {
  std::vector<RankedMatch> pages;  ///< best first
  std::size_t total = 0;           ///< if not exact: an estimate, or those seen until then
  bool is_exact = true;
  bool is_cut = false;  ///< the time was up
};

/// Xapian's own limit of time ends only the counting of hits, and not the search for the best. So
/// the matcher is watched from within, by what it calls for each page that it looks at: which
/// Xapian does for databases of this host only. Pages that are looked at between two looks at the
/// clock are always found, however late it is.
inline constexpr std::size_t pages_between_looks = 64;

/// Whether a page that the query finds is an answer. An empty function: each is.
using PageDecision = std::function<bool(const Xapian::Document&)>;

/// enquire.get_mset(0, depth, check) until the deadline; `database` is what it asks. What spies of
/// `enquire` count is then counted over `total` pages. `decision`: only for databases of this host.
[[nodiscard]] Matches match(const Xapian::Database& database, Xapian::Enquire& enquire,
                            Xapian::doccount depth, Xapian::doccount check,
                            const Deadline& deadline, const PageDecision& decision = {});

}  // namespace speur
