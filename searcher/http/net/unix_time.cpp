#include "searcher/http/net/unix_time.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace speur::http {
namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t first = -62'167'219'200;  // of the year 0
constexpr std::int64_t last = 253'402'214'400;   // of the last day of the year 9999

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || stop != digits.data() + digits.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::string> day_of(std::int64_t seconds, bool up) {
  using namespace std::chrono;
  if (seconds < first || seconds > last) return std::nullopt;
  if (up) seconds += day_seconds - 1;
  const sys_days point = floor<days>(sys_seconds(std::chrono::seconds(seconds)));
  const year_month_day date(point);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<std::int64_t> seconds_of(std::string_view day) {
  using namespace std::chrono;
  if (day.size() != 10 || day[4] != '-' || day[7] != '-') return std::nullopt;
  const auto y = number(day.substr(0, 4));
  const auto m = number(day.substr(5, 2));
  const auto d = number(day.substr(8, 2));
  if (!y || !m || !d || *m < 0 || *d < 0) return std::nullopt;
  const year_month_day date(year(*y), month(static_cast<unsigned>(*m)),
                            std::chrono::day(static_cast<unsigned>(*d)));
  if (!date.ok()) return std::nullopt;
  return sys_days(date).time_since_epoch().count() * day_seconds;
}

}  // namespace speur::http
