#pragma once

#include "searcher/http/page/model/page_facet.hpp"
#include "speur/searcher.hpp"
#include "speur/suggester.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace speur::http {

/// What an index at one of its revisions tells of itself.
struct IndexFacts {
  std::string revision;  ///< another after each change: 16 hexadecimal digits
  std::string built, site_name, site_url;
  std::size_t pages = 0, bytes = 0;  ///< bytes: of its files on this host
};

/// The same, opened for one thread.
struct OpenIndex {
  Searcher searcher;
  std::shared_ptr<const IndexFacts> facts;
  std::shared_ptr<const Suggester> suggester;  ///< shared by all threads; null: it has none
  std::map<std::string, std::string, std::less<>> facet_labels;
  std::shared_ptr<const std::vector<PageFacet>> page_facets;  ///< shared by all threads
};

}  // namespace speur::http
