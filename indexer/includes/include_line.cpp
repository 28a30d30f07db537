#include "indexer/includes/include_line.hpp"

#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <charconv>

namespace speur {

namespace {

constexpr auto npos = std::string_view::npos;

bool is_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == npos;
}

std::size_t to_number(std::string_view digits) {
  std::size_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

/// Where the marker `-8<-` with its dashes starts and ends.
struct Marker {
  std::size_t begin = npos;
  std::size_t end = npos;
};

Marker find_marker(std::string_view line) {
  const std::size_t scissors = line.find("-8<-");
  if (scissors == npos) return {};
  Marker marker{scissors, scissors + 4};
  while (marker.begin > 0 && line[marker.begin - 1] == '-') --marker.begin;
  while (marker.end < line.size() && line[marker.end] == '-') ++marker.end;
  return marker;
}

/// `[start:name]` or `[end:name]` at the start of `text`.
SnippetLine read_section(std::string_view text) {
  SnippetLine line;
  const std::size_t close = text.find(']');
  if (!text.starts_with('[') || close == npos) return line;
  const std::string_view inside = text.substr(1, close - 1);
  const std::size_t colon = inside.find(':');
  if (colon == npos) return line;
  const std::string_view type = trimmed(inside.substr(0, colon));
  if (type == "start") line.kind = SnippetLine::Kind::start;
  if (type == "end") line.kind = SnippetLine::Kind::end;
  line.name = trimmed(inside.substr(colon + 1));
  return line;
}

}  // namespace

SnippetLine read_snippet_line(std::string_view text) {
  SnippetLine line;
  const Marker marker = find_marker(text);
  if (marker.begin == npos) return line;
  const std::string_view after = trimmed(text.substr(marker.end));
  const bool spaced =
      marker.end < text.size() && (text[marker.end] == ' ' || text[marker.end] == '\t');
  if (spaced && after.starts_with('[')) {
    if (marker.begin > 0 && text[marker.begin - 1] == ';') {
      line.kind = SnippetLine::Kind::escaped;
      line.escape = marker.begin - 1;
      return line;
    }
    return read_section(after);
  }
  std::size_t begin = marker.begin;
  while (begin > 0 && text[begin - 1] == ';') --begin;
  if (trimmed(text.substr(0, begin)) != std::string_view{}) return line;
  const bool quoted = after.size() > 2 && (after[0] == '"' || after[0] == '\'') &&
                      after.back() == after[0] && after.find(after[0], 1) == after.size() - 1;
  if (after.empty()) {
    line.kind = SnippetLine::Kind::block;
  } else if (spaced && quoted) {
    line.kind = SnippetLine::Kind::single;
    line.name = trimmed(after.substr(1, after.size() - 2));
  } else {
    return line;
  }
  line.indent = begin;
  if (begin < marker.begin) {
    line.kind = SnippetLine::Kind::escaped;
    line.escape = begin;
  }
  return line;
}

SnippetName split_snippet_name(std::string_view name) {
  SnippetName result;
  result.file = name;
  const std::size_t last = name.rfind(':');
  if (last == npos) return result;
  const std::string_view tail = name.substr(last + 1);
  const std::string_view head = name.substr(0, last);
  if (!is_digits(tail)) {
    const bool word = std::all_of(tail.begin(), tail.end(), [](char c) {
      return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-';
    });
    if (!word) return result;
    result.file = head;
    result.section = tail;
    return result;
  }
  const std::size_t before = head.rfind(':');
  if (before != npos && is_digits(head.substr(before + 1))) {
    result.file = head.substr(0, before);
    result.first = to_number(head.substr(before + 1));
    result.last = to_number(tail);
  } else {
    result.file = head;
    result.first = to_number(tail);
  }
  return result;
}

}  // namespace speur
