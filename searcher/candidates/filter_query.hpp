#pragma once

#include "searcher/finder/candidate_query.hpp"
#include "searcher/index/index_reader.hpp"
#include "speur/filter.hpp"

namespace speur {

/// The pages that pass; weighs nothing as the right side of OP_FILTER. Error(usage) for a facet
/// that does not exist, Error(data) as range_query().
[[nodiscard]] CandidateQuery filter_query(const IndexReader& index, const Filter& filter);

}  // namespace speur
