#include "indexer/site/liquid/liquid_condition.hpp"

#include "indexer/site/liquid/liquid_tags.hpp"
#include "indexer/site/liquid/liquid_value.hpp"
#include "indexer/text/find_text.hpp"
#include "speur/npos.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace speur {
namespace {

std::optional<bool> negated(std::optional<bool> truth) {
  return truth ? std::optional(!*truth) : std::nullopt;
}

/// `decisive`: the truth of one that decides, whatever the other is: true for `or`, false for `and`.
std::optional<bool> joined(std::optional<bool> a, std::optional<bool> b, bool decisive) {
  if (a == decisive || b == decisive) return decisive;
  return a && b ? std::optional(!decisive) : std::nullopt;
}

std::optional<bool> compare(const LiquidScope& scope, std::string_view left, std::string_view sign, std::string_view right) {
  const LiquidValue a = scope.value(left), b = scope.value(right);
  if (sign == "==") return liquid_equal(a, b);
  if (sign == "!=" || sign == "<>") return negated(liquid_equal(a, b));
  if (sign == "contains") {
    if (a.kind == LiquidKind::nil || b.kind == LiquidKind::nil) return false;
    if (b.kind != LiquidKind::text && b.kind != LiquidKind::number) return std::nullopt;
    if (a.kind == LiquidKind::text) return find_text(a.text, b.text) != npos;
    if (a.kind == LiquidKind::list) {
      return std::ranges::any_of(a.items, [&](const LiquidValue& item) { return liquid_text(item) == b.text; });
    }
    return std::nullopt;
  }
  if (a.kind != LiquidKind::number || b.kind != LiquidKind::number) {
    const bool nothing = a.kind == LiquidKind::nil || b.kind == LiquidKind::nil;
    return nothing ? std::optional(false) : std::nullopt;
  }
  if (sign == "<") return a.number < b.number;
  if (sign == ">") return a.number > b.number;
  if (sign == "<=") return a.number <= b.number;
  if (sign == ">=") return a.number >= b.number;
  return std::nullopt;
}

/// What Python takes for true.
std::optional<bool> is_true_in_jinja(const LiquidValue& value) {
  switch (value.kind) {
    case LiquidKind::unknown:
      return std::nullopt;
    case LiquidKind::boolean:
      return value.truth;
    case LiquidKind::number:
      return value.number != 0;
    case LiquidKind::text:
      return !value.text.empty();
    case LiquidKind::list:
      return !value.items.empty();
    case LiquidKind::other:
      return value.map == nullptr || !value.map->members.empty();
    default:
      return false;
  }
}

std::optional<bool> holds_in_jinja(const LiquidScope& scope, std::span<const std::string_view> words) {
  for (const std::string_view joint : {"or", "and"}) {
    const auto found = std::ranges::find(words, joint);
    if (found == words.end()) continue;
    const auto place = static_cast<std::size_t>(found - words.begin());
    return joined(holds_in_jinja(scope, words.first(place)), holds_in_jinja(scope, words.subspan(place + 1)), joint == "or");
  }
  if (words.empty()) return std::nullopt;
  if (words.front() == "not") return negated(holds_in_jinja(scope, words.subspan(1)));
  if (words.size() == 1) return is_true_in_jinja(scope.value(words.front()));
  const bool is_not = words.size() == 4 && words[words[1] == "is" ? 2 : 1] == "not";
  if (words.size() != 3 && !is_not) return std::nullopt;
  std::optional<bool> holds;
  if (words[1] == "is" && words.back() == "defined") {
    const LiquidKind kind = scope.value(words.front()).kind;
    if (kind != LiquidKind::unknown) holds = true;
  } else if (words[1] != "is" && words[words.size() - 2] == "in") {
    holds = compare(scope, words.back(), "contains", words.front());
  } else if (!is_not) {
    holds = compare(scope, words[0], words[1], words[2]);
  }
  return is_not ? negated(holds) : holds;
}

}  // namespace

std::optional<bool> liquid_holds(const LiquidScope& scope, std::string_view condition) {
  const std::vector<std::string_view> words = liquid_words(condition);
  if (scope.language() == TemplateLanguage::jinja) {
    constexpr std::size_t most_words = 100;  // for each may be a step deeper
    return words.size() > most_words ? std::nullopt : holds_in_jinja(scope, words);
  }
  // Liquid reads `and` and `or` from the right, whichever comes.
  std::optional<bool> result;
  std::string_view joint;
  std::size_t end = words.size();
  while (end > 0) {
    std::size_t begin = end;
    while (begin > 0 && words[begin - 1] != "and" && words[begin - 1] != "or") --begin;
    std::optional<bool> truth;
    if (end - begin == 1) {
      const LiquidValue single = scope.value(words[begin]);
      if (single.kind == LiquidKind::boolean) {
        truth = single.truth;
      } else if (single.kind != LiquidKind::unknown) {
        truth = single.kind != LiquidKind::nil;
      }
    } else if (end - begin == 3) {
      truth = compare(scope, words[begin], words[begin + 1], words[begin + 2]);
    }
    result = joint.empty() ? truth : joined(truth, result, joint == "or");
    if (begin == 0) break;
    joint = words[begin - 1];
    end = begin - 1;
  }
  return result;
}

std::optional<bool> is_one_of_liquid(const LiquidScope& scope, std::string_view subject, std::string_view list) {
  const LiquidValue wanted = scope.value(subject);
  bool unsure = false;
  for (const std::string_view word : liquid_words(list)) {
    if (word == "," || word == "or") continue;
    const std::optional<bool> same = liquid_equal(wanted, scope.value(word));
    if (same == true) return true;
    unsure = unsure || !same;
  }
  return unsure ? std::nullopt : std::optional(false);
}

}  // namespace speur
