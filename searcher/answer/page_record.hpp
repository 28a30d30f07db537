#pragma once

#include "searcher/index/index_reader.hpp"
#include "speur/searcher.hpp"

#include <optional>
#include <string_view>

namespace speur {

/// All that the index holds of a page. `id`: its path, or one of its identifiers.
[[nodiscard]] std::optional<PageRecord> page_record(const IndexReader& index, std::string_view id);

}  // namespace speur
