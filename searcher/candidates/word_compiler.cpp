#include "searcher/candidates/word_compiler.hpp"

#include "speur/ascii.hpp"
#include "speur/schema.hpp"

#include <algorithm>

namespace speur {
namespace {

/// Letters only, and enough of them to be a word.
bool is_plain_word(const Token& token) {
  constexpr std::size_t least = 4;
  return token.form->exact.size() >= least && !has_digit(token.form->exact);
}

}  // namespace

bool WordCompiler::can_be_apart(const QueryWord& word) const {
  if (word.tokens.size() < 2 || is_abbreviation(word)) return false;
  const Xapian::Database& database = index_.database();
  if (database.term_exists(bounded_term(identifier_prefix, ascii_lower(word.text)))) return false;
  if (std::ranges::none_of(word.tokens,
                           [](const Token& token) { return has_digit(token.form->exact); })) {
    return true;
  }
  const auto is_in_site = [&](const std::string& joined) {
    return builder_.pages_with(joined) > 0;
  };
  return std::ranges::any_of(word.tokens, is_plain_word) &&
         std::ranges::none_of(word.tokens, [&](const Token& token) {
           return std::ranges::any_of(token.joined.terms(), is_in_site);
         });
}

std::vector<CandidateQuery> WordCompiler::compile(std::span<QueryWord> words, LeafPlace where) {
  for (QueryWord& word : words) {
    word.is_stop = !word.tokens.empty() &&
                   std::ranges::all_of(word.tokens, [](const Token& t) { return t.form->stop; });
    if (is_abbreviation(word)) word.is_stop = own_.analyze_word(without_full_stops(word.text)).stop;
    word.is_stop = word.is_stop || word.is_frame;
  }
  std::vector<QueryOptions> options(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    where.unit = words[i].unit;
    const double as_piece = parameters_.form_joined / static_cast<double>(words[i].joined_pieces);
    if (words[i].tokens.size() == 1) {
      add_to(options[i], forms_.token(words[i].tokens.front(), where));
      add_to(options[i], forms_.joined(words[i].joined, where, as_piece));
      const Token& only = words[i].tokens.front();  // 1.250,00 is 1250
      if (has_digit(only.form->exact)) {
        add_to(options[i], forms_.joined(only.joined.terms(), where, parameters_.form_joined));
      }
    } else if (words[i].tokens.size() > 1) {
      forms_.pieces(words[i], where, options[i]);
      add_to(options[i], forms_.joined(words[i].joined, where, as_piece));
    }
    // The half that was typed is a part of the whole, and finds its own word beside it.
    for (const Token& whole : words[i].completed) {
      add_to(options[i], forms_.token(whole, where, parameters_.form_pair));
    }
  }
  // What a visitor excludes is the word, not what may be meant by it.
  if (!where.negated) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      forms_.pair(words[i], words[i + 1], where, options[i], options[i + 1]);
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      where.unit = words[i].unit;
      widener_.similar(words[i], where, options[i]);
      widener_.shortened(words[i], where, options[i]);
    }
    widener_.translations(words, where, options);
    widener_.expansions(words, where, options);
    widener_.corrected(words, where, options);
  }
  std::vector<CandidateQuery> queries;
  queries.reserve(options.size());
  for (const QueryOptions& each : options) queries.push_back(CandidateQuery::any(each));
  return queries;
}

}  // namespace speur
