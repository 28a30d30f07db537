#pragma once

#include "speur/ascii.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

namespace day_detail {

/// Digits, words and single signs, with the blanks between them left out.
inline std::vector<std::string_view> pieces(std::string_view text) {
  std::vector<std::string_view> found;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (is_ascii_digit(text[at])) {
      while (end < text.size() && is_ascii_digit(text[end])) ++end;
    } else if (is_ascii_letter(text[at])) {
      while (end < text.size() && is_ascii_letter(text[end])) ++end;
    }
    if (text[at] != ' ') found.push_back(text.substr(at, end - at));
    if (found.size() > 8) return {};
    at = end;
  }
  return found;
}

inline std::optional<unsigned> number(std::string_view text, std::size_t most_digits) {
  if (text.empty() || text.size() > most_digits) return std::nullopt;
  unsigned value = 0;
  for (const char c : text) {
    if (!is_ascii_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

/// 1 to 12 of a month's Dutch or English name, whole or its usual short form; 0: it is none.
inline unsigned month_of(std::string_view word) {
  static constexpr std::array<std::array<std::string_view, 6>, 12> names = {{
      {"januari", "january", "jan"},
      {"februari", "february", "feb"},
      {"maart", "march", "mrt", "mar", "maa"},
      {"april", "apr"},
      {"mei", "may"},
      {"juni", "june", "jun"},
      {"juli", "july", "jul"},
      {"augustus", "august", "aug"},
      {"september", "sep", "sept"},
      {"oktober", "october", "okt", "oct"},
      {"november", "nov"},
      {"december", "dec"},
  }};
  const std::string lower = ascii_lower(word);
  for (std::size_t month = 0; month < names.size(); ++month) {
    for (const std::string_view name : names[month]) {
      if (!name.empty() && name == lower) return static_cast<unsigned>(month + 1);
    }
  }
  return 0;
}

inline bool is_weekday(std::string_view word) {
  static constexpr std::array<std::string_view, 28> names = {
      "maandag", "dinsdag", "woensdag",  "donderdag", "vrijdag", "zaterdag", "zondag",
      "ma",      "di",      "wo",        "do",        "vr",      "za",       "zo",
      "monday",  "tuesday", "wednesday", "thursday",  "friday",  "saturday", "sunday",
      "mon",     "tue",     "wed",       "thu",       "fri",     "sat",      "sun"};
  const std::string lower = ascii_lower(word);
  for (const std::string_view name : names) {
    if (name == lower) return true;
  }
  return false;
}

inline std::string padded(unsigned value, std::size_t width) {
  std::string text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

inline std::optional<std::string> iso_day(unsigned year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)),
                                         std::chrono::month(month), std::chrono::day(day)};
  if (year < 1 || year > 9999 || !date.ok()) return std::nullopt;
  return padded(year, 4) + '-' + padded(month, 2) + '-' + padded(day, 2);
}

/// What may stand around the words of a date: "17e mei 2024", "17-mei-2024", "May 17, 2024".
inline bool is_between_words(std::string_view piece) {
  return piece == "-" || piece == "." || piece == "," || piece == "e" || piece == "de" || piece == "ste";
}

inline bool is_separator(std::string_view piece) {
  return piece == "-" || piece == "/" || piece == ".";
}

}  // namespace day_detail

/// The year, month and day that a text names as the Dutch write them, or as ISO 8601 has it:
/// 2024-05-17, 17-5-2024, 17/05/2024, 17.05.2024, 17 mei 2024, vrijdag 17 mei 2024, and May 17, 2024. They
/// may make a day that does not exist. Empty where the text has another form.
struct WrittenDay {
  unsigned year = 0, month = 0, day = 0;
};
[[nodiscard]] inline std::optional<WrittenDay> read_written_day(std::string_view text) {
  using namespace day_detail;
  if (text.size() > 40 || text.find("..") != std::string_view::npos) return std::nullopt;  // a range
  std::vector<std::string_view> parts = pieces(text);
  if (!parts.empty() && is_weekday(parts[0])) {
    parts.erase(parts.begin());
    if (!parts.empty() && (parts[0] == "," || parts[0] == ".")) parts.erase(parts.begin());
  }
  if (parts.size() == 5 && is_separator(parts[1]) && parts[1] == parts[3] && month_of(parts[2]) == 0) {
    if (text.find(' ') != std::string_view::npos) return std::nullopt;
    const bool year_first = parts[0].size() == 4;
    const auto year = number(parts[year_first ? 0 : 4], 4);
    const auto month = number(parts[2], 2);
    const auto day = number(parts[year_first ? 4 : 0], 2);
    if (!year || !month || !day || parts[year_first ? 0 : 4].size() != 4) return std::nullopt;
    if (year_first && parts[1] == ".") return std::nullopt;  // a version, sooner
    return WrittenDay{*year, *month, *day};
  }
  std::erase_if(parts, is_between_words);
  if (parts.size() != 3) return std::nullopt;
  const bool month_first = month_of(parts[0]) != 0;
  const auto day = number(parts[month_first ? 1 : 0], 2);
  const unsigned month = month_of(parts[month_first ? 0 : 1]);
  const auto year = number(parts[2], 4);
  if (!day || month == 0 || !year || parts[2].size() != 4) return std::nullopt;
  return WrittenDay{*year, month, *day};
}

/// The same as `YYYY-MM-DD`, if that day exists.
[[nodiscard]] inline std::optional<std::string> day_of_text(std::string_view text) {
  const std::optional<WrittenDay> written = read_written_day(text);
  if (!written) return std::nullopt;
  return day_detail::iso_day(written->year, written->month, written->day);
}

/// A day, month or year as somebody may type it, in the form that dates compare by: 2024-05-17,
/// 2024-05 (also of 5-2024 and mei 2024), 2024. Empty where the text is none of these. A text in that
/// form stays as it is, for a bound may lie between days: 2024-05-00, 2024-05-32.
[[nodiscard]] inline std::optional<std::string> period_of_text(std::string_view text) {
  using namespace day_detail;
  constexpr std::string_view form = "dddd-dd-dd";
  bool fits = text.size() == 4 || text.size() == 7 || text.size() == 10;
  for (std::size_t i = 0; fits && i < text.size(); ++i) {
    fits = form[i] == '-' ? text[i] == '-' : is_ascii_digit(text[i]);
  }
  if (fits) return std::string(text);
  if (std::optional<std::string> day = day_of_text(text)) return day;
  if (text.size() > 40) return std::nullopt;
  const std::vector<std::string_view> parts = pieces(text);
  const auto as_period = [](std::string_view year, unsigned month) -> std::optional<std::string> {
    const auto value = number(year, 4);
    if (!value || year.size() != 4 || month < 1 || month > 12) return std::nullopt;
    return padded(*value, 4) + '-' + padded(month, 2);
  };
  if (parts.size() == 1 && parts[0].size() == 4 && number(parts[0], 4)) return std::string(parts[0]);
  if (parts.size() == 2) return as_period(parts[1], month_of(parts[0]));
  if (parts.size() != 3 || !is_separator(parts[1])) return std::nullopt;
  const bool year_first = parts[0].size() == 4;
  const auto month = number(parts[year_first ? 2 : 0], 2);
  if (!month) return as_period(parts[2], month_of(parts[0]));
  return as_period(parts[year_first ? 0 : 2], *month);
}

}  // namespace speur
