#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/mdx/js_reader.hpp"
#include "indexer/markdown/mdx/js_signs.hpp"
#include "indexer/markdown/source/html_tag.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <algorithm>

namespace speur {

using js_signs::is_name;
using js_signs::is_space;
using js_signs::truthy;

namespace {

bool is_element_without_text(std::string_view name) {
  return name == "script" || name == "style" || name == "template" || name == "Head" || name == "head";
}

/// Attributes whose text a theme, or a component as people write them, shows.
bool is_shown_attribute(const JsxTag& tag, std::string_view name) {
  if (name == "alt") return true;
  if (!is_component(tag.name)) return false;
  return name == "title" || name == "label" || name == "summary" || name == "caption";
}

/// The labels in the values of `<Tabs>`: `[{label: 'Linux', value: 'l'}]`.
std::string labels_in(std::string_view code) {
  std::string labels;
  for (std::size_t at = code.find("label"); at != npos; at = code.find("label", at + 1)) {
    const std::size_t colon = code.find_first_not_of(" '\"", at + 5);
    if (colon == npos || code[colon] != ':') continue;
    const std::size_t quote = code.find_first_not_of(" \n", colon + 1);
    if (quote == npos || std::string_view("'\"`").find(code[quote]) == npos) continue;
    const std::size_t end = code.find(code[quote], quote + 1);
    if (end == npos) continue;
    if (!labels.empty()) labels += ' ';
    labels += plain_as_markdown(code.substr(quote + 1, end - quote - 1));
  }
  return labels;
}

std::string without_blanks(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (!is_space(c) && c != '\'' && c != '"') kept += to_ascii_lower(c);
  }
  return kept;
}

/// Whether a style that is written as CSS or as an object keeps the element from the reader.
bool hides(std::string_view style) {
  return without_blanks(style).find("display:none") != npos;
}

/// Text of JSX: lines without their ends, joined by blanks.
void append_words(std::string& to, std::string_view text) {
  const bool before = !text.empty() && is_space(text[0]);
  const bool behind = !text.empty() && is_space(text.back());
  const std::string plain = plain_as_markdown(trimmed(text));
  if (before && !to.empty() && to.back() != '\n' && to.back() != ' ') to += ' ';
  to += plain;
  if (behind && !plain.empty()) to += ' ';
}

}  // namespace

JsxTag JsReader::tag() {
  JsxTag tag;
  const std::size_t begin = at_;
  if (!take('<')) fail();
  blanks();
  tag.closing = take('/');
  blanks();
  tag.name = name_with("-.:");
  if (!tag.name.empty() && is_ascii_digit(tag.name[0])) fail();
  while (!failed_) {
    blanks();
    if (take('>')) break;
    if (here("/>")) {
      at_ += 2;
      tag.self_closing = true;
      break;
    }
    if (now() == '{') {
      ++at_;
      close('}');
    } else if (is_name(now()) || now() == ':') {
      std::string shown = attribute(tag, tag);
      if (shown.empty()) continue;
      if (!tag.shown.empty()) tag.shown += ' ';
      tag.shown += shown;
    } else {
      fail();
    }
  }
  if (is_element_without_text(tag.name)) tag.hidden = true;
  budget::spend(at_ - begin);
  return tag;
}

std::string_view JsReader::name_with(std::string_view signs) {
  const std::size_t begin = at_;
  while (at_ < text_.size() && (is_name(text_[at_]) || signs.find(text_[at_]) != npos)) ++at_;
  return text_.substr(begin, at_ - begin);
}

std::string JsReader::attribute(const JsxTag& tag, JsxTag& to) {
  const std::string_view name = name_with("-:.");
  JsValue value = truthy();
  std::string_view written;
  blanks();
  if (take('=')) {
    blanks();
    const std::size_t value_begin = at_;
    if (now() == '"' || now() == '\'') {
      const std::size_t end = text_.find(now(), at_ + 1);
      if (end == npos) {
        fail();
        return {};
      }
      value.literal = text_.substr(at_ + 1, end - at_ - 1);
      value.shown = plain_as_markdown(trimmed(*value.literal));
      at_ = end + 1;
    } else if (now() == '{') {
      const bool lost = lost_text_;
      value = braces();
      if (!is_shown_attribute(tag, name)) lost_text_ = lost;
    } else if (now() == '<') {
      value.shown = element();
    } else {
      fail();
      return {};
    }
    written = text_.substr(value_begin, at_ - value_begin);
  }
  if (name == "data-search-exclude") to.hidden = true;
  if (name == "hidden") to.hidden = to.hidden || (value.truth != JsValue::Truth::no && value.literal != "until-found");
  if (name == "style" && hides(written)) to.hidden = true;
  if (name == "id" && value.literal) to.id = *value.literal;
  if (name == "as" && tag.name == "Heading" && value.literal && is_heading_tag(*value.literal)) to.heading = *value.literal;
  if (tag.name == "Tabs" && name == "values") return labels_in(written);
  if (tag.name == "TabItem" && name == "label") {
    if (to.shown_is_value) to.shown.clear();
    to.shown_is_value = false;
    return value.shown;
  }
  if (tag.name == "TabItem" && name == "value" && to.shown.empty()) {
    to.shown_is_value = true;
    return value.shown;
  }
  return is_shown_attribute(tag, name) ? value.shown : std::string();
}

std::string JsReader::element() {
  const Deeper deeper(*this);
  const JsxTag open = tag();
  if (failed_ || open.closing) {
    fail();
    return {};
  }
  const std::string lower = open.heading.empty() ? ascii_lower(open.name) : open.heading;
  const bool is_block = is_component(open.name) || is_block_tag(lower);
  std::string shown = open.shown;
  if (lower == "br") shown += ' ';
  while (!open.self_closing && !failed_) {
    if (!shown.empty() && !open.shown.empty() && shown.size() == open.shown.size()) shown += ' ';
    const std::size_t sign = text_.find_first_of("<{", at_);
    if (sign == npos) {
      fail();
      break;
    }
    append_words(shown, text_.substr(at_, sign - at_));
    at_ = sign;
    if (now() == '{') {
      shown += braces().shown;
    } else {
      const std::size_t next = text_.find_first_not_of(" \n", at_ + 1);
      if (next != npos && text_[next] == '/') {
        (void)tag();
        break;
      }
      shown += element();
    }
  }
  budget::spend(shown.size());
  if (open.hidden) return {};
  if (!is_block) return shown;
  const std::string words(trimmed(shown));
  if (words.empty()) return "\n\n";
  if (!is_heading_tag(lower)) return "\n\n" + words + "\n\n";
  const std::string id = open.id.find_first_of("\"<>& ") == npos && !open.id.empty() ? " id=\"" + open.id + "\"" : "";
  return "\n\n<" + lower + id + ">" + words + "</" + lower + ">\n\n";
}

}  // namespace speur
