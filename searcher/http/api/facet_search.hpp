#pragma once

#include "speur/searcher.hpp"

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace speur::http {

struct FacetMatch {
  const FacetCount* count = nullptr;
  std::vector<std::pair<std::size_t, std::size_t>> marks;  ///< as of MarkedText, in the label
};

/// The values of the facet in whose label each word of `query` begins a word, whatever the case
/// and the accents; in the order of the facet, at most `limit`, and none that no hit has.
[[nodiscard]] std::vector<FacetMatch> search_facet_values(const FacetCounts& facet,
                                                          std::string_view query,
                                                          std::size_t limit);

}  // namespace speur::http
