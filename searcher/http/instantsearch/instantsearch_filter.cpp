#include "searcher/http/instantsearch/instantsearch_filter.hpp"

#include "searcher/http/net/unix_time.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace json = boost::json;

namespace speur::http {
namespace {

constexpr std::string_view white_space = " \t\r\n";

std::string in_quotes(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + "'";
}

/// A time of the protocol as a day, if it is one: not a year of four digits or a day as such.
/// `up`: to the next day, unless the time is its very begin.
std::string as_day(const std::string& value, bool up) {
  std::int64_t seconds = 0;
  const char* const end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, seconds);
  if (error != std::errc() || stop != end || value.size() == 4) return value;
  return day_of(seconds, up).value_or(value);
}

/// The length of the longest facet's name that `text` begins with and that a colon follows, for a name may hold
/// colons itself, as dct:type; 0 where there is none.
std::size_t name_with_colons(std::string_view text, const std::vector<FacetInfo>& facets) {
  std::size_t longest = 0;
  for (const FacetInfo& facet : facets) {
    const std::size_t size = facet.name.size();
    const bool is_name = text.starts_with(facet.name) && text.size() > size && text[size] == ':';
    if (is_name && facet.name.find(':') != std::string::npos) longest = std::max(longest, size);
  }
  return longest;
}

/// Reads one expression and writes the same in the words of parse_filter().
class Translator {
 public:
  Translator(std::string_view text, const std::vector<FacetInfo>& facets)
      : text_(text), facets_(facets) {}

  std::string run() {
    while (skip_blanks(), at_ < text_.size()) {
      if (text_[at_] == '(' || text_[at_] == ')') {
        add(std::string(1, text_[at_++]));
      } else if (const std::size_t begin = at_; is_keyword(take_word(" \t\r\n()"))) {
        add(std::string(text_.substr(begin, at_ - begin)));
      } else {
        at_ = begin;
        condition();
      }
    }
    return std::move(result_);
  }

 private:
  static bool is_keyword(std::string_view word) {
    return word == "AND" || word == "OR" || word == "NOT";
  }
  [[noreturn]] void fail(std::size_t at, const std::string& message) const {
    const auto is_first_byte = [](char c) { return (c & 0xC0) != 0x80; };
    throw FilterError(
        static_cast<std::size_t>(std::ranges::count_if(text_.substr(0, at), is_first_byte)) + 1,
        message);
  }
  void skip_blanks() { at_ = std::min(text_.find_first_not_of(white_space, at_), text_.size()); }
  std::string_view take_word(std::string_view ends) {
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_of(ends, at_), text_.size());
    return text_.substr(begin, at_ - begin);
  }
  void add(const std::string& piece) { result_ += (result_.empty() ? "" : " ") + piece; }

  std::string take_text(std::string_view ends, std::string_view wanted) {
    skip_blanks();
    const std::size_t begin = at_;
    std::string text;
    if (at_ < text_.size() && (text_[at_] == '\'' || text_[at_] == '"')) {
      const char quote = text_[at_++];
      for (; at_ < text_.size() && text_[at_] != quote; ++at_) {
        if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
        text += text_[at_];
      }
      if (at_ == text_.size()) fail(begin, "a quote has no end");
      ++at_;
    } else {
      text = take_word(ends);
      if (text.empty()) fail(begin, fmt::format("here stands {}", wanted));
    }
    return text;
  }
  std::string take_value() { return take_text(" \t\r\n()", "a value"); }

  std::string take_name() {
    const std::size_t length = name_with_colons(text_.substr(at_), facets_);
    if (length == 0) return take_text(" \t\r\n():<>=!", "the name of a facet, NOT or '('");
    at_ += length;
    return std::string(text_.substr(at_ - length, length));
  }

  void condition() {
    const std::size_t begin = at_;
    const std::string name = take_name();
    const auto facet = std::ranges::find(facets_, name, &FacetInfo::name);
    const bool is_date = facet != facets_.end() && facet->type == FacetType::date;
    const auto converted = [&](const std::string& value, bool up) {
      return in_quotes(is_date ? as_day(value, up) : value);
    };
    skip_blanks();
    if (at_ < text_.size() && text_[at_] == ':') {
      ++at_;
      const std::string value = take_value();
      const std::size_t after = at_;
      skip_blanks();
      if (take_word(" \t\r\n()") == "TO") {
        add(fmt::format("{} {} TO {}", in_quotes(name), converted(value, true),
                        converted(take_value(), false)));
      } else {
        at_ = after;
        add(fmt::format("{} = {}", in_quotes(name), converted(value, false)));
      }
      return;
    }
    const std::size_t end = std::min(text_.find_first_not_of("<>=!", at_), text_.size());
    const std::string sign(text_.substr(at_, end - at_));
    if (sign.empty()) fail(begin, fmt::format("'{}' has no ':' and value after it", name));
    at_ = end;
    const bool up = sign == ">=" || sign == "<";
    add(fmt::format("{} {} {}", in_quotes(name), sign, converted(take_value(), up)));
  }

  std::string_view text_;
  const std::vector<FacetInfo>& facets_;
  std::size_t at_ = 0;
  std::string result_;
};

class FacetFilterReader {
 public:
  FacetFilterReader(const std::vector<FacetInfo>& facets, std::vector<std::string>& unknown)
      : facets_(facets), unknown_(unknown) {}

  Filter read(const json::value& given) {
    if (given.is_string()) return condition(std::string(given.get_string()));
    FilterAll all;
    for (const json::value& item : list(given)) {
      if (item.is_array() && item.get_array().empty()) continue;
      all.parts.push_back(item.is_array() ? any(item.get_array()) : condition(text(item)));
    }
    return {std::move(all)};
  }

 private:
  static const json::array& list(const json::value& given) {
    if (given.is_array()) return given.get_array();
    throw FilterError("it is a list of \"facet:value\" and of lists of alternatives");
  }
  static std::string text(const json::value& item) {
    if (item.is_string()) return std::string(item.get_string());
    throw FilterError("a list of alternatives holds \"facet:value\" only");
  }

  /// Values of one facet become one condition.
  Filter any(const json::array& options) {
    FilterAny any;
    for (const json::value& option : options) {
      Filter one = condition(text(option));
      auto* some = std::get_if<FacetValues>(&one.node);
      const auto same = std::ranges::find_if(any.parts, [&](const Filter& part) {
        const auto* known = std::get_if<FacetValues>(&part.node);
        return some != nullptr && known != nullptr && known->facet == some->facet;
      });
      if (same == any.parts.end()) {
        any.parts.push_back(std::move(one));
      } else {
        std::get<FacetValues>(same->node).values.push_back(std::move(some->values.front()));
      }
    }
    return any.parts.size() == 1 ? std::move(any.parts.front()) : Filter{std::move(any)};
  }

  Filter condition(const std::string& text) {
    if (++conditions_ > max_filter_conditions) {
      throw FilterError(fmt::format("there are {} conditions at most", max_filter_conditions));
    }
    std::size_t colon = text.find(':');
    if (colon == text.npos || colon == 0) {
      throw FilterError(fmt::format("'{}' is no facet:value", text));
    }
    colon = std::max(colon, name_with_colons(text, facets_));
    const std::string name = text.substr(0, colon);
    std::string value = text.substr(colon + 1);
    const bool is_negated = value.starts_with('-');
    if (is_negated || value.starts_with("\\-")) value.erase(0, 1);
    Filter filter{FilterAny{}};
    if (std::ranges::find(facets_, name, &FacetInfo::name) != facets_.end()) {
      filter = {FacetValues{name, {std::move(value)}}};
    } else {
      unknown_.push_back(name);
    }
    if (!is_negated) return filter;
    FilterNot negated;
    negated.part.push_back(std::move(filter));
    return {std::move(negated)};
  }

  const std::vector<FacetInfo>& facets_;
  std::vector<std::string>& unknown_;
  std::size_t conditions_ = 0;
};

/// The lists of `numericFilters` as one expression.
std::string numeric_expression(const json::value& given, bool is_inner) {
  if (given.is_string()) {
    std::string text(given.get_string());
    if (is_inner) return text;
    std::string expression;  // an older form: apart by commas, and all wanted
    for (const char c : text) expression += c == ',' ? " AND " : std::string(1, c);
    return expression;
  }
  const json::array* list = given.if_array();
  if (list == nullptr) {
    throw FilterError("it is a list of \"facet >= number\" and of lists of alternatives");
  }
  std::string expression;
  for (const json::value& item : *list) {
    if (!item.is_string() && (is_inner || !item.is_array())) {
      throw FilterError("a list of alternatives holds \"facet >= number\" only");
    }
    std::string one = numeric_expression(item, true);
    if (one.empty()) continue;
    if (!expression.empty()) expression += is_inner ? " OR " : " AND ";
    expression += "(" + std::move(one) + ")";
  }
  return expression;
}

}  // namespace

Filter read_facet_filters(const json::value& given, const std::vector<FacetInfo>& facets,
                          std::vector<std::string>& unknown) {
  return FacetFilterReader(facets, unknown).read(given);
}

Filter read_numeric_filters(const json::value& given, const std::vector<FacetInfo>& facets) {
  return read_filters(numeric_expression(given, false), facets);
}

Filter read_filters(std::string_view expression, const std::vector<FacetInfo>& facets) {
  const std::string translated = Translator(expression, facets).run();
  if (translated.empty()) return {FilterAll{}};
  try {
    return parse_filter(translated, facets);
  } catch (const FilterError& error) {
    throw FilterError(fmt::format("{}, when read as: {}", error.what(), translated));
  }
}

}  // namespace speur::http
