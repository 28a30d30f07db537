#pragma once

#include "searcher/index/index_reader.hpp"
#include "searcher/index/record_reader.hpp"
#include "speur/analyzer.hpp"

#include <string_view>

namespace speur {

/// Whether some page has the two words (as WordForm::exact) side by side; looks at a bounded number
/// of the pages that have both. `analyzer`: of the index's language.
[[nodiscard]] bool are_neighbours(const IndexReader& index, RecordReader& records,
                                  const Analyzer& analyzer, std::string_view left,
                                  std::string_view right);

}  // namespace speur
