#include "toml_tree.hpp"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <charconv>
#include <string>
#include <utility>
#include <vector>

namespace speur {
namespace {

using Kind = YamlNode::Kind;

bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

struct TomlError {
  std::size_t line;
  std::string message;
};

class TomlReader {
 public:
  TomlReader(std::string_view text, std::size_t line) : text_(text), line_(line) {}

  /// Throws TomlError.
  YamlNode read() {
    YamlNode root;
    root.kind = Kind::map;
    root.line = line_;
    YamlNode* table = &root;
    for (skip_empty_lines(); at_ < text_.size(); skip_empty_lines()) {
      if (peek() == '[') {
        table = &read_table_header(root);
      } else {
        const std::vector<std::string> keys = read_keys();
        expect('=');
        skip_spaces();
        YamlNode value = read_value(1);
        put(*table, keys, std::move(value));
      }
      end_line();
    }
    return root;
  }

 private:
  [[noreturn]] void fail(std::string message) const { throw TomlError{line_, std::move(message)}; }

  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\n'; }

  void skip_spaces() {
    while (peek() == ' ' || peek() == '\t') ++at_;
  }

  void skip_comment() {
    if (peek() != '#') return;
    while (at_ < text_.size() && text_[at_] != '\n') ++at_;
  }

  void skip_empty_lines() {
    while (true) {
      skip_spaces();
      skip_comment();
      if (at_ == text_.size() || text_[at_] != '\n') return;
      ++at_;
      ++line_;
    }
  }

  void end_line() {
    skip_spaces();
    skip_comment();
    if (peek() != '\n') fail("something stands behind the value");
  }

  void expect(char c) {
    skip_spaces();
    if (peek() != c) fail(fmt::format("'{}' is missing", c));
    ++at_;
  }

  std::string read_key() {
    skip_spaces();
    if (peek() == '"' || peek() == '\'') return read_string();
    std::string key;
    while (is_bare(peek())) key += text_[at_++];
    if (key.empty()) fail("a key is missing");
    return key;
  }

  std::vector<std::string> read_keys() {
    std::vector<std::string> keys = {read_key()};
    for (skip_spaces(); peek() == '.'; skip_spaces()) {
      ++at_;
      keys.push_back(read_key());
      if (keys.size() > max_yaml_depth / 2) fail("is nested too deep");
    }
    return keys;
  }

  YamlNode& read_table_header(YamlNode& root) {
    ++at_;
    const bool array = peek() == '[';
    if (array) ++at_;
    const std::vector<std::string> keys = read_keys();
    expect(']');
    if (array) expect(']');
    YamlNode* node = &root;
    for (const std::string& key : keys) {
      node = &member(*node, key);
      if (node->kind == Kind::list && !node->items.empty() && &key != &keys.back()) {
        node = &node->items.back();
      }
    }
    if (array) {
      if (node->kind != Kind::null && node->kind != Kind::list) fail("is a table or value already");
      node->kind = Kind::list;
      node = &node->items.emplace_back();
      node->line = line_;
    }
    if (node->kind != Kind::null && node->kind != Kind::map) fail("is a value already");
    node->kind = Kind::map;
    return *node;
  }

  /// The member of a table, made if it is not there.
  YamlNode& member(YamlNode& table, const std::string& key) {
    if (table.kind == Kind::null) table.kind = Kind::map;
    if (table.kind != Kind::map) fail(fmt::format("'{}' stands below a value", key));
    for (YamlMember& known : table.members) {
      if (known.key.text == key) return known.value;
    }
    YamlMember& made = table.members.emplace_back();
    made.key.kind = Kind::scalar;
    made.key.text = key;
    made.key.line = made.value.line = line_;
    return made.value;
  }

  void put(YamlNode& table, const std::vector<std::string>& keys, YamlNode value) {
    YamlNode* node = &table;
    for (const std::string& key : keys) node = &member(*node, key);
    if (node->kind != Kind::null) fail(fmt::format("'{}' occurs twice", keys.back()));
    *node = std::move(value);
  }

  YamlNode read_value(std::size_t depth) {
    YamlNode value;
    value.line = line_;
    if (peek() == '[') {
      read_array(value, depth);
    } else if (peek() == '"' || peek() == '\'') {
      value.kind = Kind::scalar;
      value.text = read_string();
    } else {
      read_bare_value(value);
    }
    return value;
  }

  void read_array(YamlNode& list, std::size_t depth) {
    if (depth > max_yaml_depth / 2) fail("is nested too deep");
    list.kind = Kind::list;
    ++at_;
    while (true) {
      skip_empty_lines();
      if (peek() == ']') break;
      if (at_ == text_.size()) fail("a list that '[' opens lacks its ']'");
      list.items.push_back(read_value(depth + 1));
      skip_empty_lines();
      if (peek() == ',') {
        ++at_;
      } else if (peek() != ']') {
        fail("',' or ']' is missing");
      }
    }
    ++at_;
  }

  /// A number, a boolean or a date: as it stands, but for the underscores of numbers.
  void read_bare_value(YamlNode& value) {
    value.kind = Kind::scalar;
    value.plain = true;
    while (is_bare(peek()) || peek() == '.' || peek() == ':' || peek() == '+') {
      value.text += text_[at_++];
    }
    const bool digit =
        peek() == ' ' && at_ + 1 < text_.size() && text_[at_ + 1] >= '0' && text_[at_ + 1] <= '9';
    if (value.text.size() == 10 && digit) {  // a date and a time with a space between them
      value.text += text_[at_++];
      while (is_bare(peek()) || peek() == '.' || peek() == ':' || peek() == '+') {
        value.text += text_[at_++];
      }
    }
    const char first = value.text.empty() ? '?' : value.text[0];
    const bool word =
        value.text == "true" || value.text == "false" || value.text == "inf" || value.text == "nan";
    if (!word && (first < '0' || first > '9') && first != '-' && first != '+') {
      fail("only strings, numbers, booleans, dates and lists of these are read here");
    }
    std::erase(value.text, '_');
  }

  std::string read_string() {
    const char quote = text_[at_];
    if (text_.substr(at_, 3) == std::string(3, quote)) fail("multi-line strings are not read here");
    ++at_;
    std::string text;
    while (peek() != quote) {
      if (peek() == '\n') fail("a string is not closed");
      if (text_[at_] == '\\' && quote == '"') {
        text += read_escape();
      } else {
        text += text_[at_++];
      }
    }
    ++at_;
    return text;
  }

  std::string read_escape() {
    ++at_;
    const char c = peek();
    ++at_;
    switch (c) {
      case '"':
      case '\\':
        return {c};
      case 'b':
      case 'f':
      case 'n':
      case 'r':
      case 't':
        return " ";  // white space and controls: all texts are one line
      case 'u':
        return read_code_point(4);
      case 'U':
        return read_code_point(8);
      default:
        fail("a backslash stands before none of b t n f r u U \" \\");
    }
  }

  std::string read_code_point(std::size_t digits) {
    std::uint32_t c = 0;
    const std::string_view hex = text_.substr(at_, digits);
    const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), c, 16);
    const bool surrogate = c >= 0xd800 && c < 0xe000;
    if (error != std::errc() || end != hex.data() + digits || c > 0x10ffff || surrogate) {
      fail("a \\u names no character");
    }
    at_ += digits;
    char bytes[4];
    std::size_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, c);
    return {bytes, length};
  }

  std::string_view text_;
  std::size_t line_;
  std::size_t at_ = 0;
};

}  // namespace

YamlDocument parse_toml(std::string_view text, const Where& start) {
  YamlDocument document;
  try {
    document.root = TomlReader(text, start.line).read();
  } catch (const TomlError& e) {
    document.failure = Problem{{start.file, e.line}, e.message};
  }
  return document;
}

}  // namespace speur
