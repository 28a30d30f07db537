#pragma once

#include "speur/searcher.hpp"

#include <map>
#include <string>

namespace speur::http {

/// Searches for what someone is still typing: a last word that the site does not have, but begins
/// words of it, stands for these. Whether it does depends on the query alone, so that searches for
/// one query with different filters are the same; and is found out once for all of them.
class TypedSearch {
 public:
  explicit TypedSearch(Searcher& searcher) : searcher_(searcher) {}
  /// As of the searcher; the result's query is the one that was typed.
  [[nodiscard]] SearchResult search(SearchRequest request);

 private:
  const std::string& completed(const std::string& query);

  Searcher& searcher_;
  std::map<std::string, std::string> completed_;  // by the query as typed
};

}  // namespace speur::http
