#include "indexer/markdown/mdx/mdx_scanner.hpp"

#include "indexer/markdown/markers/directive.hpp"
#include "indexer/markdown/source/html_tag.hpp"
#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace speur {

namespace {

constexpr std::size_t max_mdx_elements = 1000;

/// Whether an expression is nothing but names: `{props.naam}`.
bool is_plain_name(std::string_view code) {
  constexpr std::string_view signs =
      "{}abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.$ ";
  return code.find_first_not_of(signs) == npos;
}

bool can_start_tag(char c) {
  return is_ascii_letter(c) || c == '/' || c == '>' || c == '_';
}

}  // namespace

const MdxLine& MdxScanner::scan(std::size_t place, std::size_t line, std::size_t quotes, bool opens_box) {
  std::string words = std::move(line_.words);  // whose memory serves again
  words.clear();
  line_ = {};
  line_.words = std::move(words);
  at_ = place;
  first_line_ = line;
  quotes_ = quotes;
  blanks_ = 0;
  std::size_t brackets = 0;
  std::vector<std::size_t> labels;  // of directives that are open: the brackets around each
  while (at_ < text_.size() && text_[at_] != '\n') {
    const char c = text_[at_];
    const bool is_id = c == '{' && text_.substr(at_, 2) == "{#";
    if (c == '\\') {
      copy(text_.substr(at_ + 1, 1) == "\n" ? 1 : 2);  // a hard break: its line ends here
    } else if (c == '`') {
      copy(spans_.length_at(at_));
    } else if ((c == '{' && !is_id && (!opens_box || brackets > 0) && expression()) || (c == '<' && tag())) {
      line_.has_code = true;
    } else if (const std::size_t name = c == ':' ? directive_name_length(text_.substr(at_ + 1)) : 0; name > 0) {
      // What stands in braces behind it is no code.
      copy(1 + name);
      if (text_.substr(at_, 1) == "[") labels.push_back(brackets);
      copy(directive_list_length(text_.substr(at_)));
    } else {
      if (c == '[') ++brackets;
      if (c == ']' && brackets > 0) --brackets;
      copy(is_id ? 2 : 1);
      if (c == ']' && !labels.empty() && labels.back() >= brackets) {
        labels.pop_back();
        copy(directive_list_length(text_.substr(at_)));
      }
    }
  }
  line_.length = at_ - place;
  return line_;
}

bool MdxScanner::ends_line() const {
  const std::size_t next = text_.find_first_not_of(" \t", at_);
  return next == npos || text_[next] == '\n';
}

bool MdxScanner::has_no_words() {
  // What was looked at is not looked at again: a line may have a million tags.
  blanks_ = std::min(line_.words.find_first_not_of(" \t\n\v\f\r", blanks_), line_.words.size());
  return blanks_ == line_.words.size();
}

void MdxScanner::copy(std::size_t length) {
  const std::string_view piece = text_.substr(at_, length);
  for (const char c : piece) {
    if (c == '\n') ++line_.lines;
    line_.words += c == '\n' ? ' ' : c;
  }
  if (piece.find_first_not_of(" \t\r") != npos) line_.has_text = true, line_.ends_block = false;
  at_ += piece.size();
}

void MdxScanner::take(std::string_view code) {
  line_.lines += static_cast<std::size_t>(std::count(code.begin(), code.end(), '\n'));
  at_ += quoted_.length_of(code, at_, quotes_);
}

bool MdxScanner::expression() {
  if (failures_ >= max_failures) return false;
  const std::string_view here = quoted_.at(at_, quotes_);
  JsReader reader(here, names_.constants());
  const JsValue value = reader.braces();
  if (reader.failed()) {
    ++failures_;
    return false;
  }
  if (reader.lost_text()) lost_.tell(first_line_ + line_.lines);
  const std::string_view code = here.substr(0, reader.place());
  std::string& words = line_.words;
  // An unknown name leaves a trace, by which signs of emphasis around it are known to have no words.
  if (value.truth == JsValue::Truth::unknown && is_plain_name(code)) {
    words += code;
  } else if (value.shown.empty() && !words.empty() && (words.back() == '*' || words.back() == '_')) {
    words += "{x}";
  } else {
    words += value.shown;
  }
  take(code);
  return true;
}

bool MdxScanner::tag() {
  const std::string_view here = quoted_.at(at_, quotes_);
  if (here.starts_with("<!--")) return comment(here);
  if (!can_start_tag(here.size() > 1 ? here[1] : ' ') || failures_ >= max_failures) return false;
  JsReader reader(here, names_.constants());
  JsxTag tag = reader.tag();
  if (reader.failed()) {
    ++failures_;
    return false;
  }
  tag.hidden = tag.hidden || names_.is_childless(tag.name);
  const bool is_first = has_no_words();
  take(here.substr(0, reader.place()));
  const bool is_html_block = !is_component(tag.name) && is_block_tag(ascii_lower(tag.name));
  const bool divides = is_html_block || (is_first && ends_line()) || tag.name.empty();
  if (tag.closing) {
    close(tag, divides || (is_component(tag.name) && ends_line()));
  } else if (names_.is_page(tag.name)) {
    line_.words += "<" + tag.name + "/>";
  } else {
    open(tag, is_first, divides);
  }
  return true;
}

void MdxScanner::open(const JsxTag& tag, bool is_first, bool divides) {
  std::string& words = line_.words;
  const std::string lower = tag.heading.empty() ? ascii_lower(tag.name) : tag.heading;
  if (is_first) line_.begins_block = divides || is_component(tag.name);
  std::string end;
  if (is_heading_tag(lower) || tag.hidden) {
    const std::string name = is_heading_tag(lower) ? lower : divides ? "div" : "span";
    words += "<" + name;
    if (!tag.id.empty() && tag.id.find_first_of("\"<>& ") == npos) words += " id=\"" + tag.id + "\"";
    words += tag.hidden ? " data-search-exclude>" : ">";
    end = "</" + name + ">";
    if (tag.self_closing) words += end;
  } else if (lower == "br" || (divides && !is_first)) {
    words += ' ';
  }
  // The labels stand in `values` of the tabs as a whole.
  const bool is_named = tag.shown_is_value && std::ranges::any_of(elements_, [](const Element& element) {
                          return element.name == "Tabs" && element.names_items;
                        });
  if (!tag.shown.empty() && !is_named) {
    // For an element with content it is a title above that, for others the text.
    words += tag.shown;
    line_.has_text = true;
    if (!tag.self_closing) words += ' ';
  }
  if (!tag.self_closing && !is_void_tag(lower) && elements_.size() < max_mdx_elements) {
    elements_.push_back({tag.name, std::move(end), !tag.shown.empty()});
  }
  line_.ends_block = divides;
}

void MdxScanner::close(const JsxTag& tag, bool divides) {
  const auto open = std::find_if(elements_.rbegin(), elements_.rend(),
                                 [&](const Element& element) { return element.name == tag.name; });
  if (open != elements_.rend()) {
    line_.words += open->end;
    elements_.erase(std::prev(open.base()), elements_.end());
  }
  if (divides && !has_no_words()) line_.words += ' ';
  line_.ends_block = divides;
}

bool MdxScanner::comment(std::string_view here) {
  if (at_ >= no_comment_ && quotes_ == 0) return false;
  const std::size_t end = here.find("-->", 4);
  if (end == npos) {
    if (quotes_ == 0) no_comment_ = at_;
    return false;
  }
  take(here.substr(0, end + 3));
  return true;
}

}  // namespace speur
