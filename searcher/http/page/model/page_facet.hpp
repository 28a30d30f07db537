#pragma once

#include "searcher/http/page/model/messages.hpp"
#include "searcher/index/index_reader.hpp"
#include "speur/searcher.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace speur::http {

/// A facet as the filters of the page offer it.
struct PageFacet {
  std::string name, label;
  FacetType type = FacetType::keyword;
  std::size_t uses = 0;               ///< how often pages give one of its values
  std::size_t total_values = 0;       ///< different ones
  std::vector<LabelledValue> values;  ///< at most max_listed_values, in the order to show them
  bool is_ordered = false;            ///< that order holds, whatever the counts are
  bool is_noise = false;  ///< most values are addresses, hashes and the like
  bool is_range = false;              ///< too many numbers, or dates: from and to instead of values
};

/// What nobody reads to the end; the search box of a long list finds among these.
inline constexpr std::size_t max_listed_values = 100;

/// All facets of an index, in its order, with their values over all pages.
[[nodiscard]] std::vector<PageFacet> page_facets(Searcher& searcher,
                                                 const std::vector<IndexFacet>& facets);

/// Whether a choice of its values divides the pages usefully: one value divides nothing, and values
/// of about one page each are names, which a search finds.
[[nodiscard]] bool is_useful(const PageFacet& facet);

/// As a sentence begins: "impact-assessment" is "Impact-assessment", and a value that is the name
/// of a file, as "niet-van-toepassing", is "Niet van toepassing".
[[nodiscard]] std::string facet_label(const PageFacet& facet);
[[nodiscard]] std::string value_label(const LabelledValue& value, const PageFacet& facet,
                                      const Words& words);

}  // namespace speur::http
