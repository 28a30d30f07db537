#pragma once

#include "searcher/index/index_reader.hpp"
#include "speur/searcher.hpp"

namespace speur {

/// Counts, settings and the health of the index's files.
[[nodiscard]] IndexStatus index_status(const IndexReader& index);

}  // namespace speur
