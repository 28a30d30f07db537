#include "indexer/site/shortcodes/go_value.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/text/find_text.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace speur {
namespace {

using Kind = GoValue::Kind;
using Arguments = std::vector<GoValue>;

constexpr std::size_t max_text = std::size_t{64} << 10U;
constexpr std::int64_t max_list_depth = 50;

bool all_known(const Arguments& arguments) {
  return std::ranges::all_of(arguments, &GoValue::is_known);
}

bool are_texts(const Arguments& arguments, std::size_t count) {
  return arguments.size() == count &&
         std::ranges::all_of(arguments, [](const GoValue& each) { return each.kind == Kind::text; });
}

bool are_equal(const GoValue& a, const GoValue& b) {
  if (a.kind == Kind::number && b.kind == Kind::number) return a.number == b.number;
  if (a.kind == Kind::truth || b.kind == Kind::truth) return a.kind == b.kind && a.number == b.number;
  if (a.kind == Kind::nothing || b.kind == Kind::nothing) return a.kind == b.kind;
  if (a.kind == Kind::text && b.kind == Kind::text) return a.text == b.text;
  return a.shown() == b.shown();
}

/// The value of a function that conditions are made of: `default`, `not`, `and`, `cond`, `eq`, `lt` …; unknown of another
/// function.
GoValue logic_function(std::string_view name, const Arguments& arguments) {
  if (name == "default" && arguments.size() == 2) {
    if (!arguments[1].is_known()) return {};
    const bool set = arguments[1].kind == Kind::truth || arguments[1].is_true();
    return set ? arguments[1] : arguments[0];
  }
  if (name == "not" && arguments.size() == 1) {
    return arguments[0].is_known() ? GoValue::of_truth(!arguments[0].is_true()) : GoValue();
  }
  if ((name == "and" || name == "or") && !arguments.empty()) {
    for (const GoValue& each : arguments) {
      if (!each.is_known()) return {};
      if (each.is_true() == (name == "or")) return each;
    }
    return arguments.back();
  }
  if ((name == "cond" || name == "conditional") && arguments.size() == 3 && arguments[0].is_known()) {
    return arguments[0].is_true() ? arguments[1] : arguments[2];
  }
  if ((name == "eq" || name == "ne") && arguments.size() >= 2 && all_known(arguments)) {
    const bool equal = std::any_of(arguments.begin() + 1, arguments.end(),
                                   [&](const GoValue& each) { return are_equal(arguments[0], each); });
    return GoValue::of_truth(equal == (name == "eq"));
  }
  const bool numbers = arguments.size() == 2 && arguments[0].kind == Kind::number && arguments[1].kind == Kind::number;
  if (!numbers) return {};
  const std::int64_t a = arguments[0].number, b = arguments[1].number;
  if (name == "lt") return GoValue::of_truth(a < b);
  if (name == "le") return GoValue::of_truth(a <= b);
  if (name == "gt") return GoValue::of_truth(a > b);
  if (name == "ge") return GoValue::of_truth(a >= b);
  return {};
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string made;
  std::size_t begin = 0;
  for (std::size_t at = from.empty() ? std::string_view::npos : find_text(text, from);
       at != std::string_view::npos && made.size() <= max_text; at = find_text(text, from, begin)) {
    made.append(text, begin, at - begin).append(to);
    begin = at + from.size();
  }
  return made.append(text, begin);
}

std::string in_case(const std::string& text, bool upper) {
  auto unicode = icu::UnicodeString::fromUTF8(text);
  std::string made;
  return (upper ? unicode.toUpper() : unicode.toLower()).toUTF8String(made);
}

std::string with_capital(const std::string& text) {
  auto unicode = icu::UnicodeString::fromUTF8(text);
  const std::int32_t first = unicode.moveIndex32(0, 1);
  auto head = icu::UnicodeString(unicode, 0, first).toUpper();
  std::string made;
  return head.append(unicode, first, unicode.length() - first).toUTF8String(made);
}

GoValue parts_of_text(const std::string& text, const std::string& separator) {
  GoValue::Entries parts;
  std::size_t begin = 0;
  for (std::size_t at = separator.empty() ? std::string::npos : find_text(text, separator); at != std::string::npos;
       at = find_text(text, separator, begin)) {
    parts.emplace_back("", GoValue::of_text(text.substr(begin, at - begin)));
    begin = at + separator.size();
  }
  parts.emplace_back("", GoValue::of_text(text.substr(begin)));
  return GoValue::of_entries(Kind::list, std::move(parts));
}

/// A text that functions made of several values: what stands between the tags is known as a whole only.
GoValue text_or_inner(std::string made) {
  const std::size_t mark = made.find_first_of({GoValue::inner_mark, GoValue::rendered_inner_mark});
  if (mark == std::string::npos) return GoValue::of_text(std::move(made));
  if (made.size() > 1) return {};
  return {Kind::inner, made[0] == GoValue::rendered_inner_mark ? 1 : 0};
}

std::string joined(const Arguments& values) {
  std::string made;
  for (const GoValue& each : values) {
    if (made.size() > max_text) break;
    made += each.shown();
  }
  return made;
}

GoValue formatted(const Arguments& arguments) {
  if (arguments.empty() || arguments[0].kind != Kind::text || !all_known(arguments)) return {};
  std::string made;
  std::size_t next = 1;
  const std::string& form = arguments[0].text;
  for (std::size_t i = 0; i < form.size() && made.size() <= max_text; ++i) {
    if (form[i] != '%' || i + 1 == form.size()) {
      made += form[i];
    } else if (form[++i] == '%') {
      made += '%';
    } else if (std::string_view("svd").find(form[i]) != std::string_view::npos && next < arguments.size()) {
      made += arguments[next++].shown();
    } else {
      return {};
    }
  }
  return text_or_inner(std::move(made));
}

/// Whether the value of a function has the words of the text that the function is given: `markdownify`, `safeHTML` …
bool hands_on(std::string_view name) {
  static constexpr auto names = std::to_array<std::string_view>(
      {"chomp", "css", "emojify", "html", "htmlattr", "htmlescape", "htmlunescape", "js", "jsstr", "markdownify", "plainify",
       "renderstring", "safecss", "safehtml", "safehtmlattr", "safejs", "safejsstr", "safeurl", "string", "trim", "trimspace",
       "url"});
  return std::ranges::binary_search(names, name);
}

GoValue text_function(std::string_view name, const Arguments& arguments) {
  if (hands_on(name) && !arguments.empty()) {
    // The text comes first where a set of signs is the second argument, and last behind options.
    const GoValue& value = name == "trim" ? arguments.front() : arguments.back();
    if (value.kind == Kind::nothing) return GoValue::of_text("");
    if (value.kind == Kind::inner) return {Kind::inner, name == "markdownify" || name == "renderstring" ? 1 : value.number};
    if (value.kind == Kind::text || value.kind == Kind::unknown) return value;
    return GoValue::of_text(value.shown());
  }
  if (name == "printf") return formatted(arguments);
  if (name == "print" || name == "println") {
    if (!all_known(arguments)) return {};
    return text_or_inner(joined(arguments));
  }
  if (name == "errorf" || name == "warnf" || name == "erroridf" || name == "warnidf") return GoValue::of_text("");
  if (are_texts(arguments, 1)) {
    const std::string& text = arguments[0].text;
    if (name == "upper" || name == "toupper") return GoValue::of_text(in_case(text, true));
    if (name == "lower" || name == "tolower") return GoValue::of_text(in_case(text, false));
    if (name == "title") return GoValue::of_text(with_capital(text));
    if (name == "firstupper") return GoValue::of_text(with_capital(text));
    if (name == "humanize") return GoValue::of_text(with_capital(replaced(replaced(text, "-", " "), "_", " ")));
  }
  if (are_texts(arguments, 2)) {
    const std::string &a = arguments[0].text, &b = arguments[1].text;
    if (name == "split") return parts_of_text(a, b);
    if (name == "hasprefix") return GoValue::of_truth(a.starts_with(b));
    if (name == "hassuffix") return GoValue::of_truth(a.ends_with(b));
    if (name == "in" || name == "contains") return GoValue::of_truth(find_text(a, b) != std::string::npos);
    if (name == "trimprefix") return GoValue::of_text(b.starts_with(a) ? b.substr(a.size()) : b);
    if (name == "trimsuffix") return GoValue::of_text(b.ends_with(a) ? b.substr(0, b.size() - a.size()) : b);
  }
  if (name == "replace" && are_texts(arguments, 3)) {
    return GoValue::of_text(replaced(arguments[0].text, arguments[1].text, arguments[2].text));
  }
  return {};
}

/// Whole numbers alone: what comes of others is written in forms of Go's own.
GoValue number_function(std::string_view name, const Arguments& arguments) {
  constexpr std::int64_t most = 1'000'000'000;
  if (name == "int" && arguments.size() == 1) {
    if (arguments[0].kind == Kind::number) return arguments[0];
    if (arguments[0].kind != Kind::text) return {};
    std::int64_t number = 0;
    const std::string& text = arguments[0].text;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && stop == text.data() + text.size() ? GoValue::of_number(number) : GoValue();
  }
  const bool numbers = !arguments.empty() && std::ranges::all_of(arguments, [](const GoValue& each) {
    return each.kind == Kind::number && each.number <= most && each.number >= -most;
  });
  if (!numbers) return {};
  const std::int64_t a = arguments.front().number, b = arguments.back().number;
  if (name == "seq" && arguments.size() <= 2) {
    const std::int64_t first = arguments.size() == 1 ? 1 : a;
    if (b < first || b - first > 1000) return {};
    GoValue::Entries entries;
    for (std::int64_t each = first; each <= b; ++each) entries.emplace_back("", GoValue::of_number(each));
    return GoValue::of_entries(Kind::list, std::move(entries));
  }
  if (arguments.size() != 2) return {};
  if (name == "add") return GoValue::of_number(a + b);
  if (name == "sub") return GoValue::of_number(a - b);
  if (name == "mul") return GoValue::of_number(a * b);
  if (name == "div" && b != 0) return GoValue::of_number(a / b);
  if (name == "mod" && b != 0) return GoValue::of_number(a % b);
  return {};
}

/// A part of a list: `first 2 $list`.
GoValue part_of_list(std::string_view name, std::int64_t count, const GoValue& list) {
  GoValue::Entries all = list.all();
  const auto end = static_cast<std::ptrdiff_t>(std::clamp<std::int64_t>(count, 0, static_cast<std::int64_t>(all.size())));
  if (name == "first") all.erase(all.begin() + end, all.end());
  if (name == "last") all.erase(all.begin(), all.end() - end);
  if (name == "after") all.erase(all.begin(), all.begin() + end);
  return GoValue::of_entries(Kind::list, std::move(all));
}

/// The value that a path such as `a.b` means in an item of a list.
GoValue at_path(GoValue value, std::string_view path) {
  while (!path.empty() && value.is_known()) {
    const std::size_t end = std::min(path.find('.'), path.size());
    value = value.at(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return value;
}

bool is_simple(const GoValue& value) {
  return value.kind == Kind::text || value.kind == Kind::number || value.kind == Kind::truth || value.kind == Kind::nothing;
}

/// `where $list "naam" "eq" "x"`; the sign may be left out.
GoValue where(const Arguments& arguments) {
  const std::string sign = arguments.size() == 4 ? arguments[2].shown() : "eq";
  const bool equal = sign == "eq" || sign == "=" || sign == "==", other = sign == "ne" || sign == "!=" || sign == "<>";
  const GoValue& wanted = arguments.back();
  if ((!equal && !other) || arguments[1].kind != Kind::text || !is_simple(wanted)) return {};
  GoValue::Entries found;
  for (auto& [key, item] : arguments[0].all()) {
    const GoValue value = at_path(item, arguments[1].text);
    if (!is_simple(value)) return {};
    if (are_equal(value, wanted) == equal) found.emplace_back("", item);
  }
  return GoValue::of_entries(Kind::list, std::move(found));
}

/// `sort $list "naam" "desc"`: by a member, or by the values themselves. Items without it, or with others than texts or
/// numbers, are in an order that Hugo alone knows.
GoValue sorted(const Arguments& arguments) {
  std::string path = arguments.size() > 1 ? arguments[1].shown() : "value";
  if (path == "value") path.clear();
  struct Keyed {
    GoValue key, item;
  };
  std::vector<Keyed> items;
  for (auto& [name, item] : arguments[0].all()) items.push_back({at_path(item, path), item});
  const auto are = [&](Kind kind) { return std::ranges::all_of(items, [&](const Keyed& each) { return each.key.kind == kind; }); };
  if (!are(Kind::text) && !are(Kind::number)) return {};
  std::ranges::stable_sort(items, [](const Keyed& a, const Keyed& b) {
    budget::spend(1);
    return a.key.kind == Kind::number ? a.key.number < b.key.number : a.key.text < b.key.text;
  });
  if (arguments.size() > 2 && arguments[2].shown() == "desc") std::ranges::reverse(items);
  GoValue::Entries entries;
  for (Keyed& each : items) entries.emplace_back("", std::move(each.item));
  return GoValue::of_entries(Kind::list, std::move(entries));
}

GoValue list_function(std::string_view name, const Arguments& arguments) {
  if (name == "slice") {
    GoValue::Entries entries;
    for (const GoValue& each : arguments) entries.emplace_back("", each);
    return GoValue::of_entries(Kind::list, std::move(entries));
  }
  if (name == "dict" && arguments.size() % 2 == 0) {
    GoValue::Entries entries;
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
      if (arguments[i].kind != Kind::text) return {};
      entries.emplace_back(arguments[i].text, arguments[i + 1]);
    }
    return GoValue::of_entries(Kind::map, std::move(entries));
  }
  if (arguments.empty() || !all_known(arguments)) return {};
  const GoValue& first = arguments[0];
  if (name == "len" && arguments.size() == 1) {
    if (first.kind == Kind::text) return GoValue::of_number(icu::UnicodeString::fromUTF8(first.text).countChar32());
    if (first.kind == Kind::inner) return {};
    return GoValue::of_number(static_cast<std::int64_t>(first.all().size()));
  }
  if (name == "index" && arguments.size() >= 2) {
    GoValue value = first;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
      value = arguments[i].kind == Kind::number ? value.at(arguments[i].number) : value.at(arguments[i].shown());
    }
    return value;
  }
  if (name == "isset" && arguments.size() == 2) {
    const GoValue found = arguments[1].kind == Kind::number ? first.at(arguments[1].number) : first.at(arguments[1].shown());
    return found.is_known() ? GoValue::of_truth(found.kind != Kind::nothing) : GoValue();
  }
  if (name == "in" && arguments.size() == 2 && first.is_list()) {
    const GoValue::Entries all = first.all();
    return GoValue::of_truth(std::ranges::any_of(all, [&](const auto& each) { return are_equal(each.second, arguments[1]); }));
  }
  if (name == "append" && arguments.size() >= 2 && arguments.back().is_list()) {
    GoValue::Entries all = arguments.back().all();
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i) all.emplace_back("", arguments[i]);
    return GoValue::of_entries(Kind::list, std::move(all));
  }
  const bool is_part = name == "first" || name == "last" || name == "after";
  if (is_part && arguments.size() == 2 && first.kind == Kind::number && arguments[1].is_list()) {
    return part_of_list(name, first.number, arguments[1]);
  }
  if (name == "where" && (arguments.size() == 3 || arguments.size() == 4) && first.is_list()) return where(arguments);
  if (name == "sort" && arguments.size() <= 3 && first.is_list()) return sorted(arguments);
  if (name == "delimit" && arguments.size() >= 2 && first.is_list()) {
    std::string made;
    const GoValue::Entries all = first.all();
    const std::string between = arguments[1].shown();
    for (std::size_t i = 0; i < all.size() && made.size() <= max_text; ++i) {
      const bool is_last = i + 1 == all.size() && arguments.size() > 2;
      if (i > 0) made += is_last ? arguments[2].shown() : between;
      made += all[i].second.shown();
    }
    return GoValue::of_text(std::move(made));
  }
  return {};
}

}  // namespace

GoValue GoValue::of_node(const YamlNode* node) {
  if (node == nullptr || node->kind == YamlNode::Kind::null) return nothing();
  if (node->kind != YamlNode::Kind::scalar) return {Kind::node, 0, {}, node};
  if (node->plain) {
    if (node->text == "true" || node->text == "false") return of_truth(node->text == "true");
    std::int64_t number = 0;
    const char* const end = node->text.data() + node->text.size();
    const auto [stop, error] = std::from_chars(node->text.data(), end, number);
    if (error == std::errc() && stop == end) return of_number(number);
  }
  return of_text(node->text);
}

bool GoValue::is_true() const {
  switch (kind) {
    case Kind::unknown:
    case Kind::nothing:
      return false;
    case Kind::truth:
    case Kind::number:
      return number != 0;
    case Kind::text:
      return !text.empty();
    case Kind::node:
      return !node->items.empty() || !node->members.empty();
    case Kind::list:
    case Kind::map:
      return !entries->empty();
    case Kind::inner:
    case Kind::shortcode:
    case Kind::parent:
    case Kind::page:
    case Kind::site:
    case Kind::scratch:
      return true;
  }
  return false;
}

std::string GoValue::shown() const {
  switch (kind) {
    case Kind::truth:
      return number != 0 ? "true" : "false";
    case Kind::number:
      return fmt::format("{}", number);
    case Kind::text:
      return text;
    case Kind::inner:
      return {number == 0 ? inner_mark : rendered_inner_mark};
    default:
      return {};
  }
}

GoValue GoValue::of_entries(Kind kind, Entries entries) {
  std::int64_t depth = 0;
  for (const auto& [name, value] : entries) {
    if (value.entries) depth = std::max(depth, value.number);
  }
  if (depth >= max_list_depth) return {};
  return {kind, depth + 1, {}, nullptr, std::make_shared<const Entries>(std::move(entries))};
}

std::size_t GoValue::bytes() const {
  std::size_t bytes = sizeof(GoValue) + text.size();
  if (!entries) return bytes;
  for (const auto& [name, value] : *entries) bytes += sizeof(GoValue) + name.size() + value.text.size();
  return bytes;
}

GoValue::Entries GoValue::all() const {
  budget::spend(bytes());
  if (entries) return *entries;
  Entries made;
  if (node == nullptr) return made;
  budget::spend(64 * (node->items.size() + node->members.size()));
  for (const YamlNode& item : node->items) made.emplace_back("", of_node(&item));
  for (const YamlMember& member : node->members) made.emplace_back(member.key.text, of_node(&member.value));
  std::ranges::stable_sort(made, {}, [](const auto& each) { return each.first; });
  return made;
}

GoValue GoValue::at(std::string_view key) const {
  if (kind == Kind::node) return of_node(node->find(ascii_lower(key)));
  if (kind == Kind::nothing) return nothing();
  if (kind != Kind::map) return {};
  for (const auto& [name, value] : *entries) {
    if (name == key) return value;
  }
  return nothing();
}

GoValue GoValue::at(std::int64_t place) const {
  if (!is_list()) return kind == Kind::nothing ? nothing() : GoValue();
  const auto size = static_cast<std::int64_t>(entries ? entries->size() : node->items.size());
  if (place < 0 || place >= size) return nothing();
  return entries ? (*entries)[static_cast<std::size_t>(place)].second : of_node(&node->items[static_cast<std::size_t>(place)]);
}

GoValue call_go_function(std::string_view name, const std::vector<GoValue>& arguments) {
  for (const GoValue& each : arguments) budget::spend(each.text.size());
  for (const auto function : {logic_function, text_function, number_function, list_function}) {
    GoValue value = function(name, arguments);
    if (value.is_known()) {
      return value.text.size() > max_text ? GoValue() : value;
    }
  }
  return {};
}

}  // namespace speur
