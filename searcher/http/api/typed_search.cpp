#include "searcher/http/api/typed_search.hpp"

#include "searcher/query/query_words.hpp"

#include <utility>

namespace speur::http {
namespace {

constexpr std::size_t least_bytes = 2;

}  // namespace

void TypedSearch::parse(SearchRequest& request, bool completes) {
  const ParsedQuery& plain = parsed(request);
  if (!completes) {
    request.parsed = plain;
    return;
  }
  auto known = completed_.find(request.query);
  if (known == completed_.end()) {
    known = completed_.emplace(request.query, completed(plain, request.query)).first;
  }
  request.parsed = known->second;
}

const ParsedQuery& TypedSearch::parsed(const SearchRequest& request) {
  auto known = parsed_.find(request.query);
  if (known == parsed_.end()) {
    known = parsed_.emplace(request.query, searcher_.parse(request.query)).first;
  }
  return known->second;
}

ParsedQuery TypedSearch::completed(ParsedQuery query, const std::string& text) {
  const auto word = unfinished_word(query, text, least_bytes);
  if (!word) return query;
  const auto ask = [this](ParsedQuery wanted) {
    return searcher_.search({.parsed = std::move(wanted), .limit = 0, .snippets = false});
  };
  const SearchResult whole = ask(query_of(Word{{}, *word, {}}));
  const bool is_unknown = whole.total_hits == 0 || whole.is_guess;
  if (!is_unknown || ask(query_of(Prefix{{}, *word})).total_hits == 0) return query;
  return with_beginning(std::move(query), text);
}

}  // namespace speur::http
