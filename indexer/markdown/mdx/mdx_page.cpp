#include "indexer/markdown/mdx/mdx_page.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/markers/mdx_statement.hpp"
#include "indexer/markdown/mdx/js_reader.hpp"
#include "indexer/markdown/mdx/line_ends.hpp"
#include "indexer/markdown/source/html_tag.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace speur {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t max_failures = 50;        ///< each may have read the rest of the page
constexpr std::size_t max_quoted_lines = 200;   ///< of one expression in a quotation
constexpr std::size_t max_quoted_bytes = 1 << 14;
constexpr std::size_t max_elements = 1000;
constexpr std::size_t max_backticks = 80;
constexpr std::size_t max_told = 20;  ///< expressions of a page that are named

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r>") == npos;
}

/// Length of `- ` or `12. ` with its blanks at the start of `text`; 0: none.
std::size_t marker_length(std::string_view text) {
  std::size_t end = 0;
  if (text.empty()) return 0;
  if (std::string_view("-*+").find(text[0]) != npos) {
    end = 1;
  } else {
    while (end < text.size() && end < 9 && is_ascii_digit(text[end])) ++end;
    if (end == 0 || end >= text.size() || (text[end] != '.' && text[end] != ')')) return 0;
    ++end;
  }
  if (end == text.size()) return end + 1;
  const std::size_t words = text.find_first_not_of(' ', end);
  if (words == end) return 0;
  return words == npos || words > end + 4 ? end + 1 : words;
}

/// The body of a page while it is brought to Markdown.
class MdxPage {
 public:
  MdxPage(std::string_view body, const Where& start, std::vector<Problem>& problems)
      : text_(body), start_(start), problems_(problems) {}

  std::string run() {
    const std::size_t working = 2 * text_.size();  // of a line that is gone over
    budget::hold(working);
    out_.reserve(text_.size() + 1);
    note_names();
    while (at_ < text_.size()) {
      budget::at_line(start_.line + line_);
      const std::string_view line = rest_of_line();
      budget::spend(line.size() + 1);
      if (!fence_.empty()) {
        fenced(line);
      } else if (is_blank(line)) {
        blank_line(line);
      } else if (!statement(line)) {
        text_line(line);
      }
    }
    budget::give_back(working);
    return std::move(out_);
  }

 private:
  struct Item {
    std::size_t in = 0;   ///< column of its content
    std::size_t out = 0;  ///< the same in what is written
  };
  struct Element {
    std::string name;
    std::string end;  ///< what its end tag is written as
    bool names_items = false;
  };

  [[nodiscard]] std::string_view rest_of_line() const {
    return text_.substr(at_, std::min(text_.find('\n', at_), text_.size()) - at_);
  }

  /// Whether nothing but blanks is left of the line.
  [[nodiscard]] bool ends_line() const {
    const std::size_t next = text_.find_first_not_of(" \t", at_);
    return next == npos || text_[next] == '\n';
  }

  /// Takes the line end that follows.
  void next_line() {
    if (at_ >= text_.size()) return;
    ++at_;
    ++line_;
    ++owed_;
  }

  void put_line(std::string_view line) {
    out_ += line;
    out_ += '\n';
    --owed_;
  }

  /// Ends the paragraph that is written.
  void end_block() {
    in_paragraph_ = false;
    if (!out_.empty() && !out_.ends_with("\n\n")) put_line({});
  }

  void blank_line(std::string_view line) {
    at_ += line.size();
    next_line();
    in_paragraph_ = false;
    if (line.find('>') != npos) return put_line(line);
    if (owed_ <= 0 && out_.ends_with("\n\n")) return;
    put_line({});
    while (owed_ > 0) put_line({});
  }

  void fenced(std::string_view line) {
    at_ += line.size();
    next_line();
    const std::size_t indent = std::min(line.find_first_not_of(" \t>"), line.size());
    const std::string_view text = line.substr(indent);
    const std::size_t length = std::min(text.find_first_not_of(fence_[0]), text.size());
    const bool closes = length >= fence_.size() && trimmed(text.substr(length)).empty();
    std::size_t shift = 0;
    while (shift < fence_shift_ && shift < line.size() && line[shift] == ' ') ++shift;
    put_line(line.substr(shift));
    if (closes) fence_.clear();
  }

  /// Takes the names of imported pages and of constants, which count above them, too.
  void note_names() {
    for (std::size_t at = 0; at < text_.size(); at = std::min(text_.find('\n', at), text_.size()) + 1) {
      if (text_[at] != 'i' && text_[at] != 'e') continue;
      const std::string_view line = text_.substr(at, std::min(text_.find('\n', at), text_.size()) - at);
      note_constant(line);
      note_import(line);
    }
  }

  /// Takes the imports and exports that start with this line, which go on up to a blank one.
  bool statement(std::string_view line) {
    if (in_paragraph_ || !starts_mdx_statement(line)) return false;
    const std::size_t end = at_ + statement_length();
    note_component(text_.substr(at_, end - at_));
    std::vector<std::string_view> kept;
    while (at_ < text_.size() && at_ <= end) {
      const std::string_view part = rest_of_line();
      if (note_import(part)) kept.push_back(part);
      at_ += part.size();
      next_line();
    }
    end_block();
    for (const std::string_view import : kept) put_line(import);
    if (!kept.empty()) end_block();
    return true;
  }

  /// Takes the name of a component that shows nothing of what stands in it: `export const Weg = () => null`.
  void note_component(std::string_view code) {
    if (code.find("children") != npos || code.find("props") != npos) return;
    for (const std::string_view word : {"export const ", "export function "}) {
      if (!code.starts_with(word)) continue;
      const std::string_view rest = code.substr(word.size());
      const std::string_view name = rest.substr(0, rest.find_first_of(" =(:"));
      const bool is_code = code.find("=>") != npos || code.find("function") != npos;
      if (is_code && is_component(name)) childless_.emplace(name);
    }
  }

  std::size_t statement_length() {
    if (failures_ < max_failures) {
      JsReader reader(text_.substr(at_), names_);
      reader.statements();
      if (!reader.failed()) {
        if (reader.lost_text()) tell_lost_text(line_);
        return reader.place();
      }
      ++failures_;
    }
    const std::size_t end = text_.find("\n\n", at_);
    return std::min(end, text_.size()) - at_;
  }

  /// `export const versie = '2'`: what its name stands for on this page.
  void note_constant(std::string_view line) {
    constexpr std::string_view word = "export const ";
    const std::size_t equals = line.find('=');
    if (!line.starts_with(word) || equals == npos) return;
    const std::string_view name = trimmed(line.substr(word.size(), equals - word.size()));
    std::string_view value = trimmed(line.substr(equals + 1));
    if (value.ends_with(';')) value.remove_suffix(1);
    JsReader reader(value, names_);
    JsValue known = reader.whole();
    if (known.truth != JsValue::Truth::unknown) names_.insert_or_assign(std::string(name), std::move(known));
  }

  /// Whether the line imports a Markdown file, whose tag then stands for its text.
  bool note_import(std::string_view line) {
    if (!line.starts_with("import ")) return false;
    const std::string_view rest = trimmed(line.substr(7));
    const std::size_t end = rest.find_first_not_of(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
    const bool is_page = line.find(".md\"") != npos || line.find(".md'") != npos || line.find(".mdx\"") != npos ||
                         line.find(".mdx'") != npos;
    if (!is_page || end == npos || end == 0) return false;
    pages_.emplace(rest.substr(0, end));
    return true;
  }

  void text_line(std::string_view line) {
    const std::size_t text = line.find_first_not_of(" \t>");
    quotes_ = static_cast<std::size_t>(std::count(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(text), '>'));
    lead_ = line_lead(line, text);
    at_ += text;
    std::string_view content = line.substr(text);
    is_item_ = false;
    if (quotes_ == 0 || !in_paragraph_) {
      const std::size_t marker = marker_length(content);
      is_item_ = marker != 0;
      if (is_item_) {
        const std::size_t width = std::min(marker, content.size());
        lead_ += content.substr(0, width);
        if (lead_.back() != ' ') lead_ += ' ';
        at_ += width;
        content.remove_prefix(width);
        in_paragraph_ = false;
      }
    }
    if (opens_fence(content)) return;
    if (content.starts_with('#')) {
      at_ += content.size();
      const bool is_heading = content.find_first_not_of('#') == npos || content[content.find_first_not_of('#')] == ' ';
      put_line(lead_ + std::string(content));
      next_line();
      in_paragraph_ = !is_heading;
      return;
    }
    scan(content.starts_with(":::"));
  }

  /// The indentation that the line gets, and its signs of quotes.
  std::string line_lead(std::string_view line, std::size_t text) {
    shift_ = 0;
    if (quotes_ > 0) return std::string(line.substr(0, text));
    std::size_t column = 0;
    for (const char c : line.substr(0, text)) column += c == '\t' ? 4 - column % 4 : 1;
    const std::size_t marker = marker_length(line.substr(text));
    if (in_paragraph_ && marker == 0) return std::string(column, ' ');
    while (!items_.empty() && column < items_.back().in) items_.pop_back();
    const Item base = items_.empty() ? Item{} : items_.back();
    const std::size_t more = column - base.in;
    const std::size_t out = base.out + (more > 3 ? 0 : more);
    shift_ = column - out;
    if (marker != 0) items_.push_back({column + marker, out + marker});
    return std::string(out, ' ');
  }

  bool opens_fence(std::string_view content) {
    if (!content.starts_with("```") && !content.starts_with("~~~")) return false;
    const std::size_t length = std::min(content.find_first_not_of(content[0]), content.size());
    const std::string_view info = trimmed(content.substr(length));
    if (content[0] == '`' && info.find('`') != npos) return false;
    at_ += content.size();
    next_line();
    in_paragraph_ = false;
    if (info.starts_with("mdx-code-block")) {
      // What stands in it is no code.
      mdx_fences_.emplace_back(content.substr(0, length));
      end_block();
      return true;
    }
    if (info.empty() && !mdx_fences_.empty() && mdx_fences_.back() == content.substr(0, length)) {
      mdx_fences_.pop_back();
      end_block();
      return true;
    }
    fence_ = content.substr(0, length);
    fence_shift_ = shift_;
    put_line(lead_ + std::string(content));
    return true;
  }

  void tell_lost_text(std::size_t line) {
    if (told_++ >= max_told) return;
    Problem problem{{start_.file, start_.line + line},
                    "text in an expression or a component of MDX that only the site can work out is left out", true};
    problem.once = true;
    problems_.push_back(std::move(problem));
  }

  /// Goes over the rest of a line, and over the lines that a tag or an expression in it goes on in.
  void scan(bool is_box) {
    words_.clear();
    blanks_ = 0;
    has_text_ = has_code_ = begins_block_ = ends_block_ = false;
    std::size_t brackets = 0;
    while (at_ < text_.size() && text_[at_] != '\n') {
      const char c = text_[at_];
      if (c == '\\') {
        copy(2);
      } else if (c == '`') {
        copy(code_length());
      } else if (c == '{' && text_.substr(at_, 2) != "{#" && (!is_box || brackets > 0) && expression()) {
        has_code_ = true;
      } else if (c == '<' && tag()) {
        has_code_ = true;
      } else {
        if (c == '[') ++brackets;
        if (c == ']' && brackets > 0) --brackets;
        copy(c == '{' && text_.substr(at_, 2) == "{#" ? 2 : 1);
      }
    }
    next_line();
    write();
  }

  /// Whether the line has blanks only so far. What was looked at is not looked at again: a line may have a million tags.
  bool has_no_words() {
    blanks_ = std::min(words_.find_first_not_of(" \t\n\v\f\r", blanks_), words_.size());
    return blanks_ == words_.size();
  }

  void copy(std::size_t length) {
    const std::string_view piece = text_.substr(at_, length);
    for (const char c : piece) {
      if (c == '\n') {
        ++line_;
        ++owed_;
        words_ += ' ';
      } else {
        words_ += c;
      }
    }
    if (piece.find_first_not_of(" \t\r") != npos) has_text_ = true, ends_block_ = false;
    at_ += piece.size();
  }

  /// Of code between backquotes, in whatever line of the paragraph it ends; else of these alone.
  [[nodiscard]] std::size_t code_length() {
    const std::size_t open = std::min(text_.find_first_not_of('`', at_), text_.size());
    const std::string_view ticks = text_.substr(at_, open - at_);
    if (ticks.size() > max_backticks) return ticks.size();
    if (at_ >= paragraph_end_) paragraph_end_ = std::min(text_.find("\n\n", at_), text_.size());
    std::size_t& none = no_code_[ticks.size()];  // up to here no code of so many backquotes ends
    if (at_ < none) return ticks.size();
    for (std::size_t i = text_.find(ticks, open); i < paragraph_end_; i = text_.find(ticks, i)) {
      const std::size_t behind = std::min(text_.find_first_not_of('`', i), text_.size());
      if (behind - i == ticks.size()) return behind - at_;
      i = behind;
    }
    none = paragraph_end_;
    return ticks.size();
  }

  /// The text from here on as the reader of code gets it: in a quotation without its signs.
  std::string_view code_here() {
    if (quotes_ == 0) return text_.substr(at_);
    // What was made for an earlier place of the line serves until half of it is read.
    const bool is_there = at_ >= quoted_begin_ && at_ < quoted_line_end_;
    if (is_there && (!quoted_is_cut_ || quoted_.size() - (at_ - quoted_begin_) >= max_quoted_bytes / 2)) {
      return std::string_view(quoted_).substr(at_ - quoted_begin_);
    }
    quote();
    return quoted_;
  }

  void quote() {
    quoted_.clear();
    quoted_begin_ = quoted_line_end_ = at_;
    quoted_is_cut_ = false;
    std::size_t at = at_;
    for (std::size_t lines = 0; at < text_.size(); ++lines) {
      quoted_is_cut_ = lines == max_quoted_lines || quoted_.size() >= max_quoted_bytes;
      if (quoted_is_cut_) return;
      budget::spend(max_quoted_bytes / max_quoted_lines);
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      std::size_t begin = at;
      for (std::size_t signs = lines == 0 ? 0 : quotes_; signs > 0; --signs) {
        begin = std::min(text_.find_first_not_of(' ', begin), end);
        if (begin == end || text_[begin] != '>') return;
        ++begin;
      }
      const std::size_t bytes = std::min(end - begin, max_quoted_bytes);
      (quoted_ += text_.substr(begin, bytes)) += '\n';
      if (lines == 0) quoted_line_end_ = at_ + bytes;
      at = end + 1;
    }
  }

  /// Moves on by what the reader of code took.
  void take(std::string_view code) {
    std::size_t lines = static_cast<std::size_t>(std::count(code.begin(), code.end(), '\n'));
    if (quotes_ == 0 || lines == 0) {
      at_ += code.size();
      line_ += lines;
      owed_ += static_cast<long>(lines);
      return;
    }
    const std::size_t last = code.rfind('\n');
    for (; lines > 0; --lines) {
      at_ += rest_of_line().size();
      next_line();
    }
    for (std::size_t signs = quotes_; signs > 0; --signs) at_ = std::min(text_.find('>', at_), text_.size() - 1) + 1;
    at_ += code.size() - last - 1;
  }

  bool expression() {
    if (failures_ >= max_failures) return false;
    const std::string_view here = code_here();
    JsReader reader(here, names_);
    const std::size_t line = line_;
    JsValue value = reader.braces();
    if (reader.failed()) {
      ++failures_;
      return false;
    }
    const std::string code(here.substr(0, reader.place()));
    // What of a name stands in a line leaves a trace there, by which signs of emphasis around it are known to have
    // no words.
    const bool is_name = code.find_first_not_of("{}abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.$ ") == npos;
    if (reader.lost_text()) tell_lost_text(line);
    take(code);
    const bool is_unknown = value.truth == JsValue::Truth::unknown;
    if (is_unknown && is_name && code.find('\n') == npos) {
      words_ += code;
    } else if (value.shown.empty() && !words_.empty() && (words_.back() == '*' || words_.back() == '_')) {
      words_ += "{x}";
    } else {
      words_ += value.shown;
    }
    return true;
  }

  bool tag() {
    const std::string_view here = code_here();
    if (here.starts_with("<!--")) return comment(here);
    const char next = here.size() > 1 ? here[1] : ' ';
    if (!is_ascii_letter(next) && next != '/' && next != '>' && next != '_') return false;
    if (failures_ >= max_failures) return false;
    JsReader reader(here, names_);
    JsxTag tag = reader.tag();
    tag.hidden = tag.hidden || childless_.contains(tag.name);
    if (reader.failed()) {
      ++failures_;
      return false;
    }
    const bool is_first = has_no_words();
    take(std::string(here.substr(0, reader.place())));
    const std::string lower = ascii_lower(tag.name);
    const bool is_block = !is_component(tag.name) && is_block_tag(lower);
    const bool is_alone = is_first && ends_line();
    const bool divides = is_block || is_alone || tag.name.empty();
    if (tag.closing) {
      close(tag, divides || (is_component(tag.name) && ends_line()));
      return true;
    }
    if (pages_.contains(tag.name)) {
      words_ += "<" + tag.name + "/>";
      return true;
    }
    if (is_first) begins_block_ = divides || is_component(tag.name);
    std::string end;
    if (is_heading_tag(lower) || tag.hidden) {
      const std::string name = is_heading_tag(lower) ? lower : divides ? "div" : "span";
      words_ += "<" + name;
      if (!tag.id.empty() && tag.id.find_first_of("\"<>& ") == npos) words_ += " id=\"" + tag.id + "\"";
      words_ += tag.hidden ? " data-search-exclude>" : ">";
      end = "</" + name + ">";
      if (tag.self_closing) words_ += end;
    } else if (lower == "br" || (divides && !is_first)) {
      words_ += ' ';
    }
    // The labels stand in `values` of the tabs as a whole.
    const bool is_named = tag.shown_is_value && std::ranges::any_of(elements_, [](const Element& element) {
                            return element.name == "Tabs" && element.names_items;
                          });
    if (!tag.shown.empty() && !is_named) {
      // Of an element with content it is a title above that, of others the text.
      words_ += tag.shown;
      has_text_ = true;
      if (!tag.self_closing) words_ += ' ';
    }
    if (!tag.self_closing && !is_void_tag(lower) && elements_.size() < max_elements) {
      elements_.push_back({tag.name, std::move(end), !tag.shown.empty()});
    }
    ends_block_ = divides;
    return true;
  }

  void close(const JsxTag& tag, bool divides) {
    const auto open = std::find_if(elements_.rbegin(), elements_.rend(),
                                   [&](const Element& element) { return element.name == tag.name; });
    if (open != elements_.rend()) {
      words_ += open->end;
      elements_.erase(std::prev(open.base()), elements_.end());
    }
    if (divides && !has_no_words()) words_ += ' ';
    ends_block_ = divides;
  }

  bool comment(std::string_view here) {
    if (at_ >= no_comment_ && quotes_ == 0) return false;
    const std::size_t end = here.find("-->", 4);
    if (end == npos) {
      if (quotes_ == 0) no_comment_ = at_;
      return false;
    }
    take(std::string(here.substr(0, end + 3)));
    return true;
  }

  /// Writes the line that was gone over.
  void write() {
    const std::string_view words = trimmed(words_);
    if (words.empty()) {
      if (quotes_ > 0 || is_item_) return put_line(lead_);
      // A comment within a paragraph does not end it.
      if (!has_code_ || begins_block_ || ends_block_ || !in_paragraph_) end_block();
      return;
    }
    const bool is_flow = !has_text_;
    if ((is_flow || begins_block_) && quotes_ == 0 && !is_item_) end_block();
    if (words.find("\n\n") == npos) {
      put_line(lead_ + std::string(words));
    } else if (is_flow && quotes_ == 0) {
      put_blocks(words);
    } else {
      std::string line;
      for (const char c : words) {
        if (c != '\n' || !line.ends_with(' ')) line += c == '\n' ? ' ' : c;
      }
      put_line(lead_ + line);
    }
    in_paragraph_ = true;
    if ((is_flow || ends_block_) && quotes_ == 0) end_block();
  }

  /// Writes what an expression shows, block by block.
  void put_blocks(std::string_view words) {
    const std::string indent(lead_.size(), ' ');
    bool is_first = true;
    while (!words.empty()) {
      const std::size_t end = std::min(words.find("\n\n"), words.size());
      const std::string_view block = trimmed(words.substr(0, end));
      words.remove_prefix(std::min(end + 2, words.size()));
      if (block.empty()) continue;
      put_line((is_first ? lead_ : indent) + std::string(block));
      end_block();
      is_first = false;
    }
  }

  const std::string_view text_;
  const Where& start_;
  std::vector<Problem>& problems_;
  std::string out_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  long owed_ = 0;  ///< lines that were read and not written
  std::size_t failures_ = 0;
  std::size_t told_ = 0;
  JsNames names_;
  std::set<std::string, std::less<>> pages_;  ///< names of imported Markdown files
  std::set<std::string, std::less<>> childless_;  ///< components that do not show what stands in them
  std::vector<Element> elements_;             ///< that are open
  std::vector<Item> items_;                   ///< of lists that are open
  std::vector<std::string> mdx_fences_;
  std::string fence_;            ///< of the code that we are in
  std::size_t fence_shift_ = 0;  ///< columns that its lines lose
  std::size_t shift_ = 0;        ///< columns that the last line lost
  bool in_paragraph_ = false;
  std::size_t paragraph_end_ = 0;
  std::array<std::size_t, max_backticks + 1> no_code_{};
  std::size_t no_comment_ = npos;  ///< from here on no comment ends
  std::string quoted_;             ///< what is left of a quotation, without its signs
  std::size_t quoted_begin_ = 0, quoted_line_end_ = 0;  ///< of what it has of its first line
  bool quoted_is_cut_ = false;     ///< there is more

  // Of the line that is gone over.
  std::size_t quotes_ = 0;
  std::string lead_;
  bool is_item_ = false;  ///< it starts one
  std::string words_;
  std::size_t blanks_ = 0;  ///< that it begins with, as far as is known
  bool has_text_ = false;
  bool has_code_ = false;
  bool begins_block_ = false;
  bool ends_block_ = false;
};

/// Whether a body may hold anything that is not plain Markdown: braces, tags, statements, indentation of them.
bool may_hold_mdx(std::string_view body) {
  return body.find_first_of("<{") != npos || body.find("import ") != npos || body.find("export ") != npos ||
         body.find("    ") != npos;
}

}  // namespace

std::string plain_mdx(std::string_view body, const Where& start, std::vector<Problem>& problems) {
  if (!may_hold_mdx(body)) return std::string(body);
  const std::string lines = with_plain_line_ends(body);
  if (!lines.empty()) body = lines;
  budget::hold(body.size());
  return MdxPage(body, start, problems).run();
}

}  // namespace speur
