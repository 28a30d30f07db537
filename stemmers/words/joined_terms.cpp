#include "stemmers/words/joined_terms.hpp"

#include <algorithm>

namespace speur {
namespace {

/// Pieces [first, last) of one run, two or more.
struct Run {
  std::size_t first = 0, last = 0;
};

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}
bool is_all_digits(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

using StemOf = std::function<std::string(std::string_view word)>;

void add(Token& token, std::string&& term, std::size_t end, std::string stem = {}) {
  if (!token.joined.has(term)) token.joined.add(std::move(term), end, std::move(stem));
}

void join(const Run& run, std::span<const Piece> pieces, std::span<Token> tokens, const StemOf& stem_of) {
  if (run.last - run.first > max_joined_pieces) return;
  bool hyphens_only = true, digit = false, numbers_only = true;
  std::size_t bytes = 0;
  for (std::size_t i = run.first; i < run.last; ++i) {
    const std::string& word = tokens[i].form->exact;
    bytes += word.size() + 1;
    digit = digit || has_digit(word);
    numbers_only = numbers_only && is_all_digits(word);
    if (i != run.first) hyphens_only = hyphens_only && pieces[i].link == Link::hyphen;
  }
  if (bytes - 1 > max_joined_bytes) return;
  std::string typed, one_word;
  for (std::size_t i = run.first; i < run.last; ++i) {
    if (i != run.first) typed.push_back(pieces[i].connector);
    typed += tokens[i].form->exact;
    one_word += tokens[i].form->exact;
  }
  Token& token = tokens[run.first];
  const std::size_t end = tokens[run.last - 1].end;
  if (digit || !hyphens_only) add(token, std::move(typed), end);
  if (!hyphens_only || numbers_only) return;
  std::string stem = digit ? std::string() : stem_of(one_word);
  add(token, std::move(one_word), end, std::move(stem));
}

}  // namespace

void add_joined_terms(std::span<const Piece> pieces, std::span<Token> tokens, const StemOf& stem_of) {
  std::size_t begin = 0, name = 0;  // of the run, and of the name within it
  for (std::size_t i = 1; i <= tokens.size(); ++i) {
    const Link link = i < tokens.size() ? pieces[i].link : Link::none;
    if (link == Link::hyphen || link == Link::weak) continue;
    if (i - name > 1) join({name, i}, pieces, tokens, stem_of);
    name = i;
    if (link == Link::strong) continue;
    if (i - begin > 1) join({begin, i}, pieces, tokens, stem_of);
    begin = i;
  }
}

}  // namespace speur
