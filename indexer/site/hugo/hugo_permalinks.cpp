#include "indexer/site/hugo/hugo_permalinks.hpp"

#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/globs.hpp"
#include "indexer/site/rules/settings.hpp"
#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace speur {
namespace {

using Kind = YamlNode::Kind;
constexpr std::array<std::string_view, 4> kinds = {"page", "section", "taxonomy", "term"};

std::string_view without_slashes(std::string_view text) {
  while (text.starts_with('/') || text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with('/') || text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// The parts of `all` that a cut such as "[1:]", "[last]" or "[:2]" means.
std::vector<std::string> cut(const std::vector<std::string>& all, std::string_view text) {
  if (text.empty()) return all;
  text = text.substr(1, text.size() - 2);
  const auto number = [&](std::string_view digits, bool low) -> std::size_t {
    if (digits.empty()) return low ? 0 : all.size();
    if (ascii_lower(digits) == "last") return all.empty() ? 0 : all.size() - 1;
    std::size_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return std::min(value, all.size());
  };
  const std::size_t colon = text.find(':');
  std::size_t begin = number(text.substr(0, std::min(colon, text.size())), true);
  std::size_t end = colon == npos ? begin + 1 : number(text.substr(colon + 1), false);
  end = std::min(end, all.size());
  begin = std::min(begin, end);
  return {all.begin() + static_cast<std::ptrdiff_t>(begin),
          all.begin() + static_cast<std::ptrdiff_t>(end)};
}

std::optional<std::string> date_token(std::string_view token, const std::optional<Moment>& date) {
  Moment moment;
  moment.year = 1;  // Go's time without one
  if (date) moment = *date;
  const std::string name = ascii_lower(token);
  if (name == "year") return fmt::format("{}", moment.year);
  if (name == "month") return fmt::format("{:02}", moment.month);
  if (name == "monthname") return std::string(english_month(moment.month));
  if (name == "day") return fmt::format("{:02}", moment.day);
  if (name == "weekday") return fmt::format("{}", weekday_of(moment));
  if (name == "weekdayname") return std::string(english_weekday(weekday_of(moment)));
  if (name == "yearday") return fmt::format("{}", day_of_year(moment));
  // Go's own forms of dates.
  if (token == "2006") return fmt::format("{:04}", moment.year);
  if (token == "06") return fmt::format("{:02}", moment.year % 100);
  if (token == "01") return fmt::format("{:02}", moment.month);
  if (token == "1") return fmt::format("{}", moment.month);
  if (token == "02") return fmt::format("{:02}", moment.day);
  if (token == "2") return fmt::format("{}", moment.day);
  if (token == "Jan") return std::string(english_month(moment.month).substr(0, 3));
  if (token == "January") return std::string(english_month(moment.month));
  if (token == "Mon") return std::string(english_weekday(weekday_of(moment)).substr(0, 3));
  if (token == "Monday") return std::string(english_weekday(weekday_of(moment)));
  return std::nullopt;
}

std::optional<std::string> token_value(std::string_view token, std::string_view slice,
                                       const HugoPage& page) {
  const auto either = [](const std::string& a, const std::string& b) { return a.empty() ? b : a; };
  if (token == "section") return page.sections.empty() ? "" : page.sections.front();
  if (token == "sections") return fmt::format("{}", fmt::join(cut(page.sections, slice), "/"));
  if (token == "sectionslug") return page.section_slugs.empty() ? "" : page.section_slugs.front();
  if (token == "sectionslugs") {
    return fmt::format("{}", fmt::join(cut(page.section_slugs, slice), "/"));
  }
  if (token == "title") return page.title;
  if (token == "slug") return either(page.slug, page.title);
  if (token == "slugorfilename") return either(page.slug, page.filename);
  if (token == "filename") return page.filename;
  if (token == "contentbasename") return page.contentbasename;
  if (token == "slugorcontentbasename") return either(page.slug, page.contentbasename);
  return date_token(token, page.date);
}

}  // namespace

HugoPermalinks::HugoPermalinks(const YamlNode* permalinks) {
  if (permalinks == nullptr) return;
  for (const YamlNode& item : permalinks->items) {
    const YamlNode* const target = item.find("target");
    patterns_.push_back({target == nullptr ? "" : ascii_lower(text_of(*target, "kind")), "",
                         target == nullptr ? "**" : ascii_lower(text_of(*target, "path", "**")),
                         text_of(item, "pattern")});
  }
  for (const YamlMember& member : permalinks->members) {
    const std::string key = ascii_lower(member.key.text);
    if (member.value.kind == Kind::scalar) {
      for (const char* const kind : {"page", "term"}) {
        patterns_.push_back({kind, std::string(without_slashes(key)), "", member.value.text});
      }
    } else if (std::ranges::find(kinds, key) != kinds.end()) {
      for (const YamlMember& section : member.value.members) {
        patterns_.push_back({key, ascii_lower(without_slashes(section.key.text)), "",
                             section.value.text});
      }
    }
  }
}

std::optional<std::string> HugoPermalinks::path_of(const HugoPage& page) const {
  const std::string section = page.sections.empty() ? "" : ascii_lower(page.sections.front());
  for (const Pattern& pattern : patterns_) {
    if (!pattern.kind.empty() && pattern.kind != page.kind) continue;
    const bool met = pattern.glob.empty() ? pattern.section == section
                                          : matches_glob(ascii_lower(page.path), pattern.glob);
    if (met) return expand_permalink(pattern.text, page);
  }
  return std::nullopt;
}

std::optional<std::string> expand_permalink(std::string_view pattern, const HugoPage& page) {
  std::string path;
  for (std::size_t at = 0; at < pattern.size();) {
    if (pattern.substr(at, 2) == "\\:") {
      path += ':';
      at += 2;
      continue;
    }
    if (pattern[at] != ':') {
      path += pattern[at++];
      continue;
    }
    std::size_t end = at + 1;
    while (end < pattern.size() && (is_ascii_letter(pattern[end]) || is_ascii_digit(pattern[end]) ||
                                    pattern[end] == '_')) {
      ++end;
    }
    const std::string_view token = pattern.substr(at + 1, end - at - 1);
    std::string_view slice;
    if (end < pattern.size() && pattern[end] == '[') {
      const std::size_t close = pattern.find(']', end);
      if (close == npos || close == end + 1) return std::nullopt;
      slice = pattern.substr(end, close + 1 - end);
      end = close + 1;
    }
    const std::optional<std::string> value = token_value(token, slice, page);
    if (!value || path.size() + value->size() > max_address_bytes) return std::nullopt;
    path += *value;
    at = end;
  }
  return path;
}

}  // namespace speur
