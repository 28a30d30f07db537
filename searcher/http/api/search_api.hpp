#pragma once

#include "searcher/http/net/limits.hpp"
#include "searcher/http/api/parameters.hpp"
#include "speur/searcher.hpp"

#include <boost/json/fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace speur::http {

/// A search as a client asks for it, and how it wants the answer.
struct SearchCall {
  SearchRequest request;
  std::optional<std::size_t> page;      ///< from 1, where the client counts in pages
  bool windowed = false;                ///< it counts in hits: offset and limit
  std::vector<std::string> attributes;  ///< of each hit; none: all
  std::string before_mark = "<mark>", after_mark = "</mark>";
};

/// q, filter, facets, sort, page and hitsPerPage or offset and limit, attributesToRetrieve,
/// highlightPreTag, highlightPostTag, strict, explain, lang. What is wrong is refused in
/// `parameters`, whose finish() is the caller's.
[[nodiscard]] SearchCall read_search_call(Parameters& parameters,
                                          const std::vector<FacetInfo>& facets,
                                          const Limits& limits);

/// What of a search the counts of its facets need: q, lang, filter, facets (all by default) and
/// strict.
[[nodiscard]] SearchRequest read_facets_request(Parameters& parameters,
                                                const std::vector<FacetInfo>& facets,
                                                const Limits& limits);

/// result_json() with what the call wants otherwise, and the page or window that was asked for.
[[nodiscard]] boost::json::object search_answer(const SearchCall& call, const SearchResult& result);

}  // namespace speur::http
