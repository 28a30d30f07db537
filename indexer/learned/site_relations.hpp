#pragma once

#include "indexer/site/site_config.hpp"
#include "speur/analyzer.hpp"

#include <string>

namespace speur {

/// What the site as a whole says of how words belong together, for its metadata: the lines that
/// word_relation.hpp describes.
struct SiteRelations {
  std::string synonyms;     ///< of the synonyms file, and acronyms of what is appended to all pages
  std::string definitions;  ///< what abbreviations that are appended to all pages explain
};

/// Abbreviations that stand below every page are the site's and not each page's: nobody counts the
/// pages that repeat them, and one that no page uses leads to the pages that have its meaning.
/// Error(config) for a synonym that no query could give, or for more than an index should hold.
[[nodiscard]] SiteRelations site_relations(const SiteConfig& config, const AnalyzerRecipe& recipe);

}  // namespace speur
