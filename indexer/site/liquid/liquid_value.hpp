#pragma once

#include "indexer/tree/yaml_tree.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

enum class LiquidKind : unsigned char {
  unknown,
  nil,
  boolean,
  number,
  text,
  list,
  empty,  ///< the word `empty` or `blank`, which is equal to texts and lists without anything
  other   ///< a map, a date: something, of which no text is known
};

/// A value as Liquid has it, as far as a reader of files knows it.
struct LiquidValue {
  LiquidValue() = default;
  explicit LiquidValue(LiquidKind of) : kind(of) {}
  explicit LiquidValue(bool of) : kind(LiquidKind::boolean), truth(of) {}
  explicit LiquidValue(std::string of) : kind(LiquidKind::text), text(std::move(of)) {}
  LiquidValue(double of, std::string written) : kind(LiquidKind::number), number(of), text(std::move(written)) {}
  explicit LiquidValue(std::vector<LiquidValue> of) : kind(LiquidKind::list), items(std::move(of)) {}

  LiquidKind kind = LiquidKind::unknown;
  bool truth = false;
  double number = 0;
  std::string text;                ///< of a number and of a day, too
  std::vector<LiquidValue> items;  ///< of a list
  const YamlNode* map = nullptr;   ///< of a map, which has to outlive the value
};

/// Keeps a pointer to maps in `node`.
[[nodiscard]] LiquidValue liquid_value(const YamlNode& node);

/// A whole number as Liquid writes it.
[[nodiscard]] LiquidValue liquid_count(std::size_t count);

/// The number that the whole text is.
[[nodiscard]] std::optional<double> liquid_number(std::string_view text);

/// `value.name`: of a map, of a list its `size`, `first`, `last` and items by number; nothing has no members.
[[nodiscard]] LiquidValue liquid_member(const LiquidValue& value, std::string_view name);

/// What a `for` goes through; nothing where only Jekyll knows. Of a map: pairs of a key and its value.
[[nodiscard]] std::optional<std::vector<LiquidValue>> liquid_items(const LiquidValue& value);

/// The bytes that a copy of the value takes, about.
[[nodiscard]] std::size_t liquid_bytes(const LiquidValue& value);

/// How a value is written; nothing where that is not known, or where there is none.
[[nodiscard]] std::optional<std::string> liquid_text(const LiquidValue& value);

[[nodiscard]] std::optional<bool> liquid_equal(const LiquidValue& a, const LiquidValue& b);

}  // namespace speur
