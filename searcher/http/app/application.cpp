#include "searcher/http/app/application.hpp"

#include "searcher/http/instantsearch/instantsearch_answer.hpp"
#include "searcher/http/instantsearch/instantsearch_call.hpp"
#include "searcher/http/net/negotiation.hpp"
#include "searcher/http/app/openapi.hpp"
#include "searcher/http/app/opensearch.hpp"
#include "searcher/http/api/parameters.hpp"
#include "searcher/http/net/problem.hpp"
#include "searcher/http/api/search_api.hpp"
#include "searcher/http/api/typed_search.hpp"
#include "searcher/http/net/url_text.hpp"
#include "searcher/web/web_files.hpp"
#include "searcher/print/json_text.hpp"
#include "searcher/print/result_json.hpp"
#include "searcher/print/suggestion_output.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <new>

namespace json = boost::json;

namespace speur::http {
namespace {

constexpr std::string_view json_type = "application/json";
constexpr std::string_view html_type = "text/html; charset=utf-8";
constexpr const char* instantsearch_headers =
    "Content-Type, X-Algolia-Agent, X-Algolia-API-Key, X-Algolia-Application-Id, "
    "X-Algolia-UserToken";  // what they say is nothing to us, but a browser asks
constexpr std::array instantsearch_parameters = {"x-algolia-agent", "x-algolia-api-key",
                                                 "x-algolia-application-id",
                                                 "x-algolia-usertoken"};  // the same in a URL
constexpr const char* revalidate = "no-cache";  // keep it, and ask whether it still holds

Response json_response(const json::value& value) {
  return {.content_type = json_type, .body = json_text(value)};
}

bool is_html(Route route) {
  return route == Route::page || route == Route::fragment;
}

/// The page's own script and style, and nothing else.
constexpr const char* page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// Any other answer is no page: it may run nothing, load nothing and be framed by nobody.
constexpr const char* no_page_policy = "default-src 'none'; frame-ancestors 'none'";

/// Other sites load it, too, and cannot know when it changes.
Response file_response(const WebFile& file, const Request& request, std::string_view query) {
  const std::string tag = "\"" + version_of(file) + "\"";
  const bool is_versioned = query == "v=" + version_of(file);
  Response response{.content_type = file.content_type};
  if (request.has_field("if-none-match") && matches_tag(request.field("if-none-match"), tag)) {
    response.status = 304;
    response.content_type = {};
  } else {
    response.body = std::string(file.content);
  }
  response.fields = {{"ETag", tag},
                     {"Cache-Control", is_versioned ? "public, max-age=31536000, immutable"
                                                    : "public, max-age=300"}};
  return response;
}

std::string_view path_of(std::string_view target) {
  return target.substr(0, target.find('?'));
}
std::string_view query_of(std::string_view target) {
  const std::size_t mark = target.find('?');
  return mark == target.npos ? std::string_view() : target.substr(mark + 1);
}

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

struct Application::Call {
  const Request& request;
  Session session;
  CallRecord& record;
  RouteMatch match;
  std::string_view path, query;
  std::uint64_t salt = 0;  ///< of the tag: changes with what the program makes of the index

  [[nodiscard]] bool is_post() const { return request.method == "POST"; }
  [[nodiscard]] Parameters parameters() const {
    return is_post() ? Parameters::of_body(request.body, query) : Parameters::of_query(query);
  }
  /// Of the answer to this request from this revision. Weak: the time that it took is part of it.
  [[nodiscard]] std::string tag() const {
    return fmt::format("W/\"{}-{:016x}\"", session.facts.revision, fnv1a(request.target) ^ salt);
  }
  /// Whether the client has the answer. Asked when the request is known to be right, and before
  /// the work is done.
  [[nodiscard]] bool is_known_to_client() const {
    return !is_post() && request.has_field("if-none-match") &&
           matches_tag(request.field("if-none-match"), tag());
  }
  /// `is_whole`: it would be the same another time.
  [[nodiscard]] Response tagged(Response response, bool is_whole = true) const {
    if (is_post() || !is_whole) {
      response.fields.emplace_back("Cache-Control", "no-store");
    } else {
      response.fields.emplace_back("ETag", tag());
      response.fields.emplace_back("Cache-Control", revalidate);
    }
    return response;
  }
  /// But `strict`, and one that makes no difference.
  void take_no_parameters(std::string_view idle = "strict") const {
    Parameters none = parameters();
    (void)none.value(idle);
    none.finish(none.flag("strict"));
  }
  [[nodiscard]] Response not_modified() const {
    return tagged({.status = 304, .content_type = {}});
  }
  [[nodiscard]] static std::string decoded(std::string_view part, std::string_view name) {
    auto text = percent_decoded(part);
    if (text) return *std::move(text);
    throw Refusal(400, fmt::format("the {} in the path is not percent-encoded UTF-8", name),
                  {{"path", std::string(name), "encoding", "is not percent-encoded UTF-8"}});
  }
  [[nodiscard]] PageRecord page() const {
    std::string wanted = decoded(match.id, "id");
    auto found = session.index->searcher.show(wanted);
    if (!found) {
      throw Refusal(404, "there is no document with this id",
                    {{"path", "id", "unknown", "is the path of a page, or its identifier"}});
    }
    return *std::move(found);
  }
  /// What someone is typing, and how many suggestions are wanted.
  [[nodiscard]] std::pair<std::string, std::size_t> typed(const Limits& limits) const {
    constexpr std::size_t usual_suggestions = 10;
    Parameters all = parameters();
    std::string text = all.text("q", Suggester::max_typed_bytes).value_or("");
    const std::size_t limit =
        all.number("limit", 1, limits.suggestions).value_or(usual_suggestions);
    record.query = text;
    all.finish(all.flag("strict"));
    return {std::move(text), limit};
  }
  /// In the form that clients of this route read.
  [[nodiscard]] Response failure(unsigned status, std::string_view detail,
                                 const std::vector<ParameterError>& errors = {}) const {
    if (!is_instantsearch(match.route)) return problem(status, detail, errors);
    Response response = json_response(json::object{{"message", detail}, {"status", status}});
    response.status = status;
    response.fields.emplace_back("Cache-Control", "no-store");
    return response;
  }
};

Application::Application(ApplicationOptions options, Metrics& metrics)
    : options_(std::move(options)), page_(options_.page, options_.limits), metrics_(metrics) {
  while (options_.public_url.ends_with('/')) options_.public_url.pop_back();
  if (options_.zero_hits_clients > 0) {
    zero_hits_ = std::make_unique<ZeroHits>(options_.zero_hits_clients);
  }
}

Response Application::respond(const Request& request, Session session, CallRecord& record) const {
  Call call{request, session, record, {}, path_of(request.target), query_of(request.target)};
  call.match = match_route(call.path);
  if (call.match.route == Route::zero_hits && zero_hits_ == nullptr) call.match = {};
  record.route = call.match.route;
  Response response;
  try {
    response = route(call);
  } catch (const Refusal& refusal) {
    response = call.failure(refusal.status(), refusal.what(), refusal.errors());
  } catch (const Error& error) {
    switch (error.code()) {
      case ExitCode::usage:
      case ExitCode::data:
        // What is left to go wrong once the parameters are right is in the query itself.
        response = call.failure(400, fmt::format("'q' cannot be understood: {}", error.what()),
                                {{call.is_post() ? "body" : "query", call.is_post() ? "#/q" : "q",
                                  "syntax", error.what()}});
        break;
      case ExitCode::busy:
        record.fault = error.what();
        response = call.failure(503, "the index changes too fast to be read");
        response.fields.emplace_back("Retry-After", "1");
        break;
      default:
        record.fault = error.what();  // names files, which are no business of a client
        response = call.failure(500, "the index cannot be read");
    }
  } catch (const std::exception& error) {
    record.fault = error.what();
    response = call.failure(500, "a mistake of this server");
  } catch (...) {
    record.fault = "something unknown was thrown";
    response = call.failure(500, "a mistake of this server");
  }
  if (response.status >= 500) make_readable(call, response);
  try {
    add_common_fields(call.match.route, &request, response);
    compress(request, session.compressor, response);
  } catch (const std::bad_alloc&) {
    return {.status = 500, .content_type = {}, .close = true};
  }
  return response;
}

Response Application::shed(const Request& request, Session session) const {
  CallRecord record;
  Call call{request, session, record, {}, path_of(request.target), query_of(request.target)};
  call.match = match_route(call.path);
  Response response = call.failure(503, "too many requests are waiting");
  response.fields.emplace_back("Retry-After", "1");
  make_readable(call, response);
  add_common_fields(call.match.route, &request, response);
  return response;
}

/// Visitors do not read JSON.
void Application::make_readable(const Call& call, Response& response) const {
  if (!is_html(call.match.route)) return;
  response.content_type = html_type;
  response.body = page_.failure(call.query);
}

Response Application::refuse(unsigned status, std::string_view detail) const {
  Response response = problem(status, detail);
  if (status == 503) response.fields.emplace_back("Retry-After", "1");
  add_common_fields(Route::none, nullptr, response);
  response.close = true;
  return response;
}

Response Application::route(Call& call) const {
  const RouteInfo& found = info(call.match.route);
  const std::string_view method = call.request.method;
  if (method == "OPTIONS") {
    if (call.match.route == Route::none && call.request.target != "*") {
      throw Refusal(404, "there is nothing here");
    }
    return preflight(call.request, found);
  }
  if (call.match.route == Route::none) {
    const bool has_slash = call.path.size() > 1 && call.path.ends_with('/');
    throw Refusal(404, has_slash && match_route(call.path.substr(0, call.path.size() - 1)).route !=
                                        Route::none
                           ? "there is nothing here; without the slash at the end there is"
                           : "there is nothing here");
  }
  if (!allows(found.methods, method)) {
    Response response = call.failure(
        405, fmt::format("{} is not for this resource, which takes {}", method, found.methods));
    response.fields.emplace_back("Allow", found.methods);
    return response;
  }
  const std::string_view type = found.type.substr(0, found.type.find(';'));
  if (!accepts_type(call.request.field("accept"), type)) {
    throw Refusal(406, fmt::format("the answer is {}, which the Accept field leaves out", type),
                  {{"header", "Accept", "range", fmt::format("takes in {}", type)}});
  }
  const Codings codings = accepted_codings(call.request.field("accept-encoding"),
                                           call.request.has_field("accept-encoding"));
  if (codings.identity == 0 && codings.gzip == 0 && codings.brotli == 0) {
    throw Refusal(406, "the Accept-Encoding field leaves out all that can be given",
                  {{"header", "Accept-Encoding", "range", "takes in br, gzip or identity"}});
  }
  if (call.is_post()) {
    if (call.request.has_field("content-encoding")) {
      throw Refusal(415, "a body has no Content-Encoding",
                    {{"header", "Content-Encoding", "range", "is absent"}});
    }
    // Clients of InstantSearch call JSON text/plain or a form, so that browsers do not ask first.
    if (!is_instantsearch(call.match.route) &&
        !is_media_type(call.request.field("content-type"), json_type)) {
      throw Refusal(415, "a body is application/json",
                    {{"header", "Content-Type", "range", "is application/json"}});
    }
  }
  switch (call.match.route) {
    case Route::search:
      return search(call);
    case Route::suggest:
      return suggest(call);
    case Route::facets:
      return facets(call);
    case Route::document:
      return document(call);
    case Route::related:
      return related(call);
    case Route::page:
      return page(call, SearchPage::Part::document);
    case Route::fragment:
      return page(call, SearchPage::Part::region);
    case Route::script:
      call.take_no_parameters("v");
      return file_response(web_script, call.request, call.query);
    case Route::style:
      call.take_no_parameters("v");
      return file_response(web_style, call.request, call.query);
    case Route::material:
      call.take_no_parameters("v");
      return file_response(web_material, call.request, call.query);
    case Route::instantsearch:
    case Route::instantsearch_index:
    case Route::instantsearch_facet:
      return instantsearch(call);
    case Route::opensearch_suggestions:
      return opensearch_suggestions(call);
    case Route::opensearch:
      call.take_no_parameters();
      return {.content_type = found.type,
              .body = opensearch_description(site_name(call.session.facts), base_url(call.request)),
              .fields = {{"Cache-Control", revalidate}}};
    case Route::openapi:
      call.take_no_parameters();
      // Nothing secret: the API Design Rules want any script to read it.
      return {.body = openapi_document(base_url(call.request), site_name(call.session.facts),
                                       site_url(call.session.facts)),
              .fields = {{"Cache-Control", revalidate}, {"Access-Control-Allow-Origin", "*"}}};
    case Route::zero_hits:
      return zero_hits(call);
    case Route::ready:
      if (draining_.load(std::memory_order_relaxed)) throw Refusal(503, "the server is stopping");
      [[fallthrough]];
    case Route::health:
      call.take_no_parameters();
      return {.body = "{\"status\":\"ok\"}", .fields = {{"Cache-Control", "no-store"}}};
    case Route::metrics:
      call.take_no_parameters();
      return {.content_type = found.type,
              .body = metrics_.text(call.session.facts.revision, call.session.facts.built),
              .fields = {{"Cache-Control", "no-store"}}};
    case Route::none:
      break;
  }
  throw Refusal(404, "there is nothing here");
}

std::string Application::base_url(const Request& request) const {
  if (!options_.public_url.empty()) return options_.public_url;
  const std::string host = request.field("host");
  const auto is_of_host = [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || std::string_view(".-:[]").find(c) < 5;
  };
  if (host.empty() || !std::ranges::all_of(host, is_of_host)) {
    throw Refusal(400, "this answer holds the server's address, and Host is none",
                  {{"header", "Host", "syntax", "is a name or address, with or without a port"}});
  }
  // A proxy with TLS says so.
  const bool is_secure = request.field("x-forwarded-proto") == "https";
  return fmt::format("{}://{}", is_secure ? "https" : "http", host);
}

void Application::note_search(Call& call, std::string_view query, std::size_t hits,
                              bool timed_out) const {
  call.record.hits = hits;
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
  const OpenIndex& index = *call.session.index;
  const std::string base = base_url(call.request);
  if (call.is_known_to_client()) return call.not_modified();
  std::vector<Suggestion> suggestions;
  if (index.suggester != nullptr) suggestions = index.suggester->suggest(typed, limit);
  call.record.hits = suggestions.size();
  Response response = json_response(
      speur::http::opensearch_suggestions(typed, suggestions, site_url(call.session.facts), base));
  response.content_type = info(Route::opensearch_suggestions).type;
  return call.tagged(std::move(response));
}

Response Application::search(Call& call) const {
  Parameters parameters = call.parameters();
  OpenIndex& index = *call.session.index;
  SearchCall search = read_search_call(parameters, index.searcher.facets(), options_.limits);
  call.record.query = search.request.query;
  parameters.finish(search.request.strict);
  if (call.is_known_to_client()) return call.not_modified();
  const SearchResult result = index.searcher.search(search.request);
  note_search(call, result.query, result.total_hits, result.timed_out);
  return call.tagged(json_response(search_answer(search, result)), !result.timed_out);
}

Response Application::suggest(Call& call) const {
  const auto [typed, limit] = call.typed(options_.limits);
  const OpenIndex& index = *call.session.index;
  if (index.suggester == nullptr) throw Refusal(404, "the index has no suggestions");
  if (call.is_known_to_client()) return call.not_modified();
  const std::vector<Suggestion> suggestions = index.suggester->suggest(typed, limit);
  call.record.hits = suggestions.size();
  return call.tagged(json_response(suggestions_json(typed, suggestions)));
}

Response Application::facets(Call& call) const {
  constexpr std::size_t usual_values = 100;
  Parameters parameters = call.parameters();
  OpenIndex& index = *call.session.index;
  const SearchRequest request =
      read_facets_request(parameters, index.searcher.facets(), options_.limits);
  const std::size_t most = parameters.number("maxValuesPerFacet", 1, options_.limits.facet_values)
                               .value_or(usual_values);
  call.record.query = request.query;
  parameters.finish(request.strict);
  if (call.is_known_to_client()) return call.not_modified();
  const SearchResult result = index.searcher.search(request);
  note_search(call, result.query, result.total_hits, result.timed_out);
  json::array facets;
  for (const FacetCounts& facet : result.facets) {
    json::array values;
    for (const FacetCount& count : facet.values) {
      if (values.size() == most && !count.selected) continue;
      values.push_back(json::object{{"value", count.value.value},
                                    {"label", count.value.label},
                                    {"count", count.count},
                                    {"selected", count.selected}});
    }
    const auto label = index.facet_labels.find(facet.name);
    facets.push_back(
        json::object{{"name", facet.name},
                     {"label", label == index.facet_labels.end() ? facet.name : label->second},
                     {"type", to_string(facet.type)},
                     {"totalValues", facet.values.size()},
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
  OpenIndex& index = *call.session.index;
  Parameters parameters = call.parameters();
  for (const std::string& name : page_parameters(*index.page_facets)) (void)parameters.value(name);
  // A visitor cannot mend a link: without strict all that makes no sense is left out.
  if (parameters.flag("strict")) parameters.finish(true);
  const PageState state = page_.state(call.query, index);
  call.salt = page_.version();
  call.record.query = state.query;
  if (call.is_known_to_client()) return call.not_modified();
  SearchPage::Answer answer = page_.answer(state, index, part);
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
  OpenIndex& index = *call.session.index;
  const std::vector<FacetInfo>& facets = index.searcher.facets();
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
  // All together have the time of one.
  index.searcher.set_time_limit(options_.limits.query /
                                static_cast<int>(std::max<std::size_t>(calls.size(), 1)));
  struct Restore {
    Searcher& searcher;
    std::chrono::milliseconds limit;
    ~Restore() { searcher.set_time_limit(limit); }
  };
  const Restore restore{index.searcher, options_.limits.query};
  TypedSearch typed(index.searcher);
  json::array answers;
  for (const InstantSearchCall& one : calls) {
    const SearchResult result =
        one.completes ? typed.search(one.request) : index.searcher.search(one.request);
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

Response Application::preflight(const Request& request, const RouteInfo& route) const {
  Response response{.status = 204, .content_type = {}};
  response.fields.emplace_back("Allow", route.methods);
  if (request.has_field("access-control-request-method")) {
    response.fields.emplace_back("Access-Control-Allow-Methods", route.methods);
    response.fields.emplace_back("Access-Control-Allow-Headers", is_instantsearch(route.route)
                                                                     ? instantsearch_headers
                                                                     : "Content-Type");
    response.fields.emplace_back("Access-Control-Max-Age", "86400");
  }
  return response;
}

void Application::add_common_fields(Route route, const Request* request, Response& response) const {
  response.fields.emplace_back("API-Version", api_version);
  response.fields.emplace_back("X-Content-Type-Options", "nosniff");
  response.fields.emplace_back("Content-Security-Policy",
                               route == Route::page ? page_policy : no_page_policy);
  response.fields.emplace_back("X-Frame-Options", "DENY");
  response.fields.emplace_back("Referrer-Policy", "no-referrer");
  const bool is_open = std::ranges::any_of(response.fields, [](const auto& field) {
    return field.first == "Access-Control-Allow-Origin";
  });
  if (options_.origins.empty() || is_open) return;
  const bool any = std::ranges::find(options_.origins, "*") != options_.origins.end();
  if (!any) response.fields.emplace_back("Vary", "Origin");
  const std::string origin = request == nullptr ? std::string() : request->field("origin");
  if (any) {
    // To all, asked or not: a cache may give the answer to another than it was made for.
    response.fields.emplace_back("Access-Control-Allow-Origin", "*");
  } else if (std::ranges::find(options_.origins, origin) != options_.origins.end()) {
    response.fields.emplace_back("Access-Control-Allow-Origin", origin);
  } else {
    return;
  }
  response.fields.emplace_back("Access-Control-Expose-Headers", "API-Version, ETag, Retry-After");
}

void Application::compress(const Request& request, Compressor& compressor,
                           Response& response) const {
  if (response.content_type.empty() && response.status != 304) return;
  const Codings codings =
      accepted_codings(request.field("accept-encoding"), request.has_field("accept-encoding"));
  const bool is_long = response.body.size() >= Compressor::least_bytes;
  if (response.status == 304 || is_long || codings.identity == 0) {
    response.fields.emplace_back("Vary", "Accept-Encoding");
  }
  if (response.status == 304 || (!is_long && codings.identity > 0)) return;
  const int best = std::max(codings.brotli, codings.gzip);
  if (best == 0 || best < codings.identity) return;
  const bool is_brotli = codings.brotli == best;
  std::string packed =
      is_brotli ? compressor.brotli(response.body) : compressor.gzip(response.body);
  if (packed.size() >= response.body.size() && codings.identity > 0) return;
  response.body = std::move(packed);
  response.fields.emplace_back("Content-Encoding", is_brotli ? "br" : "gzip");
}

}  // namespace speur::http
