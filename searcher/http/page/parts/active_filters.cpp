#include "searcher/http/page/parts/active_filters.hpp"

#include <algorithm>

namespace speur::http {
namespace {

void write_removal(HtmlWriter& html, const PageView& view, std::string_view name,
                   const std::string& url) {
  const auto item = html.element("li", {{"data-key", name}});
  const auto link = html.element("a", {{"class", "speur-chip"},
                                       {"href", url},
                                       {"aria-label", view.words(Message::remove_filter, name)}});
  html.leaf("span", {}, name);
  html.leaf("span", {{"class", "speur-cross"}, {"aria-hidden", "true"}}, "×");
}

const PageFacet& facet_of(const PageView& view, std::string_view name) {
  return *std::ranges::find(view.all_facets, name, &PageFacet::name);
}

}  // namespace

std::string filter_name(const PageView& view, const FacetFilter& filter) {
  const PageFacet& facet = facet_of(view, filter.facet);
  LabelledValue value{filter.value, filter.value, {}};
  if (view.result != nullptr) {
    for (const FacetCounts& counts : view.result->facets) {
      if (counts.name != filter.facet) continue;
      for (const FacetCount& count : counts.values) {
        if (count.value.value == filter.value) value = count.value;
      }
    }
  }
  return facet_label(facet) + ": " + value_label(value, facet, view.words);
}

std::string filter_name(const PageView& view, const RangeInput& range) {
  const PageFacet& facet = facet_of(view, range.facet);
  const auto shown = [&](const std::string& end) {
    return facet.type == FacetType::date ? view.words.date(end) : end;
  };
  const std::string label = facet_label(facet);
  if (range.to.empty()) return view.words(Message::range_from, label, shown(range.from));
  if (range.from.empty()) return view.words(Message::range_to, label, shown(range.to));
  return view.words(Message::range_both, label, shown(range.from), shown(range.to));
}

void write_active_filters(HtmlWriter& html, const PageView& view) {
  const std::vector<RangeInput> ranges = kept_ranges(view.state, view.all_facets);
  if (view.state.filters.empty() && ranges.empty()) return;
  const auto section = html.element(
      "section", {{"class", "speur-active"}, {"aria-label", view.words(Message::active_filters)}});
  const auto list = html.element("ul", {{"class", "speur-chips"}});
  for (const FacetFilter& filter : view.state.filters) {
    write_removal(html, view, filter_name(view, filter), view.state.without_filter(filter).url());
  }
  for (const RangeInput& range : ranges) {
    write_removal(html, view, filter_name(view, range),
                  view.state.without_range(range.facet).url());
  }
  const auto item = html.element("li", {{"data-key", "all"}});
  html.leaf("a", {{"class", "speur-clear"}, {"href", view.state.without_filters().url()}},
            view.words(Message::clear_all));
}

}  // namespace speur::http
