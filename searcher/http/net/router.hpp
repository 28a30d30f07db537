#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace speur::http {

enum class Route : std::size_t {
  page,
  fragment,
  script,
  style,
  material,
  search,
  suggest,
  facets,
  document,
  related,
  instantsearch,
  instantsearch_index,
  instantsearch_facet,
  opensearch,
  opensearch_suggestions,
  openapi,
  zero_hits,
  health,
  ready,
  metrics,
  none
};
inline constexpr std::size_t route_count = 21;

struct RouteInfo {
  Route route;
  std::string_view name;     ///< for logs and metrics
  std::string_view methods;  ///< as in Allow
  std::string_view type;     ///< of its answer
  bool searches;   ///< on a thread of the pool, for which it may wait; else it never waits
  bool is_logged;  ///< also where nothing went wrong
};
[[nodiscard]] const RouteInfo& info(Route route);

struct RouteMatch {
  Route route = Route::none;
  std::string_view id;     ///< of a document, or the name of an index; as sent
  std::string_view facet;  ///< as sent
};
/// `path`: as sent, without its query. An id may hold slashes; one that ends with "/related" is
/// sent with %2F for it.
[[nodiscard]] RouteMatch match_route(std::string_view path);

/// Whether requests and errors have the form of InstantSearch's protocol.
[[nodiscard]] constexpr bool is_instantsearch(Route route) {
  return route == Route::instantsearch || route == Route::instantsearch_index ||
         route == Route::instantsearch_facet;
}

/// Whether `methods` ("GET, HEAD") names it.
[[nodiscard]] bool allows(std::string_view methods, std::string_view method);

}  // namespace speur::http
