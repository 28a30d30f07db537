#pragma once

#include "indexer/site/odd_facet.hpp"
#include "indexer/site/site_config.hpp"
#include "speur/error.hpp"

#include <optional>

namespace speur {

/// Tells of a page whose facet has another value than most pages have, a date or a number, with the line that it stands
/// on: reads the page anew. Nothing where it comes from elsewhere, as from a section of the site, or was told when the
/// page was read.
[[nodiscard]] std::optional<Problem> odd_value_problem(const SiteConfig& config, const OddValue& odd);

}  // namespace speur
