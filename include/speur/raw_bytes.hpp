#pragma once

#include <cstddef>
#include <initializer_list>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

/// The bytes of what is written to a file as it lies in memory.
namespace speur {

/// The bytes of a number, or of a struct of numbers, which must stay as long as they.
template <typename Value>
[[nodiscard]] std::string_view value_bytes(const Value& value) {
  static_assert(std::is_trivially_copyable_v<Value>);
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

/// The same of an array of these.
template <std::ranges::contiguous_range Array>
[[nodiscard]] std::string_view array_bytes(const Array& values) {
  static_assert(std::is_trivially_copyable_v<std::ranges::range_value_t<Array>>);
  const auto bytes = std::as_bytes(std::span(values));
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// One part behind the other, in memory that is taken once: some are tens of megabytes.
[[nodiscard]] inline std::string joined_bytes(std::initializer_list<std::string_view> parts) {
  std::size_t size = 0;
  for (const std::string_view part : parts) size += part.size();
  std::string whole;
  whole.reserve(size);
  for (const std::string_view part : parts) whole += part;
  return whole;
}

}  // namespace speur
