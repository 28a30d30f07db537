#include "searcher/http/app/openapi.hpp"

#include "searcher/web/web_files.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace json = boost::json;

namespace speur::http {

std::string openapi_document(std::string_view base, std::string_view site_name,
                             std::string_view site_url) {
  json::value document = json::parse(web_openapi.content);
  json::object& info = document.at("info").as_object();
  info["version"] = api_version;
  info["contact"] = json::object{{"name", site_name.empty() ? "Speur" : site_name},
                                 {"url", site_url.empty() ? base : site_url}};
  document.as_object()["servers"] = json::array{json::object{{"url", base}}};
  return json::serialize(document);
}

}  // namespace speur::http
