#include "indexer/markdown/dialect/block_translator.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/source/attribute_list.hpp"
#include "indexer/markdown/source/html_tag.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <array>

namespace speur {

namespace {

/// The name at the start of `text`, in lower case.
std::string tag_name(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == '-';
  });
  return ascii_lower(text.substr(0, static_cast<std::size_t>(end - text.begin())));
}

/// Whether kramdown takes the content of the element for blocks, and not for lines or raw text; Python-Markdown takes
/// that of any element for text.
bool holds_blocks(std::string_view name) {
  static constexpr auto names = std::to_array<std::string_view>(
      {"address", "article", "aside",  "blockquote", "dd",   "details", "div",     "fieldset", "figcaption", "figure",
       "footer",  "form",    "header", "hgroup",     "li",   "main",    "nav",     "section",  "td",         "th"});
  return std::ranges::find(names, name) != names.end();
}

/// Of the others, those that do to Python-Markdown, where it finds no HTML block.
bool holds_lines(std::string_view name) {
  return name == "p" || name == "summary" || name == "ul" || name == "ol" || name == "dl" || name == "dt";
}

constexpr std::size_t max_tag_bytes = 2048;
constexpr std::size_t max_elements = 1000;

}  // namespace

bool BlockTranslator::starts_html(std::string_view text) const {
  if (text.size() < 3 || text[0] != '<') return false;
  const std::size_t name = text[1] == '/' ? 2 : 1;
  std::size_t end = name;
  while (end < text.size() && text[end] != ' ' && text[end] != '>' && text[end] != '/') ++end;
  std::string lower(text.substr(name, std::min<std::size_t>(end - name, 16)));
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  // To Python-Markdown this one is an element within lines.
  if (dialect_ == MarkdownDialect::python_markdown && lower == "center" && text.find("exclude") == npos) return false;
  return is_block_tag(lower);
}

bool BlockTranslator::holds_markdown(const HtmlTag& tag) const {
  if (tag.markdown && features_.markdown_in_html) return true;
  // What is excluded stays raw up to its end: no sign of Markdown in it may end it sooner.
  const bool in_text = !tag.exclude && is_html_in_text();
  if ((features_.blocks_in_html || in_text) && holds_blocks(tag.name)) return true;
  const bool is_line = tag.name == "p" || tag.name == "dt";
  return (in_text && holds_lines(tag.name)) || (features_.blocks_in_html && is_line && !tag.exclude);
}

bool BlockTranslator::is_html_in_text() const {
  if (dialect_ != MarkdownDialect::python_markdown) return false;
  const Lead lead = read_lead(lines_[next_ - 1].text);
  if (lead.indent < 4 && lead.quotes == 0) return false;
  // Lines further in would be code, which they are not on the site.
  const std::size_t below = next_ + (is_blank_line(next_) ? 1 : 0);
  if (below >= lines_.size()) return true;
  const Lead next = read_lead(lines_[below].text);
  return next.quotes != lead.quotes || next.indent <= lead.indent;
}

bool BlockTranslator::attributes_of_html(std::string_view text) {
  if (attribute_list_length(text) != text.size()) return false;
  const bool exclude = excludes(text);
  lost_exclusion(exclude);
  return exclude || text.starts_with("{:");
}

std::size_t BlockTranslator::end_of_markdown_element(std::string_view text) const {
  if (elements_.empty() || !elements_.back().markdown) return npos;
  return text.find("</" + elements_.back().name + ">");
}

std::string_view BlockTranslator::html_line(std::string_view lead, std::string_view text) {
  if (!in_html_) {
    blank(lead);
    if (elements_.empty()) html_lead_ = lead;
    in_html_ = true;
    tag_begin_.clear();
    find_raw_end(text);
    // An unclosed `pre` would make the rest of the page an HTML block.
    if (text.starts_with("<pre") && next_ <= last_pre_end()) {
      pre_ = next_;
      pre_line(text);
      return {};
    }
  }
  if (!features_.raw_html) {
    // A block that the site leaves out goes up to the next blank line, wherever its elements end.
    put(lead, text);
    return {};
  }
  const std::string_view written_lead =
      elements_.empty() || text[0] != '<' ? lead : std::string_view(html_lead_);
  std::size_t at = 0;
  if (!tag_begin_.empty()) {
    const std::size_t begun = tag_begin_.size() + 1;
    (tag_begin_ += '\n') += text;
    const HtmlTag tag = text.find('>') == npos ? HtmlTag{} : read_tag(tag_begin_);
    if (tag.length == 0) {
      if (tag_begin_.size() > max_tag_bytes) tag_begin_.clear();
      put(written_lead, text);
      return {};
    }
    tag_begin_.clear();
    at = tag.length - std::min(begun, tag.length);
    if (turns_to_markdown(tag)) return finish_html(written_lead, text, at);
  }
  while ((at = text.find('<', at)) != npos) {
    const HtmlTag tag = read_tag(text.substr(at));
    if (tag.length == 0) {
      if (text.data() + at > last_close(text) && text.size() - at < max_tag_bytes) {
        tag_begin_ = text.substr(at);
        break;
      }
      ++at;
      continue;
    }
    at += tag.length;
    if (turns_to_markdown(tag)) return finish_html(written_lead, text, at);
  }
  put_html(written_lead, text);
  return {};
}

void BlockTranslator::find_raw_end(std::string_view text) {
  const bool is_whole =
      dialect_ == MarkdownDialect::python_markdown || dialect_ == MarkdownDialect::kramdown;
  const std::size_t line = next_ - 1;
  if (!is_whole || line < raw_end_ || has_braced_exclusion()) return;
  const HtmlTag tag = read_tag(text);
  if (tag.closing || holds_markdown(tag) || tag.self_closing || is_void_tag(tag.name)) return;
  // A tag that goes on at the next line has no name here that was read to its end.
  const std::string name = tag.length != 0 ? tag.name : tag_name(text.substr(1));
  raw_end_ = elements_of_html_.end_of(name, line);
  // A quotation's lines are a text of their own.
  if (const std::size_t quotes = read_lead(lines_[line].text).quotes; quotes > 0) {
    if (dialect_ != MarkdownDialect::kramdown || raw_end_ >= end_of_quotation(line, quotes)) raw_end_ = 0;
  }
}

std::size_t BlockTranslator::end_of_quotation(std::size_t line, std::size_t quotes) {
  if (quotes != quotes_ || line >= quotes_end_) {
    quotes_ = quotes;
    quotes_end_ = line;
    while (quotes_end_ < lines_.size() && read_lead(lines_[quotes_end_].text).quotes >= quotes) ++quotes_end_;
  }
  return quotes_end_;
}

bool BlockTranslator::has_braced_exclusion() {
  if (!braced_exclusion_) {
    braced_exclusion_ = std::ranges::any_of(lines_, [&](const SourceLine& line) {
      const std::size_t open = line.text.find('{');
      if (open == npos || line.kind != LineKind::text) return false;
      return !result_.excluding_names.empty() ||
             ascii_lower(line.text.substr(open)).find("data-search-exclude") != npos;
    });
  }
  return *braced_exclusion_;
}

const char* BlockTranslator::last_close(std::string_view text) {
  const char* const end = text.data() + text.size();
  if (end != close_line_) {
    close_line_ = end;
    const std::size_t close = text.rfind('>');
    last_close_ = close == npos ? nullptr : text.data() + close;
  }
  return last_close_;
}

std::string_view BlockTranslator::finish_html(std::string_view lead, std::string_view text, std::size_t end) {
  put_html(lead, text.substr(0, end));
  blank(lead);
  html_end_ = next_;
  return text.substr(end);
}

void BlockTranslator::put_html(std::string_view lead, std::string_view text) {
  if (text.starts_with("<pre")) {
    put(lead, text.substr(4), "<div");
  } else if (text.starts_with("<textarea")) {
    put(lead, text.substr(9), "<div");
  } else {
    put(lead, text);
  }
}

void BlockTranslator::note_raw(std::size_t begin) {
  if (dialect_ == MarkdownDialect::mdx || has_braced_exclusion()) return;
  const std::size_t end = result_.text.size();
  // What was taken back is not there any more.
  while (!result_.raw.empty() && result_.raw.back().second > begin) result_.raw.pop_back();
  if (!result_.raw.empty() && result_.raw.back().second == begin) {
    result_.raw.back().second = end;
  } else {
    budget::hold(2 * sizeof(begin));
    result_.raw.emplace_back(begin, end);
  }
}

bool BlockTranslator::turns_to_markdown(const HtmlTag& tag) {
  const std::size_t floor = frames_.empty() ? 0 : frames_.back().html;
  if (!is_block_tag(tag.name)) return false;
  if (!tag.closing) {
    if (is_void_tag(tag.name) || tag.self_closing) return elements_.size() <= floor;
    // Where kramdown takes an element's content as it is written, it does so with all elements in it.
    const bool in_raw = elements_.size() > floor && !elements_.back().markdown;
    const bool turns = in_raw ? tag.markdown && features_.markdown_in_html : holds_markdown(tag);
    if (elements_.size() < max_elements) elements_.push_back({tag.name, turns});
    return turns;
  }
  for (std::size_t i = elements_.size(); i > floor; --i) {
    if (elements_[i - 1].name != tag.name) continue;
    elements_.resize(i - 1);
    break;
  }
  return elements_.size() <= floor || elements_.back().markdown;
}

void BlockTranslator::pre_line(std::string_view line) {
  put({}, line);
  if (line.find("</pre>") == npos) return;
  pre_ = npos;
  blank();
}

std::size_t BlockTranslator::last_pre_end() {
  if (last_pre_end_ == npos) {
    last_pre_end_ = 0;
    for (std::size_t i = lines_.size(); i > 0 && last_pre_end_ == 0; --i) {
      if (lines_[i - 1].text.find("</pre>") != npos) last_pre_end_ = i;
    }
  }
  return last_pre_end_;
}

}  // namespace speur
