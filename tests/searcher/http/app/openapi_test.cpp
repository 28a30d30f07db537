#include "searcher/http/app/openapi.hpp"

#include "searcher/http/net/router.hpp"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace json = boost::json;

namespace speur::http {
namespace {

std::set<std::string> documented_methods(const json::value& document, std::string_view path) {
  std::set<std::string> methods;
  const json::value* operations = document.at("paths").as_object().if_contains(path);
  if (operations == nullptr) return methods;
  for (const auto& [name, operation] : operations->as_object()) {
    std::string method(name);
    for (char& c : method) c = static_cast<char>(c - 'a' + 'A');
    methods.insert(std::move(method));
  }
  return methods;
}

}  // namespace

// What stands in it is held against a running server by openapi_check.py.
TEST_CASE("each route is in the OpenAPI document with its methods, and nothing else",
          "[http][openapi]") {
  const json::value document = json::parse(openapi_document("https://zoek.nl", "Proef", ""));
  std::size_t routes = 0;
  for (std::size_t i = 0; i < route_count; ++i) {
    const RouteInfo& route = info(static_cast<Route>(i));
    if (route.route == Route::none) continue;
    ++routes;
    CAPTURE(route.name);
    const std::set<std::string> methods = documented_methods(document, route.name);
    for (const char* method : {"GET", "POST", "PUT", "DELETE"}) {
      CHECK(methods.contains(method) == allows(route.methods, method));
    }
  }
  CHECK(document.at("paths").as_object().size() == routes);
  CHECK(document.at("info").at("version").as_string() == std::string(api_version));
  CHECK(document.at("info").at("contact").at("name").as_string() == "Proef");
  CHECK(document.at("info").at("contact").at("url").as_string() == "https://zoek.nl");
  CHECK(document.at("servers").at(0).at("url").as_string() == "https://zoek.nl");
}

}  // namespace speur::http
