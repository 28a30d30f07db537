#include "searcher/http/instantsearch/instantsearch_answer.hpp"

#include "searcher/http/api/facet_search.hpp"
#include "searcher/http/instantsearch/matched_words.hpp"
#include "searcher/http/net/unix_time.hpp"
#include "searcher/query/query_words.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace json = boost::json;

namespace speur::http {
namespace {

std::string tagged(const MarkedText& text, const InstantSearchCall& call) {
  std::string result;
  std::size_t done = 0;
  for (const auto& [begin, end] : text.marks) {
    result.append(text.text, done, begin - done).append(call.before_mark);
    result.append(text.text, begin, end - begin).append(call.after_mark);
    done = end;
  }
  return result.append(text.text, done);
}

std::vector<std::string> wanted_of(const SearchRequest& request) {
  return request.parsed ? wanted_texts(request.parsed->query) : std::vector<std::string>();
}

/// The texts of a hit as attributes of the protocol, each in the form that it asks for.
class HitTexts {
 public:
  HitTexts(const InstantSearchCall& call, const Hit& hit)
      : call_(call), hit_(hit), words_(wanted_of(call.request), hit.missing) {}

  [[nodiscard]] json::object highlights() const {
    return texts(call_.highlighted, [this](const MarkedText& text) { return highlight(text); });
  }
  [[nodiscard]] json::object snippets() const {
    return texts(call_.snippeted, [this](const MarkedText& text) {
      const MatchedWords words = words_.in(text);
      return json::object{{"value", tagged(text, call_)}, {"matchLevel", words.level}};
    });
  }

 private:
  [[nodiscard]] json::object highlight(const MarkedText& text) const {
    const MatchedWords words = words_.in(text);
    json::object object{{"value", tagged(text, call_)},
                        {"matchLevel", words.level},
                        {"matchedWords", json::array(words.words.begin(), words.words.end())}};
    if (words.level != "none") {
      object["fullyHighlighted"] = text.marks.size() == 1 && text.marks.front().first == 0 &&
                                   text.marks.front().second == text.text.size();
    }
    return object;
  }

  template <class Form>
  [[nodiscard]] json::object texts(const AttributeNames& wanted, const Form& form) const {
    json::object object;
    const auto add = [&](const char* name, const MarkedText& text) {
      if (wanted.contains(name)) object[name] = form(text);
    };
    add("title", hit_.title);
    add("description", hit_.description);
    add("content", hit_.sections.empty() ? MarkedText{} : hit_.sections.front().snippet);
    if (wanted.contains("breadcrumb")) {
      json::array crumbs;
      for (const std::string& crumb : hit_.breadcrumb) crumbs.push_back(form({crumb, {}}));
      object["breadcrumb"] = std::move(crumbs);
    }
    if (wanted.contains("sections")) {
      json::array sections;
      for (const HitSection& section : hit_.sections) {
        sections.push_back(
            json::object{{"heading", form(section.heading)}, {"snippet", form(section.snippet)}});
      }
      object["sections"] = std::move(sections);
    }
    return object;
  }

  const InstantSearchCall& call_;
  const Hit& hit_;
  QueryWords words_;
};

json::object hit_json(const InstantSearchCall& call, const Hit& hit) {
  json::object all;
  for (const HitFacet& facet : hit.facets) {
    json::array values;
    for (const LabelledValue& value : facet.values) values.emplace_back(value.value);
    all[facet.name] = std::move(values);
  }
  json::array sections;
  for (const HitSection& section : hit.sections) {
    sections.push_back(json::object{{"heading", section.heading.text},
                                    {"url", section.url},
                                    {"snippet", section.snippet.text}});
  }
  // After the facets: what every page has comes before a facet of that name.
  all["url"] = hit.url;
  all["title"] = hit.title.text;
  all["description"] = hit.description.text;
  all["content"] = hit.sections.empty() ? "" : hit.sections.front().snippet.text;
  all["breadcrumb"] = json::array(hit.breadcrumb.begin(), hit.breadcrumb.end());
  all["language"] = hit.language;
  all["sections"] = std::move(sections);
  all["missing"] = json::array(hit.missing.begin(), hit.missing.end());

  json::object kept{{"objectID", hit.id}};
  for (auto& [name, value] : all) {
    if (call.retrieved.contains(name)) kept[name] = std::move(value);
  }
  const HitTexts texts(call, hit);
  kept["_highlightResult"] = texts.highlights();
  kept["_snippetResult"] = texts.snippets();
  return kept;
}

std::optional<double> number_of(FacetType type, const std::string& value) {
  if (type == FacetType::date) {
    const auto seconds = seconds_of(value);
    if (!seconds) return std::nullopt;
    return static_cast<double>(*seconds);
  }
  double number = 0;
  const char* const end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, number);
  if (error != std::errc() || stop != end || !std::isfinite(number)) return std::nullopt;
  return number;
}

/// Least, most, mean and sum over the hits; empty where no value is a number. Of dates: in seconds
/// since 1970, as the protocol has them.
json::object stats_json(const FacetCounts& facet) {
  double least = std::numeric_limits<double>::infinity(), most = -least, sum = 0;
  std::size_t count = 0;
  for (const FacetCount& entry : facet.values) {
    const auto number = number_of(facet.type, entry.value.value);
    if (!number || entry.count == 0) continue;
    least = std::min(least, *number);
    most = std::max(most, *number);
    sum += *number * static_cast<double>(entry.count);
    count += entry.count;
  }
  if (count == 0) return {};
  return {{"min", least}, {"max", most}, {"avg", sum / static_cast<double>(count)}, {"sum", sum}};
}

void add_facets(json::object& answer, const InstantSearchCall& call, const SearchResult& result) {
  json::object facets, stats, labels;
  for (const FacetCounts& facet : result.facets) {
    json::object counts, names;
    for (const FacetCount& entry : facet.values) {
      if (entry.count == 0) continue;
      if (counts.size() == call.max_facet_values) break;
      counts[entry.value.value] = entry.count;
      if (entry.value.label != entry.value.value) names[entry.value.value] = entry.value.label;
    }
    facets[facet.name] = std::move(counts);
    if (!names.empty()) labels[facet.name] = std::move(names);
    if (facet.type == FacetType::keyword) continue;
    json::object of_facet = stats_json(facet);
    if (!of_facet.empty()) stats[facet.name] = std::move(of_facet);
  }
  answer["facets"] = std::move(facets);
  answer["facets_stats"] = std::move(stats);
  answer["facetLabels"] = std::move(labels);
}

std::int64_t whole_milliseconds(double milliseconds) {
  return static_cast<std::int64_t>(std::ceil(milliseconds));
}

json::object facet_answer(const InstantSearchCall& call, const SearchResult& result) {
  json::array hits;
  if (!result.facets.empty()) {
    const FacetCounts& facet = result.facets.front();
    for (const FacetMatch& match :
         search_facet_values(facet, call.facet_query, call.max_facet_hits)) {
      const LabelledValue& value = match.count->value;
      hits.push_back(json::object{{"value", value.value},
                                  {"label", value.label},
                                  {"highlighted", tagged({value.label, match.marks}, call)},
                                  {"count", match.count->count}});
    }
  }
  return {{"facetHits", std::move(hits)},
          {"exhaustiveFacetsCount", result.total_hits_exact},
          {"processingTimeMS", whole_milliseconds(result.milliseconds)}};
}

}  // namespace

json::object instantsearch_answer(const InstantSearchCall& call, const SearchResult& result,
                                  const Limits& limits) {
  json::object answer;
  if (!call.facet.empty()) {
    answer = facet_answer(call, result);
  } else {
    json::array hits;
    for (const Hit& hit : result.hits) hits.push_back(hit_json(call, hit));
    const std::size_t per_page = call.per_page;
    const std::size_t pages =
        per_page == 0
            ? 0
            : std::min((result.total_hits + per_page - 1) / per_page, limits.depth / per_page);
    answer = {{"hits", std::move(hits)},
              {"nbHits", result.total_hits},
              {"page", call.page},
              {"nbPages", pages},
              {"hitsPerPage", per_page},
              {"exhaustiveNbHits", result.total_hits_exact},
              {"exhaustiveFacetsCount", result.total_hits_exact},
              {"query", result.query},
              {"processingTimeMS", whole_milliseconds(result.milliseconds)}};
    add_facets(answer, call, result);
    if (result.correction) answer["correction"] = *result.correction;
  }
  answer["index"] = call.index;
  answer["params"] = call.params;
  if (!call.unknown_facets.empty()) {
    answer["message"] =
        fmt::format("no page has these facets: {}", fmt::join(call.unknown_facets, ", "));
  }
  return answer;
}

void share_facet_labels(json::array& answers) {
  json::object all;
  for (const json::value& answer : answers) {
    const json::value* labels = answer.as_object().if_contains("facetLabels");
    if (labels == nullptr) continue;
    for (const auto& [facet, names] : labels->as_object()) {
      json::value& known = all[facet];
      if (!known.is_object()) known.emplace_object();
      for (const auto& [value, label] : names.as_object()) known.get_object()[value] = label;
    }
  }
  for (json::value& answer : answers) {
    json::value* labels = answer.as_object().if_contains("facetLabels");
    if (labels != nullptr) *labels = all;
  }
}

}  // namespace speur::http
