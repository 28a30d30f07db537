#include "searcher/words/shortenings.hpp"

#include "speur/ascii.hpp"

#include <algorithm>
#include <array>

namespace speur {
namespace {

constexpr std::size_t shortest_cut = 4, longest_cut = 6;  // bytes; three letters are mostly an acronym
constexpr std::size_t least_more = 4;             // bytes that the full word has beside them
constexpr std::size_t most_words = 2, most_looked_at = 100;
constexpr std::array<std::string_view, 9> noun_endings = {"tie",  "tion", "ment", "teit", "tuur",
                                                          "ture", "ory",  "rium", "theek"};

bool is_vowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

}  // namespace

std::vector<std::string> full_words(const SiteWords& words, std::string_view exact) {
  if (exact.ends_with('s') && exact.size() > shortest_cut) exact.remove_suffix(1);  // specs
  const bool is_plain = std::ranges::all_of(exact, is_ascii_letter);
  if (exact.size() < shortest_cut || exact.size() > longest_cut || !is_plain || is_vowel(exact.back())) return {};
  std::vector<SiteWord> found = words.beginning(exact, most_looked_at);
  std::erase_if(found, [&](const SiteWord& word) {
    if (word.text.size() < exact.size() + least_more || !is_vowel(word.text[exact.size()])) return true;
    return std::ranges::none_of(noun_endings,
                                [&](std::string_view ending) { return word.text.ends_with(ending); });
  });
  std::ranges::sort(found, [](const SiteWord& a, const SiteWord& b) {
    return a.pages != b.pages ? a.pages > b.pages : a.text < b.text;
  });
  std::vector<std::string> full;
  for (const SiteWord& word : found) {
    if (full.size() == most_words) break;
    full.emplace_back(word.text);
  }
  return full;
}

}  // namespace speur
