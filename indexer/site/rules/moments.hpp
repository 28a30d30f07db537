#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace speur {

/// A date, and perhaps a time, that an author wrote for a generator.
struct Moment {
  int year = 0;
  unsigned month = 1, day = 1;   ///< as written, whatever the time zone
  unsigned hour = 0, minute = 0, second = 0;
  bool has_second = false, has_zone = false;  ///< whether the text says them
  std::int64_t seconds = 0;  ///< since 1970 in UTC; a text without a time zone is taken as UTC
};

/// Reads ISO 8601 and its relatives as Hugo and Jekyll read them: "2024-05-17", "2024-5-7", "20240517",
/// "2024-05-17T10:00:00+02:00", "2024-05-17 10:00:00.5 +0200", "17 May 2024", "17 mei 2024",
/// "May 17, 2024", "Fri, 17 May 2024 10:00:00 GMT". Nothing where the day does not exist.
[[nodiscard]] std::optional<Moment> parse_moment(std::string_view text);

/// The same as Ruby reads it: the 30th and the 31st of a shorter month are days of the next one.
[[nodiscard]] std::optional<Moment> parse_ruby_moment(std::string_view text);

/// What clocks in `zone`, "Europe/Amsterdam", say `seconds` after 1970; those of UTC where there is no such zone.
[[nodiscard]] Moment moment_in_zone(std::int64_t seconds, const std::string& zone);

/// From 1; 0 = Sunday.
[[nodiscard]] unsigned weekday_of(const Moment& moment);
[[nodiscard]] unsigned day_of_year(const Moment& moment);

[[nodiscard]] std::string_view english_month(unsigned month);   ///< "January"; from 1
[[nodiscard]] std::string_view english_weekday(unsigned day);   ///< "Sunday"; from 0

}  // namespace speur
