#include "indexer/site_metadata.hpp"

#include "indexer/learned/site_relations.hpp"

#include <boost/json.hpp>

#include <string>
#include <utility>

namespace speur {
namespace {

std::string facet_settings(const FacetRules& rules) {
  boost::json::array facets;
  for (const FacetRule& rule : rules.facets) {
    if (rule.drop) continue;
    boost::json::object facet;
    facet["name"] = rule.name;
    if (!rule.label.empty()) facet["label"] = rule.label;
    if (!rule.order.empty()) facet["order"] = boost::json::value_from(rule.order);
    if (!rule.labels.empty()) facet["labels"] = boost::json::value_from(rule.labels);
    facets.push_back(std::move(facet));
  }
  if (facets.empty()) return {};
  return boost::json::serialize(boost::json::object{{"facets", std::move(facets)}});
}

}  // namespace

IndexMetadata site_metadata(const SiteConfig& config, const FacetLabels& labels, const AnalyzerRecipe& recipe) {
  FacetRules facets = config.facets;
  add_labels(facets, labels);
  SiteRelations relations = site_relations(config, recipe);
  return {config.site_name,
          config.site_url,
          config.language,
          facet_settings(facets),
          std::move(relations.synonyms),
          std::move(relations.definitions)};
}

}  // namespace speur
