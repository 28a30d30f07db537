#include "indexer/front_matter/facet_values.hpp"

#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"
#include "speur/day.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace speur {
namespace {

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_ascii_digit(text[end])) ++end;
  return end - at;
}

unsigned number_at(std::string_view text, std::size_t at, std::size_t length) {
  unsigned value = 0;
  for (const char c : text.substr(at, length)) value = value * 10 + static_cast<unsigned>(c - '0');
  return value;
}

/// 0o17 and 0x1F.
std::optional<double> parse_based(std::string_view text) {
  if (text.size() < 3 || text[0] != '0' || (text[1] != 'o' && text[1] != 'x')) return std::nullopt;
  const unsigned base = text[1] == 'o' ? 8 : 16;
  double value = 0;
  for (const char c : text.substr(2)) {
    unsigned digit = 99;
    if (is_ascii_digit(c)) digit = static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') digit = static_cast<unsigned>(c - 'a') + 10;
    if (c >= 'A' && c <= 'F') digit = static_cast<unsigned>(c - 'A') + 10;
    if (digit >= base) return std::nullopt;
    value = value * base + digit;
  }
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool is_decimal(std::string_view text) {
  std::size_t at = 0;
  const auto sign = [&] {
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  };
  sign();
  const std::size_t whole = digits_at(text, at);
  at += whole;
  std::size_t fraction = 0;
  if (at < text.size() && text[at] == '.') {
    fraction = digits_at(text, at + 1);
    at += 1 + fraction;
  }
  if (whole + fraction == 0) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    sign();
    const std::size_t exponent = digits_at(text, at);
    if (exponent == 0) return false;
    at += exponent;
  }
  return at == text.size();
}

/// Takes two digits, up to `max`, off `text`; or one, where it has no second and `one_will_do`.
bool take_pair(std::string_view& text, unsigned max, bool one_will_do = false) {
  const std::size_t length = std::min<std::size_t>(digits_at(text, 0), 2);
  if (length == 0 || (length == 1 && !one_will_do) || number_at(text, 0, length) > max) return false;
  text.remove_prefix(length);
  return true;
}

bool take(std::string_view& text, std::string_view start) {
  if (!text.starts_with(start)) return false;
  text.remove_prefix(start.size());
  return true;
}

/// Z, GMT, +02:00, -5; or "uur".
bool is_zone(std::string_view text) {
  constexpr std::array<std::string_view, 8> names = {"", "Z", "z", "GMT", "UTC", "CET", "CEST", "uur"};
  if (std::ranges::find(names, text) != names.end()) return true;
  if (!take(text, "+") && !take(text, "-")) return false;
  if (!take_pair(text, 23, true)) return false;
  if (text.empty()) return true;
  take(text, ":");
  return take_pair(text, 59) && text.empty();
}

/// hh:mm(:ss(.f)?)? and a zone; with a full stop for a colon where "uur" follows, as the Dutch write it. YAML has
/// hours of one digit, too.
bool is_time(std::string_view text) {
  const std::string_view colon = text.ends_with(" uur") && text.find(':') == std::string_view::npos ? "." : ":";
  if (!take_pair(text, 23, true) || !take(text, colon) || !take_pair(text, 59)) return false;
  if (take(text, colon)) {
    if (!take_pair(text, 60)) return false;
    if (take(text, ".")) text.remove_prefix(digits_at(text, 0));
  }
  return is_zone(trimmed(text));
}

/// Where the time that follows a day begins: behind the last T, comma or blank before its hours.
std::size_t time_begin(std::string_view text) {
  const std::size_t colon = text.ends_with(" uur") ? text.find_last_of(":.") : text.find(':');
  if (colon == std::string_view::npos) return colon;
  const std::size_t before = text.substr(0, colon).find_last_of("Tt, ");
  return before == std::string_view::npos ? before : before + 1;
}

/// The text of a day before its time, less the signs and words between them.
std::string_view day_before_time(std::string_view text) {
  constexpr std::string_view at = " om";
  if (text.ends_with('T') || text.ends_with('t')) text.remove_suffix(1);
  text = trimmed(text);
  if (text.ends_with(at)) text.remove_suffix(at.size());
  if (text.ends_with(',')) text.remove_suffix(1);
  return text;
}

/// Control characters and line ends become a space: a value is one line, but is not changed else.
std::string clean_value(std::string_view text) {
  text = trimmed(text);
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (std::none_of(text.begin(), text.end(), is_control)) return std::string(text);
  std::string clean;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_control(text[i])) {
      clean += text[i];
    } else if (i > 0 && !is_control(text[i - 1])) {
      clean += ' ';
    }
  }
  return std::string(trimmed(clean));
}

std::string_view name_of(FacetType type) {
  constexpr std::array<std::string_view, 3> names = {"keyword", "number", "date"};
  return names[static_cast<std::size_t>(type)];
}

/// Whether the name of a facet says that it has dates: `datum`, `publishDate`, `lastmod`.
bool is_named_date(std::string_view name) {
  const std::string last = ascii_lower(name.substr(name.rfind('.') + 1));  // npos + 1 is 0
  return last.ends_with("date") || last.ends_with("datum") || last == "lastmod";
}

/// The day that eight digits name, of this century or the last: "20240517", as ISO 8601 has it without hyphens.
std::optional<std::string> day_of_digits(std::string_view text) {
  if (text.size() != 8 || !std::ranges::all_of(text, is_ascii_digit)) return std::nullopt;
  if (!text.starts_with("19") && !text.starts_with("20")) return std::nullopt;
  std::string day(text);
  day.insert(6, 1, '-').insert(4, 1, '-');
  return parse_date(day);
}

/// `text` as `type`; empty where it cannot be that.
std::optional<FacetValue> as_type(const std::string& text, FacetType type) {
  FacetValue value{type, text, 0};
  if (type == FacetType::number) {
    const std::optional<double> number = parse_number(text);
    if (!number) return std::nullopt;
    value.number = *number;
  }
  if (type == FacetType::date) {
    std::optional<std::string> date = parse_date(text);
    if (!date) date = day_of_digits(text);
    if (!date) return std::nullopt;
    value.text = *date;
  }
  return value;
}

}  // namespace

const FacetRule* FacetRules::find(std::string_view name) const {
  for (const FacetRule& rule : facets) {
    if (rule.name == name) return &rule;
  }
  return nullptr;
}

std::optional<double> parse_number(std::string_view text) {
  if (text.empty() || text.size() > 100) return std::nullopt;
  if (!is_decimal(text)) return parse_based(text);
  if (text[0] == '+') text.remove_prefix(1);  // from_chars knows no plus
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::string> parse_date(std::string_view text) {
  if (std::optional<std::string> day = day_of_text(text)) return day;
  if (const std::size_t time = time_begin(text); time != std::string_view::npos && is_time(text.substr(time))) {
    return day_of_text(day_before_time(text.substr(0, time)));
  }
  // XML Schema gives days a zone without a time: 2024-05-17Z, 2024-05-17+02:00.
  const std::string_view day = text.substr(0, 10);
  const std::string_view zone = trimmed(text.substr(day.size()));
  if (zone.empty() || !is_ascii_digit(day.back()) || !is_zone(zone)) return std::nullopt;
  return day_of_text(day);
}

bool is_no_day(std::string_view text) {
  const std::string_view day = text.substr(0, text.find_first_of("Tt"));
  return read_written_day(day) && !day_of_text(day);
}

std::optional<bool> parse_boolean(std::string_view text) {
  if (text == "true" || text == "True" || text == "TRUE") return true;
  if (text == "false" || text == "False" || text == "FALSE") return false;
  return std::nullopt;
}

FacetValue guess_value(std::string text, bool plain) {
  if (const std::optional<std::string> date = parse_date(text)) {
    return {FacetType::date, *date, 0};
  }
  if (plain) {
    if (const std::optional<bool> boolean = parse_boolean(text)) {
      return {FacetType::keyword, *boolean ? "true" : "false", 0};
    }
    if (const std::optional<double> number = parse_number(text)) {
      return {FacetType::number, std::move(text), *number};
    }
  }
  return {FacetType::keyword, std::move(text), 0};
}

void FacetCollector::report(std::size_t line, std::string message) {
  problems_.push_back({{file_, line}, std::move(message)});
}

void FacetCollector::add(std::string_view name, std::string_view text, bool plain,
                         std::size_t line) {
  const FacetRule* rule = rules_.find(name);
  if (rule != nullptr && rule->drop) return;
  std::string clean = clean_value(text);
  if (clean.empty()) return;
  if (clean.size() > max_facet_value_bytes) {
    report(line, fmt::format("a value of '{}' has {} bytes, and at most {} fit in a facet: it is "
                             "left out",
                             name, clean.size(), max_facet_value_bytes));
    return;
  }
  std::optional<FacetValue> value;
  if (rule != nullptr && rule->type) {
    value = as_type(clean, *rule->type);
    if (!value) {
      report(line, fmt::format("'{}' is no {}: \"{}\" is left out", name, name_of(*rule->type),
                               clean));
      return;
    }
  } else {
    if (is_no_day(clean)) report(line, fmt::format("'{}' is no day that exists: \"{}\"", name, clean));
    value = guess_value(std::move(clean), plain);
    if (value->type == FacetType::number && is_named_date(name)) {
      if (std::optional<std::string> day = day_of_digits(value->text)) value = FacetValue{FacetType::date, *day, 0};
    }
  }
  Facet* facet = facet_for(name, line);
  if (facet == nullptr) return;
  const bool known = std::any_of(facet->values.begin(), facet->values.end(),
                                 [&](const FacetValue& v) { return v.text == value->text; });
  if (known || values_ > max_page_facet_values) return;
  if (++values_ > max_page_facet_values) {
    report(line, fmt::format("more than {} facet values: the rest is left out",
                             max_page_facet_values));
    return;
  }
  facet->values.push_back(std::move(*value));
}

Facet* FacetCollector::facet_for(std::string_view name, std::size_t line) {
  const auto found = std::find_if(facets_.begin(), facets_.end(),
                                  [&](const Facet& facet) { return facet.name == name; });
  if (found != facets_.end()) return &*found;
  if (facets_.size() > max_page_facets) return nullptr;
  if (facets_.size() == max_page_facets) {
    report(line, fmt::format("more than {} facets: the rest is left out", max_page_facets));
    facets_.push_back({});  // the mark that it was said; take() drops it
    return nullptr;
  }
  facets_.push_back({std::string(name), {}});
  return &facets_.back();
}

std::vector<Facet> FacetCollector::take() {
  std::vector<Facet> facets = std::move(facets_);
  std::erase_if(facets, [](const Facet& facet) { return facet.values.empty(); });
  std::sort(facets.begin(), facets.end(),
            [](const Facet& a, const Facet& b) { return a.name < b.name; });
  return facets;
}

}  // namespace speur
