#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// A part of a template of Go's: text, or an action between `{{` and `}}`.
struct GoNode {
  enum class Kind : unsigned char {
    text,
    action,  ///< its value is put out
    if_,
    with,
    range
  };
  Kind kind = Kind::text;
  std::string text;  ///< or the expression
  std::vector<GoNode> body{}, otherwise{};
};

struct GoTemplate {
  std::vector<GoNode> nodes;
  bool has_inner = false;  ///< names `.Inner`: its tags come in pairs
};

/// Null where the text is no template, or where it defines others, returns values or leaves loops.
[[nodiscard]] std::shared_ptr<const GoTemplate> parse_go_template(std::string_view text);

/// A word of an expression.
struct GoToken {
  enum class Kind : unsigned char { word, string, open, close, field, pipe, declare, assign, comma };
  Kind kind = Kind::word;
  std::string text;  ///< of a word, a string, or a field of what is between parentheses
};

/// Empty for what is no expression.
[[nodiscard]] std::vector<GoToken> go_tokens(std::string_view expression);

}  // namespace speur
