#include "indexer/site/liquid/liquid_filters.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/site/rules/moments.hpp"
#include "indexer/text/find_text.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace speur {
namespace {

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

std::string utf8(const icu::UnicodeString& text) {
  std::string bytes;
  return text.toUTF8String(bytes);
}

/// `capitalize`: the first letter is a capital, and no other one.
std::string capitalized(const std::string& text) {
  icu::UnicodeString all = icu::UnicodeString::fromUTF8(text).toLower(icu::Locale::getRoot());
  if (!all.isEmpty()) all.replace(0, all.moveIndex32(0, 1), u_toupper(all.char32At(0)));
  return utf8(all);
}

std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  if (what.empty()) return std::string(text);
  std::string made;
  for (std::size_t at = find_text(text, what); at != std::string_view::npos; at = find_text(text, what)) {
    budget::hold(by.size());
    (made += text.substr(0, at)) += by;
    text.remove_prefix(at + what.size());
  }
  return made += text;
}

LiquidValue joined(const std::vector<LiquidValue>& items, std::string_view sign) {
  std::string all;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::optional<std::string> text = liquid_text(items[i]);
    if (!text) return {};
    if (i != 0) all += sign;
    budget::hold(sign.size() + text->size());
    all += *text;
  }
  return LiquidValue(std::move(all));
}

/// By their texts, or by those of a member; nothing known where one has no text.
LiquidValue sorted(std::vector<LiquidValue> items, const std::vector<std::string>& member) {
  struct Keyed {
    std::string key;
    LiquidValue item;
  };
  std::vector<Keyed> all;
  for (LiquidValue& item : items) {
    LiquidValue key = member.empty() ? item : liquid_member(item, member.front());
    if (key.kind != LiquidKind::text) return {};
    all.push_back({std::move(key.text), std::move(item)});
  }
  std::ranges::stable_sort(all, {}, &Keyed::key);
  std::ranges::transform(all, items.begin(), [](Keyed& each) { return std::move(each.item); });
  return LiquidValue(std::move(items));
}

LiquidValue without_repeats(const std::vector<LiquidValue>& items) {
  std::set<std::string> known;
  std::vector<LiquidValue> kept;
  for (const LiquidValue& item : items) {
    if (item.kind != LiquidKind::text) return {};
    if (known.insert(item.text).second) kept.push_back(item);
  }
  return LiquidValue(std::move(kept));
}

/// A day in the form of strftime(3); nothing of a time, whose zone is the builder's, and of other texts.
std::optional<std::string> formatted_day(std::string_view text, std::string_view format) {
  const std::optional<Moment> day = parse_ruby_moment(text);
  if (!day || day->has_zone || day->has_second || text.find(':') != std::string_view::npos) return std::nullopt;
  std::string made;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') {
      made += format[i];
      continue;
    }
    const bool is_short = format.substr(i + 1).starts_with('-');
    i += is_short ? 2 : 1;
    switch (i < format.size() ? format[i] : '\0') {
      case 'd': made += is_short ? fmt::format("{}", day->day) : fmt::format("{:02}", day->day); break;
      case 'e': made += is_short ? fmt::format("{}", day->day) : fmt::format("{:2}", day->day); break;
      case 'm': made += is_short ? fmt::format("{}", day->month) : fmt::format("{:02}", day->month); break;
      case 'Y': made += fmt::format("{}", day->year); break;
      case 'y': made += fmt::format("{:02}", day->year % 100); break;
      case 'B': made += english_month(day->month); break;
      case 'b': made += english_month(day->month).substr(0, 3); break;
      case 'A': made += english_weekday(weekday_of(*day)); break;
      case 'a': made += english_weekday(weekday_of(*day)).substr(0, 3); break;
      default: return std::nullopt;
    }
  }
  return made;
}

/// Whether the sign stands between two letters or digits.
bool is_within_word(std::string_view line, std::size_t at) {
  const auto is_word = [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80; };
  return at > 0 && at + 1 < line.size() && is_word(line[at - 1]) && is_word(line[at + 1]);
}

/// A line without the signs of emphasis, code and links, which a value within HTML keeps else.
std::string without_inline_signs(std::string_view line) {
  std::string made;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\\' && i + 1 < line.size()) {
      made += line[++i];
    } else if (c == '[') {
      const std::size_t middle = line.find("](", i);
      const std::size_t end = middle == std::string_view::npos ? middle : line.find(')', middle);
      if (end == std::string_view::npos) {
        made += c;
        continue;
      }
      if (made.ends_with('!')) made.pop_back();
      budget::spend(end - i);
      made += without_inline_signs(line.substr(i + 1, middle - i - 1));
      i = end;
    } else if (c != '*' && c != '`' && !(c == '_' && !is_within_word(line, i))) {
      made += c;
    }
  }
  return made;
}

/// A number, as Liquid writes it: of whole numbers it makes whole ones.
LiquidValue number_of(double number, bool whole) {
  if (!std::isfinite(number) || std::abs(number) > 1e15) return {};
  std::string text = whole ? fmt::format("{}", static_cast<long long>(number)) : fmt::format("{}", number);
  if (!whole && text.find('.') == std::string::npos) text += ".0";
  return {number, std::move(text)};
}

}  // namespace

LiquidValue calculate_liquid(std::string_view name, std::string_view text, const std::vector<std::string>& arguments) {
  const std::optional<double> a = liquid_number(text);
  if (!a) return {};
  const bool whole_text = text.find('.') == std::string_view::npos;
  if (arguments.empty()) {
    if (name == "round") return number_of(std::round(*a), true);
    if (name == "ceil") return number_of(std::ceil(*a), true);
    if (name == "floor") return number_of(std::floor(*a), true);
    if (name == "abs") return number_of(std::abs(*a), whole_text);
  }
  const std::optional<double> b = arguments.size() == 1 ? liquid_number(arguments.front()) : std::nullopt;
  if (!b) return {};
  const bool whole = whole_text && arguments.front().find('.') == std::string::npos;
  if (name == "plus") return number_of(*a + *b, whole);
  if (name == "minus") return number_of(*a - *b, whole);
  if (name == "times") return number_of(*a * *b, whole);
  if (name == "at_least") return number_of(std::max(*a, *b), whole);
  if (name == "at_most") return number_of(std::min(*a, *b), whole);
  if (*b == 0) return {};
  if (name == "divided_by") return number_of(whole ? std::floor(*a / *b) : *a / *b, whole);
  if (name == "modulo") return number_of(*a - *b * std::floor(*a / *b), whole);
  return {};
}

std::optional<std::string> run_liquid_filter(std::string_view name, std::string text,
                                             const std::vector<std::string>& arguments) {
  constexpr std::string_view blanks = " \t\r\n";
  constexpr std::size_t steps_a_byte = 8;  // ICU's changes of case take the most
  budget::spend(steps_a_byte * text.size());
  if (is_one_of(name, {"escape", "escape_once", "xml_escape", "smartify", "newline_to_br"})) return text;
  if (name == "markdownify") {
    // Within HTML, where it mostly stands, text is Markdown to kramdown only if an element says so.
    return text.find('\n') == std::string::npos ? without_inline_signs(text) : "<div markdown=\"1\">\n" + text + "\n</div>";
  }
  if (name == "relative_url" || name == "absolute_url") return text;
  if (name == "upcase") return utf8(icu::UnicodeString::fromUTF8(text).toUpper(icu::Locale::getRoot()));
  if (name == "downcase") return utf8(icu::UnicodeString::fromUTF8(text).toLower(icu::Locale::getRoot()));
  if (name == "capitalize") return capitalized(text);
  if (name == "strip") return std::string(trimmed(text));
  if (name == "lstrip") return text.substr(std::min(text.find_first_not_of(blanks), text.size()));
  if (name == "rstrip") return text.substr(0, text.find_last_not_of(blanks) + 1);  // npos + 1 is 0
  if (name == "strip_newlines") return replaced(replaced(text, "\r", ""), "\n", "");
  if (name == "strip_html" && text.find('<') == std::string::npos) return text;
  if (name == "date_to_string") return formatted_day(text, "%d %b %Y");
  if (name == "date_to_long_string") return formatted_day(text, "%d %B %Y");
  if (arguments.size() == 1) {
    if (name == "date") return formatted_day(text, arguments[0]);
    // A text may be joined to itself again and again.
    if (name == "append" || name == "prepend") budget::hold(arguments[0].size());
    if (name == "append") return text + arguments[0];
    if (name == "prepend") return arguments[0] + text;
    if (name == "remove") return replaced(text, arguments[0], "");
  }
  if (arguments.size() == 2 && name == "replace") return replaced(text, arguments[0], arguments[1]);
  return std::nullopt;
}

LiquidValue filter_liquid_list(std::string_view name, std::vector<LiquidValue> items,
                               const std::vector<std::string>& arguments) {
  if (is_one_of(name, {"first", "last", "size"})) return liquid_member(LiquidValue(std::move(items)), name);
  if (name == "join" && arguments.size() <= 1) return joined(items, arguments.empty() ? " " : arguments.front());
  if (name == "reverse") {
    std::ranges::reverse(items);
  } else if (name == "compact") {
    std::erase_if(items, [](const LiquidValue& item) { return item.kind == LiquidKind::nil; });
  } else if (name == "sort" && arguments.size() <= 1) {
    return sorted(std::move(items), arguments);
  } else if (name == "uniq" && arguments.empty()) {
    return without_repeats(items);
  } else if (name == "map" && arguments.size() == 1) {
    for (LiquidValue& item : items) item = liquid_member(item, arguments[0]);
  } else if (name == "where" && arguments.size() == 2) {
    if (!std::ranges::all_of(items, [](const LiquidValue& item) { return item.map != nullptr; })) return {};
    std::erase_if(items, [&](const LiquidValue& item) {
      return liquid_text(liquid_member(item, arguments[0])) != arguments[1];
    });
  } else {
    return {};
  }
  return LiquidValue(std::move(items));
}

LiquidValue split_liquid_text(std::string_view text, std::string_view sign) {
  std::vector<LiquidValue> parts;
  while (!text.empty()) {
    budget::hold(sizeof(LiquidValue));
    const std::size_t end = sign.empty() ? 1 : std::min(find_text(text, sign), text.size());
    if (end != 0 || sign != " ") parts.emplace_back(std::string(text.substr(0, end)));
    text.remove_prefix(std::min(end + sign.size(), text.size()));
  }
  return LiquidValue(std::move(parts));
}

}  // namespace speur
