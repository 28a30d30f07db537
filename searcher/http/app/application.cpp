#include "searcher/http/app/application_call.hpp"

#include "searcher/http/app/openapi.hpp"
#include "searcher/http/app/opensearch.hpp"
#include "searcher/web/web_files.hpp"
#include "speur/error.hpp"

#include <fmt/format.h>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <exception>
#include <new>

namespace json = boost::json;

namespace speur::http {
namespace {

constexpr std::string_view json_type = "application/json";
constexpr const char* instantsearch_headers =
    "Content-Type, X-Algolia-Agent, X-Algolia-API-Key, X-Algolia-Application-Id, "
    "X-Algolia-UserToken";  // what they say is nothing to us, but a browser asks

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

}  // namespace

Application::Application(ApplicationOptions options, Metrics& metrics)
    : options_(std::move(options)),
      page_(options_.page, options_.limits),
      metrics_(metrics),
      kept_(options_.kept_bytes) {
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
  return respond(call);
}

std::optional<Response> Application::respond_again(const Request& request, Session session,
                                                   CallRecord& record) const {
  Call call{request, session, record, {}, path_of(request.target), query_of(request.target)};
  call.match = match_route(call.path);
  record.route = call.match.route;
  const std::string key = call.key();
  if (!key.empty()) call.kept = kept_.find(key);
  if (call.kept == nullptr) return std::nullopt;
  return respond(call);
}

Response Application::respond(Call& call) const {
  Response response;
  try {
    response = route(call);
  } catch (const Refusal& refusal) {
    response = call.failure(refusal.status(), refusal.what(), refusal.errors());
  } catch (const HostAway& error) {
    call.record.fault = error.what();
    response = call.failure(503, "a part of the index is on another host, which does not answer in time");
    response.fields.emplace_back("Retry-After", "1");
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
        call.record.fault = error.what();
        response = call.failure(503, "the index changes too fast to be read");
        response.fields.emplace_back("Retry-After", "1");
        break;
      default:
        call.record.fault = error.what();  // names files, which are no business of a client
        response = call.failure(500, "the index cannot be read");
    }
  } catch (const std::exception& error) {
    call.record.fault = error.what();
    response = call.failure(500, "a mistake of this server");
  } catch (...) {
    call.record.fault = "something unknown was thrown";
    response = call.failure(500, "a mistake of this server");
  }
  if (response.status >= 500) make_readable(call, response);
  try {
    if (call.kept == nullptr || response.status != 200) {
      compress(call.request, call.session.compressor, response);
      keep(call, response);
    }
    add_common_fields(call.match.route, &call.request, response);
  } catch (const std::bad_alloc&) {
    return {.status = 500, .content_type = {}, .close = true};
  }
  return response;
}

Response Application::again(Call& call) const {
  const KeptAnswers::Answer& known = *call.kept;
  metrics_.kept_answers.fetch_add(1, std::memory_order_relaxed);
  call.record.query = known.query;
  call.record.hits = known.hits;
  call.salt = known.salt;
  if (call.is_known_to_client()) return call.not_modified();
  if (known.is_counted) note_search(call, known.query, known.hits.value_or(0), false);
  return known.response;
}

/// What a client may keep under its tag, the server may, too.
void Application::keep(const Call& call, const Response& response) const {
  if (options_.kept_bytes == 0 || response.status != 200) return;
  const bool has_tag = std::ranges::any_of(
      response.fields, [](const auto& field) { return field.first == "ETag"; });
  std::string key = has_tag ? call.key() : std::string();
  if (key.empty()) return;
  kept_.keep(std::move(key),
             {response, call.record.query, call.record.hits, call.is_counted, call.salt});
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
  if (call.kept != nullptr) return again(call);
  const IndexFacts& facts = call.session.index.facts;
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
              .body = opensearch_description(site_name(facts), base_url(call)),
              .fields = with_vary({{"Cache-Control", revalidate}})};
    case Route::openapi:
      call.take_no_parameters();
      // Nothing secret: the API Design Rules want any script to read it.
      return {.body = openapi_document(base_url(call), site_name(facts), site_url(facts)),
              .fields =
                  with_vary({{"Cache-Control", revalidate}, {"Access-Control-Allow-Origin", "*"}})};
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
              .body = metrics_.text(facts.revision, facts.built),
              .fields = {{"Cache-Control", "no-store"}}};
    case Route::none:
      break;
  }
  throw Refusal(404, "there is nothing here");
}

std::string Application::base_url(const Call& call) const {
  if (!options_.public_url.empty()) return options_.public_url;
  std::string host = call.request.field("host");
  bool is_secure = false;
  if (call.session.is_forwarded) {
    // Of several values the last is the one that the trusted proxy has written itself.
    const auto last_of = [&](std::string_view name) {
      const std::string values = call.request.field(name);
      return values.substr(values.find_last_of(", ") + 1);
    };
    is_secure = last_of("x-forwarded-proto") == "https";
    if (std::string forwarded = last_of("x-forwarded-host"); !forwarded.empty()) {
      host = std::move(forwarded);
    }
  }
  const auto is_of_host = [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || std::string_view(".-:[]").find(c) < 5;
  };
  if (host.empty() || !std::ranges::all_of(host, is_of_host)) {
    throw Refusal(400, "this answer holds the server's address, and Host is none",
                  {{"header", "Host", "syntax", "is a name or address, with or without a port"}});
  }
  return fmt::format("{}://{}", is_secure ? "https" : "http", host);
}

ResponseFields Application::with_vary(ResponseFields fields) const {
  if (options_.public_url.empty()) {
    fields.emplace_back("Vary", "Host, X-Forwarded-Host, X-Forwarded-Proto");
  }
  return fields;
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
  response.body = is_brotli ? compressor.brotli(response.body) : compressor.gzip(response.body);
  response.fields.emplace_back("Content-Encoding", is_brotli ? "br" : "gzip");
}

}  // namespace speur::http
