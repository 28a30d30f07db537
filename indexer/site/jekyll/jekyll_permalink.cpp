#include "indexer/site/jekyll/jekyll_permalink.hpp"

#include "indexer/site/rules/addresses.hpp"
#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace speur {
namespace {

bool is_name_char(char c) {
  return is_ascii_letter(c) || c == '_';
}

}  // namespace

std::string jekyll_slug(std::string_view text, bool pretty, bool keep_case) {
  constexpr std::string_view kept_signs = "._~!$&'()+,;=@";
  auto source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  if (!keep_case) source.toLower(icu::Locale::getRoot());
  icu::UnicodeString slug;
  for (std::int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const UChar32 c = source.char32At(i);
    const std::uint32_t letters = U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK;
    const bool kept = (U_GET_GC_MASK(c) & letters) != 0 ||
                      (pretty && c < 0x80 && c > 0 && kept_signs.find(static_cast<char>(c)) != npos);
    if (kept) {
      slug.append(c);
    } else if (!slug.isEmpty() && !slug.endsWith(u"-", 1)) {
      slug.append(u'-');
    }
  }
  if (slug.endsWith(u"-", 1)) slug.truncate(slug.length() - 1);
  std::string result;
  return slug.toUTF8String(result);
}

std::string jekyll_lower(std::string_view text) {
  std::string lower;
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())))
      .toLower(icu::Locale::getRoot())
      .toUTF8String(lower);
}

std::string jekyll_post_pattern(std::string_view style) {
  if (style == "pretty") return "/:categories/:year/:month/:day/:title/";
  if (style == "ordinal") return "/:categories/:year/:y_day/:title:output_ext";
  if (style == "weekdate") return "/:categories/:year/W:week/:short_day/:title:output_ext";
  if (style == "none") return "/:categories/:title:output_ext";
  if (style == "date" || style.empty()) return "/:categories/:year/:month/:day/:title:output_ext";
  return std::string(style);
}

std::string with_jekyll_suffix(std::string pattern, std::string_view style) {
  if (style == "pretty" || style.ends_with('/')) return pattern + "/";
  if (style.empty() || style == "date" || style == "ordinal" || style == "none" ||
      style == "weekdate" || style.ends_with(":output_ext")) {
    return pattern + ":output_ext";
  }
  return pattern;
}

std::string expand_jekyll(
    std::string_view pattern,
    const std::function<std::optional<std::string>(std::string_view)>& value) {
  std::string path;
  for (std::size_t at = 0; at < pattern.size();) {
    if (pattern[at] != ':') {
      path += pattern[at++];
      continue;
    }
    std::size_t end = at + 1;
    while (end < pattern.size() && is_name_char(pattern[end])) ++end;
    // The longest name counts that has a value: ":title_x" is ":title" and "_x".
    std::optional<std::string> found;
    for (std::size_t stop = end; stop > at + 1 && !found; --stop) {
      found = value(pattern.substr(at + 1, stop - at - 1));
      if (found) end = stop;
    }
    path += found ? *found : std::string(pattern.substr(at, end - at));
    at = end;
    if (path.size() > max_address_bytes) {
      path.resize(max_address_bytes);
      break;
    }
  }
  std::string clean;
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (path.compare(at, 2, "..") == 0) {
      path[at + 1] = '/';
      continue;
    }
    if (path.compare(at, 2, "./") == 0) continue;
    if (path[at] == '/' && (clean.empty() || clean.back() == '/')) continue;
    clean += path[at];
  }
  return clean;
}

}  // namespace speur
