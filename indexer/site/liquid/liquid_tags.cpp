#include "indexer/site/liquid/liquid_tags.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/npos.hpp"

#include <algorithm>

namespace speur {
namespace {

/// What Liquid calls a tag of Jinja that does the same.
std::string_view name_in_liquid(const LiquidTag& tag) {
  if (tag.name == "elif") return "elsif";
  if (tag.name == "set") return tag.rest.find('=') == npos ? "capture" : "assign";
  if (tag.name == "endset") return "endcapture";
  return tag.name;
}

}  // namespace

std::optional<LiquidTag> LiquidTags::next(std::size_t from) {
  for (std::size_t at = text_.find('{', from); at != npos; at = text_.find('{', at + 1)) {
    const char sign = at + 1 < text_.size() ? text_[at + 1] : '\0';
    if (sign != '%' && sign != '{' && !(jinja_ && sign == '#')) continue;
    const std::size_t close = end_of(sign, at + 2);
    if (close == npos) continue;
    std::string_view inside = text_.substr(at + 2, close - at - 2);
    const bool before = inside.starts_with('-');
    if (before) inside.remove_prefix(1);
    const bool after = inside.ends_with('-');
    if (after) inside.remove_suffix(1);
    inside = trimmed(inside);
    LiquidTag tag{at, close + 2, sign == '{', {}, inside, before, after};
    if (!tag.output) {
      const std::size_t word = std::min(inside.find_first_of(" \t\n"), inside.size());
      tag.name = inside.substr(0, word);
      tag.rest = trimmed(inside.substr(word));
      if (sign == '#') tag.name = jinja_comment;
      if (jinja_ && sign == '%') tag.name = name_in_liquid(tag);
      // The reader of Markdown finds code by tags that have their lines for themselves.
      if (tag.name.ends_with("highlight")) tag.strips_before = tag.strips_after = false;
    }
    return tag;
  }
  return std::nullopt;
}

std::size_t LiquidTags::end_of(char sign, std::size_t from) {
  constexpr std::string_view signs = "{%#";
  constexpr std::array<std::string_view, 3> ends = {"}}", "%}", "#}"};
  const std::size_t kind = signs.find(sign);
  if (none_left_[kind]) return npos;
  const std::size_t end = text_.find(ends[kind], from);
  none_left_[kind] = end == npos;
  return end;
}

bool opens_liquid_block(std::string_view name) {
  return name == "if" || name == "unless" || name == "case" || name == "for" || name == "tablerow" ||
         name == "capture" || name == "macro";
}

std::optional<LiquidLoopText> liquid_loop_text(std::string_view text, LiquidTags tags, const LiquidTag& tag) {
  std::size_t depth = 1;
  std::string_view verbatim;
  std::optional<LiquidTag> other;
  for (auto next = tags.next(tag.end); next; next = tags.next(next->end)) {
    if (next->output) continue;
    const bool ends = next->name.starts_with("end");
    if (!verbatim.empty()) {
      if (ends && next->name.substr(3) == verbatim) verbatim = {};
    } else if (next->name == "raw" || next->name == "comment") {
      verbatim = next->name;
    } else if (next->name == "else" && depth == 1) {
      other = next;
    } else if (opens_liquid_block(next->name)) {
      ++depth;
    } else if (ends && opens_liquid_block(next->name.substr(3)) && --depth == 0) {
      if (next->name.substr(3) != tag.name) return std::nullopt;
      const LiquidTag body_end = other.value_or(*next);
      const std::string_view body = text.substr(tag.end, body_end.begin - tag.end);
      const std::size_t rest = other ? other->end : next->begin;
      return LiquidLoopText{body, text.substr(rest, next->begin - rest), *next, body_end};
    }
  }
  return std::nullopt;
}

std::vector<std::string_view> liquid_words(std::string_view text) {
  constexpr std::string_view signs = "=!<>";
  budget::spend(text.size());
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

std::vector<std::string_view> split_outside_quotes(std::string_view text, char sign) {
  budget::spend(text.size());
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

}  // namespace speur
