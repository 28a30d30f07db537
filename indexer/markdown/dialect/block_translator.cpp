#include "indexer/markdown/dialect/block_translator.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/markers/colon_box.hpp"
#include "indexer/markdown/source/attribute_list.hpp"
#include "indexer/markdown/source/marks.hpp"

#include <algorithm>

namespace speur {

namespace {

constexpr std::size_t max_snippet_lines = 100;
/// How far in Python-Markdown has what belongs to an item, wherever the words of its first line begin.
constexpr std::size_t columns_of_item = 4;

}  // namespace

BlockDialect BlockTranslator::run() {
  find_excluding_names();
  if (dialect_ == MarkdownDialect::commonmark && keeps_raw_headings_) find_template_blocks();
  result_.shows_all_footnotes = dialect_ == MarkdownDialect::python_markdown;
  while (next_ < lines_.size()) {
    const SourceLine& line = lines_[next_];
    budget::at_line(line.number);
    budget::spend(line.text.size() + frames_.size() + 1);
    if (line.kind != LineKind::text) {
      fenced_code();
    } else if (line.text.empty()) {
      ++next_;
      if (pre_ != npos) {
        result_.text += '\n';
      } else if (!in_html_ || next_ > raw_end_) {
        end_blocks();
      }
    } else {
      ++next_;
      const std::string_view text = enter(line.text);
      if (!text.empty()) {
        text_line(text);
      } else if (!in_html_ || next_ > raw_end_) {
        blank({});
      }
    }
  }
  leave_to(0);
  return std::move(result_);
}

void BlockTranslator::end_blocks() {
  in_html_ = false;
  paragraph_lines_ = 0;
  if (!result_.text.empty() && !blank_) result_.text += '\n';
  blank_ = true;
}

void BlockTranslator::blank(std::string_view lead) {
  std::string line = prefix_;
  line += lead;
  line.resize(line.rfind('>') + 1);  // npos + 1 is 0
  if (!line.empty() && !blank_ && !result_.text.empty()) {
    budget::hold(line.size() + 1);
    (result_.text += line) += '\n';
    blank_ = true;
  }
  end_blocks();
}

void BlockTranslator::put(std::string_view lead, std::string_view text, std::string_view mark) {
  budget::hold(prefix_.size() + lead.size() + mark.size() + text.size() + 2);
  const std::size_t begin = result_.text.size();
  result_.text += prefix_;
  result_.text += lead;
  result_.text += mark;
  // To cmark a mark is a letter, and `_` between letters does not begin emphasis.
  if (!mark.empty() && text.starts_with('_')) result_.text += ' ';
  result_.text += text;
  result_.text += '\n';
  if (in_html_ || pre_ != npos) note_raw(begin);
  blank_ = false;
}

void BlockTranslator::put_block(std::string_view lead, std::string_view text, std::string_view mark) {
  blank(lead);
  put(lead, text, mark);
  blank(lead);
}

bool BlockTranslator::consume(const Frame& frame, std::string_view line, std::size_t& at) {
  std::size_t place = at;
  for (std::size_t i = 0; i < frame.quotes; ++i) {
    while (place < line.size() && line[place] == ' ') ++place;
    if (place >= line.size() || line[place] != '>') return false;
    ++place;
    if (place < line.size() && line[place] == ' ') ++place;
  }
  if (frame.quotes > 0 && line.find_first_not_of(' ', place) == npos) {  // a blank line of the quotation
    at = line.size();
    return true;
  }
  if (line.size() < place + frame.indent) return false;
  for (std::size_t i = 0; i < frame.indent; ++i) {
    if (line[place + i] != ' ') return false;
  }
  at = place + frame.indent;
  return true;
}

std::string_view BlockTranslator::enter(std::string_view line) {
  std::size_t at = 0;
  for (std::size_t depth = 0; depth < frames_.size(); ++depth) {
    if (at > 0 && at == line.size()) break;  // a blank line of a quotation, which ends nothing in it
    if (consume(frames_[depth], line, at)) continue;
    const std::string_view rest = without_spaces(line.substr(at));
    if (frames_[depth].lazy && !blank_ && depth + 1 == frames_.size() && goes_on(rest)) {
      return rest;
    }
    leave_to(depth);
    break;
  }
  return line.substr(at);
}

bool BlockTranslator::goes_on(std::string_view text) {
  const char c = text.empty() ? '#' : text[0];
  if (is_ascii_punctuation(c)) return c == '(' || c == '"' || c == '`';
  return list_marker_length(text) == 0;
}

BlockTranslator::Frame& BlockTranslator::push(std::string_view lead, std::size_t indent, std::size_t quotes) {
  Frame frame;
  frame.quotes = quotes;
  frame.indent = indent;
  frame.prefix = prefix_.size();
  frame.html = elements_.size();
  frame.blocks = blocks_.size();
  prefix_ += lead;
  return frames_.emplace_back(frame);
}

void BlockTranslator::leave_to(std::size_t depth) {
  while (frames_.size() > depth) {
    const Frame frame = frames_.back();
    if (frame.footnote != npos) {
      put_block({}, {}, marks::numbered(marks::footnote_end, frame.footnote));
    } else if (frame.definition != npos) {
      put_block({}, {}, marks::numbered(marks::definition_end, frame.definition));
    } else {
      end_blocks();
    }
    if (frame.is_definition) {
      definition_end_ = result_.text.size();
      last_definition_ = frame.definition;
    }
    prefix_.resize(frame.prefix);
    elements_.resize(std::min(elements_.size(), frame.html));
    blocks_.resize(std::min(blocks_.size(), frame.blocks));
    pre_ = npos;
    frames_.pop_back();
  }
}

bool BlockTranslator::is_inside(std::string_view line, const Frame* inner) const {
  std::size_t at = 0;
  budget::spend(frames_.size() + 1);
  for (const Frame& frame : frames_) {
    if (!consume(frame, line, at)) return false;
    if (at > 0 && at == line.size()) return true;  // a blank line of a quotation
  }
  return inner == nullptr || consume(*inner, line, at);
}

void BlockTranslator::skip_one() {
  note_references(lines_[next_].text);
  if (lines_[next_].kind == LineKind::fence_open) {
    while (lines_[next_].kind != LineKind::fence_close) ++next_;
  }
  ++next_;
}

void BlockTranslator::note_references(std::string_view text) {
  for (std::size_t i = text.find("[^"); i != npos; i = text.find("[^", i + 2)) {
    const std::size_t end = text.find_first_of("[] ", i + 2);
    if (end == npos || text[end] != ']' || end == i + 2) continue;
    result_.excluded_references.emplace_back(text.substr(i + 2, end - i - 2));
  }
}

void BlockTranslator::skip_body(const Frame& frame) {
  while (next_ < lines_.size() &&
         (lines_[next_].text.empty() || is_inside(lines_[next_].text, &frame))) {
    skip_one();
  }
}

void BlockTranslator::text_line(std::string_view line) {
  // A line may hold the end of one thing and the start of the next.
  while (!line.empty()) {
    if (pre_ != npos) {
      pre_line(line);
      return;
    }
    const Lead lead = read_lead(line);
    line_lead_ = line.substr(0, lead.length);
    const std::string_view text = line.substr(lead.length);
    if (text.empty()) {
      if (in_html_ && next_ <= std::min(raw_end_, quotes_end_) && lead.quotes == quotes_) return;
      // It keeps its place: further out it would end the item that the quotation stands in.
      if (!blank_) put({}, line.substr(0, line.find_last_not_of(' ') + 1));
      blank_ = true;
      paragraph_lines_ = 0;
      in_html_ = false;
      return;
    }
    if (lead.indent == 0 && blank_ && list_marker_length(text) == 0) item_text_ = 0;
    if (mdx_statement(text)) return;
    if (in_html_ && text[0] == '{' && attributes_of_html(text)) return;
    if (in_html_ || starts_html(text)) {
      lost_exclusion(is_excluded_line());
      // A tag that goes on a paragraph is no code, however far it is indented.
      // Nor is one on the line below raw HTML, which in CommonMark goes on up to a blank line.
      const bool below_html = html_end_ + 1 == next_ && (dialect_ == MarkdownDialect::commonmark ||
                                                         dialect_ == MarkdownDialect::mdx);
      const bool goes_on = !in_html_ && (!blank_ || below_html) && lead.indent > 3;
      const std::size_t kept = !goes_on ? lead.indent : lead.indent >= item_text_ ? item_text_ : 0;
      const std::string_view before = line.substr(0, lead.length - lead.indent + kept);
      line = html_line(before, text);
      // What is Markdown again stands where the line does: further out it would end the item.
      if (!line.empty() && !before.empty()) line = joined_.emplace_back(std::string(before) + std::string(line));
    } else if (const std::size_t end = end_of_markdown_element(text); end != npos) {
      plain_line(lead, line.substr(0, lead.length + end));
      blank(line.substr(0, lead.length));
      line.remove_prefix(lead.length + end);
    } else {
      const std::string_view whole = with_whole_tags(lead, line);
      block_line(lead, whole);
      return;
    }
  }
}

void BlockTranslator::block_line(const Lead& lead, std::string_view line) {
  const std::string_view text = line.substr(lead.length);
  bool done = false;
  switch (text[0]) {
    case '!':
    case '?':
      done = container(lead, line, 0);
      break;
    case '=':
      done = container(lead, line, 0) || underline(lead, line);
      break;
    case '-':
      done = snippet(text) || underline(lead, line);
      break;
    case '/':
      done = slash_block(lead, line);
      break;
    case '*':
      done = abbreviation(lead, line);
      break;
    case '[':
      done = (!nested_ && footnote(lead, line)) || contents(text) || alert(lead, line);
      break;
    case ':':
      done = colon_box(lead, line) || (!nested_ && definition(lead, line));
      break;
    case '#':
      if (features_.fancy_lists && (text.starts_with("#. ") || text.starts_with("#) "))) {
        joined_.emplace_back(line)[lead.length] = '1';
        return block_line(lead, joined_.back());
      }
      done = heading(lead, line);
      break;
    case '{':
      done = attribute_block(lead, line);
      break;
    case '<':
      done = text.starts_with("<<< ");  // VitePress: the code of a file
      done = done || (text == "<--->" && keeps_raw_headings_);  // a theme of Hugo: the end of a column
      break;
    case ';':
      done = text.starts_with(";--8<--");
      break;
    case '^':
      done = block_end(text);
      break;
    default:
      break;
  }
  if (done || (text == contents_marker_ && contents(text))) return;
  if (const std::size_t marker = list_marker_length(text);
      marker != 0 && container(lead, line, marker)) {
    return;
  }
  if (table(lead, line)) return;
  plain_line(lead, line);
}

bool BlockTranslator::block_end(std::string_view text) {
  if (dialect_ != MarkdownDialect::kramdown || text != "^") return false;
  blank();
  return true;
}

bool BlockTranslator::mdx_statement(std::string_view text) {
  if (text[0] != 'i' && text[0] != 'e') return false;
  if (in_html_ || !frames_.empty() || text.data() != lines_[next_ - 1].text.data()) return false;
  const std::size_t lines = statements_.lines_of(next_ - 1);
  next_ += lines == 0 ? 0 : lines - 1;
  return lines != 0;
}

void BlockTranslator::plain_line(const Lead& lead, std::string_view line) {
  const std::string_view text = line.substr(lead.length);
  const std::size_t marker = list_marker_length(text);
  paragraph_lines_ = marker != 0 ? 1 : paragraph_lines_ + 1;
  in_list_item_ = marker != 0 || (in_list_item_ && paragraph_lines_ > 1);
  if (marker != 0) {
    item_begin_ = result_.text.size() + prefix_.size() + lead.length;
    item_indent_ = lead.indent;
    item_text_ = lead.indent + marker;
  }
  // An inline element may start a paragraph; to cmark it would be an HTML block.
  std::string_view content = without_fence(marker == 0 ? text : without_item_list(text.substr(marker)));
  if (content.empty() && marker == 0) return;
  if (marker != 0 && dialect_ == MarkdownDialect::commonmark) content = as_item_heading(content);
  // An item may begin with a box, whose title is its first line then.
  std::string title;
  if (const auto box = marker != 0 ? read_colon_box(content) : std::nullopt; box && !box->closing && !box->exclude) {
    if (box->name == "code-group") code_group_ = box->colons;
    content = title = box->title;
  }
  const bool element = features_.raw_html && content.starts_with('<') && !starts_html(content) && lead.indent < 4;
  // Where pictures and templates are no text, the words of an item would stand further in, and what is below them not.
  const bool may_go = marker != 0 && (content.starts_with(':') || content.starts_with("{{") || content.starts_with("{%"));
  std::size_t sign = marker;
  if (dialect_ == MarkdownDialect::python_markdown && marker > columns_of_item) {
    sign = std::max(text.substr(0, marker).find_last_not_of(' ') + 2, columns_of_item);
  }
  content_begin_ = result_.text.size() + prefix_.size() + lead.length + sign;
  put(line.substr(0, lead.length + sign), content, element || may_go ? marks::nothing : std::string_view{});
  if (!title.empty()) blank();
}

std::string_view BlockTranslator::as_item_heading(std::string_view text) {
  const std::size_t level = std::min(text.find_first_not_of('#'), text.size());
  const bool is_heading = keeps_raw_headings_ && level > 0 && level <= 6 && text.substr(level).starts_with(' ');
  if (!is_heading || text.ends_with('}')) return text;
  return joined_.emplace_back(std::string(text.substr(0, level)) + ' ' + with_heading_mark(without_spaces(text.substr(level))));
}

std::string_view BlockTranslator::without_item_list(std::string_view text) const {
  if (dialect_ != MarkdownDialect::kramdown || !text.starts_with("{:")) return text;
  const std::size_t length = attribute_list_length(text);
  if (length == 0 || length == text.size() || excludes(text.substr(0, length))) return text;
  return without_spaces(text.substr(length));
}

std::string_view BlockTranslator::without_fence(std::string_view text) {
  if (!text.starts_with("```") && !text.starts_with("~~~")) return text;
  const std::size_t end = std::min(text.find_first_not_of(text[0]), text.size());
  const bool span = text[0] == '`' && text.find('`', end) != npos;
  return span ? text : without_spaces(text.substr(end));
}

void BlockTranslator::first_line(std::string_view text) {
  nested_ = true;
  text_line(without_spaces(text));
  nested_ = false;
}

bool BlockTranslator::contents(std::string_view text) {
  if (text != contents_marker_) {
    if (contents_marker_ != "[TOC]" || (text != "[[_TOC_]]" && text != "[[toc]]")) return false;
  }
  blank();
  return true;
}

bool BlockTranslator::snippet(std::string_view text) {
  const std::size_t dashes = text.find_first_not_of('-');
  if (dashes == npos || dashes < 1 || !text.substr(dashes).starts_with("8<-")) return false;
  const std::size_t rest = text.find_first_not_of('-', dashes + 2);
  if (rest != npos) return text[rest] == ' ';
  std::size_t end = next_;
  while (end < lines_.size() && lines_[end].text.find("8<-") == npos &&
         end < next_ + max_snippet_lines) {
    ++end;
  }
  if (end < lines_.size() && without_spaces(lines_[end].text) == text) next_ = end + 1;
  blank();
  return true;
}

}  // namespace speur
