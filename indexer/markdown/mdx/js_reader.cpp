#include "indexer/markdown/mdx/js_reader.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/mdx/js_signs.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace speur {

using js_signs::falsy;
using js_signs::is_name;
using js_signs::is_space;
using js_signs::truthy;

namespace {

double number_in(std::string_view text) {
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::string plain_as_markdown(std::string_view text) {
  static constexpr std::string_view signs = "\\`_{}[]<>#|~=^:&$!-+/@";
  std::string plain;
  for (const char c : text) {
    if (is_space(c)) {
      if (!plain.empty() && plain.back() != ' ') plain += ' ';
    } else if (c == '&') {
      plain += c;  // an entity is one in JSX, too
    } else if (c == '*') {
      plain += "\\*";  // as an entity it would be taken for what is left of emphasis
    } else if (signs.find(c) != npos) {
      ((plain += "&#") += std::to_string(static_cast<int>(c))) += ';';
    } else {
      plain += c;
    }
  }
  return plain;
}

bool is_component(std::string_view name) {
  return !name.empty() && ((name[0] >= 'A' && name[0] <= 'Z') || name.find('.') != npos);
}

bool JsReader::take(char c) {
  if (now() != c || at_ >= text_.size()) return false;
  ++at_;
  return true;
}

void JsReader::blanks() {
  while (at_ < text_.size()) {
    if (is_space(text_[at_])) {
      ++at_;
    } else if (here("//")) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (here("/*")) {
      const std::size_t end = text_.find("*/", at_ + 2);
      if (end == npos) return fail();
      at_ = end + 2;
    } else {
      return;
    }
  }
}

JsValue JsReader::unknown(const JsValue& lost) {
  lost_text_ = lost_text_ || (!trimmed(lost.shown).empty() && !lost.is_number);
  return {};
}

JsValue JsReader::braces() {
  if (!take('{')) fail();
  blanks();
  if (take('}')) return falsy();
  JsValue value = conditional();
  blanks();
  if (take('}')) return value;
  close('}');
  return unknown(value);
}

JsValue JsReader::whole() {
  JsValue value = conditional();
  blanks();
  return failed_ || at_ < text_.size() ? JsValue() : value;
}

JsValue JsReader::conditional() {
  const Deeper deeper(*this);
  JsValue condition = alternative();
  blanks();
  if (failed_ || now() != '?' || here("?.")) return condition;
  ++at_;
  JsValue yes = conditional();
  blanks();
  if (!take(':')) {
    unknown(yes);
    return rest();
  }
  JsValue no = conditional();
  if (condition.truth == JsValue::Truth::yes) return yes;
  if (condition.truth == JsValue::Truth::no) return no;
  unknown(yes);
  return unknown(no);
}

JsValue JsReader::alternative() {
  JsValue left = both();
  for (blanks(); !failed_ && (here("||") || here("??")); blanks()) {
    const bool by_null = here("??");
    at_ += 2;
    JsValue right = both();
    const bool known = left.truth != JsValue::Truth::unknown;
    const bool keeps_left = by_null ? !left.is_null : left.truth == JsValue::Truth::yes;
    if (!known) {
      unknown(left);
      left = unknown(right);
    } else if (!keeps_left) {
      left = std::move(right);
    }
  }
  return left;
}

JsValue JsReader::both() {
  JsValue left = comparison();
  for (blanks(); !failed_ && here("&&"); blanks()) {
    at_ += 2;
    JsValue right = comparison();
    if (left.truth == JsValue::Truth::yes) {
      left = std::move(right);
    } else if (left.truth == JsValue::Truth::unknown) {
      const bool is_false = right.truth == JsValue::Truth::no;
      unknown(right);
      left = is_false ? falsy() : JsValue();
    }
  }
  return left;
}

JsValue JsReader::comparison() {
  static constexpr auto operators =
      std::to_array<std::string_view>({"===", "!==", "==", "!=", "<=", ">=", "<", ">"});
  JsValue left = unary();
  blanks();
  const auto* const found = std::ranges::find_if(operators, [&](std::string_view sign) { return here(sign); });
  if (found == operators.end()) {
    const bool ends = at_ >= text_.size() || std::string_view(")]},:;?").find(now()) != npos ||
                      here("&&") || here("||");
    if (ends && !here("?.")) return left;
    unknown(left);
    return rest();
  }
  at_ += found->size();
  const JsValue right = unary();
  blanks();
  if (!left.literal || !right.literal || left.is_number != right.is_number) return {};
  int order = left.literal->compare(*right.literal);
  if (left.is_number) {
    const double a = number_in(*left.literal);
    const double b = number_in(*right.literal);
    order = a < b ? -1 : a > b ? 1 : 0;
  }
  bool holds = order == 0;
  if (found->starts_with('!')) holds = order != 0;
  if (found->starts_with('<')) holds = order < 0 || (order == 0 && found->size() == 2);
  if (found->starts_with('>')) holds = order > 0 || (order == 0 && found->size() == 2);
  return holds ? truthy() : falsy();
}

JsValue JsReader::unary() {
  const Deeper deeper(*this);
  blanks();
  if (now() != '!' || failed_) return primary();
  ++at_;
  const JsValue value = unary();
  unknown(value);
  if (value.truth == JsValue::Truth::unknown) return {};
  return value.truth == JsValue::Truth::yes ? falsy() : truthy();
}

JsValue JsReader::primary() {
  blanks();
  const char c = now();
  if (failed_ || at_ >= text_.size()) {
    fail();
    return {};
  }
  if (c == '(') {
    ++at_;
    JsValue value = conditional();
    blanks();
    if (!take(')')) {
      close(')');
      return unknown(value);
    }
    return value;
  }
  if (c == '<') {
    JsValue value = truthy();
    value.shown = element();
    return value;
  }
  if (c == '[') return list();
  if (c == '\'' || c == '"' || c == '`') return string();
  if (is_ascii_digit(c)) return number();
  if (is_name(c)) return name();
  return rest();
}

JsValue JsReader::list() {
  JsValue all = truthy();
  ++at_;
  for (blanks(); !failed_ && !take(']'); blanks()) {
    const JsValue item = here("...") ? rest() : conditional();
    all.shown += item.shown;
    blanks();
    if (now() == ']' || take(',')) continue;
    unknown(all);
    close(']');
    return {};
  }
  return all;
}

JsValue JsReader::name() {
  const std::size_t begin = at_;
  const std::string_view word = name_with({});
  if (word == "true") return truthy();
  if (word == "false" || word == "NaN") return falsy();
  if (word == "null" || word == "undefined") {
    JsValue value = falsy();
    value.is_null = true;
    return value;
  }
  if (names_.contains(word)) return known_value(std::string(word));
  if (word == "translate" && now() == '(') return translation();
  if (word == "function" || word == "async" || word == "new" || word == "await" || word == "typeof" || word == "void") {
    at_ = begin;
    return rest();
  }
  return {};
}

JsValue JsReader::translation() {
  const Deeper deeper(*this);
  ++at_;
  blanks();
  JsValue message;
  bool is_whole = take('{');
  for (blanks(); is_whole && !failed_ && !take('}'); blanks()) {
    const bool is_quoted = now() == '"' || now() == '\'';
    const std::string key = is_quoted ? quoted() : std::string(name_with({}));
    blanks();
    is_whole = take(':');
    if (!is_whole) break;
    JsValue value = conditional();
    if (key == "message") message = std::move(value);
    blanks();
    is_whole = take(',') || now() == '}';
  }
  if (!is_whole && !failed_) close('}');
  close(')');
  // The values of its names are the second argument.
  return message.literal && message.literal->find('{') == npos ? message : unknown(message);
}

JsValue JsReader::known_value(std::string path) {
  constexpr std::size_t longest_place = 6;
  while (true) {
    const auto known = names_.find(path);
    if (known == names_.end()) {
      JsValue missing = falsy();
      missing.is_null = true;
      return missing;
    }
    if (now() == '[') {
      const std::string_view place = text_.substr(at_, text_.substr(at_, longest_place).find(']') + 1);  // npos + 1 is 0
      if (!place.empty() && names_.contains(path + std::string(place))) {
        path += place;
        at_ += place.size();
        continue;
      }
    }
    const std::size_t dot = here("?.") ? 2 : here(".") ? 1 : 0;
    if (!known->second.is_object || dot == 0) {
      // Constants may be made of each other, each of them twice as long as the one before.
      budget::hold(known->second.shown.size());
      budget::spend(known->second.shown.size());
      return known->second;
    }
    const std::size_t begin = at_ + dot;
    std::size_t end = begin;
    while (end < text_.size() && is_name(text_[end])) ++end;
    if (end == begin) return {};
    (path += '.') += text_.substr(begin, end - begin);
    at_ = end;
  }
}

JsValue JsReader::string() {
  JsValue value;
  const bool is_template = now() == '`';
  const std::size_t begin = at_ + 1;
  std::string text = quoted();
  if (failed_) return {};
  if (is_template && text_.substr(begin, at_ - begin).find("${") != npos) return {};
  value.truth = text.empty() ? JsValue::Truth::no : JsValue::Truth::yes;
  const bool before = !text.empty() && is_space(text[0]);
  const bool behind = text.size() > 1 && is_space(text.back());
  value.shown = (before ? " " : "") + plain_as_markdown(trimmed(text)) + (behind ? " " : "");
  value.literal = std::move(text);
  return value;
}

JsValue JsReader::number() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && (is_name(text_[at_]) || text_[at_] == '.')) ++at_;
  JsValue value;
  value.literal = text_.substr(begin, at_ - begin);
  value.is_number = true;
  value.shown = *value.literal;
  value.truth = value.literal->find_first_not_of("0.") == npos ? JsValue::Truth::no : JsValue::Truth::yes;
  return value;
}

std::string JsReader::quoted() {
  const Deeper deeper(*this);
  const char quote = text_[at_++];
  std::string text;
  while (at_ < text_.size() && text_[at_] != quote) {
    if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
      ++at_;
      text += text_[at_] == 'n' ? '\n' : text_[at_];
      ++at_;
    } else if (quote == '`' && here("${")) {
      at_ += 2;
      close('}');
    } else if (quote != '`' && text_[at_] == '\n') {
      break;
    } else {
      text += text_[at_++];
    }
  }
  if (!take(quote)) fail();
  return text;
}

void JsReader::close(char bracket) {
  const Deeper deeper(*this);
  while (!failed_) {
    blanks();
    if (at_ >= text_.size()) return fail();
    if (take(bracket)) return;
    piece();
  }
}

bool JsReader::starts_value() const {
  std::size_t before = at_;
  while (before > 0 && is_space(text_[before - 1])) --before;
  if (before == 0) return true;
  const char c = text_[before - 1];
  if (c == '>') return before > 1 && text_[before - 2] == '=';
  if (!is_name(c)) return std::string_view(")]}'\"`.").find(c) == npos;
  std::size_t begin = before;
  while (begin > 0 && is_name(text_[begin - 1])) --begin;
  const std::string_view word = text_.substr(begin, before - begin);
  return word == "return" || word == "default" || word == "case" || word == "else";
}

void JsReader::regular_expression() {
  bool in_class = false;
  for (++at_; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
    if (text_[at_] == '\\') {
      ++at_;
    } else if (text_[at_] == '[') {
      in_class = true;
    } else if (text_[at_] == ']') {
      in_class = false;
    } else if (text_[at_] == '/' && !in_class) {
      ++at_;
      return;
    }
  }
  fail();
}

void JsReader::piece() {
  const char c = now();
  if (c == '(' || c == '[' || c == '{') {
    ++at_;
    return close(c == '(' ? ')' : c == '[' ? ']' : '}');
  }
  if (c == '\'' || c == '"' || c == '`') {
    quoted();
    return;
  }
  if (c == '/' && starts_value()) return regular_expression();
  const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
  if (c == '<' && (is_ascii_letter(next) || next == '>') && starts_value()) {
    lost_text_ = !trimmed(element()).empty() || lost_text_;
    return;
  }
  ++at_;
  while (is_name(c) && at_ < text_.size() && is_name(text_[at_])) ++at_;
}

JsValue JsReader::rest() {
  while (!failed_) {
    blanks();
    if (at_ >= text_.size() || std::string_view(")]},:;").find(now()) != npos) break;
    if (here("&&") || here("||") || here("??")) break;
    if (now() == '?' && !here("?.")) break;
    if (here("?.")) {
      at_ += 2;
    } else {
      piece();
    }
  }
  return {};
}

void JsReader::statements() {
  while (!failed_ && at_ < text_.size()) {
    if (text_[at_] == '\n') {
      const std::size_t next = text_.find_first_not_of(" \t\r", at_ + 1);
      if (next == npos || text_[next] == '\n') return;
      ++at_;
    } else if (is_space(text_[at_])) {
      ++at_;
    } else if (here("//")) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (here("/*")) {
      blanks();
      // What it went over behind the comment may have been the end.
      while (at_ > 0 && is_space(text_[at_ - 1])) --at_;
    } else {
      piece();
    }
  }
}

}  // namespace speur
