#pragma once

#include "searcher/query/filter_expression.hpp"
#include "speur/filter.hpp"
#include "speur/searcher.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace speur::http {

// Filters as the protocol of InstantSearch has them. All throw FilterError.

/// `facetFilters`: "rollen:jurist", or a list in which all are wanted, and in a list within it one
/// of them. A value with "-" before it is not wanted; "\-" is a minus of the value itself. A facet
/// that no page has, has no value: it is added to `unknown`, and matches nothing.
[[nodiscard]] Filter read_facet_filters(const boost::json::value& given,
                                        const std::vector<FacetInfo>& facets,
                                        std::vector<std::string>& unknown);

/// `numericFilters`: "versie >= 2" or "versie:1 TO 3", in lists as above.
[[nodiscard]] Filter read_numeric_filters(const boost::json::value& given,
                                          const std::vector<FacetInfo>& facets);

/// `filters`: rollen:jurist AND (soort:nieuws OR soort:"beleid en advies") AND NOT versie < 2
/// A date may be a day, or the seconds since 1970 that the protocol has for dates.
[[nodiscard]] Filter read_filters(std::string_view expression,
                                  const std::vector<FacetInfo>& facets);

}  // namespace speur::http
