#include "searcher/candidates/query_word.hpp"

#include "speur/ascii.hpp"

#include <algorithm>
#include <span>

namespace speur {

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, is_ascii_digit);
}

bool may_be_part(const QueryWord& word) {
  return word.tokens.size() == 1 && !word.is_stop && !has_digit(word.tokens.front().form->exact);
}

std::string without_full_stops(std::string abbreviation) {
  std::erase(abbreviation, '.');
  return abbreviation;
}

bool is_abbreviation(const QueryWord& word) {
  if (word.tokens.size() < 2) return false;
  for (std::size_t i = 0; i < word.tokens.size(); ++i) {
    const Token& token = word.tokens[i];
    if (token.end - token.begin != 1 || !is_ascii_letter(word.text[token.begin])) return false;
    const bool is_next = i == 0 || (token.begin == word.tokens[i - 1].end + 1 &&
                                    word.text[token.begin - 1] == '.');
    if (!is_next) return false;
  }
  return true;
}

std::vector<QueryWord> pieces_of(const QueryWord& word) {
  std::vector<std::string> joined;
  for (const Token& token : word.tokens) {
    const std::span<const std::string> terms = token.joined.terms();
    joined.insert(joined.end(), terms.begin(), terms.end());
  }
  std::vector<QueryWord> pieces;
  for (const Token& token : word.tokens) {
    pieces.push_back({word.text.substr(token.begin, token.end - token.begin), {token}});
    if (word.begin) pieces.back().begin = *word.begin + token.begin;
    pieces.back().joined = joined;
    pieces.back().joined_pieces = word.tokens.size();
  }
  return pieces;
}

}  // namespace speur
