#include "indexer/markdown/source/slug.hpp"

#include "speur/ascii.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstddef>
#include <stdexcept>
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
bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f');
}

std::string python_slug(std::string_view heading) {
  std::string decomposed;
  if (!is_ascii(heading)) {
    decomposed = nfkd(heading);
    heading = decomposed;
  }
  std::string kept;
  for (const char c : heading) {
    if (is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-' || is_space(c)) kept += c;
  }
  const auto first = std::find_if_not(kept.begin(), kept.end(), is_space);
  const auto last = std::find_if_not(kept.rbegin(), std::make_reverse_iterator(first), is_space);
  std::string slug;
  bool separator = false;
  for (auto i = first; i != last.base(); ++i) {
    if (*i == '-' || is_space(*i)) {
      if (!separator) slug += '-';
      separator = true;
    } else {
      slug += *i >= 'A' && *i <= 'Z' ? static_cast<char>(*i - 'A' + 'a') : *i;
      separator = false;
    }
  }
  return slug;
}

std::string github_slug(std::string_view heading) {
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(heading.data(), static_cast<int32_t>(heading.size())));
  icu::UnicodeString kept;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (c == ' ') {
      kept.append(u'-');
    } else if (c == '-' || c == '_' || u_isalnum(c) || u_getCombiningClass(c) != 0) {
      kept.append(u_tolower(c));
    }
  }
  std::string slug;
  return kept.toUTF8String(slug);
}

/// Where the number starts in an id like `kop_2`; npos if it ends in none.
std::size_t number_of(std::string_view id) {
  const std::size_t digits = id.find_last_not_of("0123456789") + 1;
  if (digits == id.size() || digits < 1 || id.size() - digits > 9) return std::string_view::npos;
  return id[digits - 1] == '_' ? digits : std::string_view::npos;
}

}  // namespace

std::string slugify(std::string_view heading, AnchorStyle style) {
  return style == AnchorStyle::github ? github_slug(heading) : python_slug(heading);
}

std::string Slugs::unique(std::string_view heading) {
  std::string slug = slugify(heading, style_);
  if (!slug.empty() && used_.insert(slug).second) return slug;
  // A second `kop_1` is `kop_2`, as if it were the third `kop`.
  const std::size_t number =
      style_ == AnchorStyle::python_markdown ? number_of(slug) : std::string_view::npos;
  std::size_t count = 1;
  std::string stem = slug;
  if (number != std::string_view::npos) {
    count = std::stoul(slug.substr(number)) + 1;
    stem.resize(number - 1);
  }
  // From each id that was found taken, where the counting got to: all up to there is taken. Else a
  // page of equal headings, or of headings with numbers, would count from one again each time.
  const bool python = style_ == AnchorStyle::python_markdown;
  std::vector<std::string> taken = {std::move(slug)};
  std::string id;
  count = std::max(count, next_[taken.front()]);
  for (;;) {
    id = stem + (python ? '_' : '-') + std::to_string(count++);
    if (used_.insert(id).second) break;
    // For GitHub, `kop-1` is a heading of its own, whose second is `kop-1-1`.
    if (!python) continue;
    count = std::max(count, next_[id]);
    taken.push_back(std::move(id));
  }
  for (const std::string& each : taken) next_[each] = count;
  return id;
}

}  // namespace speur
