#include "searcher/http/page/parts/start.hpp"

#include <string>

namespace speur::http {
namespace {

constexpr std::size_t most_facets = 3, most_values = 8;

}  // namespace

void write_start(HtmlWriter& html, const PageView& view) {
  std::vector<const PageFacet*> facets;
  for (const PageFacet* facet : view.facets) {
    if (facet->type == FacetType::keyword && facets.size() < most_facets) facets.push_back(facet);
  }
  const auto section = html.element("div", {{"class", "speur-start"}});
  html.leaf("p", {{"class", "speur-start-hint"}},
            view.words(facets.empty() ? Message::start_hint_short : Message::start_hint));
  if (!facets.empty()) {
    const auto choices = html.element("div", {{"class", "speur-start-facets"}});
    for (const PageFacet* facet : facets) {
      const auto group = html.element("div");
      html.leaf("h2", {{"class", "speur-start-name"}}, facet_label(*facet));
      const auto list = html.element("ul", {{"class", "speur-start-values"}});
      for (std::size_t i = 0; i < facet->values.size() && i < most_values; ++i) {
        PageState state = view.state;
        state.filters = {{facet->name, facet->values[i].value}};
        const auto item = html.element("li");
        html.leaf("a", {{"href", state.url()}}, value_label(facet->values[i], *facet, view.words));
      }
    }
  }
  if (view.pages == 0) return;
  PageState all = view.state;
  all.sort = "title:asc";
  const auto paragraph = html.element("p");
  html.leaf("a", {{"href", all.url()}},
            view.pages == 1 ? std::string(view.words(Message::all_pages_one))
                            : view.words(Message::all_pages_many, view.words.number(view.pages)));
}

}  // namespace speur::http
