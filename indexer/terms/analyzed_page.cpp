#include "indexer/terms/analyzed_page.hpp"

#include "indexer/budget/page_budget.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <unordered_map>

namespace speur {
namespace {

std::size_t first_from(const std::vector<Token>& tokens, std::size_t begin) {
  const auto found = std::ranges::lower_bound(tokens, begin, {}, &Token::begin);
  return static_cast<std::size_t>(found - tokens.begin());
}

/// The runs of letters and digits: the analyzer makes no more tokens, but for scripts without blanks.
std::size_t count_words(std::string_view text) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : text) {
    const bool is_part = is_ascii_letter(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    count += is_part && !inside ? 1 : 0;
    inside = is_part;
  }
  return count;
}

}  // namespace

std::span<const Token> AnalyzedPage::section_tokens() const {
  return std::span(tokens).subspan(first_from(tokens, text.labels_end));
}

std::span<const Token> AnalyzedPage::head_tokens() const {
  return std::span(tokens).first(first_from(tokens, text.description_end));
}

AnalyzedPage analyze_page(const Page& page, Analyzer& analyzer) {
  AnalyzedPage analyzed;
  analyzed.text = join_page(page);
  // The tokens, and half of them once more while their vector grows.
  const std::size_t token_bytes = count_words(analyzed.text.text) * 2 * sizeof(Token);
  budget::hold(token_bytes);
  analyzer.analyze(analyzed.text.text, analyzed.tokens);
  std::unordered_map<const WordForm*, std::uint32_t> numbers;
  numbers.reserve(analyzed.tokens.size() / 2);
  analyzed.numbers.reserve(analyzed.tokens.size());
  for (const Token& token : analyzed.tokens) {
    const auto [known, is_new] =
        numbers.try_emplace(token.form, static_cast<std::uint32_t>(analyzed.words.size()));
    if (is_new) analyzed.words.push_back(*token.form);
    analyzed.numbers.push_back(known->second);
  }
  for (std::size_t i = 0; i < analyzed.tokens.size(); ++i) {
    analyzed.tokens[i].form = &analyzed.words[analyzed.numbers[i]];
  }
  return analyzed;
}

}  // namespace speur
