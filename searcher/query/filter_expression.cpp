#include "searcher/query/filter_expression.hpp"

#include "speur/day.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace speur::http {
namespace {

enum class Kind { end, word, quoted, sign };
struct Lexeme {
  Kind kind = Kind::end;
  std::string text;
  std::size_t column = 0;  // from 1, in code points
};

constexpr std::string_view white_space = " \t\r\n";
constexpr std::string_view ends_word = " \t\r\n()[],=<>!'\"";

/// Takes an expression apart, one lexeme at a time, so that the parser's limits act before the rest
/// is read.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Lexeme next() {
    at_ = std::min(text_.find_first_not_of(white_space, at_), text_.size());
    Lexeme lexeme{Kind::sign, {}, column()};
    if (at_ == text_.size()) {
      lexeme.kind = Kind::end;
      lexeme.text = "the end";
    } else if (const char c = text_[at_]; c == '\'' || c == '"') {
      lexeme.kind = Kind::quoted;
      std::size_t at = at_ + 1;
      for (; at < text_.size() && text_[at] != c; ++at) {
        if (text_[at] == '\\' && at + 1 < text_.size()) ++at;
        lexeme.text += text_[at];
      }
      if (at >= text_.size()) throw FilterError(lexeme.column, "a quote has no end");
      at_ = at + 1;
    } else if (std::string_view("()[],").find(c) != std::string_view::npos) {
      lexeme.text = c;
      ++at_;
    } else if (std::string_view("=<>!").find(c) != std::string_view::npos) {
      lexeme.text = c;
      if (++at_ < text_.size() && text_[at_] == '=') lexeme.text += text_[at_++];
      if (lexeme.text == "!") throw FilterError(lexeme.column, "'!' stands only in '!='");
    } else {
      lexeme.kind = Kind::word;
      const std::size_t end = std::min(text_.find_first_of(ends_word, at_), text_.size());
      lexeme.text = text_.substr(at_, end - at_);
      at_ = end;
    }
    return lexeme;
  }

 private:
  /// Of at_. Counts on from where it was asked last.
  std::size_t column() {
    const auto is_first_byte = [](char c) { return (c & 0xC0) != 0x80; };
    const std::string_view passed = text_.substr(counted_, at_ - counted_);
    column_ += static_cast<std::size_t>(std::ranges::count_if(passed, is_first_byte));
    counted_ = at_;
    return column_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t counted_ = 0, column_ = 1;
};

std::string_view sign_of(const Lexeme& lexeme) {
  return lexeme.kind == Kind::sign ? std::string_view(lexeme.text) : std::string_view();
}
std::string_view keyword_of(const Lexeme& lexeme) {
  return lexeme.kind == Kind::word ? std::string_view(lexeme.text) : std::string_view();
}
bool is_keyword(std::string_view text) {
  static constexpr std::array words = {"AND", "OR", "NOT", "IN", "TO", "EXISTS"};
  return std::ranges::find(words, text) != words.end();
}

/// An end of a range, for a comparison that may leave the value itself out: then it is the next
/// number, or the day after (days are compared as text, so May may have a 32nd and a 0th).
struct RangeEnd {
  bool upper = false;
  bool included = true;
};

std::string number_end(const Lexeme& value, RangeEnd end) {
  double number = 0;
  const char* const last = value.text.data() + value.text.size();
  const auto [stop, error] = std::from_chars(value.text.data(), last, number);
  if (error != std::errc() || stop != last || !std::isfinite(number)) {
    throw FilterError(value.column, fmt::format("'{}' is no number", value.text));
  }
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (!end.included) number = std::nextafter(number, end.upper ? -infinity : infinity);
  return fmt::format("{}", number);
}

std::string date_end(const Lexeme& value, RangeEnd end) {
  const std::optional<std::string> period = period_of_text(value.text);
  if (!period) {
    throw FilterError(value.column, fmt::format("'{}' is no date: write 2024, 2024-05 or 2024-05-17",
                                                value.text));
  }
  const std::string& text = *period;
  if (end.included) return text;
  if (text.size() == 4) return text + (end.upper ? "-01-00" : "-12-32");
  if (text.size() == 7) return text + (end.upper ? "-00" : "-32");
  const int day = (text[8] - '0') * 10 + (text[9] - '0') + (end.upper ? -1 : 1);
  return text.substr(0, 8) + fmt::format("{:02}", std::clamp(day, 0, 99));
}

class Parser {
 public:
  Parser(std::string_view text, const std::vector<FacetInfo>& facets, std::size_t& conditions)
      : lexer_(text), next_(lexer_.next()), facets_(facets), conditions_(conditions) {}

  Filter parse() {
    Filter filter = any(0);
    if (next().kind != Kind::end) fail("here can stand AND, OR or the end");
    return filter;
  }

 private:
  [[nodiscard]] const Lexeme& next() const { return next_; }
  Lexeme take() { return std::exchange(next_, lexer_.next()); }
  bool take_keyword(std::string_view word) {
    if (keyword_of(next()) != word) return false;
    next_ = lexer_.next();
    return true;
  }
  bool take_sign(std::string_view sign) {
    if (sign_of(next()) != sign) return false;
    next_ = lexer_.next();
    return true;
  }
  [[noreturn]] void fail(std::string_view wanted) const {
    throw FilterError(next().column,
                      fmt::format("{}, not {}", wanted,
                                  next().kind == Kind::end ? "the end" : "'" + next().text + "'"));
  }

  Filter any(std::size_t depth) {
    if (depth > max_filter_depth) {
      throw FilterError(next().column,
                        fmt::format("brackets go {} deep at most", max_filter_depth));
    }
    std::vector<Filter> parts{all(depth)};
    while (take_keyword("OR")) parts.push_back(all(depth));
    if (parts.size() == 1) return std::move(parts.front());
    return one_facet(parts) ? merged(parts) : Filter{FilterAny{std::move(parts)}};
  }

  Filter all(std::size_t depth) {
    std::vector<Filter> parts{negated(depth)};
    while (take_keyword("AND")) parts.push_back(negated(depth));
    return parts.size() == 1 ? std::move(parts.front()) : Filter{FilterAll{std::move(parts)}};
  }

  Filter negated(std::size_t depth) {
    bool is_negated = false;
    while (take_keyword("NOT")) is_negated = !is_negated;
    Filter filter = primary(depth);
    return is_negated ? inverse(std::move(filter)) : filter;
  }

  Filter primary(std::size_t depth) {
    if (take_sign("(")) {
      Filter inner = any(depth + 1);
      if (!take_sign(")")) fail("here can stand AND, OR or ')'");
      return inner;
    }
    return condition();
  }

  Filter condition() {
    if (++conditions_ > max_filter_conditions) {
      throw FilterError(next().column,
                        fmt::format("a filter has {} conditions at most", max_filter_conditions));
    }
    if (next().kind != Kind::quoted && (next().kind != Kind::word || is_keyword(next().text))) {
      fail("here stands the name of a facet, NOT or '('");
    }
    const FacetInfo& facet = find_facet(take());
    const bool is_negated = take_keyword("NOT");
    if (take_keyword("EXISTS")) {
      Filter exists{FacetValues{facet.name, {}}};
      return is_negated ? inverse(std::move(exists)) : exists;
    }
    if (take_keyword("IN")) {
      Filter in = list(facet);
      return is_negated ? inverse(std::move(in)) : in;
    }
    if (is_negated) fail("after NOT stands IN or EXISTS");
    if (take_sign("=")) return equal(facet, value());
    if (take_sign("!=")) return inverse(equal(facet, value()));
    static constexpr std::array comparisons = {
        std::pair{">=", RangeEnd{false, true}}, std::pair{">", RangeEnd{false, false}},
        std::pair{"<=", RangeEnd{true, true}}, std::pair{"<", RangeEnd{true, false}}};
    for (const auto& [sign, end] : comparisons) {
      if (!take_sign(sign)) continue;
      Range range{facet.name, {}, {}};
      (end.upper ? range.to : range.from) = range_end(facet, value(), end);
      return {range};
    }
    if (next().kind == Kind::word || next().kind == Kind::quoted) {
      if (!is_keyword(next().text) || next().kind == Kind::quoted) {
        const Lexeme from = take();
        if (!take_keyword("TO")) fail("after two words stands TO (a value with blanks has quotes)");
        const Lexeme to = value();
        return {Range{facet.name, range_end(facet, from, {false, true}),
                      range_end(facet, to, {true, true})}};
      }
    }
    fail("after a facet stands =, !=, >, >=, <, <=, IN, EXISTS or a range: 1 TO 3");
  }

  Filter list(const FacetInfo& facet) {
    if (!take_sign("[")) fail("after IN stands '['");
    std::vector<Filter> values;
    while (!take_sign("]")) {
      if (!values.empty() && ++conditions_ > max_filter_conditions) {
        throw FilterError(next().column,
                          fmt::format("a list has {} values at most", max_filter_conditions));
      }
      values.push_back(equal(facet, value()));
      if (!take_sign(",") && sign_of(next()) != "]") fail("here stands ',' or ']'");
    }
    if (values.empty()) return {FilterAny{}};
    return one_facet(values) ? merged(values) : Filter{FilterAny{std::move(values)}};
  }

  Lexeme value() {
    if (next().kind != Kind::quoted && (next().kind != Kind::word || is_keyword(next().text))) {
      fail("here stands a value");
    }
    return take();
  }

  const FacetInfo& find_facet(const Lexeme& name) const {
    const auto found = std::ranges::find(facets_, name.text, &FacetInfo::name);
    if (found != facets_.end()) return *found;
    std::string names;
    for (const FacetInfo& facet : facets_) names += (names.empty() ? "" : ", ") + facet.name;
    throw FilterError(name.column,
                      fmt::format("there is no facet '{}'; there are: {}", name.text, names));
  }

  static Filter equal(const FacetInfo& facet, const Lexeme& value) {
    if (facet.type == FacetType::keyword) return {FacetValues{facet.name, {value.text}}};
    const std::string end = range_end(facet, value, {});
    return {Range{facet.name, end, end}};
  }

  static std::string range_end(const FacetInfo& facet, const Lexeme& value, RangeEnd end) {
    if (facet.type == FacetType::number) return number_end(value, end);
    if (facet.type == FacetType::date) return date_end(value, end);
    throw FilterError(
        value.column,
        fmt::format("'{}' holds words, which have no order: use = or IN", facet.name));
  }

  static Filter inverse(Filter filter) {
    std::vector<Filter> part;
    part.push_back(std::move(filter));
    return {FilterNot{std::move(part)}};
  }

  /// Whether all are values of the same facet.
  static bool one_facet(const std::vector<Filter>& parts) {
    return std::ranges::all_of(parts, [&](const Filter& part) {
      const auto* some = std::get_if<FacetValues>(&part.node);
      const auto* first = std::get_if<FacetValues>(&parts.front().node);
      return some != nullptr && first != nullptr && !some->values.empty() &&
             some->facet == first->facet;
    });
  }
  static Filter merged(const std::vector<Filter>& parts) {
    FacetValues all{std::get<FacetValues>(parts.front().node).facet, {}};
    for (const Filter& part : parts) {
      for (const std::string& value : std::get<FacetValues>(part.node).values) {
        if (std::ranges::find(all.values, value) == all.values.end()) all.values.push_back(value);
      }
    }
    return {std::move(all)};
  }

  Lexer lexer_;
  Lexeme next_;
  const std::vector<FacetInfo>& facets_;
  std::size_t& conditions_;
};

std::string quoted(const std::string& text) {
  if (!text.empty() && text.find_first_of(ends_word) == text.npos && !is_keyword(text)) return text;
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + "'";
}

struct Printer {
  std::string operator()(const FacetValues& some) const {
    const std::string name = quoted(some.facet);
    if (some.values.empty()) return name + " EXISTS";
    if (some.values.size() == 1) return name + " = " + quoted(some.values.front());
    std::string list;
    for (const std::string& value : some.values) list += (list.empty() ? "" : ", ") + quoted(value);
    return name + " IN [" + list + "]";
  }
  std::string operator()(const Range& range) const {
    const std::string name = quoted(range.field);
    if (range.from && range.to)
      return name + " " + quoted(*range.from) + " TO " + quoted(*range.to);
    if (range.from) return name + " >= " + quoted(*range.from);
    return name + " <= " + quoted(range.to.value_or(""));
  }
  std::string operator()(const FilterAll& all) const { return joined(all.parts, " AND "); }
  std::string operator()(const FilterAny& any) const { return joined(any.parts, " OR "); }
  std::string operator()(const FilterNot& negated) const {
    return "NOT " + to_string(negated.part.front());
  }
  static std::string joined(const std::vector<Filter>& parts, std::string_view between) {
    std::string text;
    for (const Filter& part : parts) {
      text.append(text.empty() ? "" : between).append(to_string(part));
    }
    return "(" + text + ")";
  }
};

}  // namespace

Filter parse_filter(std::string_view text, const std::vector<FacetInfo>& facets) {
  std::size_t conditions = 0;
  return parse_filter(text, facets, conditions);
}

Filter parse_filter(std::string_view text, const std::vector<FacetInfo>& facets,
                    std::size_t& conditions) {
  return Parser(text, facets, conditions).parse();
}

std::optional<FacetFilter> simple_filter(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == text.npos || equals == 0 || equals + 1 == text.size()) return std::nullopt;
  const std::string_view name = text.substr(0, equals);
  const std::string_view value = text.substr(equals + 1);
  if (name.find_first_of(ends_word) != name.npos) return std::nullopt;
  if (std::string_view(" '\"=").find(value.front()) != std::string_view::npos) return std::nullopt;
  for (const std::string_view word : {" AND ", " OR "}) {
    if (value.find(word) != value.npos) return std::nullopt;
  }
  if (value.ends_with(" AND") || value.ends_with(" OR")) return std::nullopt;
  return FacetFilter{std::string(name), std::string(value)};
}

void add_filter(SearchRequest& request, Filter filter) {
  std::vector<Filter> conjuncts;
  if (auto* all = std::get_if<FilterAll>(&filter.node)) {
    conjuncts = std::move(all->parts);
  } else {
    conjuncts.push_back(std::move(filter));
  }
  FilterAll rest;
  for (Filter& part : conjuncts) {
    const auto* some = std::get_if<FacetValues>(&part.node);
    const bool is_first_of_facet = some != nullptr && !some->values.empty() &&
                                   std::ranges::find(request.filters, some->facet,
                                                     &FacetFilter::facet) == request.filters.end();
    if (is_first_of_facet) {
      for (const std::string& value : some->values) request.filters.push_back({some->facet, value});
    } else {
      rest.parts.push_back(std::move(part));
    }
  }
  if (rest.parts.empty()) return;
  if (request.condition) rest.parts.push_back(*std::move(request.condition));
  request.condition =
      rest.parts.size() == 1 ? std::move(rest.parts.front()) : Filter{std::move(rest)};
}

std::string to_string(const Filter& filter) {
  return std::visit(Printer{}, filter.node);
}

}  // namespace speur::http
