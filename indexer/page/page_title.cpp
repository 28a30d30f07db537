#include "indexer/page/page_title.hpp"

#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/settings.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace speur {
namespace {

constexpr std::size_t max_opening_bytes = 60;  // of a page's first words as its title

std::string with_capital(const std::string& text) {
  std::size_t end = 0;
  const char32_t first = next_code_point(text, end);
  std::string capital;
  icu::UnicodeString(u_toupper(static_cast<UChar32>(first))).toUTF8String(capital);
  return capital + text.substr(end);
}

/// The label in menus: of Hugo, Docusaurus and themes of Jekyll.
std::string label_of(const YamlNode& keys) {
  for (const char* const key :
       {"linkTitle", "linktitle", "sidebar_label", "nav_title", "navtitle", "short_title", "menu_title"}) {
    std::string label = text_of(keys, key);
    if (!label.empty()) return label;
  }
  return {};
}

/// A name of a file as it is shown: what is no UTF-8 when it is decoded stays as it is.
std::string shown_name(std::string_view name) {
  std::string decoded = percent_decoded(name);
  return first_invalid_utf8(decoded) == all_valid ? decoded : std::string(name);
}

bool has_letter(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80;
  });
}

/// Behind the digits and signs that order files: "02-", "3. ", "2024-05-17-". A year alone is a word.
std::string_view without_order(std::string_view name) {
  const std::size_t rest = name.find_first_not_of("0123456789-_. ");
  if (rest == std::string_view::npos || rest == 0) return name;
  const std::string_view order = name.substr(0, rest);
  if (!is_ascii_digit(order.front()) || is_ascii_digit(order.back())) return name;
  const auto digits = std::ranges::count_if(order, [](char c) { return is_ascii_digit(c); });
  const bool day = digits == 8 && order.size() == 11;
  const bool number = digits <= 3 || order.find_first_of("-._ ") <= 2;
  return (day || number) && has_letter(name.substr(rest)) ? name.substr(rest) : name;
}

/// Whether a name is no word, but a key that some program gave: letters and digits, and no word among them.
bool is_key(std::string_view name) {
  return has_letter(name) && std::ranges::any_of(name, is_ascii_digit) && words_of_name(name).empty();
}

/// Letters with their marks as one character each: the names of files may hold them apart.
icu::UnicodeString composed(const icu::UnicodeString& word) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return word;
  icu::UnicodeString whole = nfc->normalize(word, status);
  return U_SUCCESS(status) ? whole : word;
}

/// The first words of the page; empty where it has none.
std::string opening(const std::vector<Section>& sections) {
  for (const Section& section : sections) {
    const std::string text = one_line(section.text.substr(0, section.text.find('\n')));
    if (text.empty()) continue;
    if (text.size() <= max_opening_bytes) return text;
    const std::size_t blank = text.rfind(' ', max_opening_bytes);
    if (blank == std::string::npos || blank == 0) return {};
    return text.substr(0, blank).append(opening_end);
  }
  return {};
}

}  // namespace

std::vector<std::string> words_of_name(std::string_view name) {
  constexpr std::int32_t shortest = 3;
  std::vector<std::string> words;
  icu::UnicodeString word;
  bool has_digit = false;
  const auto finish = [&] {
    word = composed(word);
    if (word.countChar32() >= shortest && !has_digit) word.toUTF8String(words.emplace_back());
    word.remove();
    has_digit = false;
  };
  for (std::size_t at = 0; at < name.size();) {
    std::size_t length = 0;
    const auto point = static_cast<UChar32>(next_code_point(name.substr(at), length));
    at += std::max<std::size_t>(length, 1);
    if (!u_isalnum(point) && (U_GET_GC_MASK(point) & U_GC_M_MASK) == 0) {
      finish();
      continue;
    }
    has_digit = has_digit || u_isdigit(point);
    word.append(u_tolower(point));
  }
  finish();
  return words;
}

std::string readable_name(std::string_view name) {
  std::string title;
  for (const char c : shown_name(without_order(name))) title += c == '-' || c == '_' ? ' ' : c;
  title = one_line(title);
  return title.empty() ? std::string(name) : with_capital(title);
}

std::string other_title(const UntitledPage& page) {
  if (std::string label = label_of(page.keys); !label.empty()) return label;
  std::string_view name = page_stem(page.id);
  if (page.is_folder_page) {
    const std::string_view folder = folder_of(page.id);
    // Menus call it "Home", and sites by their own name.
    if (folder.empty() && !page.site_name.empty()) return std::string(page.site_name);
    name = folder.empty() ? "index" : name_of(folder);
  }
  if (!page.menu_title.empty()) return page.menu_title;
  if (!page.sections.empty() && page.sections.front().level != 0) {
    const std::string heading = one_line(page.sections.front().heading);
    if (!heading.empty()) return heading;
  }
  if (is_key(name)) {
    if (std::string words = opening(page.sections); !words.empty()) return words;
  }
  return readable_name(name);
}

}  // namespace speur
