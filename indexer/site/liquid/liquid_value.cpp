#include "indexer/site/liquid/liquid_value.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <charconv>

namespace speur {
namespace {

/// "2024-05-17".
bool is_day(std::string_view text) {
  if (text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7 ? text[i] != '-' : !is_ascii_digit(text[i])) return false;
  }
  return true;
}

}  // namespace

LiquidValue liquid_value(const YamlNode& node) {
  if (node.foreign) return {};
  if (node.kind == YamlNode::Kind::null) return LiquidValue(LiquidKind::nil);
  if (node.kind == YamlNode::Kind::map) {
    LiquidValue value(LiquidKind::other);
    value.map = &node;
    return value;
  }
  if (node.kind == YamlNode::Kind::list) {
    budget::spend(node.items.size());
    LiquidValue list(LiquidKind::list);
    for (const YamlNode& item : node.items) list.items.push_back(liquid_value(item));
    return list;
  }
  if (node.plain) {
    const std::string word = ascii_lower(trimmed(node.text));
    if (word == "true" || word == "yes" || word == "on") return LiquidValue(true);
    if (word == "false" || word == "no" || word == "off") return LiquidValue(false);
    if (word.empty() || word == "~" || word == "null") return LiquidValue(LiquidKind::nil);
    if (const auto number = liquid_number(word)) return {*number, node.text};
    // A date, or another number: its text is made by Jekyll, but for a day without a time.
    if (is_ascii_digit(word[0])) {
      LiquidValue day(LiquidKind::other);
      if (is_day(word)) day.text = word;
      return day;
    }
  }
  return LiquidValue(node.text);
}

LiquidValue liquid_count(std::size_t count) {
  return {static_cast<double>(count), std::to_string(count)};
}

std::optional<double> liquid_number(std::string_view text) {
  if (text.find_first_not_of("-.0123456789") != std::string_view::npos) return std::nullopt;  // "inf", "1e3"
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

namespace {

LiquidValue list_member(const std::vector<LiquidValue>& items, std::string_view name) {
  if (name == "size") return liquid_count(items.size());
  if (name == "first" || name == "last") {
    if (items.empty()) return LiquidValue(LiquidKind::nil);
    return name == "first" ? items.front() : items.back();
  }
  long place = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), place);
  if (error != std::errc() || end != name.data() + name.size()) return LiquidValue(LiquidKind::nil);
  if (place < 0) place += static_cast<long>(items.size());
  const bool is_there = place >= 0 && place < static_cast<long>(items.size());
  return is_there ? items[static_cast<std::size_t>(place)] : LiquidValue(LiquidKind::nil);
}

}  // namespace

LiquidValue liquid_member(const LiquidValue& value, std::string_view name) {
  if (value.kind == LiquidKind::nil) return value;
  if (value.kind == LiquidKind::list) return list_member(value.items, name);
  if (value.map == nullptr) return {};
  budget::spend(value.map->members.size());
  const YamlNode* const member = value.map->find(name);
  return member == nullptr ? LiquidValue(LiquidKind::nil) : liquid_value(*member);
}

std::optional<std::vector<LiquidValue>> liquid_items(const LiquidValue& value) {
  if (value.kind == LiquidKind::list) return value.items;
  if (value.kind == LiquidKind::nil) return std::vector<LiquidValue>();
  if (value.map == nullptr) return std::nullopt;
  std::vector<LiquidValue> pairs;
  budget::spend(value.map->members.size() * sizeof(LiquidValue));
  for (const YamlMember& member : value.map->members) {
    pairs.emplace_back(std::vector{LiquidValue(member.key.text), liquid_value(member.value)});
  }
  return pairs;
}

std::size_t liquid_bytes(const LiquidValue& value) {
  std::size_t bytes = sizeof(LiquidValue) + value.text.size();
  for (const LiquidValue& item : value.items) bytes += liquid_bytes(item);
  return bytes;
}

std::optional<std::string> liquid_text(const LiquidValue& value) {
  switch (value.kind) {
    case LiquidKind::boolean:
      return value.truth ? "true" : "false";
    case LiquidKind::number:
    case LiquidKind::text:
      return value.text;
    case LiquidKind::list: {
      std::string all;
      for (const LiquidValue& item : value.items) {
        const std::optional<std::string> text = liquid_text(item);
        if (!text && item.kind != LiquidKind::nil) return std::nullopt;
        all += text.value_or("");
      }
      return all;
    }
    case LiquidKind::other:
      return value.text.empty() ? std::nullopt : std::optional(value.text);
    default:
      return std::nullopt;
  }
}

std::optional<bool> liquid_equal(const LiquidValue& a, const LiquidValue& b) {
  if (a.kind == LiquidKind::empty || b.kind == LiquidKind::empty) {
    const LiquidValue& other = a.kind == LiquidKind::empty ? b : a;
    if (other.kind == LiquidKind::text) return other.text.empty();
    if (other.kind == LiquidKind::list) return other.items.empty();
    if (other.kind == LiquidKind::number || other.kind == LiquidKind::boolean) return false;
    return std::nullopt;
  }
  if (a.kind == LiquidKind::unknown || b.kind == LiquidKind::unknown) return std::nullopt;
  if (a.kind == LiquidKind::other || b.kind == LiquidKind::other) {
    if (a.kind == LiquidKind::nil || b.kind == LiquidKind::nil) return false;
    return std::nullopt;
  }
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case LiquidKind::boolean:
      return a.truth == b.truth;
    case LiquidKind::number:
      return a.number == b.number;
    case LiquidKind::list: {
      if (a.items.size() != b.items.size()) return false;
      bool unsure = false;
      for (std::size_t i = 0; i < a.items.size(); ++i) {
        const std::optional<bool> same = liquid_equal(a.items[i], b.items[i]);
        if (same == false) return false;
        unsure = unsure || !same;
      }
      return unsure ? std::nullopt : std::optional(true);
    }
    default:
      return a.text == b.text;
  }
}

}  // namespace speur
