#include "searcher/http/net/problem.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace json = boost::json;

namespace speur::http {

Response problem(unsigned status, std::string_view detail,
                 const std::vector<ParameterError>& errors) {
  json::object body{
      {"type", "about:blank"}, {"title", reason(status)}, {"status", status}, {"detail", detail}};
  if (!errors.empty()) {
    json::array array;
    for (const ParameterError& error : errors) {
      array.push_back(json::object{{"in", error.in},
                                   {"location", error.location},
                                   {"code", error.code},
                                   {"detail", error.detail}});
    }
    body["errors"] = std::move(array);
  }
  return {.status = status,
          .content_type = "application/problem+json",
          .body = json::serialize(body),
          .fields = {{"Cache-Control", "no-store"}}};
}

}  // namespace speur::http
