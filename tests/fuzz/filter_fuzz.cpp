#include "searcher/query/filter_expression.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

// Laws: any bytes are a filter of at most so many conditions, or a FilterError with a message; and a filter that is read
// has a text and can be put into a request.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<speur::FacetInfo> facets = [] {
    std::vector<speur::FacetInfo> known(3);
    known[0].name = "rollen";
    known[1].name = "versie";
    known[1].type = speur::FacetType::number;
    known[2].name = "datum";
    known[2].type = speur::FacetType::date;
    return known;
  }();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(speur::http::simple_filter(text));
  try {
    std::size_t conditions = 0;
    const speur::Filter filter = speur::http::parse_filter(text, facets, conditions);
    if (conditions == 0 || conditions > speur::http::max_filter_conditions) std::abort();
    if (speur::http::to_string(filter).empty()) std::abort();
    speur::SearchRequest request;
    speur::http::add_filter(request, filter);
    if (request.filters.empty() && !request.condition) std::abort();
  } catch (const speur::http::FilterError& error) {
    if (std::string_view(error.what()).empty()) std::abort();
  }
  return 0;
}
