#pragma once

#include "speur/page.hpp"

#include <cstddef>
#include <string>

namespace speur {

/// A page with a value of a facet that is of another kind than those of most other pages.
struct OddValue {
  std::string page;  ///< its id
  std::string facet;
  FacetType type = FacetType::keyword;  ///< what most pages have: date or number
  /// Pages with such values, where they are so many that the facet is one of words for all; else 0.
  std::size_t others = 0;
};

}  // namespace speur
