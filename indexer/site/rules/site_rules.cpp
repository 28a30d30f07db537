#include "indexer/site/rules/site_rules.hpp"

#include "indexer/site/rules/settings.hpp"

#include <utility>

namespace speur {

FacetLabels page_labels(const SiteRules& rules,
                        const std::function<std::set<std::string, std::less<>>(const std::string& facet)>& values_of) {
  FacetLabels labels;
  for (const std::string& facet : rules.labelled_facets()) {
    for (const std::string& value : values_of(facet)) {
      std::string label = rules.label_of(facet, value);
      if (!label.empty() && label != value) labels[facet].emplace(value, std::move(label));
    }
  }
  return labels;
}

Publication draft_publication(const YamlNode& keys) {
  const YamlNode* const draft = keys.find("draft");
  // One that is neither true nor false is told by the reader of front matter, and counts as true.
  const bool is_draft = draft != nullptr && as_switch(*draft).value_or(true);
  return {is_draft ? Publication::State::draft : Publication::State::shown};
}

Problem doubt(const std::filesystem::path& file, std::size_t line, std::string message) {
  return {{file, line}, std::move(message), true, true};
}

}  // namespace speur
