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

/// How much the analyzer may make of a text.
struct WordCount {
  /// The runs of letters and digits: there are no more tokens, but for scripts without blanks.
  std::size_t words = 0;
  std::size_t joined = 0;  ///< "e-mail", "aia-09", "nl:org-04": there are about as many joined terms
};

WordCount count_words(std::string_view text) {
  constexpr std::string_view in_names = "-._", between_names = "/:@&+#";
  WordCount count;
  bool inside = false, in_name = false, in_run = false;  // the word before is joined to the one before it
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool is_part = is_ascii_letter(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    if (is_part && !inside) {
      ++count.words;
      const bool stands_close = i > 1 && text[i - 2] != ' ' && text[i - 2] != '\n';
      const bool was_in_name = in_name, was_in_run = in_run;
      in_name = stands_close && in_names.find(text[i - 1]) != in_names.npos;
      in_run = in_name || (stands_close && between_names.find(text[i - 1]) != between_names.npos);
      count.joined += (in_name && !was_in_name) || (in_run && !was_in_run) ? 1 : 0;
    }
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
  constexpr std::size_t joined_bytes = 96;  // of its string, and of what leads to it
  const WordCount count = count_words(analyzed.text.text);
  budget::hold(count.words * 2 * sizeof(Token) + count.joined * joined_bytes);
  analyzed.tokens.reserve(count.words);
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
