#pragma once

#include "include/postings/page_set.hpp"
#include "searcher/finder/timed_match.hpp"
#include "searcher/index/deadline.hpp"
#include "searcher/index/index_reader.hpp"

#include <xapian.h>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace speur {

/// A page with what orders it.
struct OrderedPage {
  Xapian::docid docid = 0;
  std::string value{}, id{};
};

/// The first `count` of the pages in the order of the values that they have in `slot`, those without
/// one last, equal ones by id. Where the time is up, `is_cut` becomes true, and the pages are those that
/// were looked at until then.
[[nodiscard]] std::vector<OrderedPage> order_by_value(const Xapian::Database& database,
                                                      const PageSet& pages,
                                                      Xapian::valueno slot, bool descending,
                                                      std::size_t count, const Deadline& deadline,
                                                      bool& is_cut);

/// Puts pages that are equally good in the order of their ids.
void order_by_id(const IndexReader& index, std::span<RankedMatch> equal);

}  // namespace speur
