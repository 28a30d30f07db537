#include "indexer/tree/js_tree.hpp"

#include "speur/ascii.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>

namespace speur {
namespace {

using Kind = YamlNode::Kind;

constexpr std::size_t max_tokens = 100'000;
constexpr std::size_t max_nodes = 20'000;
constexpr std::size_t max_depth = 100;  // of expressions; each takes a few frames of the stack

struct Token {
  enum class Type : unsigned char { name, text, number, sign, end };
  Type type = Type::end;
  bool known = true;  ///< of a text: it has no `${…}`
  std::size_t line = 0;
  std::string text;
};

bool is_name_start(char c) {
  return is_ascii_letter(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

/// Cuts a program into tokens; comments go. A regular expression is told from a division by the token
/// before it.
class Lexer {
 public:
  Lexer(std::string_view text, std::size_t line) : text_(text), line_(line) {}

  std::vector<Token> run() {
    while (at_ < text_.size() && tokens_.size() < max_tokens) step();
    tokens_.push_back({Token::Type::end, true, line_, {}});
    return std::move(tokens_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      ++line_;
      ++at_;
    } else if (c == ' ' || c == '\t' || c == '\r') {
      ++at_;
    } else if (text_.substr(at_, 2) == "//" || (at_ == 0 && text_.starts_with("#!"))) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (text_.substr(at_, 2) == "/*") {
      skip_to(text_.find("*/", at_ + 2), 2);
    } else if (c == '"' || c == '\'' || c == '`') {
      read_text(c);
    } else if (is_name_start(c)) {
      const std::size_t begin = at_;
      while (at_ < text_.size() && (is_name_start(text_[at_]) || is_ascii_digit(text_[at_]))) ++at_;
      push(Token::Type::name, std::string(text_.substr(begin, at_ - begin)));
    } else if (is_ascii_digit(c)) {
      const std::size_t begin = at_;
      while (at_ < text_.size() && (is_ascii_digit(text_[at_]) || is_name_start(text_[at_]) ||
                                    text_[at_] == '.')) {
        ++at_;
      }
      push(Token::Type::number, std::string(text_.substr(begin, at_ - begin)));
    } else if (c == '/' && starts_expression()) {
      skip_pattern();
    } else {
      read_sign();
    }
  }

  void push(Token::Type type, std::string text, bool known = true) {
    tokens_.push_back({type, known, line_, std::move(text)});
  }

  void skip_to(std::size_t end, std::size_t length) {
    const std::size_t stop = end == std::string_view::npos ? text_.size() : end + length;
    line_ += static_cast<std::size_t>(
        std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                   text_.begin() + static_cast<std::ptrdiff_t>(stop), '\n'));
    at_ = stop;
  }

  [[nodiscard]] bool starts_expression() const {
    if (tokens_.empty()) return true;
    const Token& before = tokens_.back();
    if (before.type == Token::Type::sign) return before.text != ")" && before.text != "]";
    return before.type == Token::Type::name && before.text == "return";
  }

  void skip_pattern() {
    bool in_set = false;
    for (++at_; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
      const char c = text_[at_];
      if (c == '\\') {
        ++at_;
      } else if (c == '[') {
        in_set = true;
      } else if (c == ']') {
        in_set = false;
      } else if (c == '/' && !in_set) {
        ++at_;
        break;
      }
    }
    push(Token::Type::text, {}, false);
  }

  void read_sign() {
    for (const std::string_view sign : {"=>", "...", "||", "??", "&&", "===", "==", "?."}) {
      if (text_.substr(at_, sign.size()) == sign) {
        push(Token::Type::sign, std::string(sign));
        at_ += sign.size();
        return;
      }
    }
    push(Token::Type::sign, std::string(1, text_[at_++]));
  }

  void read_text(char quote) {
    Token token{Token::Type::text, true, line_, {}};
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      const char c = text_[at_];
      if (c == '\n') {
        ++line_;
        if (quote != '`') break;  // a text that is not closed
      }
      if (quote == '`' && text_.substr(at_, 2) == "${") {
        token.known = false;
        skip_substitution();
        continue;
      }
      if (c != '\\' || at_ + 1 >= text_.size()) {
        token.text += c;
        continue;
      }
      const char next = text_[++at_];
      if (next == 'n') {
        token.text += '\n';
      } else if (next == 't') {
        token.text += '\t';
      } else if (next == '\n') {
        ++line_;
      } else if (next == 'x' || next == 'u') {
        token.known = false;
      } else {
        token.text += next;
      }
    }
    if (at_ < text_.size()) ++at_;
    tokens_.push_back(std::move(token));
  }

  /// Leaves `at_` on the brace that closes it.
  void skip_substitution() {
    std::size_t depth = 0;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] == '{') ++depth;
      if (text_[at_] == '}' && --depth == 0) return;
    }
  }

  std::string_view text_;
  std::size_t line_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

class Reader {
 public:
  explicit Reader(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  YamlNode read() {
    find_constants();
    for (std::size_t i = 0; i + 2 < tokens_.size(); ++i) {
      const bool common = tokens_[i].text == "module" && tokens_[i + 1].text == "." &&
                          tokens_[i + 2].text == "exports" && i + 3 < tokens_.size() &&
                          tokens_[i + 3].text == "=";
      const bool module = tokens_[i].text == "export" && tokens_[i + 1].text == "default";
      if (!common && !module) continue;
      at_ = i + (common ? 4 : 2);
      YamlNode node = expression();
      if (node.kind == Kind::map) return node;
    }
    for (const std::string_view name : {"config", "siteConfig"}) {
      if (YamlNode node = constant(std::string(name)); node.kind == Kind::map) return node;
    }
    return {};
  }

 private:
  [[nodiscard]] const Token& token() const { return tokens_[std::min(at_, tokens_.size() - 1)]; }
  [[nodiscard]] bool is_sign(std::string_view sign) const {
    return token().type == Token::Type::sign && token().text == sign;
  }
  [[nodiscard]] bool is_name(std::string_view name) const {
    return token().type == Token::Type::name && token().text == name;
  }
  [[nodiscard]] bool at_end() const { return token().type == Token::Type::end; }
  bool take(std::string_view sign) {
    if (!is_sign(sign)) return false;
    ++at_;
    return true;
  }

  /// `const x = …`, `let`, `var`, also with a type, wherever they stand; the first of a name counts.
  void find_constants() {
    for (std::size_t i = 0; i + 3 < tokens_.size(); ++i) {
      const std::string& word = tokens_[i].text;
      if (word == "function") functions_.emplace(tokens_[i + 1].text, i + 2);
      if (tokens_[i].type != Token::Type::name ||
          (word != "const" && word != "let" && word != "var")) {
        continue;
      }
      const std::string& name = tokens_[i + 1].text;
      std::size_t is = i + 2;
      if (tokens_[is].text == ":") {
        while (is < tokens_.size() && is < i + 20 && tokens_[is].text != "=" &&
               tokens_[is].text != ";") {
          ++is;
        }
      }
      if (is < tokens_.size() && tokens_[is].text == "=") constants_.emplace(name, is + 1);
    }
  }

  YamlNode unknown() const {
    YamlNode node;
    node.foreign = true;
    node.line = token().line;
    return node;
  }

  /// The value of a name that the file gives one; each is read where it is used.
  YamlNode constant(const std::string& name) {
    const auto found = constants_.find(name);
    if (found == constants_.end() || depth_ > max_depth) return unknown();
    const std::size_t back = std::exchange(at_, found->second);
    ++depth_;
    YamlNode node = expression();
    --depth_;
    at_ = back;
    return node;
  }

  /// Behind the token that closes the bracket that stands here.
  void skip_brackets() {
    std::size_t depth = 0;
    for (; !at_end(); ++at_) {
      if (token().type != Token::Type::sign) continue;
      if (is_sign("(") || is_sign("[") || is_sign("{")) ++depth;
      if ((is_sign(")") || is_sign("]") || is_sign("}")) && --depth == 0) {
        ++at_;
        return;
      }
    }
  }

  /// Up to what ends an expression: a comma, a semicolon, or a bracket that was opened before it.
  void skip_expression() {
    while (!at_end() && !is_sign(",") && !is_sign(";") && !is_sign(")") && !is_sign("]") &&
           !is_sign("}")) {
      if (is_sign("(") || is_sign("[") || is_sign("{")) {
        skip_brackets();
      } else {
        ++at_;
      }
    }
  }

  static bool is_known(const YamlNode& node) { return node.kind != Kind::null && !node.foreign; }

  YamlNode expression() {
    YamlNode node = operand();
    for (;;) {
      if (is_name("as") || is_name("satisfies")) {
        while (!at_end() && !is_sign(",") && !is_sign(";") && !is_sign(")") && !is_sign("}") &&
               !is_sign("]") && !is_name("export") && !is_name("module")) {
          ++at_;
        }
      } else if (is_sign("||") || is_sign("??")) {
        ++at_;
        YamlNode other = operand();
        if (!is_known(node)) node = std::move(other);
      } else if (is_sign("?")) {  // which of the two, only a program knows
        skip_expression();
        return unknown();
      } else if (is_sign(",") || is_sign(";") || is_sign(")") || is_sign("]") || is_sign("}") ||
                 at_end() || starts_statement()) {
        return node;
      } else {
        skip_expression();
        return unknown();
      }
    }
  }

  [[nodiscard]] bool starts_statement() const {
    if (token().type != Token::Type::name) return false;
    for (const std::string_view word : {"const", "let", "var", "export", "module", "function",
                                        "async", "import", "return", "if"}) {
      if (token().text == word) return true;
    }
    return false;
  }

  YamlNode operand() {
    if (++nodes_ > max_nodes || depth_ > max_depth) {
      skip_expression();
      return unknown();
    }
    ++depth_;
    YamlNode node = simple_operand();
    --depth_;
    return node;
  }

  YamlNode simple_operand() {
    const Token first = token();
    YamlNode node;
    node.line = first.line;
    switch (first.type) {
      case Token::Type::text:
        node.foreign = !first.known;
        if (first.known) node.kind = Kind::scalar;
        node.text = first.text;
        ++at_;
        return call_or_member(std::move(node));
      case Token::Type::number:
        node.kind = Kind::scalar;
        node.plain = true;
        node.text = first.text;
        ++at_;
        return node;
      case Token::Type::name:
        return named();
      case Token::Type::sign:
        return bracketed();
      case Token::Type::end:
        break;
    }
    return unknown();
  }

  YamlNode named() {
    const std::string name = token().text;
    YamlNode node;
    node.line = token().line;
    ++at_;
    if (name == "true" || name == "false") {
      node.kind = Kind::scalar;
      node.plain = true;
      node.text = name;
      return node;
    }
    if (name == "null" || name == "undefined") return node;
    if (name == "async" || name == "await" || name == "new") return operand();
    if (name == "function") {
      while (!at_end() && !is_sign("(")) ++at_;
      skip_brackets();
      return body();
    }
    if (take("=>")) return is_sign("{") ? body() : operand();
    const std::size_t function = function_at(name);
    if (is_sign("(") || is_sign(".") || is_sign("?.") || is_sign("[")) {
      return call_or_member(unknown(), function);
    }
    if (function != 0) return function_body(function);
    return constant(name);
  }

  /// The place of the brackets of `function name(…)`; 0 if the file has none.
  [[nodiscard]] std::size_t function_at(const std::string& name) const {
    const auto found = functions_.find(name);
    return found == functions_.end() ? 0 : found->second;
  }

  YamlNode function_body(std::size_t begin) {
    const std::size_t back = std::exchange(at_, begin);
    ++depth_;
    skip_brackets();
    while (!at_end() && !is_sign("{")) ++at_;
    YamlNode node = body();
    --depth_;
    at_ = back;
    return node;
  }

  /// The first object that a function's body gives back.
  YamlNode body() {
    if (!is_sign("{")) return unknown();
    const std::size_t begin = at_;
    skip_brackets();
    const std::size_t end = at_;
    YamlNode result = unknown();
    for (std::size_t i = begin; i < end; ++i) {
      if (tokens_[i].type != Token::Type::name || tokens_[i].text != "return") continue;
      at_ = i + 1;
      ++depth_;
      YamlNode node = expression();
      --depth_;
      if (node.kind == Kind::map) {
        result = std::move(node);
        break;
      }
    }
    at_ = end;
    return result;
  }

  /// `.x`, `[x]` and `(…)` behind an operand: only a call's argument says something.
  YamlNode call_or_member(YamlNode node, std::size_t function = 0) {
    for (;;) {
      if (is_sign(".") || is_sign("?.")) {
        at_ += 2;
        node = unknown();
      } else if (is_sign("[")) {
        skip_brackets();
        node = unknown();
      } else if (is_sign("(")) {
        node = argument();
        if (function != 0 && node.kind != Kind::map) node = function_body(function);
      } else {
        return node;
      }
    }
  }

  /// Goes behind an item that began at `begin`, and past a bracket or a sign that has no place there: else
  /// the next item would begin where this one did, without end.
  void end_item(std::string_view closing, std::size_t begin) {
    if (!take(",") && !is_sign(closing)) skip_expression();
    if (at_ == begin) ++at_;
  }

  YamlNode argument() {
    ++at_;
    YamlNode object = unknown();
    YamlNode text = unknown();
    while (!at_end() && !is_sign(")")) {
      const std::size_t begin = at_;
      ++depth_;
      YamlNode node = expression();
      --depth_;
      if (node.kind == Kind::map && object.kind != Kind::map) {
        object = std::move(node);
      } else if (node.kind == Kind::scalar && text.kind != Kind::scalar) {
        text = std::move(node);
      }
      end_item(")", begin);
    }
    ++at_;
    return object.kind == Kind::map ? object : text;
  }

  YamlNode bracketed() {
    ++depth_;
    YamlNode node = unknown();
    if (is_sign("{")) {
      node = object();
    } else if (is_sign("[")) {
      node = list();
    } else if (is_sign("(")) {
      node = parenthesis();
    } else if (is_sign("!") || is_sign("-") || is_sign("+")) {
      ++at_;
      (void)operand();
    } else {
      skip_expression();
    }
    --depth_;
    return call_or_member(std::move(node));
  }

  YamlNode parenthesis() {
    const std::size_t begin = at_;
    skip_brackets();
    if (take("=>")) return is_sign("{") ? body() : operand();
    const std::size_t end = at_;
    at_ = begin + 1;
    YamlNode node = expression();
    at_ = end;
    return node;
  }

  YamlNode list() {
    YamlNode node;
    node.kind = Kind::list;
    node.line = token().line;
    ++at_;
    while (!at_end() && !is_sign("]")) {
      const std::size_t begin = at_;
      const bool spread = take("...");
      YamlNode item = expression();
      if (spread && item.kind == Kind::list) {
        for (YamlNode& each : item.items) node.items.push_back(std::move(each));
      } else {
        node.items.push_back(std::move(item));
      }
      end_item("]", begin);
    }
    ++at_;
    return node;
  }

  YamlNode object() {
    YamlNode node;
    node.kind = Kind::map;
    node.line = token().line;
    ++at_;
    while (!at_end() && !is_sign("}")) {
      member(node);
      if (!take(",") && !is_sign("}")) {
        const std::size_t before = at_;
        skip_expression();
        if (at_ == before) ++at_;
      }
    }
    ++at_;
    return node;
  }

  void member(YamlNode& map) {
    if (take("...")) {
      YamlNode spread = expression();
      for (YamlMember& each : spread.members) map.members.push_back(std::move(each));
      return;
    }
    if (is_name("async") || is_name("get")) ++at_;
    YamlNode key;
    key.kind = Kind::scalar;
    key.line = token().line;
    key.text = token().text;
    if (is_sign("[")) {
      skip_brackets();
    } else {
      ++at_;
    }
    if (take(":")) {
      map.members.push_back({std::move(key), expression()});
    } else if (is_sign("(")) {  // a method
      skip_brackets();
      while (!at_end() && !is_sign("{") && !is_sign(",") && !is_sign("}")) ++at_;
      if (is_sign("{")) skip_brackets();
      map.members.push_back({std::move(key), unknown()});
    } else {  // { title } is { title: title }
      const std::string name = key.text;
      map.members.push_back({std::move(key), constant(name)});
    }
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::size_t nodes_ = 0;
  std::map<std::string, std::size_t> constants_;  ///< name → place of its value
  std::map<std::string, std::size_t> functions_;  ///< name → place of its brackets
};

}  // namespace

YamlDocument parse_js_config(std::string_view text, const Where& start) {
  YamlDocument document;
  document.root = Reader(Lexer(text, start.line).run()).read();
  if (document.root.kind != Kind::map) {
    document.failure = Problem{start, "no object with settings could be read in it"};
  }
  return document;
}

}  // namespace speur
