#include "searcher/http/page/parts/result_list.hpp"

#include "searcher/http/page/parts/active_filters.hpp"
#include "searcher/http/page/parts/pagination.hpp"
#include "searcher/http/page/parts/search_form.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace speur::http {
namespace {

constexpr std::size_t description_bytes = 260;

/// At most about `max_bytes` of it, cut between words.
MarkedText shortened(const MarkedText& whole, std::size_t max_bytes) {
  if (whole.text.size() <= max_bytes) return whole;
  std::size_t end = whole.text.rfind(' ', max_bytes);
  if (end == std::string::npos || end == 0) return whole;
  while (end > 0 && std::string_view(" ,;:").find(whole.text[end - 1]) != std::string_view::npos) {
    --end;
  }
  MarkedText text{whole.text.substr(0, end) + " …", {}};
  for (const auto& [mark_begin, mark_end] : whole.marks) {
    if (mark_end <= end) text.marks.emplace_back(mark_begin, mark_end);
  }
  return text;
}

class ResultWriter {
 public:
  ResultWriter(HtmlWriter& html, const PageView& view)
      : html_(html), view_(view), result_(*view.result) {}

  void write() {
    write_head();
    write_correction();
    write_expansions();
    write_active_filters(html_, view_);
    write_definition();
    if (result_.total_hits == 0) {
      write_ways_out();
    } else if (result_.hits.empty()) {
      write_beyond_end();
    } else {
      write_hits();
      write_pagination(html_, view_);
    }
  }

 private:
  void write_head() {
    const auto head = html_.element("div", {{"class", "speur-head"}});
    html_.leaf("h2", {{"id", "speur-results"}, {"class", "speur-summary"}, {"tabindex", "-1"}},
               view_.summary());
    if (result_.total_hits > 1 || !view_.state.sort.empty()) write_sort();
  }

  void write_sort() {
    const Words& words = view_.words;
    const auto field = html_.element("p", {{"class", "speur-sort"}});
    html_.leaf("label", {{"for", "speur-sort"}}, words(Message::sort));
    {
      const auto select = html_.element(
          "select",
          {{"id", "speur-sort"}, {"class", "speur-select"}, {"form", form_id}, {"name", "sort"}});
      write_order("", words(Message::sort_relevance));
      write_order("title:asc", words(Message::sort_title));
      for (const PageFacet& facet : view_.all_facets) {
        if (facet.type != FacetType::date) continue;
        const std::string label = facet_label(facet);
        write_order(facet.name + ":desc", words(Message::sort_newest, label));
        write_order(facet.name + ":asc", words(Message::sort_oldest, label));
      }
    }
    html_.leaf("button",
               {{"type", "submit"}, {"form", form_id}, {"class", "speur-button speur-apply"}},
               words(Message::apply));
  }

  void write_order(std::string_view sort, std::string_view label) {
    html_.leaf("option", {{"value", sort}, flag("selected", sort == view_.state.sort)}, label);
  }

  void write_correction() {
    if (!result_.correction) return;
    const auto paragraph = html_.element("p", {{"class", "speur-correction"}});
    const bool has_hits = result_.total_hits != 0;
    html_.text(view_.words(has_hits ? Message::also_searched : Message::did_you_mean));
    html_.text(" ");
    html_.leaf("a", {{"href", view_.state.with_query(*result_.correction).url()}},
               *result_.correction);
    html_.text(has_hits ? "." : "?");
  }

  /// Tells a visitor why a page comes that does not have what was typed.
  void write_expansions() {
    constexpr std::size_t most = 8;
    std::vector<std::string_view> texts;
    for (const QueryExpansion& expansion : result_.expansions) {
      if (std::ranges::find(texts, expansion.text) == texts.end()) texts.push_back(expansion.text);
    }
    if (texts.empty() || result_.total_hits == 0) return;
    const auto paragraph = html_.element("p", {{"class", "speur-expansions"}});
    html_.text(view_.words(Message::also_by));
    for (std::size_t i = 0; i < std::min(texts.size(), most); ++i) {
      html_.text(i == 0 ? " " : ", ");
      html_.text(texts[i]);
    }
    html_.text(texts.size() > most ? " …" : ".");
  }

  void write_definition() {
    if (!result_.definition) return;
    const Definition& definition = *result_.definition;
    const auto card = html_.element(
        "section", {{"class", "speur-definition"}, {"aria-labelledby", "speur-definition-h"}});
    html_.leaf("p", {{"class", "speur-definition-kind"}}, view_.words(Message::definition));
    html_.leaf("h3", {{"id", "speur-definition-h"}, {"class", "speur-definition-term"}},
               definition.term);
    html_.leaf("p", {{"class", "speur-definition-text"}}, definition.text);
    if (definition.url.empty() && definition.id.empty()) return;
    const auto paragraph = html_.element("p");
    html_.leaf("a", {{"href", view_.link(definition.url)}},
               view_.words(Message::definition_more, definition.term));
  }

  void write_hits() {
    const std::string start = std::to_string((view_.state.page - 1) * hits_per_page + 1);
    const auto list =
        html_.element("ol", {{"class", "speur-hits"}, {"start", start, view_.state.page > 1}});
    for (const Hit& hit : result_.hits) write_hit(hit);
  }

  void write_hit(const Hit& hit) {
    const bool is_foreign = !hit.language.empty() && hit.language != code(view_.words.language());
    const auto item = html_.element(
        "li", {{"class", "speur-hit"}, {"data-key", hit.id}, {"lang", hit.language, is_foreign}});
    {
      const auto heading = html_.element("h3", {{"class", "speur-hit-title"}});
      const auto link = html_.element("a", {{"href", view_.link(hit.url)}});
      html_.text(hit.title);
    }
    write_place(hit);
    if (!hit.description.text.empty()) {
      const auto paragraph = html_.element("p", {{"class", "speur-hit-text"}});
      html_.text(shortened(hit.description, description_bytes));
    }
    write_sections(hit);
    write_missing(hit);
  }

  /// Where in the site it stands, and the date that the hits are sorted by.
  void write_place(const Hit& hit) {
    std::string date;
    const std::string field = view_.state.sort.substr(0, view_.state.sort.rfind(':'));
    for (const PageFacet& facet : view_.all_facets) {
      if (facet.name != field || facet.type != FacetType::date) continue;
      const auto found = std::ranges::find(hit.facets, field, &HitFacet::name);
      if (found != hit.facets.end() && !found->values.empty()) {
        date = facet_label(facet) + ": " + view_.words.date(found->values.front().value);
      }
    }
    if (hit.breadcrumb.empty() && date.empty()) return;
    const auto paragraph = html_.element("p", {{"class", "speur-hit-place"}});
    std::string path;
    for (const std::string& step : hit.breadcrumb) path += (path.empty() ? "" : " › ") + step;
    if (!path.empty()) html_.leaf("span", {}, view_.words(Message::breadcrumb, path));
    if (!path.empty() && !date.empty()) html_.text(" · ");
    if (!date.empty()) html_.leaf("span", {}, date);
  }

  void write_sections(const Hit& hit) {
    if (hit.sections.empty()) return;
    const auto list = html_.element("ul", {{"class", "speur-sections"}});
    for (const HitSection& section : hit.sections) {
      const auto item = html_.element("li", {{"data-key", section.url}});
      if (!section.heading.text.empty()) {
        const auto link = html_.element(
            "a", {{"class", "speur-section-link"}, {"href", view_.link(section.url)}});
        html_.text(section.heading);
      }
      if (section.snippet.text.empty()) continue;
      const auto paragraph = html_.element("p", {{"class", "speur-snippet"}});
      html_.text(section.snippet);
    }
  }

  void write_missing(const Hit& hit) {
    if (hit.missing.empty()) return;
    const auto paragraph = html_.element("p", {{"class", "speur-missing"}});
    html_.text(view_.words(Message::missing));
    for (std::size_t i = 0; i < hit.missing.size(); ++i) {
      html_.text(i == 0 ? " " : ", ");
      html_.leaf("s", {}, hit.missing[i]);
    }
  }

  void write_ways_out() {
    const Words& words = view_.words;
    const auto section =
        html_.element("section", {{"class", "speur-none"}, {"aria-labelledby", "speur-none-h"}});
    html_.leaf("h3", {{"id", "speur-none-h"}}, words(Message::try_this));
    const auto list = html_.element("ul");
    for (const WayOut& way : view_.ways_out) {
      const auto item = html_.element("li");
      html_.leaf("a", {{"href", way.url}}, way.text);
    }
    if (view_.state.query.empty()) return;
    html_.leaf("li", {}, words(Message::tip_spelling));
    html_.leaf("li", {}, words(Message::tip_other_words));
    if (view_.state.query.find(' ') != std::string::npos) {
      html_.leaf("li", {}, words(Message::tip_fewer_words));
    }
  }

  void write_beyond_end() {
    const auto paragraph = html_.element("p");
    html_.text(view_.words(Message::page_beyond_end, view_.words.number(result_.total_hits)));
    html_.text(" ");
    html_.leaf("a", {{"href", view_.state.at_page(1).url()}}, view_.words(Message::first_page));
  }

  HtmlWriter& html_;
  const PageView& view_;
  const SearchResult& result_;
};

}  // namespace

void write_results(HtmlWriter& html, const PageView& view) {
  ResultWriter(html, view).write();
}

}  // namespace speur::http
