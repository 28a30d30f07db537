#include "indexer/markdown/source/html_tag.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/source/attribute_list.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <array>

namespace speur {

namespace {

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}
bool is_name(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '-';
}

/// Place behind a value in braces that starts at `text[at]`; npos if they do not pair up.
std::size_t skip_braces(std::string_view text, std::size_t at) {
  constexpr std::size_t max_value = 4096;  // or a page of open braces is read again from each
  int depth = 0;
  text = text.substr(0, at + max_value);
  for (; at < text.size(); ++at) {
    if (text[at] == '{') ++depth;
    if (text[at] == '}' && --depth == 0) return at + 1;
  }
  return std::string_view::npos;
}

/// Place behind the attribute value that starts at `text[at]`; npos if it does not end.
std::size_t skip_value(std::string_view text, std::size_t at, HtmlTag& tag) {
  if (at >= text.size()) return std::string_view::npos;
  if (text[at] == '"' || text[at] == '\'') {
    const std::size_t end = text.find(text[at], at + 1);
    return end == std::string_view::npos ? end : end + 1;
  }
  if (text[at] == '{') {
    tag.loose = true;
    return skip_braces(text, at);
  }
  while (at < text.size() && !is_space(text[at]) && text[at] != '>') {
    if (text[at] == '<') return std::string_view::npos;
    if (text[at] == '"' || text[at] == '\'' || text[at] == '=' || text[at] == '`') tag.loose = true;
    ++at;
  }
  return at;
}

struct HtmlAttribute {
  std::string_view name;
  std::string_view value;  ///< as it is written, with its quotes
};

std::string_view without_quotes(std::string_view value) {
  const bool is_quoted = value.size() > 1 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0];
  return is_quoted ? value.substr(1, value.size() - 2) : value;
}

/// The attribute that starts at `text[at]`, and moves `at` behind it; nothing if the tag cannot be one. What
/// CommonMark does not take makes the tag loose.
std::optional<HtmlAttribute> read_attribute(std::string_view text, std::size_t& at, HtmlTag& tag) {
  const std::size_t begin = at;
  const char c = text[at];
  if (!is_space(text[at - 1]) || !(is_ascii_letter(c) || c == '_' || c == ':') || tag.closing) tag.loose = true;
  // Nothing that an author means as a name has a `<` in it. To HTML it may, but then each of many
  // tags that are not closed would be read to the end of the page.
  while (at < text.size() && !is_space(text[at]) && text[at] != '=' && text[at] != '>' && text[at] != '/') {
    if (text[at] == '<') return std::nullopt;
    if (!is_name(text[at]) && text[at] != '_' && text[at] != ':' && text[at] != '.') tag.loose = true;
    ++at;
  }
  if (at == begin) ++at;  // a stray '='
  HtmlAttribute attribute{text.substr(begin, at - begin), {}};
  std::size_t equals = at;
  while (equals < text.size() && is_space(text[equals])) ++equals;
  if (equals == text.size() || text[equals] != '=') return attribute;
  ++equals;
  while (equals < text.size() && is_space(text[equals])) ++equals;
  at = skip_value(text, equals, tag);
  if (at == std::string_view::npos) return std::nullopt;
  attribute.value = text.substr(equals, at - equals);
  return attribute;
}

/// read_tag(); `at` is how far it looked, or npos for the end.
HtmlTag read_parts(std::string_view text, std::size_t& at) {
  HtmlTag tag;
  if (at < text.size() && text[at] == '/') {
    tag.closing = true;
    ++at;
  }
  if (at >= text.size() || !is_ascii_letter(text[at])) return {};
  while (at < text.size() && !is_space(text[at]) && text[at] != '>' && text[at] != '/') {
    // An autolink, or something in a code span that only looks like a tag.
    if (text[at] == '<' || text[at] == '`' || text[at] == ':' || text[at] == '@') return {};
    if (!is_name(text[at])) tag.loose = true;
    tag.name += to_ascii_lower(text[at++]);
  }
  while (at < text.size()) {
    const char c = text[at];
    if (c == '>') {
      tag.length = at + 1;
      return tag;
    }
    if (is_space(c)) {
      ++at;
    } else if (c == '/') {
      tag.self_closing = at + 1 < text.size() && text[at + 1] == '>';
      if (!tag.self_closing) tag.loose = true;
      ++at;
    } else if (c == '{') {
      tag.loose = true;
      at = skip_braces(text, at);
      if (at == std::string_view::npos) return {};
    } else if (c == '<' || c == '`') {
      return {};
    } else {
      const std::optional<HtmlAttribute> attribute = read_attribute(text, at, tag);
      if (!attribute) return {};
      const auto& [name, value] = *attribute;
      if (is_exclude_attribute(name)) tag.exclude = true;
      if (name == "markdown") tag.markdown = without_quotes(value) != "0";
    }
  }
  return {};
}

}  // namespace

HtmlTag read_tag(std::string_view text) {
  std::size_t at = 1;
  HtmlTag tag = read_parts(text, at);
  budget::spend(std::min(at, text.size()));
  return tag;
}

std::optional<std::string_view> attribute_of(std::string_view text, std::string_view name) {
  HtmlTag tag;
  std::size_t at = std::min(text.find_first_of(" \n\t\r\f/>"), text.size());
  while (at < text.size() && text[at] != '>') {
    if (is_space(text[at]) || text[at] == '/') {
      ++at;
    } else if (text[at] == '{') {
      at = skip_braces(text, at);
    } else {
      const std::optional<HtmlAttribute> attribute = read_attribute(text, at, tag);
      if (!attribute) return std::nullopt;
      if (attribute->name == name) return without_quotes(attribute->value);
    }
  }
  return std::nullopt;
}

bool is_block_tag(std::string_view name) {
  static constexpr auto names = std::to_array<std::string_view>(
      {"address", "article",  "aside",    "blockquote", "body",   "canvas",   "caption",
       "center",  "colgroup", "dd",       "details",    "dialog", "dir",      "div",
       "dl",      "dt",       "fieldset", "figcaption", "figure", "footer",   "form",
       "frame",   "frameset", "h1",       "h2",         "h3",     "h4",       "h5",
       "h6",      "head",     "header",   "hgroup",     "hr",     "html",     "iframe",
       "legend",  "li",       "main",     "menu",       "nav",    "noframes", "noscript",
       "ol",      "optgroup", "option",   "output",     "p",      "pre",      "search",
       "section", "summary",  "table",    "tbody",      "td",     "template", "textarea",
       "tfoot",   "th",       "thead",    "tr",         "ul",     "video"});
  return std::binary_search(names.begin(), names.end(), name);
}

bool is_void_tag(std::string_view name) {
  static constexpr auto names =
      std::to_array<std::string_view>({"area", "base", "br", "col", "embed", "hr", "img", "input",
                                       "link", "meta", "param", "source", "track", "wbr"});
  return std::binary_search(names.begin(), names.end(), name);
}

}  // namespace speur
