#include "indexer/site/rules/moments.hpp"

#include "speur/ascii.hpp"

#include <unicode/timezone.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace speur {
namespace {

constexpr std::array<std::string_view, 12> months = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> weekdays = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
/// Where Dutch names differ in their first three letters.
constexpr std::array<std::pair<std::string_view, unsigned>, 3> dutch_months = {
    {{"maa", 3}, {"mei", 5}, {"okt", 10}}};

/// A run of digits or of letters, and the sign before it.
struct Piece {
  std::string_view text;
  char before = 0;
  [[nodiscard]] bool is_number() const { return is_ascii_digit(text[0]); }
};

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  char before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const bool digit = is_ascii_digit(text[at]);
    if (!digit && !is_ascii_letter(text[at])) {
      before = text[at++];
      continue;
    }
    std::size_t end = at + 1;
    while (end < text.size() &&
           (digit ? is_ascii_digit(text[end]) : is_ascii_letter(text[end]))) {
      ++end;
    }
    pieces.push_back({text.substr(at, end - at), before});
    before = 0;
    at = end;
  }
  return pieces;
}

unsigned number_of(std::string_view digits) {
  unsigned number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

unsigned month_of(std::string_view word) {
  if (word.size() < 3) return 0;
  const std::string name = ascii_lower(word).substr(0, 3);
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (ascii_lower(months[i]).starts_with(name)) return static_cast<unsigned>(i + 1);
  }
  for (const auto& [dutch, month] : dutch_months) {
    if (dutch == name) return month;
  }
  return 0;
}

/// Reads the date of `pieces` and gives how many it took; 0 where there is none.
std::size_t read_date(const std::vector<Piece>& pieces, Moment& moment) {
  std::size_t at = 0;
  // The name of a day of the week may come first.
  if (!pieces.empty() && !pieces[0].is_number() && month_of(pieces[0].text) == 0) ++at;
  if (at < pieces.size() && pieces[at].is_number() && pieces[at].text.size() == 8) {
    moment.year = static_cast<int>(number_of(pieces[at].text.substr(0, 4)));
    moment.month = number_of(pieces[at].text.substr(4, 2));
    moment.day = number_of(pieces[at].text.substr(6, 2));
    return at + 1;
  }
  if (at + 2 >= pieces.size()) return 0;
  const Piece& a = pieces[at];
  const Piece& b = pieces[at + 1];
  const Piece& c = pieces[at + 2];
  if (a.is_number() && a.text.size() == 4 && b.is_number() && c.is_number()) {
    moment.year = static_cast<int>(number_of(a.text));
    moment.month = number_of(b.text);
    moment.day = number_of(c.text);
  } else if (a.is_number() && !b.is_number() && c.is_number() && c.text.size() == 4) {
    moment.day = number_of(a.text);
    moment.month = month_of(b.text);
    moment.year = static_cast<int>(number_of(c.text));
  } else if (!a.is_number() && b.is_number() && c.is_number() && c.text.size() == 4) {
    moment.month = month_of(a.text);
    moment.day = number_of(b.text);
    moment.year = static_cast<int>(number_of(c.text));
  } else {
    return 0;
  }
  return at + 3;
}

/// Reads a time and a zone; the seconds that the zone is ahead of UTC.
int read_time(const std::vector<Piece>& pieces, std::size_t at, Moment& moment) {
  if (at < pieces.size() && ascii_lower(pieces[at].text) == "t") ++at;
  if (at + 1 < pieces.size() && pieces[at].is_number() && pieces[at + 1].before == ':') {
    moment.hour = number_of(pieces[at].text);
    moment.minute = number_of(pieces[at + 1].text);
    at += 2;
    moment.has_second = at < pieces.size() && pieces[at].before == ':';
    if (moment.has_second) moment.second = number_of(pieces[at++].text);
    if (at < pieces.size() && (pieces[at].before == '.' || pieces[at].before == ',')) ++at;
  }
  if (at >= pieces.size()) return 0;
  const Piece& zone = pieces[at];
  const std::string name = ascii_lower(zone.text);
  moment.has_zone = zone.is_number() ? zone.before == '+' || zone.before == '-'
                                     : name == "z" || name == "utc" || name == "gmt";
  if (!moment.has_zone || !zone.is_number()) return 0;
  unsigned hours = number_of(zone.text.substr(0, 2));
  unsigned minutes = zone.text.size() == 4 ? number_of(zone.text.substr(2)) : 0;
  if (at + 1 < pieces.size() && pieces[at + 1].before == ':') {
    minutes = number_of(pieces[at + 1].text);
  }
  const int seconds = static_cast<int>(hours * 3600 + minutes * 60);
  return zone.before == '-' ? -seconds : seconds;
}

std::chrono::sys_days days_of(const Moment& moment) {
  return std::chrono::year_month_day(std::chrono::year(moment.year),
                                     std::chrono::month(moment.month),
                                     std::chrono::day(moment.day));
}

std::optional<Moment> read_moment(std::string_view text, bool rolls_over) {
  constexpr std::size_t max_bytes = 64;
  if (text.size() > max_bytes) return std::nullopt;
  const std::vector<Piece> pieces = pieces_of(text);
  Moment moment;
  const std::size_t taken = read_date(pieces, moment);
  if (taken == 0) return std::nullopt;
  std::chrono::year_month_day date(std::chrono::year(moment.year), std::chrono::month(moment.month),
                                   std::chrono::day(moment.day));
  if (rolls_over && date.year().ok() && date.month().ok() && date.day().ok()) {
    date = std::chrono::sys_days(date);  // counted from the first of the month
    moment.year = static_cast<int>(date.year());
    moment.month = static_cast<unsigned>(date.month());
    moment.day = static_cast<unsigned>(date.day());
  }
  if (!date.ok()) return std::nullopt;
  const int ahead = read_time(pieces, taken, moment);
  if (moment.hour > 24 || moment.minute > 59 || moment.second > 60) return std::nullopt;
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  moment.seconds = static_cast<std::int64_t>(days) * 86400 + moment.hour * 3600 +
                   moment.minute * 60 + moment.second - ahead;
  return moment;
}

}  // namespace

std::optional<Moment> parse_moment(std::string_view text) {
  return read_moment(text, false);
}

std::optional<Moment> parse_ruby_moment(std::string_view text) {
  return read_moment(text, true);
}

Moment moment_in_zone(std::int64_t seconds, const std::string& zone) {
  const std::unique_ptr<icu::TimeZone> known(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(zone)));
  std::int32_t raw = 0, summer = 0;
  UErrorCode error = U_ZERO_ERROR;
  if (*known != icu::TimeZone::getUnknown()) {
    known->getOffset(static_cast<UDate>(seconds) * 1000, 0, raw, summer, error);
  }
  const std::chrono::sys_seconds local(
      std::chrono::seconds(seconds + (U_FAILURE(error) ? 0 : (raw + summer) / 1000)));
  const auto days = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date(days);
  const auto in_day = static_cast<unsigned>((local - days).count());
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day()), in_day / 3600, in_day / 60 % 60, in_day % 60, true, true,
          seconds};
}

unsigned weekday_of(const Moment& moment) {
  return std::chrono::weekday(days_of(moment)).c_encoding();
}

unsigned day_of_year(const Moment& moment) {
  const std::chrono::sys_days first =
      std::chrono::year_month_day(std::chrono::year(moment.year), std::chrono::January,
                                  std::chrono::day(1));
  return static_cast<unsigned>((days_of(moment) - first).count()) + 1;
}

std::string_view english_month(unsigned month) {
  return months.at(month - 1);
}

std::string_view english_weekday(unsigned day) {
  return weekdays.at(day);
}

}  // namespace speur
