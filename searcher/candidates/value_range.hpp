#pragma once

#include "searcher/finder/candidate_query.hpp"
#include "searcher/index/index_reader.hpp"
#include "speur/query.hpp"

namespace speur {

/// The pages with a value of `facet` (a number or date) between the ends of `range`, both
/// included: `2024-01` as an upper end is the last day of that month. Weighs nothing.
/// Error(data): the facet holds words, or an end is no number or date.
[[nodiscard]] CandidateQuery range_query(const IndexReader& index, const IndexFacet& facet,
                                        const Range& range);

}  // namespace speur
