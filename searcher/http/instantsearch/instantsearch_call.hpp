#pragma once

#include "searcher/http/net/limits.hpp"
#include "speur/searcher.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace speur::http {

/// Names of attributes: all of them, or those that are listed.
struct AttributeNames {
  bool all = true;
  std::vector<std::string> names;  ///< with `all`: those that are left out
  [[nodiscard]] bool contains(std::string_view name) const;
};

/// One search as a client of InstantSearch asks for it, and how it wants the answer.
struct InstantSearchCall {
  SearchRequest request;
  bool completes = true;  ///< the last word may still be being typed
  std::string index;      ///< as the client calls it
  std::string params;     ///< as form-urlencoded text, for the answer
  std::size_t page = 0;   ///< from 0
  std::size_t per_page = 20;
  std::size_t max_facet_values = 100;
  AttributeNames retrieved, highlighted, snippeted;
  std::string before_mark = "<em>", after_mark = "</em>";
  std::vector<std::string> unknown_facets;  ///< asked for, and in no page

  std::string facet;        ///< whose values are searched; empty: pages are
  std::string facet_query;  ///< what they are searched for
  std::size_t max_facet_hits = 10;
};

/// The searches in a body of `/1/indexes/*/queries`, in order. Refusal(400) for what cannot be
/// understood, naming the search and the parameter.
[[nodiscard]] std::vector<InstantSearchCall> read_instantsearch_calls(
    const std::string& body, const std::vector<FacetInfo>& facets, const Limits& limits);

/// The one search in a body of `/1/indexes/{index}/query`, or with `facet` of its facet search.
[[nodiscard]] InstantSearchCall read_instantsearch_call(const std::string& body, std::string index,
                                                        std::string facet,
                                                        const std::vector<FacetInfo>& facets,
                                                        const Limits& limits);

}  // namespace speur::http
