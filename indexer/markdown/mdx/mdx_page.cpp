#include "indexer/markdown/mdx/mdx_page.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/markers/mdx_statement.hpp"
#include "indexer/markdown/mdx/js_reader.hpp"
#include "indexer/markdown/mdx/line_ends.hpp"
#include "indexer/markdown/mdx/lost_text.hpp"
#include "indexer/markdown/mdx/mdx_indents.hpp"
#include "indexer/markdown/mdx/mdx_lines.hpp"
#include "indexer/markdown/mdx/mdx_names.hpp"
#include "indexer/markdown/mdx/mdx_scanner.hpp"
#include "indexer/markdown/mdx/page_import.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/npos.hpp"

#include <algorithm>

namespace speur {

namespace {

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r>") == npos;
}

/// `text` without the line ends that would make blocks of it.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (c != '\n' || !line.ends_with(' ')) line += c == '\n' ? ' ' : c;
  }
  return line;
}

/// The body of a page while it is brought to Markdown, line by line.
class MdxPage {
 public:
  MdxPage(std::string_view body, const Where& start, std::vector<Problem>& problems, std::span<const PageValue> values)
      : text_(body),
        start_(start),
        lost_(start, "text in an expression or a component of MDX that only the site can work out is left out", problems),
        names_(body, values),
        scanner_(body, names_, lost_),
        lines_(body.size() + 1) {}

  std::string run() {
    const std::size_t working = 2 * text_.size();  // of a line that is gone over
    budget::hold(working);
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
    return lines_.take();
  }

 private:
  [[nodiscard]] std::string_view rest_of_line() const {
    return text_.substr(at_, std::min(text_.find('\n', at_), text_.size()) - at_);
  }

  /// Moves on by `bytes`, with so many line ends in them, and by the line end that follows.
  void next_line(std::size_t bytes, std::size_t line_ends = 0) {
    at_ += bytes;
    if (at_ < text_.size()) ++at_, ++line_ends;
    line_ += line_ends;
    lines_.read(line_ends);
  }

  void end_block() {
    in_paragraph_ = false;
    lines_.end_block();
  }

  void blank_line(std::string_view line) {
    next_line(line.size());
    in_paragraph_ = false;
    if (line.find('>') != npos) return lines_.put(line);
    lines_.put_blank();
  }

  void fenced(std::string_view line) {
    next_line(line.size());
    const std::size_t indent = std::min(line.find_first_not_of(" \t>"), line.size());
    const std::string_view text = line.substr(indent);
    const std::size_t length = std::min(text.find_first_not_of(fence_[0]), text.size());
    const bool closes = length >= fence_.size() && trimmed(text.substr(length)).empty();
    std::size_t shift = 0;
    while (shift < fence_shift_ && shift < line.size() && line[shift] == ' ') ++shift;
    lines_.put(line.substr(shift));
    if (closes) fence_.clear();
  }

  /// Takes the imports and exports that start with this line, which go on up to a blank one.
  bool statement(std::string_view line) {
    if (in_paragraph_ || !starts_mdx_statement(line)) return false;
    const std::size_t end = at_ + statement_length();
    names_.note_component(text_.substr(at_, end - at_));
    std::vector<std::string_view> kept;
    while (at_ < text_.size() && at_ <= end) {
      const std::string_view part = rest_of_line();
      if (read_page_import(part)) kept.push_back(part);
      next_line(part.size());
    }
    end_block();
    for (const std::string_view import : kept) lines_.put(import);
    if (!kept.empty()) end_block();
    return true;
  }

  std::size_t statement_length() {
    if (failures_ < max_failures) {
      JsReader reader(text_.substr(at_), names_.constants());
      reader.statements();
      if (!reader.failed()) {
        if (reader.lost_text()) lost_.tell(line_);
        return reader.place();
      }
      ++failures_;
    }
    const std::size_t end = text_.find("\n\n", at_);
    return std::min(end, text_.size()) - at_;
  }

  void text_line(std::string_view line) {
    const std::size_t blanks = line.find_first_not_of(" \t>");
    const std::string_view before = line.substr(0, blanks);
    std::string_view content = line.substr(blanks);
    const auto quotes = static_cast<std::size_t>(std::count(before.begin(), before.end(), '>'));
    std::string lead(before);
    if (quotes == 0) lead.assign(indents_.column_of(before, content, in_paragraph_), ' ');
    bool is_item = false;
    if (quotes == 0 || !in_paragraph_) {
      const std::size_t marker = std::min(marker_length(content), content.size());
      is_item = marker != 0;
      if (is_item) {
        lead += content.substr(0, marker);
        if (lead.back() != ' ') lead += ' ';
        content.remove_prefix(marker);
        in_paragraph_ = false;
      }
    }
    at_ += line.size() - content.size();
    if (opens_fence(content, lead, quotes)) return;
    if (content.starts_with('#')) {
      const std::size_t title = content.find_first_not_of('#');
      lines_.put(lead + std::string(content));
      next_line(content.size());
      in_paragraph_ = title != npos && content[title] != ' ';
      return;
    }
    const MdxLine& scanned = scanner_.scan(at_, line_, quotes, content.starts_with(":::"));
    next_line(scanned.length, scanned.lines);
    write(scanned, lead, quotes > 0 || is_item);
  }

  bool opens_fence(std::string_view content, const std::string& lead, std::size_t quotes) {
    if (!content.starts_with("```") && !content.starts_with("~~~")) return false;
    const std::size_t length = std::min(content.find_first_not_of(content[0]), content.size());
    const std::string_view info = trimmed(content.substr(length));
    if (content[0] == '`' && info.find('`') != npos) return false;
    next_line(content.size());
    in_paragraph_ = false;
    if (info.starts_with("mdx-code-block")) {
      // The lines in it are no code.
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
    fence_shift_ = quotes > 0 ? 0 : indents_.shift();
    lines_.put(lead + std::string(content));
    return true;
  }

  /// Writes a line that was gone over. `is_inner`: it stands in a quotation, or starts a list item.
  void write(const MdxLine& line, const std::string& lead, bool is_inner) {
    const std::string_view words = trimmed(line.words);
    if (words.empty()) {
      if (is_inner) return lines_.put(lead);
      // A comment within a paragraph does not end it.
      if (!line.has_code || line.begins_block || line.ends_block || !in_paragraph_) end_block();
      return;
    }
    const bool is_quoted = lead.find('>') != npos;
    const bool is_flow = !line.has_text;
    if ((is_flow || line.begins_block) && !is_inner) end_block();
    if (words.find("\n\n") == npos) {
      lines_.put(lead + std::string(words));
    } else if (is_flow && !is_quoted) {
      put_blocks(words, lead);
    } else {
      lines_.put(lead + on_one_line(words));
    }
    in_paragraph_ = true;
    if ((is_flow || line.ends_block) && !is_quoted) end_block();
  }

  /// Writes what an expression shows, block by block.
  void put_blocks(std::string_view words, const std::string& lead) {
    const std::string indent(lead.size(), ' ');
    bool is_first = true;
    while (!words.empty()) {
      const std::size_t end = std::min(words.find("\n\n"), words.size());
      const std::string_view block = trimmed(words.substr(0, end));
      words.remove_prefix(std::min(end + 2, words.size()));
      if (block.empty()) continue;
      lines_.put((is_first ? lead : indent) + std::string(block));
      end_block();
      is_first = false;
    }
  }

  const std::string_view text_;
  const Where& start_;
  LostText lost_;
  MdxNames names_;
  MdxScanner scanner_;
  MdxIndents indents_;
  MdxLines lines_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  std::size_t failures_ = 0;
  std::vector<std::string> mdx_fences_;
  std::string fence_;            ///< of the code that we are in
  std::size_t fence_shift_ = 0;  ///< columns that its lines lose
  bool in_paragraph_ = false;
};

/// Whether a body may hold anything that is not plain Markdown: braces, tags, statements, indentation of them.
bool may_hold_mdx(std::string_view body) {
  return body.find_first_of("<{") != npos || body.find("import ") != npos || body.find("export ") != npos ||
         body.find("    ") != npos;
}

}  // namespace

std::string plain_mdx(std::string_view body, const Where& start, std::vector<Problem>& problems,
                      std::span<const PageValue> values) {
  if (!may_hold_mdx(body)) return std::string(body);
  const std::string lines = with_plain_line_ends(body);
  if (!lines.empty()) body = lines;
  budget::hold(body.size());
  return MdxPage(body, start, problems, values).run();
}

}  // namespace speur
