#include "searcher/http/page/parts/facet_panel.hpp"

#include "searcher/http/page/parts/search_form.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace speur::http {
namespace {

constexpr std::size_t open_facets = 4;   ///< the others are unfolded when wanted
constexpr std::size_t first_values = 6;  ///< before "Toon meer"
constexpr std::size_t spare_values = 3;  ///< that are not worth a button
constexpr std::size_t long_facet = 12;   ///< values to search in

struct Choice {
  const LabelledValue* value;
  std::size_t count = 0;
  bool is_selected = false;
};

/// The values to choose from: those that the hits have and then those that others have, or all in
/// the order that the site wants.
std::vector<Choice> choices(const PageFacet& facet, const FacetCounts* counts) {
  std::vector<Choice> result;
  std::map<std::string_view, Choice> counted;
  if (counts != nullptr) {
    for (const FacetCount& count : counts->values) {
      const Choice choice{&count.value, count.count, count.selected};
      if (!facet.is_ordered && (result.size() < max_listed_values || count.selected)) {
        result.push_back(choice);
      }
      counted.emplace(count.value.value, choice);
    }
  }
  for (const LabelledValue& value : facet.values) {
    const auto found = counted.find(value.value);
    if (found == counted.end()) {
      if (result.size() < max_listed_values) result.push_back({&value});
    } else if (facet.is_ordered) {
      result.push_back(found->second);
    }
  }
  return result;
}

class FacetWriter {
 public:
  FacetWriter(HtmlWriter& html, const PageView& view, const PageFacet& facet, std::size_t place)
      : html_(html),
        view_(view),
        facet_(facet),
        label_(facet_label(facet)),
        id_("speur-facet-" + std::to_string(place)),
        is_open_(place < open_facets) {}

  void write() {
    const FacetCounts* counts = nullptr;
    for (const FacetCounts& known : view_.result->facets) {
      if (known.name == facet_.name) counts = &known;
    }
    const std::vector<Choice> values = choices(facet_, counts);
    const auto range = std::ranges::find(view_.state.ranges, facet_.name, &RangeInput::facet);
    const RangeInput input = range == view_.state.ranges.end() ? RangeInput{} : *range;
    const bool is_used =
        std::ranges::any_of(values, &Choice::is_selected) || range != view_.state.ranges.end();
    const auto details = html_.element(
        "details", {{"id", id_}, {"class", "speur-facet"}, flag("open", is_open_ || is_used)});
    html_.leaf("summary", {{"class", "speur-facet-name"}}, label_);
    const auto fieldset = html_.element("fieldset", {{"class", "speur-fieldset"}});
    html_.leaf("legend", {{"class", "speur-unseen"}}, label_);
    if (facet_.is_range) {
      write_range(input);
    } else {
      write_choices(values);
    }
  }

 private:
  void write_choices(const std::vector<Choice>& values) {
    const Words& words = view_.words;
    if (values.size() >= long_facet) {
      // Of use with the script only, which shows it.
      html_.open("input", {{"id", id_ + "-find"},
                           {"class", "speur-find"},
                           {"type", "search"},
                           {"aria-label", words(Message::find_value, label_)},
                           {"placeholder", words(Message::find_value, label_)},
                           {"autocomplete", "off"},
                           {"data-local", ""},
                           flag("hidden")});
      html_.leaf("p", {{"class", "speur-find-none"}, {"data-local", ""}, flag("hidden")},
                 words(Message::no_value_found));
    }
    const bool is_long = values.size() > first_values + spare_values;
    const std::size_t first = is_long ? first_values : values.size();
    write_list(values, 0, first);
    if (!is_long) return;
    const bool has_selected =
        std::any_of(values.begin() + static_cast<std::ptrdiff_t>(first), values.end(),
                    [](const Choice& choice) { return choice.is_selected; });
    const auto more = html_.element(
        "details", {{"id", id_ + "-more"}, {"class", "speur-more"}, flag("open", has_selected)});
    {
      const auto summary = html_.element("summary");
      html_.leaf("span", {{"class", "speur-when-closed"}},
                 words(Message::show_more, values.size() - first));
      html_.leaf("span", {{"class", "speur-when-open"}}, words(Message::show_less));
    }
    write_list(values, first, values.size());
    if (facet_.total_values > max_listed_values) {
      html_.leaf("p", {{"class", "speur-hint"}},
                 words(Message::values_left_out, max_listed_values));
    }
  }

  void write_list(const std::vector<Choice>& values, std::size_t begin, std::size_t end) {
    const auto list = html_.element("ul", {{"class", "speur-values"}});
    for (std::size_t i = begin; i < end; ++i) write_choice(values[i]);
  }

  void write_choice(const Choice& choice) {
    const std::string filter = facet_.name + "=" + choice.value->value;
    const auto item = html_.element("li", {{"data-key", filter}});
    const auto label = html_.element("label", {{"class", "speur-value"}});
    html_.open("input", {{"type", "checkbox"},
                         {"form", form_id},
                         {"name", "filter"},
                         {"value", filter},
                         flag("checked", choice.is_selected),
                         flag("disabled", choice.count == 0 && !choice.is_selected)});
    html_.leaf("span", {{"class", "speur-value-name"}},
               value_label(*choice.value, facet_, view_.words));
    html_.text(" ");
    html_.leaf("span", {{"class", "speur-count"}}, "(" + view_.words.number(choice.count) + ")");
  }

  void write_range(const RangeInput& input) {
    const bool is_date = facet_.type == FacetType::date;
    const auto group = html_.element("div", {{"class", "speur-range"}});
    write_end("from.", is_date ? Message::from_date : Message::from_number, input.from);
    write_end("to.", is_date ? Message::to_date : Message::to_number, input.to);
  }

  void write_end(std::string_view prefix, Message label, const std::string& typed) {
    const bool is_date = facet_.type == FacetType::date;
    const std::string name = std::string(prefix) + facet_.name;
    const std::string id = id_ + "-" + std::string(prefix.substr(0, prefix.size() - 1));
    const auto end = range_end(facet_.type, typed);
    const bool is_wrong = !typed.empty() && !end;
    const auto field = html_.element("p", {{"class", "speur-end"}});
    html_.leaf("label", {{"for", id}}, view_.words(label));
    // A date field takes whole dates only.
    const bool as_date = is_date && (typed.empty() || (end && end->size() == 10));
    html_.open("input", {{"id", id},
                         {"class", "speur-input"},
                         {"type", as_date ? "date" : "text"},
                         {"inputmode", "decimal", !is_date},
                         {"form", form_id},
                         {"name", name},
                         {"value", as_date && end ? *end : typed},
                         {"aria-invalid", "true", is_wrong},
                         {"aria-describedby", id + "-error", is_wrong}});
    if (is_wrong) {
      html_.leaf("span", {{"id", id + "-error"}, {"class", "speur-error"}},
                 view_.words(is_date ? Message::no_date : Message::no_number));
    }
  }

  HtmlWriter& html_;
  const PageView& view_;
  const PageFacet& facet_;
  std::string label_, id_;
  bool is_open_;
};

}  // namespace

void write_facet_panel(HtmlWriter& html, const PageView& view) {
  if (view.facets.empty()) return;
  const Words& words = view.words;
  const std::size_t chosen =
      view.state.filters.size() + kept_ranges(view.state, view.all_facets).size();
  const auto panel = html.element("details", {{"id", "speur-filters"}, {"class", "speur-filters"}});
  html.leaf(
      "summary", {{"class", "speur-filters-name"}},
      chosen == 0 ? std::string(words(Message::filters)) : words(Message::filters_active, chosen));
  const auto section =
      html.element("section", {{"class", "speur-facets"}, {"aria-labelledby", "speur-filters-h"}});
  html.leaf("h2", {{"id", "speur-filters-h"}, {"class", "speur-facets-heading"}},
            words(Message::filters));
  for (std::size_t i = 0; i < view.facets.size(); ++i) {
    FacetWriter(html, view, *view.facets[i], i).write();
  }
  if (view.result->total_hits != 0) {
    // On a small screen they are a long way down.
    html.leaf("a", {{"class", "speur-to-results"}, {"href", "#speur-results"}},
              words(Message::show_results, view.count()));
  }
  html.leaf("button",
            {{"type", "submit"}, {"form", form_id}, {"class", "speur-button speur-apply"}},
            words(Message::apply));
}

}  // namespace speur::http
