#pragma once

#include "searcher/http/page/model/messages.hpp"
#include "searcher/http/page/model/page_facet.hpp"
#include "searcher/http/page/model/page_state.hpp"
#include "speur/searcher.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace speur::http {

/// What a visitor without hits could do, and where that leads.
struct WayOut {
  std::string text, url;
};

/// All that one answer of the page shows.
struct PageView {
  Words words;
  const PageState& state;
  const std::vector<PageFacet>& all_facets;
  std::vector<const PageFacet*> facets;  ///< that are offered as filters
  const SearchResult* result = nullptr;  ///< null: nothing was asked yet
  std::vector<WayOut> ways_out;          ///< only without hits
  std::string_view site_name, site_url;  ///< may be empty
  std::size_t pages = 0;                 ///< of the index
  std::size_t depth = 0;                 ///< the last hit that can be asked for

  /// The address that a link to a page of the site has.
  [[nodiscard]] std::string link(std::string_view url) const;
  /// "12 resultaten", "Geen resultaten".
  [[nodiscard]] std::string count() const;
  /// "12 resultaten voor ‘fiets’"
  [[nodiscard]] std::string summary() const;
};

}  // namespace speur::http
