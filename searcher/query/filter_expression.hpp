#pragma once

#include "speur/filter.hpp"
#include "speur/searcher.hpp"

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace speur::http {

/// What is wrong with a filter, and where.
class FilterError : public std::runtime_error {
 public:
  explicit FilterError(const std::string& message) : std::runtime_error(message) {}
  FilterError(std::size_t column, const std::string& message)
      : std::runtime_error("column " + std::to_string(column) + ": " + message) {}
};

inline constexpr std::size_t max_filter_depth = 32;
inline constexpr std::size_t max_filter_conditions = 200;  ///< each value of a list is one

/// A filter expression as Meilisearch has it:
///   rollen = jurist AND (soort IN [product, 'nieuws en meer'] OR NOT versie 1 TO 3)
/// with = != > >= < <= TO IN EXISTS, AND before OR, names and values in quotes where they hold
/// blanks or signs, and operator words in capitals. FilterError for anything else, for a facet that
/// is not in `facets` and for a comparison that does not fit its type.
[[nodiscard]] Filter parse_filter(std::string_view text, const std::vector<FacetInfo>& facets);
/// The same for one of several filters that together have max_filter_conditions. `conditions`:
/// those of the filters before; those of this one are added.
[[nodiscard]] Filter parse_filter(std::string_view text, const std::vector<FacetInfo>& facets,
                                  std::size_t& conditions);

/// `facet=value` without blanks or quotes around the `=`, whose value may hold blanks and needs no
/// quotes: what the command line takes, too. None if the text is an expression.
[[nodiscard]] std::optional<FacetFilter> simple_filter(std::string_view text);

/// Puts the filter into the request: values of one facet that are wanted by themselves become
/// FacetFilters, so that the facet's own counts leave them out; the rest its condition.
void add_filter(SearchRequest& request, Filter filter);

/// `rollen IN [jurist, inwoner] AND NOT (…)`: for tests.
[[nodiscard]] std::string to_string(const Filter& filter);

}  // namespace speur::http
