#pragma once

#include "searcher/http/net/limits.hpp"
#include "searcher/http/page/model/messages.hpp"
#include "searcher/http/page/model/page_facet.hpp"
#include "speur/searcher.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur::http {

/// From and to of a facet of dates or numbers, as typed; empty is open.
struct RangeInput {
  std::string facet, from, to;
};

/// What a visitor asks of the page: all of it stands in the URL.
struct PageState {
  std::string query;
  std::vector<FacetFilter> filters;
  std::vector<RangeInput> ranges;
  std::string sort;  ///< as SearchRequest::sort
  std::size_t page = 1;
  Language language = Language::dutch, usual_language = Language::dutch;
  bool is_typing = false;  ///< the last word may be unfinished; in no URL that people see

  /// Otherwise it is the page to begin at.
  [[nodiscard]] bool asks() const;
  [[nodiscard]] bool has_filters() const { return !filters.empty() || !ranges.empty(); }
  [[nodiscard]] bool has_filter(std::string_view facet, std::string_view value) const;

  /// The page with this state, relative to itself: "?q=fiets&page=2".
  [[nodiscard]] std::string url() const;
  [[nodiscard]] PageState without_filter(const FacetFilter& filter) const;
  [[nodiscard]] PageState without_range(std::string_view facet) const;
  [[nodiscard]] PageState without_filters() const;
  [[nodiscard]] PageState with_query(std::string other) const;
  [[nodiscard]] PageState at_page(std::size_t number) const;
};

inline constexpr std::size_t hits_per_page = 10;
/// The last page of hits that can be asked for, where the last hit is number `depth`.
[[nodiscard]] constexpr std::size_t last_page(std::size_t depth) {
  return depth < hits_per_page ? 1 : depth / hits_per_page;
}

/// From q, filter (facet=value, repeated), from.FACET and to.FACET, sort, page, lang, typing. What
/// makes no sense is left out: links grow old, and a visitor cannot mend them.
[[nodiscard]] PageState read_page_state(std::string_view query_string,
                                        const std::vector<PageFacet>& facets,
                                        Language usual_language, const Limits& limits);

/// The names of all that it reads.
[[nodiscard]] std::vector<std::string> page_parameters(const std::vector<PageFacet>& facets);

/// One end of a range as the index has it; none for what is no date or number. Dates may be written
/// 2025, 2025-04, 2025-04-01, 1-4-2025 or 1/4/2025, numbers with a comma.
[[nodiscard]] std::optional<std::string> range_end(FacetType type, std::string_view typed);

/// The ranges with an end that makes sense, and only such ends: those that the search keeps to.
[[nodiscard]] std::vector<RangeInput> kept_ranges(const PageState& state,
                                                  const std::vector<PageFacet>& facets);

/// What is to be searched. Ends of ranges that make no sense are left out.
[[nodiscard]] SearchRequest search_request(const PageState& state,
                                           const std::vector<PageFacet>& facets);

}  // namespace speur::http
