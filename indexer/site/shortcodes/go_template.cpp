#include "indexer/site/shortcodes/go_template.hpp"

#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace speur {
namespace {

constexpr std::size_t max_depth = 50;
constexpr std::string_view go_blanks = " \t\r\n";

/// Where the action that begins before `at` ends: not in a string. npos: nowhere.
std::size_t end_of_action(std::string_view text, std::size_t at) {
  for (; at < text.size(); ++at) {
    if (text.substr(at).starts_with("}}")) return at;
    const char quote = text[at];
    if (quote != '"' && quote != '`') continue;
    for (++at; at < text.size() && text[at] != quote; ++at) {
      if (quote == '"' && text[at] == '\\') ++at;
    }
  }
  return std::string_view::npos;
}

std::string_view trimmed_go(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(go_blanks), text.size()));
  return text.substr(0, text.find_last_not_of(go_blanks) + 1);  // npos + 1 is 0
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  bool parse(std::vector<GoNode>& nodes) {
    return block(nodes, 0).empty() && at_ == text_.size() && !failed_;
  }

 private:
  /// Reads up to `end`, `else …` or the end of all; the answer is that word and what stands behind it.
  std::string_view block(std::vector<GoNode>& nodes, std::size_t depth) {
    if (depth > max_depth) failed_ = true;
    while (!failed_ && at_ < text_.size()) {
      const std::size_t open = std::min(text_.find("{{", at_), text_.size());
      std::string_view plain = text_.substr(at_, open - at_);
      if (trims_) plain.remove_prefix(std::min(plain.find_first_not_of(go_blanks), plain.size()));
      trims_ = false;
      const std::string_view action = next_action(open, plain);
      if (!plain.empty()) nodes.push_back({GoNode::Kind::text, std::string(plain)});
      if (action.starts_with("/*") || action.empty()) continue;
      const std::string_view word = action.substr(0, action.find_first_of(" \t\r\n("));
      if (word == "end" || word == "else") return action;
      if (word == "if" || word == "with" || word == "range") {
        branch(nodes, action, depth);
      } else if (std::ranges::find(others, word) != others.end()) {
        failed_ = true;
      } else {
        nodes.push_back({GoNode::Kind::action, std::string(action)});
      }
    }
    return {};
  }

  /// Moves behind the action at `open`, and takes the blanks that the action trims off the end of the text before it.
  std::string_view next_action(std::size_t open, std::string_view& plain) {
    if (open == text_.size()) {
      at_ = open;
      return {};
    }
    std::size_t begin = open + 2;
    if (text_.substr(begin).starts_with("- ") || text_.substr(begin).starts_with("-\n") || text_.substr(begin).starts_with("-/*")) {
      plain = plain.substr(0, plain.find_last_not_of(go_blanks) + 1);
      ++begin;
    }
    const std::string_view rest = trimmed_go(text_.substr(begin));
    const bool comment = rest.starts_with("/*");
    const std::size_t end = comment ? text_.find("}}", text_.find("*/", begin)) : end_of_action(text_, begin);
    if (end == std::string_view::npos) {
      failed_ = true;
      at_ = text_.size();
      return {};
    }
    at_ = end + 2;
    std::string_view action = text_.substr(begin, end - begin);
    trims_ = action.ends_with(" -") || action.ends_with("\n-") || action.ends_with("*/-");
    if (trims_) action.remove_suffix(1);
    return trimmed_go(action);
  }

  void branch(std::vector<GoNode>& nodes, std::string_view action, std::size_t depth) {
    const std::size_t name = action.find_first_of(" \t\r\n(");
    if (name == std::string_view::npos) {
      failed_ = true;
      return;
    }
    const std::string_view word = action.substr(0, name);
    GoNode node;
    node.kind = word == "if" ? GoNode::Kind::if_ : word == "with" ? GoNode::Kind::with : GoNode::Kind::range;
    node.text = trimmed_go(action.substr(name));
    std::string_view end = block(node.body, depth + 1);
    if (end.starts_with("else")) {
      const std::string_view more = trimmed_go(end.substr(4));
      if (more.empty()) {
        end = block(node.otherwise, depth + 1);
      } else {
        branch(node.otherwise, more, depth + 1);  // it has the same end
        end = "end";
      }
    }
    if (end != "end") failed_ = true;
    nodes.push_back(std::move(node));
  }

  static constexpr std::array<std::string_view, 6> others = {"define", "block", "template", "return", "break", "continue"};
  std::string_view text_;
  std::size_t at_ = 0;
  bool trims_ = false;
  bool failed_ = false;
};

/// Reads the string at the start of `text`; the answer is its length, 0 where it has no end.
std::size_t read_string(std::string_view text, std::string& value) {
  const char quote = text[0];
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == quote) return i + 1;
    if (quote == '"' && text[i] == '\\' && i + 1 < text.size()) {
      ++i;
      value += text[i] == 'n' || text[i] == 't' ? ' ' : text[i];
    } else {
      value += text[i];
    }
  }
  return 0;
}

}  // namespace

std::shared_ptr<const GoTemplate> parse_go_template(std::string_view text) {
  auto made = std::make_shared<GoTemplate>();
  made->has_inner = text.find(".Inner") != std::string_view::npos;
  return Parser(text).parse(made->nodes) ? made : nullptr;
}

std::vector<GoToken> go_tokens(std::string_view expression) {
  using Kind = GoToken::Kind;
  std::vector<GoToken> tokens;
  for (std::size_t i = 0; i < expression.size();) {
    const char c = expression[i];
    if (go_blanks.find(c) != std::string_view::npos) {
      ++i;
      continue;
    }
    const std::string_view rest = expression.substr(i);
    std::size_t length = 1;
    if (c == '"' || c == '`') {
      tokens.push_back({Kind::string, {}});
      length = read_string(rest, tokens.back().text);
      if (length == 0) return {};
    } else if (c == '(') {
      tokens.push_back({Kind::open, {}});
    } else if (c == ')') {
      tokens.push_back({Kind::close, {}});
      const std::size_t end = std::min(rest.find_first_of(" \t\r\n()|,\"`", 1), rest.size());
      if (end > 1 && rest[1] == '.') {
        tokens.push_back({Kind::field, std::string(rest.substr(1, end - 1))});
        length = end;
      }
    } else if (c == '|') {
      tokens.push_back({Kind::pipe, {}});
    } else if (c == ',') {
      tokens.push_back({Kind::comma, {}});
    } else if (rest.starts_with(":=")) {
      tokens.push_back({Kind::declare, {}});
      length = 2;
    } else if (c == '=') {
      tokens.push_back({Kind::assign, {}});
    } else {
      length = std::min(rest.find_first_of(" \t\r\n()|,\"`=:"), rest.size());
      if (length == 0) return {};
      tokens.push_back({Kind::word, std::string(rest.substr(0, length))});
    }
    i += length;
  }
  return tokens;
}

}  // namespace speur
