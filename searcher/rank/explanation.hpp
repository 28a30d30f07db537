#pragma once

#include <xapian.h>

#include <vector>

#include "searcher/index/index_reader.hpp"
#include "searcher/candidates/query_compiler.hpp"
#include "speur/searcher.hpp"

namespace speur {

struct PageScores {
  double terms = 0;  ///< Xapian's, with the page's boost
  double total = 0;  ///< after proximity
  double boost = 1;
};

/// What each term of the query gave to the page's score, highest first, and then what the rules
/// added: all words, the page's boost, proximity and missing words. The sum is `scores.total`.
[[nodiscard]] std::vector<ScorePart> explain(const IndexReader& index, const CompiledQuery& query,
                                             const Xapian::Weight& weighting, Xapian::docid page,
                                             const PageScores& scores);

}  // namespace speur
