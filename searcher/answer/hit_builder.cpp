#include "searcher/answer/hit_builder.hpp"

#include "searcher/answer/snippet_maker.hpp"
#include "speur/schema.hpp"

#include <algorithm>
#include <utility>

namespace speur {

std::vector<std::string> HitBuilder::missing(std::span<const double> found) const {
  std::vector<std::string> words;
  for (std::size_t unit = 0; unit < found.size(); ++unit) {
    const QueryUnit& each = query_.ranked.units[unit];
    if (found[unit] == 1 || !each.wanted || each.stop) continue;
    if (std::ranges::find(words, each.text) == words.end()) words.push_back(each.text);
  }
  return words;
}

Hit HitBuilder::build(std::string id, const DecodedPage& decoded, double score,
                      std::span<const double> found) const {
  const StoredPage& page = decoded.page;
  const StoredWords& words = decoded.words;
  Hit hit;
  hit.id = std::move(id);
  hit.url = page.url;
  hit.title = mark_field(page, words, query_.matcher, TextField::title, 0, page.title_end);
  hit.breadcrumb = index_.breadcrumb(hit.id);
  hit.description = mark_field(page, words, query_.matcher, TextField::description,
                               page.names_end + 1, page.description_end);
  hit.language = page.language;
  hit.facets = hit_facets(page, index_);
  hit.score = score;
  hit.sections = best_sections(match_words(page, words, query_.matcher), unit_weights_);
  hit.missing = missing(found);
  return hit;
}

std::vector<HitFacet> hit_facets(const StoredPage& page, const IndexReader& index) {
  std::vector<HitFacet> facets;
  for (const StoredPage::FacetView& facet : page.facets) {
    HitFacet& made = facets.emplace_back();
    made.name = facet.name;
    for (const auto& [type, value] : facet.values) {
      made.values.push_back(index.page_label(made.name, value));
    }
  }
  return facets;
}

}  // namespace speur
