#include "indexer/site/jekyll/liquid_condition.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/site/jekyll/liquid_filters.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace speur {
namespace {

constexpr auto npos = std::string_view::npos;

/// What Jekyll gives a page or the site by itself, so that no file tells its value.
bool is_given(std::string_view name, bool of_page) {
  constexpr std::array<std::string_view, 18> page = {
      "url",  "path",     "content", "date", "id",   "categories", "tags", "next",      "previous",
      "name", "relative_path", "excerpt", "dir",  "slug", "collection", "ext",  "next_post", "title"};
  constexpr std::array<std::string_view, 22> site = {
      "time",         "pages",      "posts",     "related_posts", "static_files", "html_pages",
      "html_files",   "collections", "data",     "documents",     "categories",   "tags",
      "github",       "source",     "destination", "config",      "url",          "baseurl",
      "environment",  "theme",      "plugins",   "version"};
  return of_page ? std::ranges::find(page, name) != page.end() : std::ranges::find(site, name) != site.end();
}

std::optional<double> as_number(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool is_quoted(std::string_view text) {
  return text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front() &&
         text.find(text.front(), 1) == text.size() - 1;
}

/// The words of a condition; a string in quotes is one word.
std::vector<std::string_view> words_in(std::string_view text) {
  constexpr std::string_view signs = "=!<>";
  std::vector<std::string_view> words;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(" \t\n", at)) != npos) {
    std::size_t end = at + 1;
    if (text[at] == '"' || text[at] == '\'') {
      end = text.find(text[at], at + 1);
      end = end == npos ? text.size() : end + 1;
    } else if (signs.find(text[at]) != npos) {
      end = std::min(text.find_first_not_of(signs, at), text.size());
    } else if (text[at] != ',') {
      end = std::min(text.find_first_of(" \t\n,=!<>", at), text.size());
    }
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

/// Blanks around the parts go; there is always one.
std::vector<std::string_view> split_outside_quotes(std::string_view text, char sign) {
  std::vector<std::string_view> parts;
  char quote = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quote != 0) {
      if (text[i] == quote) quote = 0;
    } else if (text[i] == '"' || text[i] == '\'') {
      quote = text[i];
    } else if (text[i] == sign) {
      parts.push_back(trimmed(text.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  parts.push_back(trimmed(text.substr(begin)));
  return parts;
}

/// What stands between the quotes of a parameter: a backslash before a quote goes.
std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\'')) ++i;
    plain += text[i];
  }
  return plain;
}

std::optional<bool> negated(std::optional<bool> truth) {
  return truth ? std::optional(!*truth) : std::nullopt;
}

/// `decisive`: the truth of one that decides, whatever the other is: true for `or`, false for `and`.
std::optional<bool> joined(std::optional<bool> a, std::optional<bool> b, bool decisive) {
  if (a == decisive || b == decisive) return decisive;
  return a && b ? std::optional(!decisive) : std::nullopt;
}

}  // namespace

LiquidScope::Value LiquidScope::value_of(const YamlNode& node) {
  using Kind = Value::Kind;
  if (node.foreign) return {};
  switch (node.kind) {
    case YamlNode::Kind::null:
      return Value(Kind::nil);
    case YamlNode::Kind::map:
      return Value(Kind::other);
    case YamlNode::Kind::list: {
      Value list(Kind::list);
      for (const YamlNode& item : node.items) {
        if (item.kind != YamlNode::Kind::scalar) return Value(Kind::other);
        list.items.push_back(item.text);
      }
      return list;
    }
    case YamlNode::Kind::scalar:
      break;
  }
  if (node.plain) {
    const std::string word = ascii_lower(trimmed(node.text));
    if (word == "true" || word == "yes" || word == "on") return Value(true);
    if (word == "false" || word == "no" || word == "off") return Value(false);
    if (word.empty() || word == "~" || word == "null") return Value(Kind::nil);
    if (const auto number = as_number(word)) return {*number, node.text};
    // A date, or another number: its text is made by Jekyll.
    if (is_ascii_digit(word[0])) return Value(Kind::other);
  }
  return Value(node.text);
}

LiquidScope::Value LiquidScope::member(const YamlNode& root, std::string_view path) const {
  const YamlNode* node = &root;
  bool first = true;
  while (!path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    const std::string_view name = path.substr(0, dot);
    path.remove_prefix(std::min(dot + 1, path.size()));
    const YamlNode* const next = node->find(name);
    if (next == nullptr) {
      // `size`, `first` and `last` belong to lists and texts.
      const bool made = node->kind != YamlNode::Kind::map || (first && is_given(name, &root == &page_));
      return Value(made ? Value::Kind::unknown : Value::Kind::nil);
    }
    node = next;
    first = false;
  }
  return value_of(*node);
}

LiquidScope::Value LiquidScope::value(std::string_view name) const {
  Value found = named(name);
  budget::spend(found.text.size() + found.items.size() * sizeof(std::string));
  return found;
}

LiquidScope::Value LiquidScope::named(std::string_view name) const {
  using Kind = Value::Kind;
  if (is_quoted(name)) return Value(std::string(name.substr(1, name.size() - 2)));
  if (name == "true" || name == "false") return Value(name == "true");
  if (name == "nil" || name == "null") return Value(Kind::nil);
  if (name == "empty" || name == "blank") return Value(Kind::empty);
  if (const auto number = as_number(name)) return {*number, std::string(name)};
  if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.") != npos) return {};
  const auto variable = variables_.find(name);
  if (variable != variables_.end()) return variable->second;
  if (name.starts_with("page.")) return member(page_, name.substr(5));
  if (name.starts_with("site.")) return member(site_, name.substr(5));
  // A name that nothing was assigned to is nothing; those with a dot belong to objects of Jekyll.
  if (name.starts_with("include.")) {
    if (includes_.empty()) return Value(Kind::nil);
    const auto parameter = includes_.back().find(name.substr(8));
    if (parameter != includes_.back().end()) return parameter->second;
    if (name.find('.', 8) == npos) return Value(Kind::nil);
  }
  const bool object = name.find('.') != npos || name == "page" || name == "site" || name == "content" ||
                      name == "layout" || name == "paginator" || name == "jekyll" || name == "include";
  return Value(object ? Kind::unknown : Kind::nil);
}

std::optional<bool> LiquidScope::equal(const Value& a, const Value& b) {
  using Kind = Value::Kind;
  if (a.kind == Kind::empty || b.kind == Kind::empty) {
    const Value& other = a.kind == Kind::empty ? b : a;
    if (other.kind == Kind::text) return other.text.empty();
    if (other.kind == Kind::list) return other.items.empty();
    if (other.kind == Kind::number || other.kind == Kind::boolean) return false;
    return std::nullopt;
  }
  if (a.kind == Kind::unknown || b.kind == Kind::unknown) return std::nullopt;
  if (a.kind == Kind::other || b.kind == Kind::other) {
    if (a.kind == Kind::nil || b.kind == Kind::nil) return false;
    return std::nullopt;
  }
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Kind::boolean:
      return a.truth == b.truth;
    case Kind::number:
      return a.number == b.number;
    case Kind::list:
      return a.items == b.items;
    default:
      return a.text == b.text;
  }
}

std::optional<bool> LiquidScope::compare(std::string_view left, std::string_view sign,
                                         std::string_view right) const {
  using Kind = Value::Kind;
  const Value a = value(left), b = value(right);
  if (sign == "==") return equal(a, b);
  if (sign == "!=" || sign == "<>") return negated(equal(a, b));
  if (sign == "contains") {
    if (a.kind == Kind::nil || b.kind == Kind::nil) return false;
    if (b.kind != Kind::text && b.kind != Kind::number) return std::nullopt;
    if (a.kind == Kind::text) return a.text.find(b.text) != std::string::npos;
    if (a.kind == Kind::list) return std::ranges::find(a.items, b.text) != a.items.end();
    return std::nullopt;
  }
  if (a.kind != Kind::number || b.kind != Kind::number) {
    const bool nothing = a.kind == Kind::nil || b.kind == Kind::nil;
    return nothing ? std::optional(false) : std::nullopt;
  }
  if (sign == "<") return a.number < b.number;
  if (sign == ">") return a.number > b.number;
  if (sign == "<=") return a.number <= b.number;
  if (sign == ">=") return a.number >= b.number;
  return std::nullopt;
}

std::optional<bool> LiquidScope::holds(std::string_view condition) const {
  using Kind = Value::Kind;
  const std::vector<std::string_view> words = words_in(condition);
  // Liquid reads `and` and `or` from the right, whichever comes.
  std::optional<bool> result;
  std::string_view joint;
  std::size_t end = words.size();
  while (end > 0) {
    std::size_t begin = end;
    while (begin > 0 && words[begin - 1] != "and" && words[begin - 1] != "or") --begin;
    std::optional<bool> truth;
    if (end - begin == 1) {
      const Value single = value(words[begin]);
      if (single.kind == Kind::boolean) {
        truth = single.truth;
      } else if (single.kind != Kind::unknown) {
        truth = single.kind != Kind::nil;
      }
    } else if (end - begin == 3) {
      truth = compare(words[begin], words[begin + 1], words[begin + 2]);
    }
    result = joint.empty() ? truth : joined(truth, result, joint == "or");
    if (begin == 0) break;
    joint = words[begin - 1];
    end = begin - 1;
  }
  return result;
}

std::optional<bool> LiquidScope::is_one_of(std::string_view subject, std::string_view list) const {
  const Value wanted = value(subject);
  bool unsure = false;
  for (const std::string_view word : words_in(list)) {
    if (word == "," || word == "or") continue;
    const std::optional<bool> same = equal(wanted, value(word));
    if (same == true) return true;
    unsure = unsure || !same;
  }
  return unsure ? std::nullopt : std::optional(false);
}

std::optional<bool> LiquidScope::goes_through(std::string_view loop) const {
  using Kind = Value::Kind;
  const std::vector<std::string_view> words = words_in(loop);
  if (words.size() < 3 || words[1] != "in") return std::nullopt;
  const Value all = value(words[2]);
  if (all.kind == Kind::unknown) return std::nullopt;
  return all.kind != Kind::nil && !(all.kind == Kind::list && all.items.empty());
}

std::optional<std::string> LiquidScope::words(std::string_view expression) const {
  using Kind = Value::Kind;
  const Value known = result(expression);
  if (known.kind == Kind::boolean) return known.truth ? "true" : "false";
  if (known.kind == Kind::list) return fmt::format("{}", fmt::join(known.items, ""));
  if (known.kind != Kind::text && known.kind != Kind::number) return std::nullopt;
  return known.text;
}

LiquidScope::Value LiquidScope::result(std::string_view expression) const {
  const std::vector<std::string_view> parts = split_outside_quotes(expression, '|');
  Value found = value(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) found = filtered(std::move(found), parts[i]);
  return found;
}

LiquidScope::Value LiquidScope::filtered(Value given, std::string_view filter) const {
  using Kind = Value::Kind;
  const std::size_t colon = std::min(filter.find(':'), filter.size());
  const std::string_view name = trimmed(filter.substr(0, colon));
  std::vector<Value> arguments;
  if (colon < filter.size()) {
    for (const std::string_view each : split_outside_quotes(filter.substr(colon + 1), ',')) {
      arguments.push_back(value(each));
    }
  }
  if (given.kind == Kind::unknown) return given;
  if (name == "default" && !arguments.empty()) {
    const bool lacks = given.kind == Kind::nil || (given.kind == Kind::boolean && !given.truth) ||
                       (given.kind == Kind::text && given.text.empty()) ||
                       (given.kind == Kind::list && given.items.empty());
    return lacks ? arguments.front() : given;
  }
  if (given.kind == Kind::nil) given = Value(std::string());
  if (given.kind != Kind::text && given.kind != Kind::number) return {};
  std::vector<std::string> texts;
  for (Value& each : arguments) {
    if (each.kind != Kind::text && each.kind != Kind::number) return {};
    texts.push_back(std::move(each.text));
  }
  std::optional<std::string> made = run_liquid_filter(name, std::move(given.text), texts);
  return made ? Value(std::move(*made)) : Value();
}

void LiquidScope::assign(std::string_view assignment) {
  const std::size_t sign = assignment.find('=');
  if (sign == npos) return;
  const std::string_view name = trimmed(assignment.substr(0, sign));
  Value made = result(assignment.substr(sign + 1));
  budget::hold(made.text.size());
  variables_[std::string(name)] = std::move(made);
}

void LiquidScope::enter_include(std::string_view parameters) {
  Values values;
  while (true) {
    const std::size_t sign = parameters.find('=');
    if (sign == npos) break;
    const std::string_view name = trimmed(parameters.substr(0, sign));
    parameters = trimmed(parameters.substr(sign + 1));
    if (parameters.empty()) break;
    const bool quoted = parameters[0] == '"' || parameters[0] == '\'';
    std::size_t end = quoted ? 1 : std::min(parameters.find_first_of(" \t\n"), parameters.size());
    while (quoted && end < parameters.size() && parameters[end] != parameters[0]) {
      end += parameters[end] == '\\' ? 2 : 1;
    }
    if (quoted && end >= parameters.size()) break;
    Value given = quoted ? Value(unescaped(parameters.substr(1, end - 1))) : value(parameters.substr(0, end));
    budget::hold(given.text.size());
    values.insert_or_assign(std::string(name), std::move(given));
    parameters.remove_prefix(quoted ? end + 1 : end);
  }
  includes_.push_back(std::move(values));
}

void LiquidScope::leave_include() {
  if (!includes_.empty()) includes_.pop_back();
}

void LiquidScope::keep(std::string_view name, std::string text) {
  if (is_quoted(name)) name = name.substr(1, name.size() - 2);
  variables_[std::string(name)] = Value(std::move(text));
}

}  // namespace speur
