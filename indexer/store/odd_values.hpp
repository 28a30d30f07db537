#pragma once

#include "indexer/site/odd_facet.hpp"

#include <cstddef>
#include <filesystem>
#include <vector>

namespace speur {

/// The pages with a value that is not what most have, a date or a number, ordered by facet and page, at most `most`.
/// Where two thirds of at least four pages have dates or numbers and the facet is one of words for the others, the first
/// of these stands for all.
/// `index`: a database that is written. Throws Error(io) where it cannot be read.
[[nodiscard]] std::vector<OddValue> odd_values(const std::filesystem::path& index, std::size_t most);

}  // namespace speur
