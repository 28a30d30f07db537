#include "searcher/http/net/router.hpp"

#include <algorithm>

namespace speur::http {
namespace {

constexpr std::string_view reads = "GET, HEAD, OPTIONS";
constexpr std::string_view reads_and_posts = "GET, HEAD, POST, OPTIONS";
constexpr std::string_view posts = "POST, OPTIONS";
constexpr std::string_view documents = "/v1/documents/";
constexpr std::string_view related = "/related";
constexpr std::string_view indexes = "/1/indexes/";
/// Where the API Design Rules want the document: at the API's root.
constexpr std::string_view versioned_openapi = "/v1/openapi.json";

constexpr std::string_view json = "application/json";
constexpr std::string_view html = "text/html; charset=utf-8";

constexpr std::array<RouteInfo, route_count> routes = {{
    {Route::page, "/", reads, html, true, true},
    {Route::fragment, "/fragment", reads, html, true, true},
    {Route::script, "/speur.js", reads, "text/javascript; charset=utf-8", false, false},
    {Route::style, "/speur.css", reads, "text/css; charset=utf-8", false, false},
    {Route::material, "/speur-material.js", reads, "text/javascript; charset=utf-8", false, false},
    {Route::search, "/v1/search", reads_and_posts, json, true, true},
    {Route::suggest, "/v1/suggest", reads_and_posts, json, false, true},
    {Route::facets, "/v1/facets", reads_and_posts, json, true, true},
    {Route::document, "/v1/documents/{id}", reads, json, true, true},
    {Route::related, "/v1/documents/{id}/related", reads, json, true, true},
    {Route::instantsearch, "/1/indexes/*/queries", posts, json, true, true},
    {Route::instantsearch_index, "/1/indexes/{index}/query", posts, json, true, true},
    {Route::instantsearch_facet, "/1/indexes/{index}/facets/{facet}/query", posts, json, true,
     true},
    {Route::opensearch, "/opensearch.xml", reads, "application/opensearchdescription+xml", false,
     false},
    {Route::opensearch_suggestions, "/opensearch/suggestions", reads,
     "application/x-suggestions+json", false, true},
    {Route::openapi, "/openapi.json", reads, json, false, false},
    {Route::zero_hits, "/zero-hits", reads, json, false, false},
    {Route::health, "/health", reads, json, false, false},
    {Route::ready, "/ready", reads, json, false, false},
    {Route::metrics, "/metrics", reads, "text/plain; version=0.0.4; charset=utf-8", false, false},
    {Route::none, "none", reads_and_posts, json, false, false},
}};

/// `rest`: of a path after "/1/indexes/".
RouteMatch match_instantsearch(std::string_view rest) {
  constexpr std::string_view facets = "facets/", query = "/query";
  const std::size_t slash = rest.find('/');
  if (slash == rest.npos || slash == 0) return {};
  const std::string_view index = rest.substr(0, slash);
  rest.remove_prefix(slash);
  if (index == "%2A" && rest == "/queries") return {Route::instantsearch, {}, {}};
  if (rest == query) return {Route::instantsearch_index, index, {}};
  rest.remove_prefix(1);
  if (!rest.starts_with(facets) || !rest.ends_with(query)) return {};
  rest.remove_prefix(facets.size());
  if (rest.size() <= query.size()) return {};
  rest.remove_suffix(query.size());
  if (rest.find('/') != rest.npos) return {};
  return {Route::instantsearch_facet, index, rest};
}

}  // namespace

const RouteInfo& info(Route route) {
  return routes[static_cast<std::size_t>(route)];
}

RouteMatch match_route(std::string_view path) {
  for (const RouteInfo& known : routes) {
    const bool is_fixed = known.name.front() == '/' && known.name.find('{') == known.name.npos;
    if (is_fixed && known.name == path) return {known.route, {}, {}};
  }
  if (path.starts_with(indexes)) return match_instantsearch(path.substr(indexes.size()));
  if (path == versioned_openapi) return {Route::openapi, {}, {}};
  if (!path.starts_with(documents)) return {};
  std::string_view id = path.substr(documents.size());
  Route route = Route::document;
  if (id.ends_with(related)) {
    id.remove_suffix(related.size());
    route = Route::related;
  }
  if (id.empty() || id.ends_with('/')) return {};
  return {route, id, {}};
}

bool allows(std::string_view methods, std::string_view method) {
  while (!methods.empty()) {
    const std::size_t end = std::min(methods.find(", "), methods.size());
    if (methods.substr(0, end) == method) return true;
    methods.remove_prefix(std::min(end + 2, methods.size()));
  }
  return false;
}

}  // namespace speur::http
