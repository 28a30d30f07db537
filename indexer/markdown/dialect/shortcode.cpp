#include "indexer/markdown/dialect/shortcode.hpp"

#include "speur/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace speur {

namespace {

bool is_name(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-';
}

bool is_human(std::string_view name) {
  static constexpr auto names = std::to_array<std::string_view>(
      {"alt", "bijschrift", "caption", "description", "heading", "kop", "label", "omschrijving",
       "ondertitel", "samenvatting", "subtitle", "summary", "tekst", "text", "titel", "title"});
  return std::binary_search(names.begin(), names.end(), name);
}

}  // namespace

std::string shortcode_words(std::string_view shortcode) {
  std::string words;
  for (std::size_t i = shortcode.find('='); i != std::string_view::npos;
       i = shortcode.find('=', i)) {
    std::size_t begin = i;
    while (begin > 0 && is_name(shortcode[begin - 1])) --begin;
    const std::string_view name = shortcode.substr(begin, i - begin);
    ++i;
    if (i >= shortcode.size() || (shortcode[i] != '"' && shortcode[i] != '\'')) continue;
    const std::size_t end = shortcode.find(shortcode[i], i + 1);
    if (end == std::string_view::npos) break;
    if (is_human(name)) {
      if (!words.empty()) words += ' ';
      words += shortcode.substr(i + 1, end - i - 1);
    }
    i = end + 1;
  }
  return words;
}

}  // namespace speur
