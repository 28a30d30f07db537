#include "searcher/http/api/typed_search.hpp"

#include "speur/ascii.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace speur::http {
namespace {

constexpr std::size_t least_bytes = 2;

/// The word that the query ends with; empty where that is none that may go on.
std::string_view last_word(std::string_view query) {
  if (std::ranges::count(query, '"') % 2 != 0) return {};  // in a phrase
  const std::size_t blank = query.rfind(' ');
  const std::string_view word = blank == query.npos ? query : query.substr(blank + 1);
  const bool is_plain = std::ranges::all_of(word, [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || (static_cast<unsigned char>(c) & 0x80) != 0;
  });
  return is_plain && word.size() >= least_bytes ? word : std::string_view();
}

}  // namespace

SearchResult TypedSearch::search(SearchRequest request) {
  std::string typed = request.query;
  request.query = completed(typed);
  SearchResult result = searcher_.search(request);
  result.query = std::move(typed);
  return result;
}

const std::string& TypedSearch::completed(const std::string& query) {
  const auto known = completed_.find(query);
  if (known != completed_.end()) return known->second;
  std::string wanted = query;
  const std::string word(last_word(query));
  if (!word.empty()) {
    const auto ask = [this](std::string text) {
      return searcher_.search({.query = std::move(text), .limit = 0, .snippets = false});
    };
    const SearchResult whole = ask(word);
    const bool is_unknown = whole.total_hits == 0 || whole.is_guess;
    if (is_unknown && ask(word + "*").total_hits > 0) wanted += '*';
  }
  return completed_.emplace(query, std::move(wanted)).first->second;
}

}  // namespace speur::http
