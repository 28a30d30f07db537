#include "indexer/markdown/source/attribute_list.hpp"

#include "speur/ascii.hpp"

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

constexpr std::size_t max_list_bytes = 1024;  // or braces without end are read again and again

}  // namespace

bool is_exclude_attribute(std::string_view name) {
  constexpr std::string_view wanted = "data-search-exclude";
  return std::equal(name.begin(), name.end(), wanted.begin(), wanted.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

std::size_t attribute_list_length(std::string_view text) {
  text = text.substr(0, max_list_bytes);
  std::size_t begin = 1;
  if (begin < text.size() && text[begin] == ':') ++begin;
  while (begin < text.size() && text[begin] == ' ') ++begin;
  if (begin >= text.size()) return 0;
  if (text[begin] == '}') return text[1] == ':' && begin > 2 ? begin + 1 : 0;  // `{: }` is one, and says nothing
  std::size_t first_brace = 0;
  char quote = 0;
  for (std::size_t i = begin; i < text.size() && text[i] != '\n'; ++i) {
    const char c = text[i];
    if (c == '}' && first_brace == 0) first_brace = i + 1;
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && text[i - 1] == '=') {
      quote = c;
    } else if (c == '}') {
      return i + 1;
    } else if (c == '{') {
      return 0;
    }
  }
  return first_brace;  // the quotes do not pair up
}

bool is_goldmark_list(std::string_view list) {
  const auto is_name = [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == ':' || c == '.' || c == '-';
  };
  const auto is_of_id = [&](char c) { return is_name(c) || static_cast<unsigned char>(c) >= 0x80; };
  std::size_t at = 1;
  const auto skip = [&](auto is) {
    const std::size_t begin = at;
    while (at < list.size() && is(list[at])) ++at;
    return at > begin;
  };
  const auto is_space = [](char c) { return c == ' '; };
  while (at < list.size()) {
    skip(is_space);
    if (at + 1 == list.size()) return list[at] == '}';
    if (list[at] == '#' || list[at] == '.') {
      ++at;
      skip(is_of_id);
    } else {
      if (is_ascii_digit(list[at]) || list[at] == '.' || list[at] == '-' || !skip(is_name)) return false;
      skip(is_space);
      if (at >= list.size() || list[at] != '=') return false;
      ++at;
      skip(is_space);
      if (at < list.size() && list[at] == '"') {
        at = list.find('"', at + 1);
        if (at == std::string_view::npos) return false;
        ++at;
      } else if (!skip([](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == ':' ||
                                           c == '.' || c == '-' || c == '+' || c == '[' || c == ']'; })) {
        return false;
      }
    }
    skip(is_space);
    if (at < list.size() && list[at] == ',') ++at;
  }
  return false;
}

bool is_kramdown_id(std::string_view list) {
  if (list.size() < 4 || !list.starts_with("{#") || !list.ends_with('}') || !is_ascii_letter(list[2])) return false;
  return std::ranges::all_of(list.substr(3, list.size() - 4), [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == ':' || c == '-';
  });
}

bool names_any(std::string_view source, const std::vector<std::string>& names) {
  if (names.empty()) return false;
  std::size_t at = source.find_first_not_of("{: ");
  while (at != std::string_view::npos) {
    const std::size_t end = std::min(source.find_first_of(" }", at), source.size());
    if (std::ranges::find(names, source.substr(at, end - at)) != names.end()) return true;
    at = source.find_first_not_of(" }", end);
  }
  return false;
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
