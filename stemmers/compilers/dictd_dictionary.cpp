#include "stemmers/compilers/dictd_dictionary.hpp"

#include <algorithm>
#include <utility>

namespace speur {
namespace {

constexpr std::size_t most_translations = 4;
constexpr std::size_t enough_translations = 2;
/// A translation with more meanings than this before it is a loose one.
constexpr std::size_t close_meanings = 2;

void replace_all(std::string& text, std::string_view old, std::string_view fresh) {
  for (std::size_t at = 0; (at = text.find(old, at)) != std::string::npos; at += fresh.size()) {
    text.replace(at, old.size(), fresh);
  }
}

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

/// The headword of a line `headword /pronunciation/`; empty for another line.
std::string headword_of(std::string_view line) {
  if (line.empty() || line.back() != '/') return {};
  const std::size_t slash = line.find(" /");
  return slash == std::string_view::npos || slash + 2 >= line.size()
             ? std::string()
             : trimmed(line.substr(0, slash));
}

void add_translations(std::string_view line, std::vector<std::string>& translations) {
  const std::size_t number_end = line.find_first_not_of("0123456789");
  if (number_end != std::string_view::npos && number_end > 0 && line[number_end] == '.') {
    line.remove_prefix(number_end + 1);
  }
  while (!line.empty()) {
    const std::size_t comma = std::min(line.find(','), line.size());
    std::string word = trimmed(line.substr(0, comma));
    line.remove_prefix(std::min(comma + 1, line.size()));
    if (!word.empty() &&
        std::find(translations.begin(), translations.end(), word) == translations.end()) {
      translations.push_back(std::move(word));
    }
  }
}

bool is_english_term(std::string_view text) {
  return text.size() > 1 && std::count(text.begin(), text.end(), ' ') <= 1 &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || c == '-' || c == ' '; });
}

bool is_dutch_word(std::string_view text) {
  return text.size() > 1 && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || c == '-' || static_cast<unsigned char>(c) >= 0x80U;
         });
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::vector<DictdEntry> read_dictd(std::string_view utf8) {
  std::string text(utf8);
  replace_all(text, "\u0133", "ij");
  replace_all(text, "\u2010", "-");
  std::vector<DictdEntry> entries;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string line = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    std::string headword = headword_of(line);
    if (!headword.empty()) {
      entries.push_back({std::move(headword), {}});
    } else if (!entries.empty()) {
      add_translations(line, entries.back().translations);
    }
  }
  std::erase_if(entries, [](const DictdEntry& entry) { return entry.translations.empty(); });
  return entries;
}

std::map<std::string, std::vector<std::string>> merge_directions(
    const std::vector<DictdEntry>& english_dutch, const std::vector<DictdEntry>& dutch_english) {
  // English to Dutch with the place of the English word in the Dutch entry: the first meaning of
  // a Dutch word is the one that people mean.
  std::map<std::string, std::vector<std::pair<std::size_t, std::string>>> reversed;
  for (const DictdEntry& entry : dutch_english) {
    if (!is_dutch_word(entry.headword)) continue;
    for (std::size_t place = 0; place < entry.translations.size(); ++place) {
      const std::string& english = entry.translations[place];
      if (is_english_term(english)) reversed[english].emplace_back(place, entry.headword);
    }
  }
  for (auto& [english, places] : reversed) std::sort(places.begin(), places.end());

  std::map<std::string, std::vector<std::string>> forward, merged;
  for (const DictdEntry& entry : english_dutch) {
    if (!is_english_term(entry.headword)) continue;
    for (const std::string& dutch : entry.translations) {
      if (is_dutch_word(dutch)) forward[entry.headword].push_back(dutch);
    }
  }
  for (const auto& [english, words] : forward) {
    const auto& places = reversed[english];
    const auto both = [&](const std::string& dutch) {
      return std::any_of(places.begin(), places.end(),
                         [&](const auto& place) { return place.second == dutch; });
    };
    std::vector<std::string>& kept = merged[english] = words;
    std::stable_partition(kept.begin(), kept.end(), both);
  }
  for (const auto& [english, places] : reversed) {
    std::vector<std::string>& kept = merged[english];
    for (const auto& [place, dutch] : places) {
      if (kept.size() >= enough_translations || place >= close_meanings) break;
      if (!contains(kept, dutch)) kept.push_back(dutch);
    }
  }
  for (auto& [english, words] : merged) {
    if (words.size() > most_translations) words.resize(most_translations);
  }
  std::erase_if(merged, [](const auto& entry) { return entry.second.empty(); });
  return merged;
}

}  // namespace speur
