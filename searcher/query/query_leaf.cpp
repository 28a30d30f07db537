#include "searcher/query/query_leaf.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace speur {
namespace {

constexpr std::string_view ellipsis = "…";

QueryLeaf leaf(decltype(Query::node) node) {
  return {Query{std::move(node)}, {}};
}

/// A range's end may not itself look like a range, so that `1...2` and `>=<3` stay values.
bool is_range_end(std::string_view end) {
  constexpr std::string_view operators = "<>=.(";
  return !end.empty() && operators.find(end.front()) == end.npos && end.back() != '.' &&
         end.find("..") == end.npos && has_searchable(end);
}

struct Comparison {
  std::string_view sign;
  bool upwards, inclusive;
};
constexpr std::array comparisons = {Comparison{">=", true, true}, Comparison{"<=", false, true},
                                    Comparison{"≥", true, true},  Comparison{"≤", false, true},
                                    Comparison{">", true, false}, Comparison{"<", false, false}};

/// versie:>=3. Both ends of a Range belong to it, so `>` is taken as `>=`, and says so.
std::optional<QueryLeaf> read_comparison(const QueryField& field, std::string_view text) {
  for (const Comparison& comparison : comparisons) {
    if (!text.starts_with(comparison.sign)) continue;
    const std::string_view end = text.substr(comparison.sign.size());
    if (!is_range_end(end)) return std::nullopt;
    Range range{field.name, {}, {}};
    (comparison.upwards ? range.from : range.to) = std::string(end);
    QueryLeaf read = leaf(std::move(range));
    if (!comparison.inclusive) {
      const std::string sign(comparison.sign);
      read.issue = "'" + sign + "' is read as '" + sign + "=': a range includes its ends";
    }
    return read;
  }
  return std::nullopt;
}

std::optional<QueryLeaf> read_range(const QueryField& field, std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == text.npos) return read_comparison(field, text);
  const std::string_view from = text.substr(0, dots);
  const std::string_view to = text.substr(dots + 2);
  if (!from.empty() && !is_range_end(from)) return std::nullopt;
  if (!to.empty() && !is_range_end(to)) return std::nullopt;
  Range range{field.name, {}, {}};
  if (!from.empty()) range.from = std::string(from);
  if (!to.empty()) range.to = std::string(to);
  return leaf(std::move(range));
}

/// Letters before "~", "~1" or "~2", and the distance; 0: it does not end so.
std::pair<std::string_view, unsigned> split_fuzzy(std::string_view text) {
  if (text.ends_with("~1") || text.ends_with("~2")) {
    return {text.substr(0, text.size() - 2), text.back() == '1' ? 1U : 2U};
  }
  if (text.ends_with('~')) return {text.substr(0, text.size() - 1), 1U};
  return {text, 0U};
}

std::string stray_operator(const QueryField& field, std::string_view text) {
  if (field.facet && text.find("..") != text.npos) return "'" + std::string(text) + "' is no range";
  if (text.find('*') != text.npos) return "'*' counts only at the end of a word";
  const std::size_t tilde = text.rfind('~');
  if (tilde != text.npos && tilde != 0 && tilde + 1 != text.size() &&
      text.find_first_not_of("0123456789", tilde + 1) == text.npos) {
    return "the distance of a fuzzy word is 1 or 2";
  }
  return {};
}

}  // namespace

bool has_searchable(std::string_view utf8) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  for (std::size_t i = 0; i < utf8.size();) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, utf8.size(), c);
    if (u_isalnum(c) || (c >= 0x80 && u_isgraph(c) && !u_ispunct(c))) return true;
  }
  return false;
}

std::string_view without_final_punctuation(std::string_view utf8) {
  constexpr std::string_view marks = ",;:.!?";
  while (!utf8.empty()) {
    if (utf8.ends_with(ellipsis)) {
      utf8.remove_suffix(ellipsis.size());
    } else if (marks.find(utf8.back()) != marks.npos) {
      utf8.remove_suffix(1);
    } else {
      break;
    }
  }
  return utf8;
}

bool makes_second_half(std::string_view before) {
  constexpr std::array<std::string_view, 6> links = {"en", "of", "En", "Of", "EN", "OF"};
  const auto trim = [&] {
    while (before.ends_with(' ')) before.remove_suffix(1);
  };
  trim();
  if (before.ends_with(',') || before.ends_with('/')) return has_searchable(before);
  const std::string_view last = before.substr(before.find_last_of(" /") + 1);
  if (last != "&" && std::ranges::find(links, last) == links.end()) return false;
  before.remove_suffix(last.size());
  trim();
  return has_searchable(before);
}

bool is_operator_word(std::string_view text) {
  return text == "OR" || text == "AND" || text == "NOT";
}

Query make_word(const QueryField& field, std::string_view text) {
  Word word{field.name, std::string(text)};
  if (field.name.empty() && is_operator_word(text)) {
    for (char& c : word.text) c = static_cast<char>(c - 'A' + 'a');
  }
  return Query{std::move(word)};
}

QueryLeaf read_query_leaf(const QueryField& field, std::string_view text) {
  if (!field.facet) text = without_final_punctuation(text);
  if (!has_searchable(text)) return {};
  if (field.facet) {
    if (auto range = read_range(field, text)) return std::move(*range);
  }
  if (text.ends_with('*')) {
    text.remove_suffix(text.size() - 1 - text.find_last_not_of('*'));
    return leaf(Prefix{field.name, std::string(text)});
  }
  const auto [letters, distance] = split_fuzzy(text);
  if (distance != 0 && has_searchable(letters)) {
    return leaf(Fuzzy{field.name, std::string(letters), distance});
  }
  return {make_word(field, text), stray_operator(field, text)};
}

}  // namespace speur
