#pragma once

#include "indexer/site/site_config.hpp"
#include "speur/error.hpp"
#include "speur/page.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace speur {

/// Tells of a page whose facet has words where nearly all other pages have a date or a number (`type`),
/// with the line that they stand on: reads the page anew. Nothing where they come from elsewhere, as from a
/// section of the site, or were told when the page was read.
[[nodiscard]] std::optional<Problem> odd_value_problem(const SiteConfig& config, const std::string& page,
                                                       std::string_view facet, FacetType type);

}  // namespace speur
