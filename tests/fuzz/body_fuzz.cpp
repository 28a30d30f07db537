// Laws of bodies: whatever JSON, or what is none, is posted to a route that takes some, the answer is JSON, names no
// fault of ours, and is one of the statuses that the route promises. The first byte says which route.

#include "fuzz/served_site.hpp"

#include <boost/json/parse.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace speur::http;

constexpr std::array targets = {"/v1/search", "/v1/facets", "/v1/suggest", "/1/indexes/*/queries",
                                "/1/indexes/site/facets/rollen/query"};

void check(bool law) {
  if (!law) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static ServedSite site;
  Request request;
  request.method = "POST";
  request.target = targets[data[0] % targets.size()];
  request.fields = {{"host", "a.nl"}, {"content-type", "application/json"}};
  request.body.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  CallRecord record;
  const Response response = site.application.respond(
      request, {*site.open->shared, &site.open->searcher, site.compressor}, record);
  check(record.fault.empty());
  check(response.status == 200 || response.status == 400 || response.status == 404 ||
        response.status == 405);
  check(response.content_type.ends_with("json"));
  boost::system::error_code error;
  (void)boost::json::parse(response.body, error);
  check(!error);
  return 0;
}
