#pragma once

#include "speur/page.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace speur {

/// A page with a value of a facet that is of another kind than those of nearly all other pages.
struct OddValue {
  std::string page;   ///< its id
  std::string facet;
  FacetType type;     ///< what the facet is: date or number
};

/// The pages whose words take the place of a date or a number, ordered by facet and page, at most `most`.
/// `index`: a database that is written. Throws Error(io) where it cannot be read.
[[nodiscard]] std::vector<OddValue> odd_values(const std::filesystem::path& index, std::size_t most);

}  // namespace speur
