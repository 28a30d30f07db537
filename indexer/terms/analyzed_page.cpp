#include "indexer/terms/analyzed_page.hpp"

#include "indexer/budget/page_budget.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

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

/// Numbers the forms of a page by where they lie in memory: a hash table without nodes, since it is
/// asked for each token of a site.
class FormNumbers {
 public:
  /// Numbers go from 0 on, in the order in which forms are asked for.
  std::uint32_t of(const WordForm* form) {
    if (2 * std::size_t{count_} >= slots_.size()) grow();
    Slot& slot = slot_of(form);
    if (slot.form == nullptr) slot = {form, count_++};
    return slot.number;
  }

 private:
  static constexpr std::size_t first_slots = 1024, spread = 0x9E3779B1U;
  struct Slot {
    const WordForm* form = nullptr;
    std::uint32_t number = 0;
  };
  Slot& slot_of(const WordForm* form) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t place = (reinterpret_cast<std::uintptr_t>(form) / sizeof(WordForm) * spread) & mask;
    while (slots_[place].form != nullptr && slots_[place].form != form) place = (place + 1) & mask;
    return slots_[place];
  }
  void grow() {
    const std::vector<Slot> before =
        std::exchange(slots_, std::vector<Slot>(std::max(first_slots, slots_.size() * 2)));
    for (const Slot& slot : before) {
      if (slot.form != nullptr) slot_of(slot.form) = slot;
    }
  }
  std::vector<Slot> slots_;
  std::uint32_t count_ = 0;
};

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
  // The tokens; what is made of them later takes as much again, at most. Without room for all of them
  // a vector that grows would have them twice.
  const std::size_t tokens = count_words(analyzed.text.text);
  budget::hold(tokens * 2 * sizeof(Token));
  analyzed.tokens.reserve(tokens);
  analyzer.analyze(analyzed.text.text, analyzed.tokens);
  // A different word is kept by the analyzer, here, and in the site's words. Of a page of 4 MB with
  // 400,000 of them speur-index took 203 MiB more than of one with few.
  constexpr std::size_t word_bytes = 400;
  FormNumbers numbers;
  analyzed.numbers.reserve(analyzed.tokens.size());
  for (const Token& token : analyzed.tokens) {
    const std::uint32_t number = numbers.of(token.form);
    if (number == analyzed.words.size()) {
      budget::hold(word_bytes);
      analyzed.words.push_back(*token.form);
    }
    analyzed.numbers.push_back(number);
  }
  for (std::size_t i = 0; i < analyzed.tokens.size(); ++i) {
    analyzed.tokens[i].form = &analyzed.words[analyzed.numbers[i]];
  }
  return analyzed;
}

}  // namespace speur
