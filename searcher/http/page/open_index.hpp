#pragma once

#include "searcher/http/page/model/page_facet.hpp"
#include "speur/searcher.hpp"
#include "speur/suggester.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace speur::http {

/// What an index at one of its revisions tells of itself.
struct IndexFacts {
  std::string revision;  ///< another after each change: 16 hexadecimal digits
  std::string built, site_name, site_url;
  std::size_t pages = 0, bytes = 0;  ///< bytes: of its files on this host
  /// Databases of other hosts belong to it. Their changes are seen late or by chance, so that `revision` does
  /// not stand for an answer: none may be kept.
  bool has_remote_parts = false;
};

/// All that is known of one revision of the index without asking its database. It never changes, so
/// that all threads share one, and answers from it wait for no search.
struct SharedIndex {
  IndexFacts facts;
  std::optional<Suggester> suggester;  ///< none: the index holds no suggestions
  std::map<std::string, std::string, std::less<>> facet_labels;
  std::vector<PageFacet> page_facets;
};

/// The same revision, opened for one thread.
struct OpenIndex {
  Searcher searcher;
  std::shared_ptr<const SharedIndex> shared;
};

}  // namespace speur::http
