#include "indexer/tree/yaml_tree.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace speur {
namespace {

using Kind = YamlNode::Kind;

bool is_null_word(std::string_view text) {
  return text == "null" || text == "~" || text == "Null" || text == "NULL";
}

bool is_key_char(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-' || c == '.';
}

/// One that has a meaning of its own where a scalar could start.
bool is_indicator(char c) {
  return std::string_view("-?:,[]{}#&*!|>'\"%@`").find(c) != std::string_view::npos;
}

/// Whether only spaces, or a comment behind a space, follow.
bool is_rest_of_line(std::string_view rest) {
  const std::size_t text = rest.find_first_not_of(' ');
  return text == std::string_view::npos || (rest[text] == '#' && text > 0);
}

/// Reads line by line. Every function is false where the text leaves the subset: the caller then
/// gives up all, so that what was read until then does not matter.
class SimpleReader {
 public:
  SimpleReader(std::string_view text, std::size_t line) : rest_(text), next_line_(line) {
    advance();
  }

  std::optional<YamlNode> read() {
    YamlNode root;
    if (wrong_) return std::nullopt;
    if (at_end_) return root;  // nothing but comments: null
    if (indent_ != 0 || !read_map(0, root, 1) || !at_end_ || wrong_) return std::nullopt;
    return root;
  }

 private:
  static constexpr unsigned max_depth = 8;

  /// Goes to the next line that is neither blank nor a comment.
  void advance() {
    while (!rest_.empty()) {
      const std::size_t end = std::min(rest_.find('\n'), rest_.size());
      line_ = rest_.substr(0, end);
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
      number_ = next_line_++;
      // A tab is white space here and part of the text there, and a control character is an error.
      if (std::any_of(line_.begin(), line_.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; })) {
        wrong_ = true;
        break;
      }
      const std::size_t first = line_.find_first_not_of(' ');
      if (first == std::string_view::npos || line_[first] == '#') continue;
      indent_ = first;
      line_.remove_prefix(first);
      return;
    }
    at_end_ = true;
  }

  [[nodiscard]] bool is_list_item() const {
    return line_[0] == '-' && (line_.size() == 1 || line_[1] == ' ');
  }

  bool read_map(std::size_t indent, YamlNode& map, unsigned depth) {
    map.kind = Kind::map;
    map.line = number_;
    while (!at_end_ && indent_ == indent) {
      std::size_t length = 0;
      while (length < line_.size() && is_key_char(line_[length])) ++length;
      if (length == 0 || length > 100 || line_[0] == '-' || length == line_.size() ||
          line_[length] != ':') {
        return false;
      }
      if (length + 1 < line_.size() && line_[length + 1] != ' ') return false;
      YamlMember& member = map.members.emplace_back();
      member.key.kind = Kind::scalar;
      member.key.plain = true;
      member.key.line = number_;
      member.key.text = line_.substr(0, length);
      if (is_null_word(member.key.text)) return false;
      if (!read_value(line_.substr(length + 1), indent, member.value, depth)) return false;
    }
    return at_end_ || indent_ < indent;
  }

  /// What follows `key:`, on its line or on those below.
  bool read_value(std::string_view text, std::size_t indent, YamlNode& value, unsigned depth) {
    value.line = number_;
    if (!is_rest_of_line(text)) {
      text.remove_prefix(text.find_first_not_of(' '));
      if (!(text[0] == '[' ? read_flow_list(text, value) : read_scalar(text, value))) return false;
      advance();
      return at_end_ || indent_ <= indent;  // deeper: the scalar goes on
    }
    advance();
    if (at_end_ || indent_ < indent) return true;
    if (is_list_item()) return read_list(indent_, indent, value);
    if (indent_ == indent) return true;
    return depth < max_depth && read_map(indent_, value, depth + 1);
  }

  bool read_list(std::size_t indent, std::size_t key_indent, YamlNode& list) {
    list.kind = Kind::list;
    list.line = number_;
    while (!at_end_ && indent_ == indent && is_list_item()) {
      YamlNode& item = list.items.emplace_back();
      item.line = number_;
      std::string_view text = line_.substr(1);
      if (!is_rest_of_line(text)) {
        text.remove_prefix(text.find_first_not_of(' '));
        if (!read_scalar(text, item)) return false;
      }
      advance();
      if (!at_end_ && indent_ > indent) return false;
    }
    return at_end_ || indent_ < indent || indent == key_indent;
  }

  static bool read_scalar(std::string_view text, YamlNode& scalar) {
    scalar.kind = Kind::scalar;
    if (text[0] == '"') return read_double_quoted(text, scalar);
    if (text[0] == '\'') return read_single_quoted(text, scalar);
    if (is_indicator(text[0])) return false;
    for (std::size_t i = text.find_first_of(":#"); i != std::string_view::npos;
         i = text.find_first_of(":#", i + 1)) {
      if (text[i] == ':' && (i + 1 == text.size() || text[i + 1] == ' ')) return false;
      if (text[i] == '#' && text[i - 1] == ' ') {
        text = text.substr(0, i);
        break;
      }
    }
    set_plain(text.substr(0, text.find_last_not_of(' ') + 1), scalar);
    return true;
  }

  static void set_plain(std::string_view text, YamlNode& scalar) {
    if (is_null_word(text)) {
      scalar.kind = Kind::null;
      return;
    }
    scalar.kind = Kind::scalar;
    scalar.plain = true;
    scalar.text = text;
  }

  static bool read_double_quoted(std::string_view text, YamlNode& scalar) {
    const std::size_t end = text.find_first_of("\"\\", 1);
    if (end == std::string_view::npos || text[end] != '"') return false;
    scalar.text = text.substr(1, end - 1);
    return is_rest_of_line(text.substr(end + 1));
  }

  static bool read_single_quoted(std::string_view text, YamlNode& scalar) {
    std::size_t at = 1;
    while (true) {
      const std::size_t end = text.find('\'', at);
      if (end == std::string_view::npos) return false;
      scalar.text += text.substr(at, end - at);
      if (end + 1 == text.size() || text[end + 1] != '\'') {
        return is_rest_of_line(text.substr(end + 1));
      }
      scalar.text += '\'';
      at = end + 2;
    }
  }

  static bool read_flow_list(std::string_view text, YamlNode& list) {
    list.kind = Kind::list;
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos || !is_rest_of_line(text.substr(close + 1))) return false;
    std::string_view inside = text.substr(1, close - 1);
    if (inside.find_first_not_of(' ') == std::string_view::npos) return true;
    while (true) {
      const std::size_t comma = std::min(inside.find(','), inside.size());
      std::string_view word = inside.substr(0, comma);
      const std::size_t first = word.find_first_not_of(' ');
      if (first == std::string_view::npos) return false;
      word = word.substr(first, word.find_last_not_of(' ') + 1 - first);
      // Stricter than YAML: no indicator anywhere but a hyphen inside.
      const bool plain = std::none_of(word.begin(), word.end(),
                                      [](char c) { return c != '-' && is_indicator(c); });
      if (!plain || word[0] == '-') return false;
      YamlNode& item = list.items.emplace_back();
      item.line = list.line;
      set_plain(word, item);
      if (comma == inside.size()) return true;
      inside.remove_prefix(comma + 1);
    }
  }

  std::string_view rest_;  ///< the lines below
  std::string_view line_;  ///< this one, from its first letter
  std::size_t indent_ = 0;
  std::size_t number_ = 0, next_line_;
  bool at_end_ = false;
  bool wrong_ = false;  ///< a line that is not for us: `line_` is not to be trusted
};

}  // namespace

std::optional<YamlNode> parse_simple_yaml(std::string_view text, std::size_t line) {
  return SimpleReader(text, line).read();
}

}  // namespace speur
