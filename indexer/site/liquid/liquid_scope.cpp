#include "indexer/site/liquid/liquid_scope.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/site/liquid/liquid_condition.hpp"
#include "indexer/site/liquid/liquid_filters.hpp"
#include "indexer/site/liquid/liquid_tags.hpp"
#include "indexer/site/rules/settings.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/npos.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

namespace speur {
namespace {

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

bool is_quoted(std::string_view text) {
  return text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front() &&
         text.find(text.front(), 1) == text.size() - 1;
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

/// A number without what stands behind its point; nothing of one that a double may not have exactly.
std::optional<long> whole_number(const LiquidValue& value) {
  constexpr double most = 1e15;
  if (value.kind != LiquidKind::number || std::abs(value.number) > most) return std::nullopt;
  return static_cast<long>(value.number);
}

/// The name of the filter of Liquid that does what one of Jinja does.
std::string_view liquid_filter_of_jinja(std::string_view name) {
  constexpr auto same = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"upper", "upcase"}, {"lower", "downcase"}, {"trim", "strip"}, {"d", "default"}, {"length", "size"},
       {"count", "size"}, {"striptags", "strip_html"}, {"safe", "escape"}, {"e", "escape"}});
  const auto found = std::ranges::find(same, name, &std::pair<std::string_view, std::string_view>::first);
  return found == same.end() ? name : found->second;
}

std::vector<LiquidValue> jinja_keys(const YamlNode& map) {
  std::vector<LiquidValue> keys;
  for (const YamlMember& member : map.members) keys.emplace_back(member.key.text);
  return keys;
}

}  // namespace

/// A name that is nowhere may be one of the site's own Python.
LiquidValue LiquidScope::jinja_root(const std::vector<std::string>& path, std::size_t& at) const {
  const std::string_view root = path.front();
  if (root == "loop" && path.size() > 1) return of_round(path[at++]);
  if (root == "page" && path.size() > 1) {
    const bool meta = path[1] == "meta" && path.size() > 2;
    if (!meta && path[1] != "title") return {};
    at = meta ? 3 : 2;
    const YamlNode* const member = page_.find(path[at - 1]);
    return member == nullptr ? LiquidValue() : liquid_value(*member);
  }
  budget::spend(page_.members.size() + site_.members.size());
  const YamlNode* member = page_.find(root);
  if (member == nullptr) member = site_.find(root);
  return member == nullptr ? LiquidValue() : liquid_value(*member);
}

/// Whether a list or a map has the name.
static bool is_member_of(const YamlNode* node, std::string_view name) {
  if (node == nullptr) return false;
  return last_member(*node, name) != nullptr ||
         std::ranges::any_of(node->items, [&](const YamlNode& item) { return item.text == name; });
}

LiquidValue LiquidScope::member_of_site(const YamlNode& root, std::string_view name) const {
  budget::spend(root.members.size());
  // Of a collection Jekyll has the documents, which come before a setting of its name.
  if (&root == &site_ && name != "posts" && is_member_of(site_.find("collections"), name)) return {};
  const YamlNode* const member = root.find(name);
  if (member != nullptr) return liquid_value(*member);
  return is_given(name, &root == &page_) ? LiquidValue() : LiquidValue(LiquidKind::nil);
}

LiquidValue LiquidScope::of_round(std::string_view name) const {
  if (rounds_.empty()) return {};
  const std::size_t count = rounds_.back().loop.items.size(), round = rounds_.back().rounds;
  if (name == "index") return liquid_count(round);
  if (name == "index0") return liquid_count(round - 1);
  if (name == "rindex") return liquid_count(count - round + 1);
  if (name == "rindex0") return liquid_count(count - round);
  if (name == "length") return liquid_count(count);
  if (name == "first" || name == "last") return LiquidValue(round == (name == "first" ? 1 : count));
  return {};
}

std::vector<std::string> LiquidScope::path_of(std::string_view name) const {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  std::vector<std::string> path;
  while (!name.empty()) {
    if (name.starts_with('[') && !path.empty()) {
      const std::size_t close = name.find(']');
      if (close == npos) return {};
      const LiquidValue part = value(trimmed(name.substr(1, close - 1)));
      if (part.kind != LiquidKind::text && part.kind != LiquidKind::number) return {};
      path.push_back(part.text);
      name.remove_prefix(close + 1);
    } else {
      if (!path.empty() && !name.starts_with('.')) return {};
      if (!path.empty()) name.remove_prefix(1);
      const std::size_t end = std::min(name.find_first_not_of(letters), name.size());
      if (end == 0) return {};
      path.emplace_back(name.substr(0, end));
      name.remove_prefix(end);
    }
  }
  return path;
}

LiquidValue LiquidScope::value_at(const std::vector<std::string>& path) const {
  const std::string_view root = path.front();
  std::size_t at = 1;  // of the first part that the value is asked for
  LiquidValue found;
  if (const auto variable = variables_.find(root); variable != variables_.end()) {
    found = variable->second;
  } else if (language_ == TemplateLanguage::jinja) {
    found = jinja_root(path, at);
  } else if (path.size() == 1) {
    // A name that nothing was assigned to is nothing; some belong to objects of Jekyll.
    constexpr std::array<std::string_view, 8> objects = {"page",      "site",   "content", "layout",
                                                         "paginator", "jekyll", "include", "forloop"};
    return std::ranges::find(objects, root) == objects.end() ? LiquidValue(LiquidKind::nil) : LiquidValue();
  } else if (root == "page" || root == "site") {
    found = member_of_site(root == "page" ? page_ : site_, path[at++]);
  } else if (root == "forloop") {
    found = of_round(path[at++]);
  } else if (root == "include" && includes_.empty()) {
    return LiquidValue(LiquidKind::nil);
  } else if (root == "include") {
    const auto parameter = includes_.back().find(path[at++]);
    found = parameter == includes_.back().end() ? LiquidValue(LiquidKind::nil) : parameter->second;
  }
  for (; at < path.size(); ++at) found = liquid_member(found, path[at]);
  return found;
}

LiquidValue LiquidScope::value(std::string_view name) const {
  LiquidValue found = named(name);
  budget::spend(name.size() + liquid_bytes(found));
  return found;
}

LiquidValue LiquidScope::named(std::string_view name) const {
  if (is_quoted(name)) return LiquidValue(std::string(name.substr(1, name.size() - 2)));
  if (name == "true" || name == "false") return LiquidValue(name == "true");
  if (name == "nil" || name == "null") return LiquidValue(LiquidKind::nil);
  if (name == "empty" || name == "blank") return LiquidValue(LiquidKind::empty);
  if (const auto number = liquid_number(name)) return {*number, std::string(name)};
  const std::vector<std::string> path = path_of(name);
  return path.empty() ? LiquidValue() : value_at(path);
}

std::optional<std::vector<LiquidValue>> LiquidScope::items_of(std::string_view name) const {
  if (name.starts_with('(')) return range_of(name);
  const LiquidValue all = value(name);
  // Of a map Jinja goes through the keys, and it does not go through what is not there.
  if (language_ == TemplateLanguage::jinja && all.map != nullptr) return jinja_keys(*all.map);
  if (language_ == TemplateLanguage::jinja && all.kind != LiquidKind::list) return std::nullopt;
  return liquid_items(all);
}

std::optional<std::vector<LiquidValue>> LiquidScope::range_of(std::string_view range) const {
  constexpr long most = 1000;
  const std::size_t dots = range.find("..");
  if (dots == npos || !range.ends_with(')')) return std::nullopt;
  const std::optional<long> first = whole_number(value(range.substr(1, dots - 1)));
  const std::optional<long> last = whole_number(value(range.substr(dots + 2, range.size() - dots - 3)));
  if (!first || !last || *last - *first > most) return std::nullopt;
  std::vector<LiquidValue> numbers;
  for (long each = *first; each <= *last; ++each) numbers.emplace_back(static_cast<double>(each), std::to_string(each));
  return numbers;
}

std::optional<LiquidLoop> LiquidScope::loop(std::string_view words) const {
  const std::vector<std::string_view> parts = liquid_words(words);
  if (parts.size() < 3 || parts[1] != "in") return std::nullopt;
  std::optional<std::vector<LiquidValue>> items = items_of(parts[2]);
  if (!items) return std::nullopt;
  std::size_t offset = 0, limit = items->size();
  bool reversed = false;
  for (std::size_t i = 3; i < parts.size(); ++i) {
    const bool is_offset = parts[i].starts_with("offset:");
    if (parts[i] == "reversed") {
      reversed = reversed || i == 3;  // behind other words Liquid does not see it
      continue;
    }
    if (!is_offset && !parts[i].starts_with("limit:")) return std::nullopt;
    std::string_view written = parts[i].substr(parts[i].find(':') + 1);
    if (written.empty() && i + 1 < parts.size()) written = parts[++i];
    const LiquidValue count = value(written);
    if (count.kind != LiquidKind::number || count.number < 0) return std::nullopt;
    (is_offset ? offset : limit) = static_cast<std::size_t>(std::min(count.number, 1e9));
  }
  offset = std::min(offset, items->size());
  items->erase(items->begin(), items->begin() + static_cast<std::ptrdiff_t>(offset));
  items->resize(std::min(limit, items->size()));
  if (reversed) std::ranges::reverse(*items);
  return LiquidLoop{std::string(parts[0]), std::move(*items)};
}

void LiquidScope::enter_loop(const LiquidLoop& loop) {
  const auto around = variables_.find(loop.name);
  rounds_.push_back({loop, 0, around == variables_.end() ? LiquidValue(LiquidKind::nil) : around->second});
}

void LiquidScope::next_item() {
  Round& round = rounds_.back();
  variables_[round.loop.name] = round.loop.items[round.rounds++];
}

void LiquidScope::leave_loop() {
  variables_[rounds_.back().loop.name] = std::move(rounds_.back().hidden);
  rounds_.pop_back();
}

std::optional<std::string> LiquidScope::words(std::string_view expression) const {
  const LiquidValue found = result(expression);
  // Python writes lists and words of its own in its own form.
  const bool plain = found.kind == LiquidKind::text || found.kind == LiquidKind::number;
  if (language_ == TemplateLanguage::jinja && !plain) return std::nullopt;
  return found.kind == LiquidKind::nil ? std::string() : liquid_text(found);
}

LiquidValue LiquidScope::result(std::string_view expression) const {
  const std::vector<std::string_view> parts = split_outside_quotes(expression, '|');
  LiquidValue found = value(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) found = filtered(std::move(found), parts[i]);
  return found;
}

LiquidValue LiquidScope::filtered(LiquidValue given, std::string_view filter) const {
  const bool jinja = language_ == TemplateLanguage::jinja;
  const std::size_t sign = std::min(filter.find(jinja ? '(' : ':'), filter.size());
  std::string_view name = trimmed(filter.substr(0, sign));
  if (jinja) name = liquid_filter_of_jinja(name);
  std::vector<LiquidValue> arguments;
  if (sign < filter.size()) {
    std::string_view list = filter.substr(sign + 1);
    if (jinja && list.ends_with(')')) list.remove_suffix(1);
    for (const std::string_view each : split_outside_quotes(list, ',')) arguments.push_back(value(each));
  }
  if (given.kind == LiquidKind::unknown) return given;
  if (name == "default" && !arguments.empty()) {
    const bool lacks = given.kind == LiquidKind::nil || (given.kind == LiquidKind::boolean && !given.truth) ||
                       (given.kind == LiquidKind::text && given.text.empty()) ||
                       (given.kind == LiquidKind::list && given.items.empty());
    return lacks ? arguments.front() : given;
  }
  if (given.kind == LiquidKind::nil) given = LiquidValue(std::string());
  std::vector<std::string> texts;
  for (LiquidValue& each : arguments) {
    if (each.kind != LiquidKind::text && each.kind != LiquidKind::number) return {};
    texts.push_back(std::move(each.text));
  }
  if (given.kind == LiquidKind::list && name == "where_exp" && texts.size() == 2) {
    return where_expression(std::move(given.items), texts[0], texts[1]);
  }
  if (given.kind == LiquidKind::list) return filter_liquid_list(name, std::move(given.items), texts);
  const bool is_day = given.kind == LiquidKind::other && !given.text.empty();
  if (given.kind != LiquidKind::text && given.kind != LiquidKind::number && !is_day) return {};
  if (LiquidValue number = calculate_liquid(name, given.text, texts); number.kind == LiquidKind::number) return number;
  if (name == "split" && texts.size() == 1) return split_liquid_text(given.text, texts.front());
  std::optional<std::string> made = run_liquid_filter(name, std::move(given.text), texts);
  return made ? LiquidValue(std::move(*made)) : LiquidValue();
}

void LiquidScope::spend_copy() const {
  for (const auto& [name, value] : variables_) budget::spend(name.size() + liquid_bytes(value));
  for (const Values& parameters : includes_) {
    for (const auto& [name, value] : parameters) budget::spend(name.size() + liquid_bytes(value));
  }
  for (const Round& round : rounds_) budget::spend(liquid_bytes(round.hidden));
}

LiquidValue LiquidScope::where_expression(std::vector<LiquidValue> items, const std::string& name,
                                          const std::string& condition) const {
  spend_copy();
  LiquidScope inside(*this);
  std::vector<LiquidValue> kept;
  for (LiquidValue& item : items) {
    inside.variables_[name] = item;
    const std::optional<bool> holds = liquid_holds(inside, condition);
    if (!holds) return {};
    if (*holds) kept.push_back(std::move(item));
  }
  return LiquidValue(std::move(kept));
}

void LiquidScope::assign(std::string_view assignment) {
  const std::size_t sign = assignment.find('=');
  if (sign == npos) return;
  const std::string_view name = trimmed(assignment.substr(0, sign));
  LiquidValue made = result(assignment.substr(sign + 1));
  budget::hold(liquid_bytes(made));
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
    LiquidValue given = quoted ? LiquidValue(unescaped(parameters.substr(1, end - 1))) : value(parameters.substr(0, end));
    budget::hold(liquid_bytes(given));
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
  variables_[std::string(name)] = LiquidValue(std::move(text));
}

}  // namespace speur
