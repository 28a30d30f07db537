#include "indexer/markdown/dialect/markdown_dialect.hpp"

#include "indexer/markdown/source/attribute_list.hpp"
#include "indexer/markdown/source/container_marker.hpp"
#include "indexer/markdown/source/html_tag.hpp"
#include "indexer/markdown/source/markdown_table.hpp"
#include "indexer/markdown/source/marks.hpp"
#include "indexer/text/byte_set.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <string>

namespace speur {

namespace {

constexpr auto npos = std::string_view::npos;

constexpr std::size_t max_backticks = 80;  // as in cmark
constexpr ByteSet tag_stops("<`\\");

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
         (c >= '{' && c <= '~');
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The spaces and `>` before the text of a line.
struct Lead {
  std::size_t length = 0;
  std::size_t quotes = 0;
  std::size_t indent = 0;  ///< columns behind the last `>` and its space
};

Lead read_lead(std::string_view line) {
  Lead lead;
  while (lead.length < line.size()) {
    const char c = line[lead.length];
    if (c == '>') {
      ++lead.quotes;
      lead.indent = 0;
      if (lead.length + 1 < line.size() && line[lead.length + 1] == ' ') ++lead.length;
    } else if (c == ' ') {
      ++lead.indent;
    } else {
      break;
    }
    ++lead.length;
  }
  return lead;
}

/// Length of a list marker and the spaces behind it; 0 if there is none.
std::size_t list_marker_length(std::string_view text) {
  std::size_t at = 0;
  if (text.empty()) return 0;
  if (text[0] == '-' || text[0] == '*' || text[0] == '+') {
    at = 1;
  } else {
    while (at < text.size() && at < 9 && is_digit(text[at])) ++at;
    if (at == 0 || at >= text.size() || (text[at] != '.' && text[at] != ')')) return 0;
    ++at;
  }
  const std::size_t text_begin = text.find_first_not_of(' ', at);
  return text_begin == npos || text_begin == at ? 0 : text_begin;
}

/// Written so that cmark takes every character for itself.
std::string escape(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    if (is_punctuation(c)) escaped += '\\';
    escaped += c;
    if (c == '*') escaped += marks::nothing;  // not one of a pair
  }
  return escaped;
}

/// `import X from "y"` and `export …` of MDX.
bool is_mdx_statement(std::string_view line) {
  if (line.starts_with("export ")) {
    const std::string_view rest = line.substr(7);
    return rest.starts_with("const ") || rest.starts_with("default ") || rest.starts_with("let ") ||
           rest.starts_with("function ");
  }
  if (!line.starts_with("import ")) return false;
  std::string_view rest = trim(line.substr(7));
  if (rest.ends_with(';')) rest.remove_suffix(1);
  if (rest.size() < 3 || (rest.back() != '"' && rest.back() != '\'')) return false;
  const std::size_t open = rest.find(rest.back());
  return open == 0 || (open != rest.size() - 1 && trim(rest.substr(0, open)).ends_with("from"));
}

bool is_barred(std::string_view text) {
  return text.size() > 1 && text.front() == '|' && text.back() == '|';
}

class Translator {
 public:
  Translator(const SourceLines& source, AnchorStyle style)
      : lines_(source.lines()), style_(style) {}

  BlockDialect run() {
    while (next_ < lines_.size()) {
      const SourceLine& line = lines_[next_];
      if (line.kind != LineKind::text) {
        fenced_code();
      } else if (line.text.empty()) {
        ++next_;
        if (pre_ != npos) {
          result_.text += '\n';
        } else {
          blank();
        }
      } else {
        ++next_;
        text_line(enter(line.text));
      }
    }
    leave_to(0);
    return std::move(result_);
  }

 private:
  /// A body that is indented under its marker.
  struct Frame {
    std::size_t quotes = 0;  ///< `>` that its lines have more than those of the frame around it
    std::size_t indent = 0;  ///< columns that its lines have after those
    std::size_t prefix = 0;  ///< length of prefix_ without it
    std::size_t html = 0;    ///< elements that were open at its start
    std::size_t blocks = 0;  ///< `///` blocks that were open at its start
    std::size_t footnote = npos;
    bool is_definition = false;
    std::size_t definition = npos;
    bool lazy = false;  ///< a paragraph of it may go on without indentation
  };

  struct OpenElement {
    std::string name;
    bool markdown = false;  ///< its content is Markdown
  };

  // Output.

  void blank() {
    in_html_ = false;
    paragraph_lines_ = 0;
    if (!result_.text.empty() && !blank_) result_.text += '\n';
    blank_ = true;
  }

  void put(std::string_view lead, std::string_view text, std::string_view mark = {}) {
    result_.text += prefix_;
    result_.text += lead;
    result_.text += mark;
    result_.text += text;
    result_.text += '\n';
    blank_ = false;
  }

  void put_block(std::string_view lead, std::string_view text, std::string_view mark = {}) {
    blank();
    put(lead, text, mark);
    blank();
  }

  // Frames.

  static bool consume(const Frame& frame, std::string_view line, std::size_t& at) {
    std::size_t place = at;
    for (std::size_t i = 0; i < frame.quotes; ++i) {
      while (place < line.size() && line[place] == ' ') ++place;
      if (place >= line.size() || line[place] != '>') return false;
      ++place;
      if (place < line.size() && line[place] == ' ') ++place;
    }
    if (line.size() < place + frame.indent) return false;
    for (std::size_t i = 0; i < frame.indent; ++i) {
      if (line[place + i] != ' ') return false;
    }
    at = place + frame.indent;
    return true;
  }

  /// Leaves the frames that the line is not in; the rest of the line behind those that it is in.
  std::string_view enter(std::string_view line) {
    std::size_t at = 0;
    for (std::size_t depth = 0; depth < frames_.size(); ++depth) {
      if (consume(frames_[depth], line, at)) continue;
      const std::string_view rest = trim(line.substr(at));
      if (frames_[depth].lazy && !blank_ && depth + 1 == frames_.size() && goes_on(rest)) {
        return rest;
      }
      leave_to(depth);
      break;
    }
    return line.substr(at);
  }

  /// Is this text that goes on with the paragraph above it, not a block of its own?
  static bool goes_on(std::string_view text) {
    const char c = text.empty() ? '#' : text[0];
    if (is_punctuation(c)) return c == '(' || c == '"' || c == '`';
    return list_marker_length(text) == 0;
  }

  Frame& push(std::string_view lead, std::size_t indent, std::size_t quotes) {
    Frame frame;
    frame.quotes = quotes;
    frame.indent = indent;
    frame.prefix = prefix_.size();
    frame.html = elements_.size();
    frame.blocks = blocks_.size();
    prefix_ += lead;
    return frames_.emplace_back(frame);
  }

  void leave_to(std::size_t depth) {
    while (frames_.size() > depth) {
      const Frame frame = frames_.back();
      if (frame.footnote != npos) {
        put_block({}, {}, marks::numbered(marks::footnote_end, frame.footnote));
      } else if (frame.definition != npos) {
        put_block({}, {}, marks::numbered(marks::definition_end, frame.definition));
      } else {
        blank();
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

  /// Is the line in all open frames, and if `inner` is given, in that one too?
  bool is_inside(std::string_view line, const Frame* inner = nullptr) const {
    std::size_t at = 0;
    for (const Frame& frame : frames_) {
      if (!consume(frame, line, at)) return false;
    }
    return inner == nullptr || consume(*inner, line, at);
  }

  /// Skips a fenced code block as a whole, or one line.
  void skip_one() {
    note_references(lines_[next_].text);
    if (lines_[next_].kind == LineKind::fence_open) {
      while (lines_[next_].kind != LineKind::fence_close) ++next_;
    }
    ++next_;
  }

  void note_references(std::string_view text) {
    for (std::size_t i = text.find("[^"); i != npos; i = text.find("[^", i + 2)) {
      const std::size_t end = text.find_first_of("[] ", i + 2);
      if (end == npos || text[end] != ']' || end == i + 2) continue;
      result_.excluded_references.emplace_back(text.substr(i + 2, end - i - 2));
    }
  }

  void skip_body(const Frame& frame) {
    while (next_ < lines_.size() &&
           (lines_[next_].text.empty() || is_inside(lines_[next_].text, &frame))) {
      skip_one();
    }
  }

  // Lines.

  void text_line(std::string_view line) {
    // A line may hold the end of one thing and the start of the next.
    while (!line.empty()) {
      if (pre_ != npos) {
        pre_line(line);
        return;
      }
      const Lead lead = read_lead(line);
      const std::string_view text = line.substr(lead.length);
      if (text.empty()) {
        if (!blank_) put({}, trim(line));
        blank_ = true;
        paragraph_lines_ = 0;
        in_html_ = false;
        return;
      }
      if (in_html_ || starts_html(text)) {
        line = html_line(line.substr(0, lead.length), text);
      } else if (const std::size_t end = end_of_markdown_element(text); end != npos) {
        plain_line(lead, line.substr(0, lead.length + end));
        blank();
        line.remove_prefix(lead.length + end);
      } else {
        const std::string_view whole = with_whole_tags(lead, line);
        block_line(lead, whole);
        return;
      }
    }
  }

  /// Takes the next lines along as far as a tag goes on in them: to cmark a `>` that starts a line
  /// would be a quotation. Only tags with attributes: else `<` may be a sign of its own.
  std::string_view with_whole_tags(const Lead& lead, std::string_view line) {
    if (std::string_view("!?#/").find(line[lead.length]) != npos) return line;
    std::string* whole = nullptr;
    std::size_t at = lead.length;
    while ((at = tag_stops.find_in(line, at)) != npos) {
      if (line[at] == '\\') {
        at += 2;
      } else if (line[at] == '`') {
        const std::size_t end = std::min(line.find_first_not_of('`', at), line.size());
        const bool too_long = end - at > max_backticks;
        const std::size_t close = too_long ? npos : line.find(line.substr(at, end - at), end);
        at = close == npos ? end : close + (end - at);
      } else if (const std::size_t length = read_tag(line.substr(at, max_tag_bytes)).length;
                 length != 0) {
        at += length;
      } else if (line.size() - at < max_tag_bytes && line.find('>', at) == npos) {
        std::string tag(line.substr(at));
        const std::size_t first = next_;
        const std::size_t tag_length = join_tag(lead, tag);
        if (next_ == first) return line;
        if (whole == nullptr) whole = &joined_.emplace_back(line);
        whole->resize(at);  // grows in place, or many tags would be copied again for each
        *whole += tag;
        line = *whole;
        at += tag_length;
      } else {
        ++at;
      }
    }
    return line;
  }

  /// Appends lines to the start of a tag up to the one it ends in; its length, or 0 if it is none.
  std::size_t join_tag(const Lead& lead, std::string& tag) {
    std::string all = tag;
    for (std::size_t i = next_; i < lines_.size() && all.size() < max_tag_bytes; ++i) {
      const std::string_view line = lines_[i].text;
      if (lines_[i].kind != LineKind::text || line.empty() || !is_inside(line)) return 0;
      std::size_t quotes = lead.quotes;
      for (const Frame& frame : frames_) quotes += frame.quotes;
      std::string_view text = trim(line);
      for (; quotes > 0 && text.starts_with('>'); --quotes) text = trim(text.substr(1));
      (all += ' ') += text;
      const bool closed = text.find('>') != npos;
      const HtmlTag whole = closed ? read_tag(all) : HtmlTag{};
      if (whole.length == 0) continue;
      const bool attributes = all.find('=') < whole.length;
      if (!whole.exclude && (whole.loose || !attributes)) return 0;
      tag = std::move(all);
      next_ = i + 1;
      return whole.length;
    }
    return 0;
  }

  void block_line(const Lead& lead, std::string_view line) {
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
        done = abbreviation(text);
        break;
      case '[':
        done = (!nested_ && footnote(lead, line)) || contents(text);
        break;
      case ':':
        done = !nested_ && definition(lead, line);
        break;
      case '#':
        done = heading(lead, line);
        break;
      case 'i':
      case 'e':
        done = is_mdx_statement(text);
        break;
      case ';':
        done = text.starts_with(";--8<--");
        break;
      default:
        break;
    }
    if (done) return;
    if (const std::size_t marker = list_marker_length(text);
        marker != 0 && container(lead, line, marker)) {
      return;
    }
    if (table(lead, line)) return;
    plain_line(lead, line);
  }

  void plain_line(const Lead& lead, std::string_view line) {
    const std::string_view text = line.substr(lead.length);
    const std::size_t marker = list_marker_length(text);
    paragraph_lines_ = marker != 0 ? 1 : paragraph_lines_ + 1;
    in_list_item_ = marker != 0 || (in_list_item_ && paragraph_lines_ > 1);
    // An inline element may start a paragraph; to cmark it would be an HTML block.
    const std::string_view content = without_fence(text.substr(marker));
    if (content.empty() && marker == 0) return;
    const bool element = content.starts_with('<') && !starts_html(content) && lead.indent < 4;
    content_begin_ = result_.text.size() + prefix_.size() + lead.length + marker;
    put(line.substr(0, lead.length + marker), content,
        element ? marks::nothing : std::string_view{});
  }

  /// A fence that nobody closed is none, but to cmark it would open code up to the end.
  static std::string_view without_fence(std::string_view text) {
    if (!text.starts_with("```") && !text.starts_with("~~~")) return text;
    const std::size_t end = std::min(text.find_first_not_of(text[0]), text.size());
    const bool span = text[0] == '`' && text.find('`', end) != npos;
    return span ? text : trim(text.substr(end));
  }

  bool container(const Lead& lead, std::string_view line, std::size_t list_marker) {
    const auto marker = read_container_marker(line.substr(lead.length + list_marker));
    if (!marker) return false;
    std::string body_lead(line.substr(0, lead.length));
    std::size_t body_indent = lead.indent + 4;
    if (list_marker != 0) {
      body_lead.append(list_marker, ' ');
      // Below a list marker the body starts four columns further than the item's text, which
      // stands behind the marker or, as Python-Markdown has it, at the next multiple of four.
      body_indent = lead.indent + std::min<std::size_t>(list_marker, 4) + 4;
    }
    Frame frame;
    frame.quotes = lead.quotes;
    frame.indent = body_indent;
    if (marker->exclude) {
      blank();
      skip_body(frame);
      return true;
    }
    blank();
    if (!marker->title.empty() || list_marker != 0) {
      put(line.substr(0, lead.length + list_marker), marker->title, marks::nothing);
      blank();
    }
    push(body_lead, body_indent, lead.quotes);
    return true;
  }

  bool slash_block(const Lead& lead, std::string_view line) {
    const auto marker = read_slash_marker(line.substr(lead.length));
    if (!marker) return false;
    blank();
    if (marker->closing) {
      const auto open = std::find(blocks_.rbegin(), blocks_.rend(), marker->slashes);
      if (open != blocks_.rend()) blocks_.erase(std::prev(open.base()), blocks_.end());
      return true;
    }
    bool exclude = marker->exclude;
    Frame options;
    options.quotes = lead.quotes;
    options.indent = lead.indent + 4;
    while (next_ < lines_.size() && lines_[next_].kind == LineKind::text &&
           !lines_[next_].text.empty() && is_inside(lines_[next_].text, &options)) {
      exclude = exclude || option_excludes(lines_[next_].text);
      ++next_;
    }
    if (exclude) {
      skip_slash_block(marker->slashes);
      return true;
    }
    blocks_.push_back(marker->slashes);
    if (!marker->title.empty()) put_block(line.substr(0, lead.length), marker->title);
    return true;
  }

  void skip_slash_block(std::size_t slashes) {
    while (next_ < lines_.size()) {
      const SourceLine& line = lines_[next_];
      if (!line.text.empty() && !is_inside(line.text)) return;
      if (line.kind == LineKind::text) {
        const auto marker = read_slash_marker(line.text.substr(read_lead(line.text).length));
        if (marker && marker->closing && marker->slashes == slashes) {
          ++next_;
          return;
        }
      }
      skip_one();
    }
  }

  /// A line of `=` or `-` makes a heading of the one line above it; under a longer paragraph it
  /// does not, other than in CommonMark. One of `=` that makes no heading is no text either.
  bool underline(const Lead& lead, std::string_view line) {
    const std::string_view text = line.substr(lead.length);
    if (lead.indent > 3 || text.find_first_not_of(text[0]) != npos) return false;
    if (in_list_item_ && paragraph_lines_ == 1 && style_ == AnchorStyle::python_markdown) {
      // Python-Markdown reads an item's text for itself, and then this is its underline.
      result_.text.insert(content_begin_, text[0] == '=' ? "# " : "## ");
      blank();
      return true;
    }
    if (text[0] == '=' && (in_list_item_ || paragraph_lines_ == 0)) return text.size() > 2;
    if (style_ != AnchorStyle::python_markdown || paragraph_lines_ < 2) return false;
    if (text[0] == '=') return true;
    put_block(line.substr(0, lead.length), "***");
    return true;
  }

  /// A `--8<--` that was not expanded. In the block form the lines up to the next are names.
  bool snippet(std::string_view text) {
    const std::size_t dashes = text.find_first_not_of('-');
    if (dashes == npos || dashes < 1 || !text.substr(dashes).starts_with("8<-")) return false;
    const std::size_t rest = text.find_first_not_of('-', dashes + 2);
    if (rest != npos) return text[rest] == ' ';
    std::size_t end = next_;
    while (end < lines_.size() && lines_[end].text.find("8<-") == npos &&
           end < next_ + max_snippet_lines) {
      ++end;
    }
    if (end < lines_.size() && trim(lines_[end].text) == text) next_ = end + 1;
    blank();
    return true;
  }

  bool abbreviation(std::string_view text) {
    if (!text.starts_with("*[")) return false;
    const std::size_t close = text.find(']');
    if (close == npos || close == 2) return false;
    std::size_t colon = close + 1;
    if (colon < text.size() && text[colon] == ' ') ++colon;
    if (colon >= text.size() || text[colon] != ':') return false;
    std::string_view meaning = trim(text.substr(colon + 1));
    if (meaning.empty() && next_ < lines_.size() && lines_[next_].kind == LineKind::text) {
      meaning = trim(lines_[next_++].text);
    }
    // Neighbours share a paragraph, which has no text of its own.
    if (!in_abbreviations_ || result_.text.size() != abbreviations_end_) blank();
    put({}, {}, marks::numbered(marks::abbreviation, result_.abbreviations.size()));
    result_.abbreviations.emplace_back(text.substr(2, close - 2), meaning);
    paragraph_lines_ = 0;
    in_abbreviations_ = true;
    abbreviations_end_ = result_.text.size();
    return true;
  }

  bool footnote(const Lead& lead, std::string_view line) {
    const std::string_view text = line.substr(lead.length);
    if (!text.starts_with("[^")) return false;
    const std::size_t close = text.find("]:");
    if (close == npos || close == 2) return false;
    const std::string_view name = text.substr(2, close - 2);
    if (name.find_first_of("[] ") != npos) return false;
    const std::size_t number = result_.footnotes.size();
    result_.footnotes.emplace_back(name);
    put_block(line.substr(0, lead.length), {}, marks::numbered(marks::footnote_begin, number));
    Frame& frame = push(line.substr(0, lead.length), lead.indent + 4, lead.quotes);
    frame.footnote = number;
    frame.lazy = true;
    first_line(text.substr(close + 2));
    return true;
  }

  bool contents(std::string_view text) {
    if (text != "[TOC]" && text != "[[_TOC_]]" && text != "[[toc]]") return false;
    blank();
    return true;
  }

  bool definition(const Lead& lead, std::string_view line) {
    const std::string_view text = line.substr(lead.length);
    if (text.size() < 3 || text[1] != ' ' || result_.text.empty() || lead.indent > 3) return false;
    const std::size_t number = mark_term();
    blank();
    if (number != npos) {
      put_block(line.substr(0, lead.length), {}, marks::numbered(marks::definition_begin, number));
    }
    Frame& frame = push(line.substr(0, lead.length), lead.indent + 4, lead.quotes);
    frame.lazy = true;
    frame.is_definition = true;
    frame.definition = number;
    first_line(text.substr(1));
    return true;
  }

  /// Puts a mark before the last line that was written, the term of a definition, and gives its
  /// number: that of the definition above, if the term has another one. npos: the line is no
  /// paragraph, and a mark before it might change what it is.
  std::size_t mark_term() {
    std::string& text = result_.text;
    if (definition_end_ == text.size()) return last_definition_;
    const std::size_t end = text.find_last_not_of('\n');
    if (end == npos || in_html_ || in_list_item_) return npos;
    std::size_t begin = text.rfind('\n', end) + 1;  // npos + 1 is 0
    const std::string_view line = std::string_view(text).substr(begin, end + 1 - begin);
    if (!line.starts_with(prefix_)) return npos;
    const std::string_view term = line.substr(prefix_.size());
    constexpr std::string_view block_starts = " \t#|<>=~`-+:/!?";
    if (term.empty() || block_starts.find(term.front()) != npos || marks::at(term, 0) ||
        list_marker_length(term) != 0) {
      return npos;
    }
    std::string mark = prefix_ + marks::numbered(marks::definition_term, result_.definitions);
    mark += "\n\n";
    // A paragraph goes on above: there other terms of the definition stand.
    if (begin > 0 && text[begin - 1] == '\n' && begin > 1 && text[begin - 2] != '\n') {
      mark.insert(0, 1, '\n');
    }
    text.insert(begin, mark);
    return result_.definitions++;
  }

  /// What stands on the line of a marker. No other marker of this kind: a line of nothing but
  /// colons must not nest.
  void first_line(std::string_view text) {
    nested_ = true;
    text_line(trim(text));
    nested_ = false;
  }

  bool heading(const Lead& lead, std::string_view line) {
    std::string_view text = line.substr(lead.length);
    const std::size_t level = std::min<std::size_t>({text.find_first_not_of('#'), text.size(), 6});
    const std::string_view hashes = text.substr(0, level);
    text.remove_prefix(level);
    const bool spaced = text.empty() || text[0] == ' ';
    if (lead.indent > 3 || (!spaced && (style_ == AnchorStyle::github || lead.indent > 0))) {
      return false;
    }
    text = trim(text);
    std::string_view attributes;
    if (text.ends_with('}')) {
      const std::size_t open = text.rfind('{');
      if (open != npos && open > 0 && text[open - 1] == ' ') {
        attributes = text.substr(open);
        text = trim(text.substr(0, open));
      }
    }
    if (style_ == AnchorStyle::python_markdown || !attributes.empty()) {
      while (text.ends_with('#') && !text.ends_with("\\#")) text.remove_suffix(1);
      text = trim(text);
    }
    std::string written(hashes);
    written += ' ';
    if (text.starts_with('#')) written += '\\';
    written += text;
    if (!attributes.empty()) (written += ' ') += attributes;
    put_block(line.substr(0, lead.length), written);
    return true;
  }

  bool table(const Lead& lead, std::string_view line) {
    if (next_ >= lines_.size() || lines_[next_].kind != LineKind::text || line.find('|') == npos ||
        !is_inside(lines_[next_].text)) {
      return false;
    }
    const std::string_view delimiter = lines_[next_].text;
    const Lead delimiter_lead = read_lead(delimiter);
    const std::string_view second = delimiter.substr(delimiter_lead.length);
    // Rows between bars are cells, even where no generator would take them for a table.
    const bool delimited = is_table_delimiter(second);
    if (!delimited && !(is_barred(line.substr(lead.length)) && is_barred(second))) return false;
    blank();
    const std::size_t begin = result_.text.size();
    row(line.substr(0, lead.length), line.substr(lead.length));
    if (delimited) ++next_;
    while (next_ < lines_.size() && lines_[next_].kind == LineKind::text &&
           !lines_[next_].text.empty() && is_inside(lines_[next_].text)) {
      const std::string_view next = lines_[next_].text;
      const Lead next_lead = read_lead(next);
      if (next_lead.length == next.size() || next_lead.quotes != delimiter_lead.quotes) break;
      if (attribute_line(begin)) break;
      if (!delimited && !is_barred(next.substr(next_lead.length))) break;
      row(line.substr(0, lead.length), next.substr(next_lead.length));
      ++next_;
    }
    return true;
  }

  /// Takes an attribute list that is the next line, as kramdown has it behind a block. If it
  /// excludes, what was written from `begin` on goes.
  bool attribute_line(std::size_t begin) {
    if (next_ >= lines_.size() || lines_[next_].kind != LineKind::text ||
        !is_inside(lines_[next_].text)) {
      return false;
    }
    const std::string_view text = trim(lines_[next_].text);
    if (!text.starts_with('{') || attribute_list_length(text) != text.size()) return false;
    if (parse_attribute_list(text).exclude) {
      note_references(std::string_view(result_.text).substr(begin));
      result_.text.resize(begin);
      blank_ = true;
    }
    ++next_;
    return true;
  }

  void row(std::string_view lead, std::string_view text) {
    for (const std::string_view cell : split_table_row(text)) {
      if (cell.find_first_not_of("-:") != npos) put_block(lead, cell, marks::cell);
    }
  }

  /// Code is a paragraph in which nothing is markup: then no fence is left for cmark, which would
  /// end or not end it by other rules.
  void fenced_code() {
    const std::string_view open = enter(lines_[next_++].text);
    Lead lead = read_lead(open);
    const std::size_t marker = list_marker_length(open.substr(lead.length));
    const std::string_view info = trim(open.substr(lead.length + marker));
    std::string first(open.substr(0, lead.length + marker));
    std::string others(open.substr(0, lead.length));
    others.append(marker, ' ');
    const bool exclude = is_excluded_fence(info);
    blank();
    const std::size_t begin = result_.text.size();
    std::size_t quotes = lead.quotes;
    for (const Frame& frame : frames_) quotes += frame.quotes;
    for (; lines_[next_].kind == LineKind::fence_body; ++next_) {
      if (exclude) continue;
      std::string_view code = lines_[next_].text;
      for (std::size_t i = 0; i < quotes; ++i) {
        const std::string_view rest = trim(code);
        if (rest.starts_with('>')) code = rest.substr(1);
      }
      code = trim(code);
      if (code.empty()) continue;
      put(first, escape(code), marks::nothing);
      first = others;
    }
    ++next_;
    attribute_line(begin);
    blank();
  }

  static bool is_excluded_fence(std::string_view info) {
    const std::size_t open = info.find('{');
    if (open == npos || attribute_list_length(info.substr(open)) == 0) return false;
    return parse_attribute_list(info.substr(open)).exclude;
  }

  // Raw HTML.

  bool starts_html(std::string_view text) const {
    if (text.size() < 3 || text[0] != '<') return false;
    const std::size_t name = text[1] == '/' ? 2 : 1;
    std::size_t end = name;
    while (end < text.size() && text[end] != ' ' && text[end] != '>' && text[end] != '/') ++end;
    std::string lower(text.substr(name, std::min<std::size_t>(end - name, 16)));
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return is_block_tag(lower);
  }

  /// Where the tag stands that closes the innermost element with Markdown in it; npos if not here.
  std::size_t end_of_markdown_element(std::string_view text) const {
    if (elements_.empty() || !elements_.back().markdown) return npos;
    return text.find("</" + elements_.back().name + ">");
  }

  /// Writes one line of an HTML block; what is to be read as Markdown again is the result.
  std::string_view html_line(std::string_view lead, std::string_view text) {
    if (!in_html_) {
      blank();
      if (elements_.empty()) html_lead_ = lead;
      in_html_ = true;
      tag_begin_.clear();
      // An unclosed `pre` would make the rest of the page an HTML block.
      if (text.starts_with("<pre") && next_ <= last_pre_end()) {
        pre_ = next_;
        pre_line(text);
        return {};
      }
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

  /// The last `>` of the line that `text` is the end of; looked for once a line.
  const char* last_close(std::string_view text) {
    const char* const end = text.data() + text.size();
    if (end != close_line_) {
      close_line_ = end;
      const std::size_t close = text.rfind('>');
      last_close_ = close == npos ? nullptr : text.data() + close;
    }
    return last_close_;
  }

  std::string_view finish_html(std::string_view lead, std::string_view text, std::size_t end) {
    put_html(lead, text.substr(0, end));
    blank();
    return text.substr(end);
  }

  void put_html(std::string_view lead, std::string_view text) {
    if (text.starts_with("<pre")) {
      put(lead, text.substr(4), "<div");
    } else if (text.starts_with("<textarea")) {
      put(lead, text.substr(9), "<div");
    } else {
      put(lead, text);
    }
  }

  /// Keeps account of the open elements. True if Markdown starts behind the tag.
  bool turns_to_markdown(const HtmlTag& tag) {
    const std::size_t floor = frames_.empty() ? 0 : frames_.back().html;
    if (!is_block_tag(tag.name)) return false;
    if (!tag.closing) {
      if (is_void_tag(tag.name) || tag.self_closing) return elements_.size() <= floor;
      if (elements_.size() < max_elements) elements_.push_back({tag.name, tag.markdown});
      return tag.markdown;
    }
    for (std::size_t i = elements_.size(); i > floor; --i) {
      if (elements_[i - 1].name != tag.name) continue;
      elements_.resize(i - 1);
      break;
    }
    return elements_.size() <= floor || elements_.back().markdown;
  }

  /// A line of a `pre` that starts its line: as written up to the end tag.
  void pre_line(std::string_view line) {
    put({}, line);
    if (line.find("</pre>") == npos) return;
    pre_ = npos;
    blank();
  }

  /// From 1; 0: there is none.
  std::size_t last_pre_end() {
    if (last_pre_end_ == npos) {
      last_pre_end_ = 0;
      for (std::size_t i = lines_.size(); i > 0 && last_pre_end_ == 0; --i) {
        if (lines_[i - 1].text.find("</pre>") != npos) last_pre_end_ = i;
      }
    }
    return last_pre_end_;
  }

  static constexpr std::size_t max_snippet_lines = 100;
  static constexpr std::size_t max_tag_bytes = 2048;
  static constexpr std::size_t max_elements = 1000;

  const std::vector<SourceLine>& lines_;
  const AnchorStyle style_;
  BlockDialect result_;
  std::size_t next_ = 0;             ///< the line to be read
  std::deque<std::string> joined_;   ///< lines with those that their tags go on in
  std::vector<Frame> frames_;        ///< outermost first
  std::string prefix_;               ///< what the frames put before each line
  std::vector<std::size_t> blocks_;  ///< open `///` blocks, by their number of slashes
  bool blank_ = true;                ///< the last line written is blank
  std::size_t paragraph_lines_ = 0;  ///< lines of the paragraph that is being written
  std::size_t content_begin_ = 0;    ///< place of its last line, behind a list marker
  bool in_list_item_ = false;        ///< that paragraph is a list item's
  bool nested_ = false;              ///< on the line of a definition's or footnote's marker
  std::size_t definition_end_ = npos;  ///< length of the text behind the last definition
  std::size_t last_definition_ = npos;
  bool in_abbreviations_ = false;
  std::size_t abbreviations_end_ = 0;  ///< length of the text behind the last abbreviation
  bool in_html_ = false;               ///< cmark is in an HTML block, up to a blank line
  std::string html_lead_;              ///< of the outermost open element
  std::string tag_begin_;              ///< a tag that goes on at the next line
  const char* close_line_ = nullptr;   ///< end of the line of last_close_
  const char* last_close_ = nullptr;
  std::size_t pre_ = npos;  ///< we are in a `pre`
  std::size_t last_pre_end_ = npos;
  std::vector<OpenElement> elements_;  ///< block elements that are open
};

}  // namespace

BlockDialect translate_blocks(const SourceLines& source, AnchorStyle style) {
  return Translator(source, style).run();
}

}  // namespace speur
