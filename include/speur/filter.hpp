#pragma once

#include "speur/query.hpp"

#include <string>
#include <variant>
#include <vector>

namespace speur {

struct Filter;

/// Pages with one of these values.
struct FacetValues {
  std::string facet;
  std::vector<std::string> values;  ///< as stored, or but for case; none: any value
};
struct FilterAll {
  std::vector<Filter> parts;
};
struct FilterAny {
  std::vector<Filter> parts;
};
struct FilterNot {
  std::vector<Filter> part;  ///< exactly one
};
/// Tells which pages may be hits, whatever the query says, and gives them no weight. A Range is of a
/// facet that holds numbers or dates.
struct Filter {
  std::variant<FacetValues, Range, FilterAll, FilterAny, FilterNot> node;
};

}  // namespace speur
