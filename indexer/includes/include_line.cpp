#include "indexer/includes/include_line.hpp"

#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <algorithm>
#include <charconv>

namespace speur {

namespace {

bool is_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == npos;
}

long to_number(std::string_view digits) {
  long number = 0;
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

/// `:2`, `:2:5`, `::5` and more of them behind commas, negative numbers too: where they start in
/// `name`, which may hold colons before; npos if there are none.
std::size_t find_ranges(std::string_view name) {
  const std::size_t begin = name.find_last_not_of("0123456789:,-") + 1;  // npos + 1 is 0
  // A hyphen or digits may be the end of the file's own name: "deel-2:3".
  const std::size_t colon = name.find(':', begin);
  if (colon == npos) return npos;
  const std::string_view ranges = name.substr(colon + 1);
  bool number_ends = false;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (ranges[i] == '-' && (number_ends || i + 1 == ranges.size() || !is_digits(ranges.substr(i + 1, 1)))) {
      return npos;
    }
    number_ends = is_digits(ranges.substr(i, 1));
  }
  return colon;
}

std::vector<SnippetRange> read_ranges(std::string_view text) {
  std::vector<SnippetRange> ranges;
  while (true) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view range = text.substr(0, comma);
    const std::size_t colon = std::min(range.find(':'), range.size());
    if (!range.empty()) {
      ranges.push_back({to_number(range.substr(0, colon)),
                        to_number(range.substr(std::min(colon + 1, range.size())))});
    }
    if (comma == text.size()) return ranges;
    text.remove_prefix(comma + 1);
  }
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

namespace {

/// `<deel>` and `</deel>`, which DocFX takes for a part of a file of code where they stand in a comment.
bool is_tag_line(std::string_view text, std::string_view name, bool ends) {
  text = trimmed(text.substr(std::min(text.find_first_not_of("#-'"), text.size())));
  const std::string_view begin = ends ? "</" : "<";
  if (!text.starts_with(begin)) return false;
  text.remove_prefix(begin.size());
  return text.starts_with(name) && text.substr(name.size()).starts_with('>');
}

}  // namespace

bool is_region_line(std::string_view text, std::string_view name, bool ends) {
  text = trimmed(text);
  for (const std::string_view sign : {"<!--", "/*", "//", "::"}) {
    if (text.starts_with(sign)) text = trimmed(text.substr(sign.size()));
  }
  if (is_tag_line(text, name, ends)) return true;
  if (text.starts_with('#')) text = trimmed(text.substr(1));
  if (ends && text == "endregion") return true;  // as C# has it
  const std::string_view word = ends ? "endregion " : "region ";
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  for (const std::string_view sign : {"-->", "*/"}) {
    if (text.ends_with(sign)) text = trimmed(text.substr(0, text.size() - sign.size()));
  }
  return trimmed(text) == name;
}

SnippetName split_snippet_name(std::string_view name) {
  SnippetName result;
  if (const std::size_t ranges = find_ranges(name); ranges != npos) {
    result.file = name.substr(0, ranges);
    result.ranges = read_ranges(name.substr(ranges + 1));
    return result;
  }
  result.file = name;
  const std::size_t last = name.rfind(':');
  if (last == npos) return result;
  const std::string_view tail = name.substr(last + 1);
  const bool word = std::all_of(tail.begin(), tail.end(), [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-';
  });
  if (!word) return result;
  result.file = name.substr(0, last);
  result.section = tail;
  return result;
}

}  // namespace speur
