#include "indexer/markdown/dialect/block_translator.hpp"

#include "indexer/markdown/markers/emoji_names.hpp"
#include "indexer/markdown/source/attribute_list.hpp"
#include "indexer/markdown/source/marks.hpp"
#include "indexer/markdown/source/shortcode.hpp"

#include <algorithm>

namespace speur {

namespace {

constexpr std::size_t max_open_shortcodes = 100;

/// "Kop" of "Kop ##".
std::string_view without_closing_hashes(std::string_view text) {
  const std::size_t end = text.find_last_not_of('#') + 1;  // npos + 1 is 0
  if (end == text.size() || end == 0 || text[end - 1] != ' ') return text;
  const std::size_t last = text.find_last_not_of(' ', end - 1);
  return text.substr(0, last + 1);
}

/// "Kop  hier" of "Kop :smile: hier".
std::string without_emoji(std::string_view text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text[at] == ':' ? text.find(':', at + 1) : std::string_view::npos;
    if (end != std::string_view::npos && is_emoji_name(text.substr(at + 1, end - at - 1))) {
      at = end + 1;
    } else {
      kept += text[at++];
    }
  }
  return kept;
}

}  // namespace

bool BlockTranslator::is_in_unknown_body() const {
  return std::ranges::any_of(frames_, [](const Frame& frame) { return !frame.is_known; });
}

bool BlockTranslator::heading(const Lead& lead, std::string_view line) {
  std::string_view text = line.substr(lead.length);
  const std::size_t level = std::min<std::size_t>({text.find_first_not_of('#'), text.size(), 6});
  const std::string_view hashes = text.substr(0, level);
  text.remove_prefix(level);
  // Further in, all of it is code.
  if (lead.indent > 3 && dialect_ == MarkdownDialect::kramdown && beyond_item_text(lead) <= 3 && is_heading_as_text(lead, text)) {
    put(line.substr(0, lead.length), line.substr(lead.length), "\\");
    ++paragraph_lines_;
    return true;
  }
  if (lead.indent > 3 && keeps_raw_headings_ && text.starts_with(' ') && !text.ends_with('}')) {
    // In an item of a list it may well be one, and as code it keeps no mark.
    const std::string marked = with_heading_mark(without_spaces(text));
    plain_line(lead, joined_.emplace_back(std::string(line.substr(0, line.size() - text.size())) + ' ' + marked));
    return true;
  }
  if (!starts_heading(lead, text)) return false;
  if (is_heading_as_text(lead, text)) {
    put(line.substr(0, lead.length), line.substr(lead.length), "\\");  // text, signs and all
    ++paragraph_lines_;
    return true;
  }
  text = without_spaces(text);
  std::string with_tabs;
  if (dialect_ == MarkdownDialect::kramdown) {
    with_tabs = with_single_tabs(lines_[next_ - 1].number);
    if (!with_tabs.empty()) text = with_tabs;
  }
  if (const std::size_t target = text.find("](#tab/"); text.starts_with('[') && target != npos && text.ends_with(')')) {
    put_block(line.substr(0, lead.length), std::string(text.substr(1, target - 1)));  // a tab of DocFX
    return true;
  }
  const std::string_view attributes = take_heading_list(text);
  if (style_ == AnchorStyle::python_markdown || !attributes.empty()) {
    while (text.ends_with('#') && !text.ends_with("\\#")) text.remove_suffix(1);
    text = without_spaces(text);
  }
  std::string written(hashes);
  written += ' ';
  if (text.starts_with('#')) written += '\\';
  written += keeps_raw_headings_ ? with_heading_mark(text) : std::string(text);
  if (is_hidden_from_gfm()) {
    (written += ' ') += marks::numbered(marks::heading, result_.headings.size());
    result_.headings.emplace_back();
  }
  if (!attributes.empty()) (written += ' ') += attributes;
  const std::string_view before = line.substr(0, lead.length);
  blank(before);
  put(before, written);
  heading_line_end_ = result_.text.size() - 1;
  blank(before);
  heading_end_ = result_.text.size();
  return true;
}

bool BlockTranslator::starts_heading(const Lead& lead, std::string_view text) const {
  if (lead.indent > 3) return false;
  if (text.empty() || text[0] == ' ' || (dialect_ == MarkdownDialect::kramdown && !features_.gfm)) return true;
  return style_ != AnchorStyle::github && lead.indent == 0 && !features_.spaced_headings;
}

bool BlockTranslator::is_heading_as_text(const Lead& lead, std::string_view text) const {
  if (dialect_ == MarkdownDialect::python_markdown && lead.indent > 0) return true;
  if (beyond_item_text(lead) > 0) return true;
  const bool excluding = text.ends_with('}') && excludes(text.substr(std::min(text.rfind('{'), text.size() - 1)));
  if (excluding) return false;
  const bool goes_on = dialect_ == MarkdownDialect::kramdown && !features_.blocks_end_paragraphs && !is_first_in_html(next_ - 1) &&
                       (paragraph_lines_ > 0 || (next_ > 1 && !is_below_boundary(lead, next_ - 2)));
  return goes_on || is_in_unknown_body();
}

bool BlockTranslator::is_first_in_html(std::size_t line) const {
  return html_end_ == line && !elements_.empty() && elements_.back().markdown;
}

bool BlockTranslator::is_hidden_from_gfm() const {
  return dialect_ == MarkdownDialect::kramdown && !keeps_raw_headings_ && !elements_.empty();
}

std::string_view BlockTranslator::take_heading_list(std::string_view& text) const {
  const bool is_goldmark = dialect_ == MarkdownDialect::commonmark && keeps_raw_headings_;
  if (const std::string_view open = without_closing_hashes(text); is_goldmark && open.ends_with('}')) text = open;
  const std::size_t open = text.ends_with('}') ? text.rfind('{') : npos;
  if (open == npos || !has_heading_list(text, open)) return {};
  const std::string_view list = text.substr(open);
  text = without_spaces(text.substr(0, open));
  return list;
}

bool BlockTranslator::has_heading_list(std::string_view text, std::size_t open) const {
  const std::string_view list = text.substr(open);
  const bool excluding = excludes(list);
  const bool is_kramdown = dialect_ == MarkdownDialect::kramdown;
  // Of its lists, kramdown knows an id alone here, and shows others; not those that exclude.
  const bool is_text = !features_.attribute_lists || !features_.heading_attributes ||
                       (is_kramdown && !is_kramdown_id(list));
  if (is_text && !excluding) return false;
  // A heading of a list alone has no words; Python-Markdown and kramdown show the list.
  if (open == 0) return list.starts_with("{#") && style_ == AnchorStyle::github && !is_kramdown;
  const bool is_goldmark = dialect_ == MarkdownDialect::commonmark && keeps_raw_headings_;
  // Goldmark needs no blank before it, and shows what it cannot read.
  if (is_goldmark && is_goldmark_list(list)) return text[open - 1] != '\\';
  if (text[open - 1] == '{') return false;  // code in two braces
  const bool needs_blank = !features_.attributes_end_blocks || text[open - 1] == '\\';
  return (text[open - 1] == ' ' || !needs_blank) && (!is_goldmark || excluding);
}

std::string BlockTranslator::without_pictures(std::string_view heading) const {
  if (!features_.emoji) return std::string(heading);
  std::string source = without_emoji(heading);
  // To Goldmark the blank beside a picture at an end is a sign of the id.
  if (dialect_ == MarkdownDialect::commonmark && !source.empty()) {
    for (char* const end : {&source.front(), &source.back()}) *end = *end == ' ' ? '-' : *end;
  }
  return source;
}

std::string BlockTranslator::with_heading_mark(std::string_view text) {
  text = without_closing_hashes(text);  // behind a mark they would be text
  const std::string_view id = words_of_id(text);
  std::string source = without_pictures(id);
  // With the sign of a shortcode, the id is not known.
  if (is_in_template_block()) source.insert(0, "{{% ");
  std::string marked = std::string(text) + ' ' + marks::numbered(marks::heading, result_.headings.size());
  result_.headings.push_back(std::move(source));
  return marked;
}

std::string BlockTranslator::with_single_tabs(std::uint32_t line) const {
  std::string_view whole = source_.heading_as_written(line);
  if (whole.find('\t') == npos || whole.find("<!--") != npos) return {};
  whole.remove_prefix(std::min(whole.find_first_not_of('#'), whole.size()));
  std::string text(whole.substr(std::min(whole.find_first_not_of(" \t"), whole.size())));
  text.resize(text.find_last_not_of(" \t\r") + 1);
  // Without GFM a tab is no sign of an id, else it is one as a blank is.
  if (!keeps_raw_headings_) std::ranges::replace(text, '\t', ' ');
  return text;
}

void BlockTranslator::find_template_blocks() {
  std::vector<std::pair<std::string_view, std::size_t>> open;  // name, line
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (lines_[i].kind != LineKind::text) continue;
    const std::string_view line = lines_[i].text;
    for (auto tag = next_shortcode(line, 0); tag; tag = next_shortcode(line, tag->end)) {
      if (tag->sign != '%') continue;
      if (!tag->closes) {
        if (tag->opens && open.size() < max_open_shortcodes) open.emplace_back(tag->name, i);
        continue;
      }
      // Those without an end that were opened since then have none.
      std::size_t last = open.size();
      while (last > 0 && open[last - 1].first != tag->name) --last;
      if (last == 0) continue;
      template_blocks_.emplace_back(open[last - 1].second, i);
      open.resize(last - 1);
    }
  }
}

void BlockTranslator::mark_unknown_heading() {
  mark_heading("{{% ");
}

void BlockTranslator::mark_heading(std::string source) {
  const std::string mark = " " + marks::numbered(marks::heading, result_.headings.size());
  result_.text.insert(result_.text.size() - 1, mark);  // before the end of the line
  result_.headings.push_back(std::move(source));
}

void BlockTranslator::mark_underlined_heading() {
  std::string_view line = std::string_view(result_.text).substr(std::min(content_begin_, result_.text.size()));
  if (line.starts_with(marks::nothing)) line.remove_prefix(marks::nothing.size());
  if (!line.ends_with('\n') || line.find('\n') + 1 != line.size()) return;
  line = without_spaces(line.substr(0, line.size() - 1));
  if (line.empty() || line.ends_with('}')) return;  // the list of attributes is the last of it
  mark_heading(without_pictures(line));
}

bool BlockTranslator::is_in_template_block() const {
  return std::ranges::any_of(template_blocks_, [line = next_ - 1](const auto& block) {
    return block.first <= line && line <= block.second;
  });
}

std::string_view BlockTranslator::words_of_id(std::string_view text) const {
  if (dialect_ != MarkdownDialect::commonmark) return text;
  std::string_view whole = source_.heading_as_written(lines_[next_ - 1].number);
  if (whole.empty()) return text;
  whole.remove_prefix(std::min(whole.find_first_not_of('#'), whole.size()));
  return without_closing_hashes(without_spaces(whole));
}

std::size_t BlockTranslator::beyond_item_text(const Lead& lead) const {
  constexpr std::size_t most_lines = 200;
  if (dialect_ != MarkdownDialect::kramdown || lead.indent == 0 || lead.quotes > 0) return 0;
  for (std::size_t i = next_ - 1; i > 0 && next_ - i < most_lines; --i) {
    const std::string_view line = lines_[i - 1].text;
    const Lead above = read_lead(line);
    const std::string_view text = line.substr(above.length);
    if (text.empty() || above.quotes > 0) continue;
    std::size_t marker = list_marker_length(text);
    if (text.starts_with(": ")) marker = std::min(text.find_first_not_of(' ', 1), text.size());
    if (marker != 0 && above.indent + marker <= lead.indent) return lead.indent - above.indent - marker;
    if (above.indent == 0 && marker == 0) break;
  }
  return lead.indent;
}

bool BlockTranslator::is_below_boundary(const Lead& lead, std::size_t line) const {
  if (is_blank_line(line)) return true;
  const std::string_view above = lines_[line].text;
  const Lead of_above = read_lead(above);
  return of_above.length != lead.length || above.substr(of_above.length).starts_with("{:");
}

bool BlockTranslator::underline(const Lead& lead, std::string_view line) {
  const std::string_view text = line.substr(lead.length);
  if (text.find_first_not_of(text[0]) != npos) return false;
  if (in_list_item_ && paragraph_lines_ == 1 && style_ == AnchorStyle::python_markdown) {
    // Further in than its sign it is a rule or text; else it underlines the item's line, sign and all.
    if (lead.indent <= item_indent_) {
      result_.text.insert(item_begin_, text[0] == '=' ? "# " : "## ");
      blank();
    }
    return true;
  }
  if (lead.indent > 3) {
    if (keeps_raw_headings_ && paragraph_lines_ > 0) mark_underlined_heading();  // in an item it may be one
    return false;
  }
  if (text[0] == '=' && (in_list_item_ || paragraph_lines_ == 0)) return text.size() > 2;
  if (dialect_ == MarkdownDialect::kramdown && paragraph_lines_ > 0 && !in_list_item_) {
    // It underlines one line, which a block boundary stands above; elsewhere it goes on the paragraph.
    const bool is_indented = next_ >= 2 && lead.length > read_lead(lines_[next_ - 2].text).length;
    const bool is_below = next_ <= 2 || is_first_in_html(next_ - 2) || is_below_boundary(lead, next_ - 3);
    if (paragraph_lines_ > 1 || is_indented || !is_below) return true;
    if (is_hidden_from_gfm()) mark_heading({});
    if (keeps_raw_headings_) mark_underlined_heading();
    return false;
  }
  if (paragraph_lines_ > 0 && is_in_template_block()) {
    mark_unknown_heading();
  } else if (paragraph_lines_ > 0 && keeps_raw_headings_) {
    mark_underlined_heading();
  }
  if (style_ != AnchorStyle::python_markdown || paragraph_lines_ < 2) return false;
  if (text[0] == '=') return true;
  put_block(line.substr(0, lead.length), "***");
  return true;
}

}  // namespace speur
