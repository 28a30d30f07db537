#pragma once

#include "searcher/answer/first_stage.hpp"
#include "searcher/answer/found_pages.hpp"
#include "searcher/finder/timed_match.hpp"
#include "searcher/index/deadline.hpp"
#include "searcher/index/index_reader.hpp"

#include <xapian.h>

#include <cstddef>
#include <string>

/// Answers that are ordered by a value of their pages: those without it last, equal ones by id.
namespace speur {

struct SortKey {
  Xapian::valueno slot = 0;
  bool descending = false;
};

/// `text`: `title`, `titel` or a facet, with `:asc` (as without either) or `:desc`; Error(usage) for anything else.
[[nodiscard]] SortKey sort_key(const IndexReader& index, const std::string& text);

/// The first `count` of all pages that were found.
[[nodiscard]] FoundPages sorted_pages(const IndexReader& index, const FirstStage::All& all, const SortKey& key,
                                      std::size_t count, const Deadline& deadline);

/// The same by Xapian, where databases are joined. `decision`: as in match().
[[nodiscard]] FoundPages sorted_pages(const IndexReader& index, const Xapian::Query& query, const SortKey& key,
                                      std::size_t count, const Deadline& deadline, const PageDecision& decision);

}  // namespace speur
