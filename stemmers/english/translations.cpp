#include "stemmers/english/translations.hpp"

#include "stemmers/english/translation_lines.hpp"

#include <algorithm>
#include <string>

namespace speur {
namespace {

/// The mark and the words of the line with this key; empty where there is none. Looks at lines by
/// their place in the text, since a table of views would have to be relocated at every start.
std::string_view line_of(std::string_view key) {
  std::size_t low = 0, high = translation_lines.size();  // both at the start of a line
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t before = translation_lines.substr(low, middle - low).rfind('\n');
    const std::size_t begin = before == std::string_view::npos ? low : low + before + 1;
    const std::size_t tab = translation_lines.find('\t', begin);
    const std::size_t end = translation_lines.find('\n', tab);
    const int order = translation_lines.substr(begin, tab - begin).compare(key);
    if (order == 0) return translation_lines.substr(tab + 1, end - tab - 1);
    if (order < 0) {
      low = end + 1;
    } else {
      high = begin;
    }
  }
  return {};
}

std::string_view entry_of(std::string_view english_stem, std::string_view english) {
  if (!english.empty()) {
    const std::string_view own = line_of("=" + std::string(english));
    if (!own.empty()) return own;
  }
  return english_stem.empty() ? std::string_view() : line_of(english_stem);
}

}  // namespace

std::vector<std::string_view> dutch_for_english(std::string_view english_stem,
                                                std::string_view english) {
  std::vector<std::string_view> words;
  std::string_view rest = entry_of(english_stem, english);
  if (!rest.empty()) rest.remove_prefix(1);
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    words.push_back(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return words;
}

bool is_english_word(std::string_view english_stem, std::string_view english) {
  const std::string_view entry = entry_of(english_stem, english);
  return !entry.empty() && entry.front() == 'e';
}

}  // namespace speur
