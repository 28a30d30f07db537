#pragma once

#include "indexer/site/site_config.hpp"
#include "indexer/store/index_writer.hpp"
#include "speur/analyzer.hpp"

namespace speur {

/// What the configuration says of the site as a whole, as it stands in the index. `labels`: what pages say of values.
[[nodiscard]] IndexMetadata site_metadata(const SiteConfig& config, const FacetLabels& labels, const AnalyzerRecipe& recipe);

}  // namespace speur
