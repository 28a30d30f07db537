#include "indexer/suggestions/suggestion_line.hpp"

#include "indexer/markdown/source/slug.hpp"
#include "speur/schema.hpp"
#include "speur/suggestion_layout.hpp"
#include "stemmers/words/word_lists.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace speur {

HeadingLine heading_line(std::string_view line) {
  const std::size_t separator = line.find(anchor_separator);
  const std::string_view text = line.substr(0, separator);
  if (separator != std::string_view::npos) return {text, std::string(line.substr(separator + 1))};
  return {text, slugify(text, AnchorStyle::python_markdown)};
}

std::string_view series_of(std::string_view title) {
  std::size_t end = 0;
  for (const std::string_view separator : {" – ", " — ", " - ", " | ", " · ", ": "}) {
    const std::size_t at = title.rfind(separator);
    if (at != std::string_view::npos) end = std::max(end, at);
  }
  return title.substr(0, end);
}

SuggestionLimits SuggestionLimits::of_site(std::uint32_t pages) {
  SuggestionLimits limits;
  // Two pages of a small site mean something; of a large one, by chance.
  limits.least_pages = static_cast<std::uint32_t>(std::max(2.0, std::ceil(std::log2(pages) / 3)));
  limits.most_pages = std::max<std::uint32_t>(8, pages / 12);
  return limits;
}

double boost_of_term(std::string_view term) {
  double boost = 1;
  std::from_chars(term.data() + boost_prefix.size(), term.data() + term.size(), boost);
  return boost;
}

bool can_be_suggested(std::string_view word) {
  constexpr std::size_t shortest = 3, longest = 60;
  return word.size() >= shortest && word.size() <= longest &&
         std::ranges::all_of(word,
                             [](char c) {
                               return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 128;
                             }) &&
         !word_lists::contains(word_lists::stop_words_nl, word) &&
         !word_lists::contains(word_lists::stop_words_en, word);
}

}  // namespace speur
