#include "attribute_list.hpp"

#include <algorithm>

namespace speur {

namespace {

/// The value of `key=value` whose value starts at `text[at]`, and moves `at` behind it.
std::string_view take_value(std::string_view text, std::size_t& at) {
  if (at < text.size() && (text[at] == '"' || text[at] == '\'')) {
    const std::size_t end = text.find(text[at], at + 1);
    if (end != std::string_view::npos) {
      const std::string_view value = text.substr(at + 1, end - at - 1);
      at = end + 1;
      return value;
    }
  }
  const std::size_t end = std::min(text.find(' ', at), text.size());
  const std::string_view value = text.substr(at, end - at);
  at = end;
  return value;
}

/// The closing brace outside quotes; npos if the quotes do not pair up before one.
std::size_t brace_outside_quotes(std::string_view text) {
  char quote = 0;
  for (std::size_t i = 1; i < text.size() && text[i] != '\n'; ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && text[i - 1] == '=') {
      quote = c;
    } else if (c == '}') {
      return i;
    }
  }
  return std::string_view::npos;
}

}  // namespace

bool is_exclude_attribute(std::string_view name) {
  constexpr std::string_view wanted = "data-search-exclude";
  return std::equal(name.begin(), name.end(), wanted.begin(), wanted.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

std::size_t attribute_list_length(std::string_view text) {
  const std::size_t first = text.find_first_of("}\n", 1);
  if (first == std::string_view::npos || text[first] == '\n') return 0;
  std::size_t begin = 1;
  if (begin < first && text[begin] == ':') ++begin;
  while (begin < first && text[begin] == ' ') ++begin;
  if (begin == first) return 0;
  if (text.substr(0, first).find("=\"") == std::string_view::npos &&
      text.substr(0, first).find("='") == std::string_view::npos) {
    return first + 1;
  }
  const std::size_t quoted = brace_outside_quotes(text);
  return (quoted == std::string_view::npos ? first : quoted) + 1;
}

AttributeList parse_attribute_list(std::string_view source) {
  AttributeList list;
  list.source = source;
  std::string_view text = source.substr(1, source.size() - 2);
  if (!text.empty() && text.front() == ':') text.remove_prefix(1);
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(" =", at), text.size());
    const std::string_view name = text.substr(at, end - at);
    at = end;
    if (at < text.size() && text[at] == '=') {
      ++at;
      const std::string_view value = take_value(text, at);
      if (name == "id") list.id = value;
    } else if (name.starts_with('#')) {
      list.id = name.substr(1);
    } else if (name == "toc") {
      list.toc = true;
    }
    list.exclude = list.exclude || is_exclude_attribute(name);
  }
  return list;
}

}  // namespace speur
