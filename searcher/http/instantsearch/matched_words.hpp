#pragma once

#include "speur/searcher.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace speur::http {

/// Which words of the query a text shows.
struct MatchedWords {
  std::string_view level = "none";  ///< or "partial", or "full": all words
  std::vector<std::string> words;   ///< in lower case, in the query's order
};

/// The words of a query, to be looked for in what is marked. The index marks by meaning ("stalling"
/// for "fietsenstalling"): a mark is of the words that it resembles, or else of any that the page
/// has.
class QueryWords {
 public:
  /// `wanted`: what the query wants to find, as wanted_texts(). `missing`: words of it that the
  /// page does not have.
  QueryWords(const std::vector<std::string>& wanted, const std::vector<std::string>& missing);
  [[nodiscard]] MatchedWords in(const MarkedText& text) const;

 private:
  std::vector<std::string> found_;
  bool all_found_ = true;
};

}  // namespace speur::http
