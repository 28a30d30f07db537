#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace speur::http {

/// The day in UTC of a time in seconds since 1970, as "2024-05-17". `up`: the next day, unless the
/// time is the very begin of its own. None for what is not in the years 0 to 9999.
[[nodiscard]] std::optional<std::string> day_of(std::int64_t seconds, bool up);

/// When a day "2024-05-17" begins in UTC, in seconds since 1970. None if it is no such day.
[[nodiscard]] std::optional<std::int64_t> seconds_of(std::string_view day);

}  // namespace speur::http
