#include "indexer/markdown/markers/mdx_statement.hpp"

#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <algorithm>
#include <array>

namespace speur {

namespace {

bool is_js_name(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '$';
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.starts_with(word) && (text.size() == word.size() || !is_js_name(text[word.size()]));
}

std::string_view behind_word(std::string_view text, std::string_view word) {
  return trimmed(text.substr(word.size()));
}

/// `x from "y"`, `"y"`, `{`, `* as x from "y"`: what can stand behind `import`.
bool is_import(std::string_view rest) {
  if (rest.empty()) return false;
  if (rest[0] == '{') return true;
  if (rest.ends_with(';')) rest.remove_suffix(1);
  if (rest.size() < 3 || (rest.back() != '"' && rest.back() != '\'')) {
    // `import x, {` goes on at the next lines.
    return rest.ends_with('{') && rest.find(',') != npos;
  }
  const std::size_t open = rest.find(rest.back());
  return open == 0 || (open != rest.size() - 1 && trimmed(rest.substr(0, open)).ends_with("from"));
}

/// `const x =`, `default …`, `function x(`, `{`, `* from`: what can stand behind `export`.
bool is_export(std::string_view rest) {
  if (rest.starts_with('{') || rest.starts_with("* ")) return true;
  static constexpr auto words = std::to_array<std::string_view>(
      {"async", "class", "const", "default", "enum", "function", "interface", "let", "type",
       "var"});
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return starts_with_word(rest, word) && rest.size() > word.size();
  });
}

/// Whether a line goes on with the statement above it, although that could be its end.
bool goes_on(std::string_view line) {
  if (line.empty()) return false;
  if (std::string_view(")]}.,;?").find(line[0]) != npos) return true;
  if (line.starts_with("from ") || line.starts_with("//") || line.starts_with("/*")) return true;
  for (const std::string_view word : {"const", "let", "var", "function"}) {
    const std::string_view rest = starts_with_word(line, word) ? behind_word(line, word) : "";
    if (!rest.empty() && (is_js_name(rest[0]) || rest[0] == '{' || rest[0] == '[')) {
      if (rest.find('=') != npos || rest.find('(') != npos) return true;
    }
  }
  return false;
}

/// The brackets, template strings and comments that lines of JavaScript open and close.
class Code {
 public:
  void add(std::string_view line) {
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (in_comment_) {
        if (line.substr(i, 2) == "*/") in_comment_ = false;
      } else if (in_template_) {
        if (c == '\\') ++i;
        if (c == '`') in_template_ = false;
      } else if (quote != 0) {
        if (c == '\\') ++i;
        if (c == quote) quote = 0;
      } else if (c == '\'' || c == '"') {
        // An apostrophe in the text of an element opens nothing, for it is not closed on the line.
        if (line.find(c, i + 1) != npos) quote = c;
      } else if (c == '`') {
        in_template_ = true;
      } else if (line.substr(i, 2) == "/*") {
        in_comment_ = true;
      } else if (line.substr(i, 2) == "//" && (i == 0 || line[i - 1] != ':')) {
        return;
      } else if (c == '(' || c == '[' || c == '{') {
        ++depth_;
      } else if ((c == ')' || c == ']' || c == '}') && depth_ > 0) {
        --depth_;
      }
      if (c == ' ') continue;
      before_last_ = last_;
      last_ = c;
    }
  }

  /// Whether a statement can end here.
  [[nodiscard]] bool is_complete() const {
    return depth_ == 0 && !in_template_ && !in_comment_ &&
           std::string_view("=,+&|?:").find(last_) == npos &&
           !(before_last_ == '=' && last_ == '>');
  }

 private:
  std::size_t depth_ = 0;
  bool in_template_ = false;
  bool in_comment_ = false;
  char before_last_ = ' ';
  char last_ = ';';  ///< that is no blank and stands in no string
};

}  // namespace

bool starts_mdx_statement(std::string_view line) {
  if (line.starts_with("import ")) return is_import(behind_word(line, "import"));
  return line.starts_with("export ") && is_export(behind_word(line, "export"));
}

std::size_t MdxStatements::lines_of(std::size_t first) {
  if (!starts_mdx_statement(lines_[first].text)) return 0;
  if (first < unclosed_) return lines_to_blank(first);
  Code code;
  std::size_t end = first;
  while (end < lines_.size() && lines_[end].kind == LineKind::text) {
    code.add(lines_[end++].text);
    if (!code.is_complete()) continue;
    if (end == lines_.size() || !goes_on(lines_[end].text)) return end - first;
  }
  unclosed_ = end;
  return lines_to_blank(first);
}

std::size_t MdxStatements::lines_to_blank(std::size_t first) const {
  std::size_t end = first + 1;
  while (end < lines_.size() && lines_[end].kind == LineKind::text && !lines_[end].text.empty()) {
    ++end;
  }
  return end - first;
}

}  // namespace speur
