#include "indexer/markdown/source/slug.hpp"

#include "speur/ascii.hpp"

#include <unicode/bytestream.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string nfkd(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const normalizer = icu::Normalizer2::getNFKDInstance(status);
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  if (U_SUCCESS(status)) {
    normalizer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())),
                              sink, nullptr, status);
  }
  // Both fail only without ICU's data, or without memory.
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
  return result;
}

/// What Python's `\s` is in ASCII.
bool is_slug_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f');
}

/// The trimmed and lower-cased text with each run of white space and separators as one separator.
std::string joined_words(std::string_view text, std::string_view separator) {
  const auto first = std::find_if_not(text.begin(), text.end(), is_slug_space);
  const auto last = std::find_if_not(text.rbegin(), std::make_reverse_iterator(first), is_slug_space);
  std::string slug;
  bool separated = false;
  for (auto i = first; i != last.base(); ++i) {
    if (is_slug_space(*i) || separator.find(*i) != std::string_view::npos) {
      if (!separated) slug += separator;
      separated = true;
    } else {
      slug += to_ascii_lower(*i);
      separated = false;
    }
  }
  return slug;
}

std::string python_slug(std::string_view heading, std::string_view separator) {
  std::string decomposed;
  if (!is_ascii(heading)) {
    decomposed = nfkd(heading);
    heading = decomposed;
  }
  std::string kept;
  for (const char c : heading) {
    if (is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-' || is_slug_space(c)) kept += c;
  }
  return joined_words(kept, separator);
}

icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  return text.toUTF8String(utf8);
}

template <typename Visit>
void for_each_character(const icu::UnicodeString& text, const Visit& visit) {
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) visit(text.char32At(i));
}

bool has_mask(UChar32 c, uint32_t mask) {
  return (U_GET_GC_MASK(c) & mask) != 0;
}

/// What `\w` means to Python: letters, numbers, the underscore.
bool is_python_word(UChar32 c) {
  return c == '_' || has_mask(c, U_GC_L_MASK | U_GC_N_MASK);
}
/// What `\p{Word}` means to Ruby, and github-slugger keeps.
bool is_ruby_word(UChar32 c) {
  return u_isUAlphabetic(c) != 0 ||
         has_mask(c, U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK);
}

std::string python_unicode_slug(std::string_view heading, std::string_view separator) {
  icu::UnicodeString kept;
  for_each_character(from_utf8(heading), [&](UChar32 c) {
    if (u_isUWhiteSpace(c) != 0) {
      kept.append(u' ');
    } else if (c == '-' || is_python_word(c)) {
      kept.append(c);
    }
  });
  return joined_words(to_utf8(kept.toLower(icu::Locale::getRoot())), separator);
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (is_ascii_letter(c) || is_ascii_digit(c) ||
        std::string_view("_.-~/").find(c) != std::string_view::npos) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += digits[static_cast<unsigned char>(c) >> 4U];
      encoded += digits[static_cast<unsigned char>(c) & 15U];
    }
  }
  return encoded;
}

std::string pymdownx_slug(std::string_view heading, const AnchorRules& rules) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const normalizer =
      rules.normal_form == "NFD"    ? icu::Normalizer2::getNFDInstance(status)
      : rules.normal_form == "NFKC" ? icu::Normalizer2::getNFKCInstance(status)
      : rules.normal_form == "NFKD" ? icu::Normalizer2::getNFKDInstance(status)
                                    : icu::Normalizer2::getNFCInstance(status);
  icu::UnicodeString text = from_utf8(heading);
  if (U_SUCCESS(status)) text = normalizer->normalize(text, status);
  text.trim();
  if (rules.letter_case == LetterCase::lower) text.toLower(icu::Locale::getRoot());
  if (rules.letter_case == LetterCase::fold) text.foldCase();
  icu::UnicodeString kept;
  const icu::UnicodeString separator = from_utf8(rules.separator);
  for_each_character(text, [&](UChar32 c) {
    if (c == ' ') {
      kept.append(separator);
    } else if (c == '-' || is_python_word(c)) {
      const bool lower = rules.letter_case == LetterCase::lower_ascii && c >= 'A' && c <= 'Z';
      kept.append(lower ? c - 'A' + 'a' : c);
    }
  });
  return rules.percent_encode ? percent_encoded(to_utf8(kept)) : to_utf8(kept);
}

std::string github_slug(std::string_view heading) {
  if (is_ascii(heading)) {
    std::string slug;
    for (const char c : heading) {
      if (c == ' ') {
        slug += '-';
      } else if (c == '-' || c == '_' || is_ascii_letter(c) || is_ascii_digit(c)) {
        slug += to_ascii_lower(c);
      }
    }
    return slug;
  }
  icu::UnicodeString kept;
  for_each_character(from_utf8(heading).toLower(icu::Locale::getRoot()), [&](UChar32 c) {
    if (c == ' ') {
      kept.append(u'-');
    } else if (c == '-' || is_ruby_word(c)) {
      kept.append(c);
    }
  });
  return to_utf8(kept);
}

/// Letters that Unicode takes apart only for compatibility (ĳ) stay as they are.
std::string without_accents(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString apart = from_utf8(text);
  if (U_SUCCESS(status)) apart = nfd->normalize(apart, status);
  icu::UnicodeString kept;
  for_each_character(apart, [&](UChar32 c) {
    if (!has_mask(c, U_GC_MN_MASK)) kept.append(c);
  });
  return to_utf8(kept);
}

std::string hugo_slug(std::string_view heading, bool ascii) {
  const std::string plain = ascii ? without_accents(heading) : std::string(heading);
  icu::UnicodeString text = from_utf8(plain);
  text.trim();
  icu::UnicodeString kept;
  for_each_character(text, [&](UChar32 c) {
    if (ascii && c >= 0x80) return;
    if (c == '-' || c == ' ') {
      kept.append(u'-');
    } else if (c == '_' || has_mask(c, U_GC_L_MASK | U_GC_ND_MASK)) {
      kept.append(u_tolower(c));
    }
  });
  return kept.isEmpty() ? "heading" : to_utf8(kept);
}

std::string blackfriday_slug(std::string_view heading) {
  icu::UnicodeString kept;
  bool dash = false;
  for_each_character(from_utf8(heading), [&](UChar32 c) {
    if (!has_mask(c, U_GC_L_MASK | U_GC_N_MASK)) {
      dash = true;
      return;
    }
    if (dash && !kept.isEmpty()) kept.append(u'-');
    dash = false;
    kept.append(u_tolower(c));
  });
  return kept.isEmpty() ? "heading" : to_utf8(kept);
}

std::string kramdown_slug(std::string_view heading) {
  icu::UnicodeString kept;
  for_each_character(from_utf8(heading).toLower(icu::Locale::getRoot()), [&](UChar32 c) {
    if (c == ' ' || c == '\t') {
      kept.append(u'-');
    } else if (c == '-' || is_ruby_word(c)) {
      kept.append(c);
    }
  });
  return to_utf8(kept);
}

std::string kramdown_plain_slug(std::string_view heading) {
  const auto* const first = std::find_if(heading.begin(), heading.end(), is_ascii_letter);
  std::string slug;
  for (const auto* i = first; i != heading.end(); ++i) {
    if (*i == ' ') {
      slug += '-';
    } else if (*i == '-' || is_ascii_letter(*i) || is_ascii_digit(*i)) {
      slug += to_ascii_lower(*i);
    }
  }
  return slug.empty() ? "section" : slug;
}

std::string vitepress_slug(std::string_view heading) {
  constexpr std::u16string_view special = u"~`!@#$%^&*()-_+=[]{}|\\;:\"'\u201C\u201D\u2018\u2019<>,.?/";
  icu::UnicodeString kept;
  for_each_character(from_utf8(nfkd(heading)), [&](UChar32 c) {
    if ((c >= 0x300 && c <= 0x36F) || c < 0x20) return;
    const bool sign = u_isUWhiteSpace(c) != 0 ||
                      (c < 0x10000 && special.find(static_cast<char16_t>(c)) != special.npos);
    if (!sign) {
      kept.append(c);
    } else if (!kept.isEmpty() && !kept.endsWith(u"-", 1)) {
      kept.append(u'-');
    }
  });
  if (kept.endsWith(u"-", 1)) kept.truncate(kept.length() - 1);
  const std::string slug = to_utf8(kept.toLower(icu::Locale::getRoot()));
  return !slug.empty() && is_ascii_digit(slug[0]) ? "_" + slug : slug;
}

/// Where the number starts in an id like `kop_2`; npos if it ends in none.
std::size_t number_of(std::string_view id) {
  const std::size_t digits = id.find_last_not_of("0123456789") + 1;
  if (digits == id.size() || digits < 1 || id.size() - digits > 9) return std::string_view::npos;
  return id[digits - 1] == '_' ? digits : std::string_view::npos;
}

}  // namespace

std::string slugify(std::string_view heading, const AnchorRules& rules) {
  switch (rules.slug) {
    case SlugRule::python_markdown:
      return python_slug(heading, rules.separator);
    case SlugRule::python_unicode:
      return python_unicode_slug(heading, rules.separator);
    case SlugRule::pymdownx:
      return pymdownx_slug(heading, rules);
    case SlugRule::github:
    case SlugRule::docusaurus:
      return github_slug(heading);
    case SlugRule::docfx: {
      std::string slug = github_slug(heading);
      return slug.empty() ? "section" : slug;
    }
    case SlugRule::hugo:
      return hugo_slug(heading, false);
    case SlugRule::hugo_ascii:
      return hugo_slug(heading, true);
    case SlugRule::hugo_blackfriday:
      return blackfriday_slug(heading);
    case SlugRule::kramdown:
      return kramdown_slug(heading);
    case SlugRule::kramdown_plain:
      return kramdown_plain_slug(heading);
    case SlugRule::vitepress:
      return vitepress_slug(heading);
    case SlugRule::none:
      return {};
  }
  return {};
}

bool is_same_slug(std::string_view older, std::string_view newer, const AnchorRules& rules) {
  std::string joined;
  bool blank = false;
  for_each_character(from_utf8(newer), [&](UChar32 c) {
    const bool is_blank = u_isUWhiteSpace(c) != 0 || (c >= 0x1C && c <= 0x1F);
    if (!is_blank && blank && !joined.empty()) joined += ' ';
    blank = is_blank;
    if (!is_blank) icu::UnicodeString(c).toUTF8String(joined);
  });
  return slugify(older, rules) == slugify(joined, rules);
}

std::string Slugs::unique(std::string_view heading) {
  if (rules_.slug == SlugRule::none) return {};
  std::string slug = slugify(heading, rules_);
  if (rules_.style == AnchorStyle::python_markdown) return python_unique(std::move(slug));
  if (rules_.slug == SlugRule::kramdown || rules_.slug == SlugRule::kramdown_plain) {
    // kramdown numbers equal headings, and does not look whether a number makes an id anew.
    const std::size_t count = next_[slug]++;
    if (count > 0) slug += "-" + std::to_string(count);
    return rules_.prefix + slug;
  }
  return numbered(std::move(slug));
}

std::string Slugs::python_unique(std::string slug) {
  if (!slug.empty() && used_.insert(slug).second) return slug;
  // A second `kop_1` is `kop_2`, as if it were the third `kop`.
  const std::size_t number = number_of(slug);
  std::size_t count = 1;
  std::string stem = slug;
  if (number != std::string_view::npos) {
    count = std::stoul(slug.substr(number)) + 1;
    stem.resize(number - 1);
  }
  // From each id that was found taken, where the counting got to: all up to there is taken. Else a
  // page of equal headings, or of headings with numbers, would count from one again each time.
  std::vector<std::string> taken = {std::move(slug)};
  std::string id;
  count = std::max(count, next_[taken.front()]);
  for (;;) {
    id = stem + '_' + std::to_string(count++);
    if (used_.insert(id).second) break;
    count = std::max(count, next_[id]);
    taken.push_back(std::move(id));
  }
  for (const std::string& each : taken) next_[each] = count;
  return id;
}

/// For GitHub, `kop-1` is a heading of its own, whose second is `kop-1-1`.
std::string Slugs::numbered(std::string slug) {
  if (used_.insert(slug).second) return slug;
  if (!rules_.numbers_equal) return {};
  std::size_t count = std::max<std::size_t>(next_[slug], 1);
  std::string id;
  do {
    id = slug + '-' + std::to_string(count++);
  } while (!used_.insert(id).second);
  next_[slug] = count;
  return id;
}

}  // namespace speur
