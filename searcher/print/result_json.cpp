#include "searcher/print/result_json.hpp"

#include "searcher/print/html_escape.hpp"

#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

namespace speur {
namespace {

namespace json = boost::json;

json::array strings(const std::vector<std::string>& texts, const json::storage_ptr& storage = {}) {
  return json::array(texts.begin(), texts.end(), storage);
}

json::object facets_json(const std::vector<HitFacet>& facets, const json::storage_ptr& storage = {}) {
  json::object object(storage);
  object.reserve(facets.size());
  for (const HitFacet& facet : facets) {
    json::array values(storage);
    values.reserve(facet.values.size());
    for (const LabelledValue& value : facet.values) values.emplace_back(value.value);
    object.emplace(facet.name, std::move(values));
  }
  return object;
}

/// Only the values that are shown otherwise than they are stored.
void add_labels(json::object& labels, const std::string& facet, const LabelledValue& value) {
  if (value.label == value.value) return;
  json::value& of_facet = labels[facet];
  if (!of_facet.is_object()) of_facet.emplace_object();
  of_facet.get_object()[value.value] = value.label;
}

json::array explanation_json(const std::vector<ScorePart>& parts) {
  json::array array;
  for (const ScorePart& part : parts) {
    array.push_back(json::object{{"word", part.word},
                                 {"field", part.field},
                                 {"term", part.term},
                                 {"form", part.form},
                                 {"score", part.score}});
  }
  return array;
}

json::object hit_json(const Hit& hit, const json::storage_ptr& storage) {
  json::array sections(storage);
  sections.reserve(hit.sections.size());
  for (const HitSection& section : hit.sections) {
    sections.push_back(json::object({{"heading", section.heading.text},
                                     {"url", section.url},
                                     {"snippet", marked_html(section.snippet)}},
                                    storage));
  }
  json::object object({{"id", hit.id},
                       {"url", hit.url},
                       {"title", hit.title.text},
                       {"description", hit.description.text},
                       {"breadcrumb", strings(hit.breadcrumb, storage)},
                       {"language", hit.language},
                       {"score", hit.score},
                       {"facets", facets_json(hit.facets, storage)},
                       {"sections", std::move(sections)},
                       {"missing", strings(hit.missing, storage)}},
                      storage);
  if (!hit.explanation.empty()) object["explanation"] = explanation_json(hit.explanation);
  return object;
}

json::value definition_json(const std::optional<Definition>& definition) {
  if (!definition) return nullptr;
  return json::object{{"term", definition->term},
                      {"text", definition->text},
                      {"url", definition->url},
                      {"id", definition->id}};
}

json::array issues_json(const std::vector<QueryIssue>& issues) {
  json::array array;
  for (const QueryIssue& issue : issues) {
    array.push_back(json::object{{"column", issue.column}, {"message", issue.message}});
  }
  return array;
}

json::array expansions_json(const std::vector<QueryExpansion>& expansions) {
  json::array array;
  for (const QueryExpansion& expansion : expansions) {
    array.push_back(json::object{
        {"words", expansion.words}, {"text", expansion.text}, {"kind", expansion.kind}});
  }
  return array;
}

json::object term_json(std::string_view term, TermKind kind) {
  return {{"term", term}, {"kind", to_string(kind)}};
}

json::array terms_json(const Token& token) {
  const WordForm& form = *token.form;
  const TermKind whole = form.stop ? TermKind::stop : TermKind::exact;
  json::array terms{term_json(form.exact, whole)};
  if (!form.accented.empty()) terms.push_back(term_json(form.accented, whole));
  if (form.stem != form.exact) terms.push_back(term_json(form.stem, TermKind::stem));
  for (const CompoundPart& part : form.parts) {
    json::object object = term_json(part.stem, TermKind::part);
    object["text"] = std::string_view(form.exact).substr(part.begin, part.end - part.begin);
    terms.push_back(std::move(object));
  }
  for (const std::string& joined : token.joined.terms()) {
    terms.push_back(term_json(joined, TermKind::joined));
  }
  return terms;
}

}  // namespace

std::string_view to_string(FacetType type) {
  switch (type) {
    case FacetType::number:
      return "number";
    case FacetType::date:
      return "date";
    default:
      return "keyword";
  }
}

std::string marked_html(const MarkedText& text) {
  std::string html;
  const std::string_view all = text.text;
  std::size_t done = 0;
  for (const auto& [begin, end] : text.marks) {
    append_html(html, all.substr(done, begin - done));
    html += "<mark>";
    append_html(html, all.substr(begin, end - begin));
    html += "</mark>";
    done = end;
  }
  append_html(html, all.substr(done));
  return html;
}

json::object result_json(const SearchResult& result) {
  // Of one piece, and freed as a whole with the answer.
  const json::storage_ptr storage = json::make_shared_resource<json::monotonic_resource>();
  json::array hits(storage);
  json::object distribution(storage), totals(storage), labels(storage), types(storage);
  hits.reserve(result.hits.size());
  for (const Hit& hit : result.hits) {
    hits.push_back(hit_json(hit, storage));
    for (const HitFacet& facet : hit.facets) {
      for (const LabelledValue& value : facet.values) add_labels(labels, facet.name, value);
    }
  }
  for (const FacetCounts& facet : result.facets) {
    json::object counts(storage);
    counts.reserve(facet.values.size());
    for (const FacetCount& count : facet.values) {
      counts.emplace(count.value.value, count.count);
      add_labels(labels, facet.name, count.value);
    }
    distribution[facet.name] = std::move(counts);
    totals[facet.name] = facet.total;
    types[facet.name] = to_string(facet.type);
  }
  json::value correction(storage);
  if (result.correction) correction = *result.correction;
  return json::object({{"query", result.query},
                       {"hits", std::move(hits)},
                       {"totalHits", result.total_hits},
                       {"totalHitsExact", result.total_hits_exact},
                       {"timedOut", result.timed_out},
                       {"facetDistribution", std::move(distribution)},
                       {"facetLabels", std::move(labels)},
                       {"facetTypes", std::move(types)},
                       {"facetTotalValues", std::move(totals)},
                       {"correction", std::move(correction)},
                       {"expansions", expansions_json(result.expansions)},
                       {"definition", definition_json(result.definition)},
                       {"issues", issues_json(result.issues)},
                       {"processingTimeMs", result.milliseconds}},
                      storage);
}

json::object page_json(const PageRecord& page) {
  json::object labels;
  for (const HitFacet& facet : page.facets) {
    for (const LabelledValue& value : facet.values) add_labels(labels, facet.name, value);
  }
  json::array sections, related, terms;
  for (const Section& section : page.sections) {
    sections.push_back(json::object{{"level", section.level},
                                    {"heading", section.heading},
                                    {"anchor", section.anchor},
                                    {"text", section.text}});
  }
  for (const PageRecord::Related& other : page.related) {
    related.push_back(json::object{{"facet", other.facet},
                                   {"id", other.id},
                                   {"title", other.title},
                                   {"outgoing", other.outgoing}});
  }
  for (const PageRecord::TermCount& term : page.terms) {
    terms.push_back(json::object{{"field", term.field},
                                 {"form", term.form},
                                 {"term", term.term},
                                 {"frequency", term.frequency},
                                 {"pages", term.pages}});
  }
  return {{"id", page.id},
          {"url", page.url},
          {"title", page.title},
          {"otherTitle", page.other_title},
          {"description", page.description},
          {"language", page.language},
          {"identifiers", strings(page.identifiers)},
          {"boost", page.boost},
          {"facets", facets_json(page.facets)},
          {"facetLabels", std::move(labels)},
          {"sections", std::move(sections)},
          {"related", std::move(related)},
          {"terms", std::move(terms)}};
}

json::object status_json(const IndexStatus& status) {
  json::array recipe, facets;
  std::string_view steps = status.recipe;
  while (!steps.empty()) {
    const std::size_t end = std::min(steps.find('\n'), steps.size());
    if (end != 0) recipe.emplace_back(steps.substr(0, end));
    steps.remove_prefix(std::min(end + 1, steps.size()));
  }
  for (const FacetInfo& facet : status.facets) {
    facets.push_back(json::object{{"name", facet.name},
                                  {"type", to_string(facet.type)},
                                  {"pages", facet.pages},
                                  {"values", facet.values}});
  }
  return {{"index", status.index.string()},
          {"generation", status.generation},
          {"schemaVersion", status.schema},
          {"siteName", status.site_name},
          {"siteUrl", status.site_url},
          {"built", status.built},
          {"pages", status.pages},
          {"terms", status.terms},
          {"bytes", status.bytes},
          {"averageLength", status.average_length},
          {"recipe", std::move(recipe)},
          {"facets", std::move(facets)},
          {"healthy", status.faults.empty()},
          {"faults", strings(status.faults)},
          {"notes", strings(status.notes)}};
}

json::object explanation_json(const WordExplanation& explanation) {
  json::array divisions, similar;
  for (const WordExplanation::Division& each : explanation.divisions) {
    divisions.push_back(json::object{
        {"text", each.text}, {"cost", each.cost}, {"isCheapEnough", each.is_cheap_enough}});
  }
  for (const LikeWord& each : explanation.similar) {
    similar.push_back(json::object{{"text", each.text}, {"likeness", each.likeness}});
  }
  return {{"divisions", std::move(divisions)},
          {"family", strings(explanation.family)},
          {"similar", std::move(similar)}};
}

json::object tokens_json(std::string_view text, const std::vector<Token>& tokens,
                         const std::vector<WordExplanation>& explanations) {
  json::array array;
  for (const Token& token : tokens) {
    array.push_back(json::object{{"text", text.substr(token.begin, token.end - token.begin)},
                                 {"position", token.position},
                                 {"begin", token.begin},
                                 {"end", token.end},
                                 {"terms", terms_json(token)}});
    if (explanations.empty()) continue;
    array.back().get_object()["explanation"] = explanation_json(explanations[array.size() - 1]);
  }
  return {{"tokens", std::move(array)}};
}

json::object error_json(ExitCode code, std::string_view message) {
  return {{"error", json::object{{"code", static_cast<int>(code)}, {"message", message}}}};
}

}  // namespace speur
