#include "indexer/terms/analyzed_page.hpp"

#include <algorithm>
#include <unordered_map>

namespace speur {
namespace {

std::size_t first_from(const std::vector<Token>& tokens, std::size_t begin) {
  const auto found = std::ranges::lower_bound(tokens, begin, {}, &Token::begin);
  return static_cast<std::size_t>(found - tokens.begin());
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
