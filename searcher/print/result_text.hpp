#pragma once

#include "searcher/print/terminal.hpp"
#include "speur/searcher.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace speur {

struct ResultTextOptions {
  Terminal terminal = {};
  std::size_t first_rank = 1;  ///< of the first hit
  std::string site_url = {};   ///< what pages are linked to; empty: no links
  bool hit_facets = false;     ///< each hit's facet values, too
};

/// The answer for people. In a pipe: without escape codes, wrapping and time, so that equal answers
/// are equal texts.
[[nodiscard]] std::string result_text(const SearchResult& result, const ResultTextOptions& options);

/// `url` of a page or section on its site, or empty where that is not known.
[[nodiscard]] std::string absolute_url(std::string_view site_url, std::string_view url);

/// "1 page", "1,204 pages".
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

}  // namespace speur
