#pragma once

#include "searcher/index/deadline.hpp"
#include "searcher/index/index_reader.hpp"

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

namespace speur {

/// The terms that begin with `start`, at most `limit` of them: then those on the most pages, equal
/// ones in alphabetical order. Those that were looked at until the deadline. Xapian's own OP_WILDCARD
/// opens each term before it chooses, which takes far longer. `postings`: of the database, or nullptr.
[[nodiscard]] std::vector<std::string> frequent_terms(const Xapian::Database& database,
                                                      const IndexPostings* postings,
                                                      const std::string& start, std::size_t limit,
                                                      const Deadline& deadline);

}  // namespace speur
