#include "indexer/markdown/mdx/value_names.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace speur {

namespace {

JsValue object() {
  JsValue value;
  value.truth = JsValue::Truth::yes;
  value.is_object = true;
  return value;
}

JsValue js_value(const PageValue& value) {
  using Kind = PageValue::Kind;
  JsValue js;
  js.truth = value.kind == Kind::no || value.kind == Kind::null ? JsValue::Truth::no : JsValue::Truth::yes;
  js.is_null = value.kind == Kind::null;
  js.is_object = value.kind == Kind::map;
  js.is_number = value.kind == Kind::number;
  if (value.kind != Kind::text && value.kind != Kind::number) return js;
  js.literal = value.text;
  js.shown = plain_as_markdown(value.text);
  const bool is_zero = js.is_number && value.text.find_first_not_of("-0.") == std::string::npos;
  if (value.text.empty() || is_zero) js.truth = JsValue::Truth::no;
  return js;
}

}  // namespace

void add_values(std::span<const PageValue> values, std::string_view root, JsNames& names) {
  if (values.empty()) return;
  names.insert_or_assign(std::string(root), object());
  for (const PageValue& value : values) names.insert_or_assign(fmt::format("{}.{}", root, value.name), js_value(value));
}

}  // namespace speur
