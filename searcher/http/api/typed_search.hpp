#pragma once

#include "speur/searcher.hpp"

#include <map>
#include <string>

namespace speur::http {

/// The searches of one request, whose queries are mostly the same one, with other filters. Each
/// text is parsed once. What someone is still typing may end with a word that the site does not
/// have, but that begins words of it: then it stands for these. Whether it does depends on the
/// query alone, so that searches for one query are the same whatever their filters; and is found
/// out once.
class TypedSearch {
 public:
  explicit TypedSearch(Searcher& searcher) : searcher_(searcher) {}

  /// Gives `request` its parsed query. `completes`: its last word may still be being typed.
  void parse(SearchRequest& request, bool completes);

 private:
  const ParsedQuery& parsed(const SearchRequest& request);
  [[nodiscard]] ParsedQuery completed(ParsedQuery query, const std::string& text);

  Searcher& searcher_;
  std::map<std::string, ParsedQuery> parsed_, completed_;  // by the query as typed
};

}  // namespace speur::http
