#pragma once

#include "indexer/markdown/mdx/js_reader.hpp"
#include "speur/ascii.hpp"

/// What both parts of JsReader know of signs and values.
namespace speur::js_signs {

inline bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}
inline bool is_name(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

inline JsValue falsy() {
  JsValue value;
  value.truth = JsValue::Truth::no;
  return value;
}
inline JsValue truthy() {
  JsValue value;
  value.truth = JsValue::Truth::yes;
  return value;
}

}  // namespace speur::js_signs
