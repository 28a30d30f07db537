#include "searcher/http/app/application_call.hpp"

#include "searcher/http/api/search_api.hpp"
#include "searcher/http/api/typed_search.hpp"
#include "searcher/http/app/opensearch.hpp"
#include "searcher/http/instantsearch/instantsearch_answer.hpp"
#include "searcher/http/instantsearch/instantsearch_call.hpp"
#include "searcher/http/instantsearch/shared_time.hpp"
#include "searcher/print/result_json.hpp"
#include "searcher/print/suggestion_output.hpp"

#include <boost/json/array.hpp>

#include <array>
#include <chrono>

namespace json = boost::json;

namespace speur::http {
namespace {

constexpr std::array instantsearch_parameters = {"x-algolia-agent", "x-algolia-api-key",
                                                 "x-algolia-application-id",
                                                 "x-algolia-usertoken"};  // as the header fields

json::object related_json(const PageRecord& page) {
  json::array related;
  for (const PageRecord::Related& other : page.related) {
    related.push_back(json::object{{"facet", other.facet},
                                   {"id", other.id},
                                   {"title", other.title},
                                   {"outgoing", other.outgoing}});
  }
  return {{"id", page.id}, {"related", std::move(related)}};
}

}  // namespace

void Application::note_search(Call& call, std::string_view query, std::size_t hits,
                              bool timed_out) const {
  call.record.hits = hits;
  call.is_counted = true;
  metrics_.queries.fetch_add(1, std::memory_order_relaxed);
  if (timed_out) {
    metrics_.queries_timed_out.fetch_add(1, std::memory_order_relaxed);
  } else if (hits == 0) {
    metrics_.zero_hit_queries.fetch_add(1, std::memory_order_relaxed);
    if (zero_hits_ != nullptr) zero_hits_->count(query, call.session.client);
  }
}

Response Application::zero_hits(Call& call) const {
  constexpr std::size_t usual_queries = 100;
  Parameters parameters = call.parameters();
  const std::size_t limit =
      parameters.number("limit", 1, ZeroHits::most_queries).value_or(usual_queries);
  parameters.finish(parameters.flag("strict"));
  Response response = json_response(zero_hits_->report(limit));
  response.fields.emplace_back("Cache-Control", "no-store");
  return response;
}

Response Application::opensearch_suggestions(Call& call) const {
  const auto [typed, limit] = call.typed(options_.limits);
  const std::string base = base_url(call);
  call.salt = fnv1a(base);
  if (call.is_known_to_client()) {
    Response response = call.not_modified();
    response.fields = with_vary(std::move(response.fields));
    return response;
  }
  std::vector<Suggestion> suggestions;
  const std::optional<Suggester>& suggester = call.session.index.suggester;
  if (suggester) suggestions = suggester->suggest(typed, limit);
  call.record.hits = suggestions.size();
  Response response = json_response(speur::http::opensearch_suggestions(
      typed, suggestions, site_url(call.session.index.facts), base));
  response.content_type = info(Route::opensearch_suggestions).type;
  response.fields = with_vary({});
  return call.tagged(std::move(response));
}

Response Application::search(Call& call) const {
  Parameters parameters = call.parameters();
  Searcher& searcher = *call.session.searcher;
  SearchCall search = read_search_call(parameters, searcher.facets(), options_.limits);
  call.record.query = search.request.query;
  parameters.finish(search.request.strict);
  if (call.is_known_to_client()) return call.not_modified();
  const SearchResult result = searcher.search(search.request);
  note_search(call, result.query, result.total_hits, result.timed_out);
  return call.tagged(json_response(search_answer(search, result)), !result.timed_out);
}

Response Application::suggest(Call& call) const {
  const auto [typed, limit] = call.typed(options_.limits);
  const std::optional<Suggester>& suggester = call.session.index.suggester;
  if (!suggester) throw Refusal(404, "the index has no suggestions");
  if (call.is_known_to_client()) return call.not_modified();
  const std::vector<Suggestion> suggestions = suggester->suggest(typed, limit);
  call.record.hits = suggestions.size();
  return call.tagged(json_response(suggestions_json(typed, suggestions)));
}

Response Application::facets(Call& call) const {
  Parameters parameters = call.parameters();
  Searcher& searcher = *call.session.searcher;
  const SearchRequest request = read_facets_request(parameters, searcher.facets(), options_.limits);
  call.record.query = request.query;
  parameters.finish(request.strict);
  if (call.is_known_to_client()) return call.not_modified();
  const SearchResult result = searcher.search(request);
  note_search(call, result.query, result.total_hits, result.timed_out);
  json::array facets;
  for (const FacetCounts& facet : result.facets) {
    json::array values;
    for (const FacetCount& count : facet.values) {
      values.push_back(json::object{{"value", count.value.value},
                                    {"label", count.value.label},
                                    {"count", count.count},
                                    {"selected", count.selected}});
    }
    const auto label = call.session.index.facet_labels.find(facet.name);
    facets.push_back(json::object{
        {"name", facet.name},
        {"label", label == call.session.index.facet_labels.end() ? facet.name : label->second},
        {"type", to_string(facet.type)},
        {"totalValues", facet.total},
        {"values", std::move(values)}});
  }
  return call.tagged(json_response(json::object{{"query", result.query},
                                                {"totalHits", result.total_hits},
                                                {"timedOut", result.timed_out},
                                                {"facets", std::move(facets)},
                                                {"processingTimeMs", result.milliseconds}}),
                     !result.timed_out);
}

Response Application::document(Call& call) const {
  Parameters parameters = call.parameters();
  const bool with_terms = parameters.flag("terms");
  parameters.finish(parameters.flag("strict"));
  const PageRecord page = call.page();
  if (call.is_known_to_client()) return call.not_modified();
  json::object body = page_json(page);
  if (!with_terms) body.erase("terms");
  return call.tagged(json_response(body));
}

Response Application::related(Call& call) const {
  Parameters parameters = call.parameters();
  parameters.finish(parameters.flag("strict"));
  const PageRecord page = call.page();
  if (call.is_known_to_client()) return call.not_modified();
  return call.tagged(json_response(related_json(page)));
}

Response Application::page(Call& call, SearchPage::Part part) const {
  Searcher& searcher = *call.session.searcher;
  Parameters parameters = call.parameters();
  for (const std::string& name : page_parameters(call.session.index.page_facets))
    (void)parameters.value(name);
  // A visitor cannot mend a link: without strict all that makes no sense is left out.
  if (parameters.flag("strict")) parameters.finish(true);
  const PageState state = page_.state(call.query, call.session.index);
  call.salt = page_.version();
  call.record.query = state.query;
  if (call.is_known_to_client()) return call.not_modified();
  SearchPage::Answer answer = page_.answer(state, call.session.index, searcher, part);
  call.record.hits = answer.hits;
  // What someone is still typing is no question yet.
  if (answer.hits && !state.is_typing) {
    note_search(call, state.query, *answer.hits, answer.timed_out);
  }
  Response response =
      call.tagged({.content_type = html_type, .body = std::move(answer.html)}, !answer.timed_out);
  response.fields.emplace_back("X-Robots-Tag", "noindex");
  return response;
}

Response Application::instantsearch(Call& call) const {
  Searcher& searcher = *call.session.searcher;
  const std::vector<FacetInfo>& facets = searcher.facets();
  const bool is_batch = call.match.route == Route::instantsearch;
  Parameters in_url = Parameters::of_query(call.query);
  for (const char* name : instantsearch_parameters) (void)in_url.value(name);
  in_url.finish(in_url.flag("strict"));
  std::vector<InstantSearchCall> calls;
  if (is_batch) {
    calls = read_instantsearch_calls(call.request.body, facets, options_.limits);
  } else {
    calls.push_back(
        read_instantsearch_call(call.request.body, Call::decoded(call.match.id, "index"),
                                Call::decoded(call.match.facet, "facet"), facets, options_.limits));
  }
  SharedTime time(options_.limits.query, calls.size());
  struct Restore {
    Searcher& searcher;
    std::chrono::milliseconds limit;
    ~Restore() { searcher.set_time_limit(limit); }
  };
  const Restore restore{searcher, options_.limits.query};
  TypedSearch typed(searcher);
  json::array answers;
  for (InstantSearchCall& one : calls) {
    searcher.set_time_limit(time.next());
    typed.parse(one.request, one.completes);
    const SearchResult result = searcher.search(one.request);
    // The first is what is searched; the others count for facets.
    if (answers.empty()) {
      call.record.query = result.query;
      note_search(call, result.query, result.total_hits, result.timed_out);
    }
    answers.push_back(instantsearch_answer(one, result, options_.limits));
  }
  if (!is_batch) return call.tagged(json_response(answers.front()));
  share_facet_labels(answers);
  return call.tagged(json_response(json::object{{"results", std::move(answers)}}));
}

}  // namespace speur::http
