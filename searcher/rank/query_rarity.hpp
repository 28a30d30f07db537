#pragma once

#include "searcher/rank/evidence.hpp"
#include "speur/schema.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace speur {

/// How rare what a query looks for is in an index, and what that tells of where the answer is.
struct QueryRarity {
  /// `pages`: of the index.
  QueryRarity(const RankedQuery& query, double pages);

  std::vector<std::array<double, field_specs.size()>> by_field;  ///< of evidence: BM25's weight in each field
  std::vector<std::vector<double>> phrases;                      ///< the same of each word of a phrase
  std::vector<double> telling;                                   ///< of evidence: what it tells by itself
  std::vector<double> units;  ///< what each unit tells, by its most telling evidence; a function word next to nothing
  std::vector<std::size_t> content;  ///< the wanted units that are no function words, in the order of the query

  /// What each unit tells; 0 for those that are not wanted, and for function words.
  [[nodiscard]] std::vector<double> content_weights() const;
};

}  // namespace speur
