#include "indexer/terms/page_suggestions.hpp"

#include "indexer/markdown/source/slug.hpp"
#include "speur/ascii.hpp"
#include "speur/suggestion_layout.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace speur {
namespace {

constexpr std::size_t max_line_bytes = 300;  ///< a title, or a heading and its anchor
constexpr std::size_t max_heading_bytes = 120;
constexpr std::size_t max_headings = 24;
constexpr std::size_t max_names = 8;
constexpr std::size_t most_phrases = 16, least_phrases = 3, words_per_phrase = 60;
constexpr std::size_t phrase_words = 4;
constexpr std::size_t max_phrase_bytes = 80;
constexpr std::size_t forms_looked_at = 12;  ///< occurrences of a phrase or name

/// Words of a page by number, so that up to four of them fit in 64 bits.
constexpr unsigned word_bits = 16;
constexpr std::uint32_t max_word = (1U << word_bits) - 1;

struct Word {
  std::uint32_t count = 0;
  std::uint32_t kept = 0;             ///< of its tokens, in a chain: PageSuggestions::next_
  std::uint32_t first = 0, last = 0;  ///< of those
  bool content = false;               ///< can stand at an end of a phrase
};

bool has_digit(std::string_view text) {
  return std::ranges::any_of(text, is_ascii_digit);
}

bool is_content(const WordForm& form) {
  return !form.stop && form.exact.size() > 1 && !has_digit(form.exact);
}

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

/// Whether a capital at `place` may only tell that a sentence begins.
bool begins_sentence(std::string_view text, std::size_t place) {
  while (place > 0 && std::string_view(" \t\"'([*").find(text[place - 1]) != text.npos) --place;
  return place == 0 || std::string_view("\n.!?:;").find(text[place - 1]) != text.npos;
}

/// A phrase of the page: up to four words, the first in the highest bits.
struct Phrase {
  std::uint64_t key = 0;
  std::size_t words = 0, count = 0;
  std::size_t first = 0;  ///< of its places in the sorted list
  bool part_of_longer = false;
};

std::uint64_t window(std::uint64_t key, std::size_t begin, std::size_t words) {
  const auto drop = static_cast<unsigned>(begin) * word_bits;
  const auto cut = static_cast<unsigned>(phrase_words - words) * word_bits;
  return (key << drop) >> cut << cut;
}

class PageSuggestions {
 public:
  explicit PageSuggestions(const AnalyzedPage& page)
      : text_(page.text.text), tokens_(page.section_tokens()), forms_(page.words) {}

  void add_headings(const Page& page, const std::vector<StoredSection>& places);
  void add_phrases_and_names();
  void add(char kind, std::string_view text) {
    if (text.size() > max_line_bytes || text.find('\n') != std::string_view::npos) return;
    if (!lines.empty()) lines += '\n';
    lines += kind;
    lines += text;
  }

  std::string lines;

 private:
  void number_words();
  [[nodiscard]] std::string_view written(std::size_t token, std::size_t words) const {
    const std::size_t begin = tokens_[token].begin;
    return text_.substr(begin, tokens_[token + words - 1].end - begin);
  }
  /// Only a blank or a hyphen stands between the token and the next one.
  [[nodiscard]] bool touches_next(std::size_t token) const {
    const Token& a = tokens_[token];
    const Token& b = tokens_[token + 1];
    return b.begin == a.end + 1 && (text_[a.end] == ' ' || text_[a.end] == '-');
  }
  void collect_places();
  void find_phrases();
  void drop_parts();
  void add_phrases();
  void add_names();

  std::string_view text_;
  std::span<const Token> tokens_;
  std::span<const WordForm> forms_;     ///< that tokens point into
  std::vector<std::uint32_t> numbers_;  ///< of each token's word; 0: not counted
  std::vector<Word> words_;             ///< by number
  std::vector<std::uint32_t> next_;     ///< of each token, the next one kept of the same word
  std::vector<std::pair<std::uint64_t, std::uint32_t>> places_;  ///< key, token; sorted
  std::vector<Phrase> phrases_;
};

void PageSuggestions::add_headings(const Page& page, const std::vector<StoredSection>& places) {
  struct Heading {
    unsigned level;
    std::size_t place;
  };
  std::vector<Heading> headings;
  auto token = tokens_.begin();
  for (std::size_t i = 0; i < places.size(); ++i) {
    const StoredSection& place = places[i];
    token = std::lower_bound(token, tokens_.end(), place.heading_begin,
                             [](const Token& a, std::size_t begin) { return a.begin < begin; });
    std::size_t content = 0;
    bool numbered = false;
    for (; token != tokens_.end() && token->begin < place.heading_end; ++token) {
      if (has_digit(token->form->exact)) numbered = true;
      if (is_content(*token->form) && token->form->exact.size() > 2) ++content;
    }
    const std::string& heading = page.sections[i].heading;
    // "Artikel 5" and "Stap 2" say nothing without their page.
    if (content < (numbered ? 2 : 1) || heading.size() > max_heading_bytes) continue;
    if (heading == page.title || heading == page.other_title) continue;
    headings.push_back({place.level, i});
  }
  std::ranges::stable_sort(headings, {}, &Heading::level);
  std::unordered_set<std::string_view> seen;
  for (const Heading& heading : headings) {
    const Section& section = page.sections[heading.place];
    if (!seen.insert(section.heading).second) continue;
    std::string text = section.heading;
    if (section.anchor != slugify(section.heading, AnchorStyle::python_markdown)) {
      text += anchor_separator;
      text += section.anchor;
    }
    add(suggestion_heading, text);
    if (seen.size() == max_headings) break;
  }
}

void PageSuggestions::number_words() {
  constexpr std::uint32_t unknown = max_word + 1;
  std::vector<std::uint32_t> by_form(forms_.size(), unknown);
  std::unordered_map<std::string_view, std::uint32_t> by_text;
  words_.resize(1);
  numbers_.reserve(tokens_.size());
  next_.resize(tokens_.size());
  for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
    const WordForm* form = tokens_[i].form;
    std::uint32_t& number = by_form[static_cast<std::size_t>(form - forms_.data())];
    if (number == unknown) {
      const auto next = static_cast<std::uint32_t>(words_.size());
      number = by_text.try_emplace(form->exact, next).first->second;
      if (number == next) words_.emplace_back().content = is_content(*form);
      if (number > max_word) number = 0;
    }
    numbers_.push_back(number);
    Word& word = words_[number];
    ++word.count;
    if (!word.content || word.kept == forms_looked_at) continue;
    (word.kept++ == 0 ? word.first : next_[word.last]) = i;
    word.last = i;
  }
  words_.front() = {};
}

void PageSuggestions::collect_places() {
  const auto repeated = [&](std::size_t token) { return words_[numbers_[token]].count > 1; };
  for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
    if (!repeated(i) || !words_[numbers_[i]].content) continue;
    std::uint64_t key = 0;
    std::size_t words = 1;
    key = numbers_[i];
    while (words < phrase_words && i + words < tokens_.size() && touches_next(i + words - 1) &&
           repeated(i + words)) {
      key = key << word_bits | numbers_[i + words];
      ++words;
    }
    if (words == 1) continue;
    key <<= word_bits * (phrase_words - words);
    places_.emplace_back(key, static_cast<std::uint32_t>(i));
  }
  std::ranges::sort(places_);
}

void PageSuggestions::find_phrases() {
  for (std::size_t words = phrase_words; words > 1; --words) {
    const auto shift = static_cast<unsigned>(phrase_words - words) * word_bits;
    for (std::size_t begin = 0; begin < places_.size();) {
      const std::uint64_t key = places_[begin].first >> shift;
      std::size_t end = begin + 1;
      while (end < places_.size() && places_[end].first >> shift == key) ++end;
      const std::uint64_t last = key & max_word;
      if (end - begin > 1 && last != 0 && words_[last].content) {
        phrases_.push_back({key << shift, words, end - begin, begin});
      }
      begin = end;
    }
  }
}

/// Of "algemene verordening gegevensbescherming" the page does not also mean "algemene
/// verordening", unless it mostly stands alone.
void PageSuggestions::drop_parts() {
  std::unordered_map<std::uint64_t, std::size_t> index;
  for (std::size_t i = 0; i < phrases_.size(); ++i) index.emplace(phrases_[i].key, i);
  for (const Phrase& phrase : phrases_) {
    for (std::size_t words = 2; words < phrase.words; ++words) {
      for (std::size_t begin = 0; begin + words <= phrase.words; ++begin) {
        const auto part = index.find(window(phrase.key, begin, words));
        if (part == index.end()) continue;
        Phrase& shorter = phrases_[part->second];
        if (3 * phrase.count >= 2 * shorter.count) shorter.part_of_longer = true;
      }
    }
  }
  std::erase_if(phrases_, [](const Phrase& phrase) { return phrase.part_of_longer; });
}

void PageSuggestions::add_phrases() {
  // Numbers of words grow in order of appearance, so of equal ones the first on the page wins.
  std::ranges::sort(phrases_, [](const Phrase& a, const Phrase& b) {
    return std::tuple(b.count * b.words, a.key) < std::tuple(a.count * a.words, b.key);
  });
  const std::size_t most =
      std::clamp(tokens_.size() / words_per_phrase, least_phrases, most_phrases);
  if (phrases_.size() > most) phrases_.resize(most);
  for (const Phrase& phrase : phrases_) {
    // As most of its places have it, and rather as inside a sentence.
    std::vector<std::pair<std::string_view, std::size_t>> forms;
    for (std::size_t i = 0; i < std::min(phrase.count, forms_looked_at); ++i) {
      const std::size_t token = places_[phrase.first + i].second;
      const std::string_view form = written(token, phrase.words);
      const std::size_t weight = begins_sentence(text_, tokens_[token].begin) ? 1 : 100;
      const auto known = std::ranges::find(forms, form, &decltype(forms)::value_type::first);
      if (known == forms.end()) {
        forms.emplace_back(form, weight);
      } else {
        known->second += weight;
      }
    }
    const auto best = std::ranges::max_element(forms, {}, &decltype(forms)::value_type::second);
    if (best->first.size() <= max_phrase_bytes) add(suggestion_phrase, best->first);
  }
}

/// Names and abbreviations: written with a capital where no sentence begins.
void PageSuggestions::add_names() {
  std::vector<std::pair<std::size_t, std::string_view>> names;
  for (const Word& word : words_) {
    if (word.kept < 2) continue;
    std::size_t inside = 0, capitals = 0;
    std::string_view name;
    std::uint32_t next = word.first;
    for (std::uint32_t i = 0; i < word.kept; ++i) {
      const std::uint32_t token = std::exchange(next, next_[next]);
      const std::string_view form = written(token, 1);
      const bool abbreviation = form.size() > 1 && is_capital(form[0]) && is_capital(form[1]);
      if (!abbreviation && begins_sentence(text_, tokens_[token].begin)) continue;
      ++inside;
      if (!is_capital(form.front())) continue;
      ++capitals;
      if (name.empty()) name = form;
    }
    if (capitals > 1 && 2 * capitals > inside) names.emplace_back(word.count, name);
  }
  std::ranges::stable_sort(names, std::greater(), &decltype(names)::value_type::first);
  if (names.size() > max_names) names.resize(max_names);
  for (const auto& [count, name] : names) add(suggestion_name, name);
}

void PageSuggestions::add_phrases_and_names() {
  number_words();
  collect_places();
  find_phrases();
  drop_parts();
  add_phrases();
  add_names();
}

}  // namespace

std::string page_suggestions(const Page& page, const AnalyzedPage& analyzed) {
  PageSuggestions suggestions(analyzed);
  if (!page.other_title.empty()) suggestions.add(suggestion_title, page.other_title);
  suggestions.add_headings(page, analyzed.text.sections);
  suggestions.add_phrases_and_names();
  return std::move(suggestions.lines);
}

}  // namespace speur
