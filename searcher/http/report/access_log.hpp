#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace spdlog {
class logger;
}

namespace speur::http {

enum class LogFormat : std::uint8_t { logfmt, json };
enum class LogLevel : std::uint8_t { info, warning, error };

using LogValue = std::variant<std::string, std::int64_t, double>;
using LogFields = std::vector<std::pair<std::string_view, LogValue>>;

/// One line, with the time (UTC) and level first: `time=… level=info message="…" route=/v1/search`,
/// or the same as a JSON object.
[[nodiscard]] std::string log_line(LogFormat format, std::string_view time, LogLevel level,
                                   std::string_view message, const LogFields& fields);

/// Writes lines to standard error from a thread of its own: who reads them slowly delays no
/// request, but loses the oldest.
class Log {
 public:
  explicit Log(LogFormat format, bool quiet = false);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  void write(LogLevel level, std::string_view message, const LogFields& fields = {});
  void flush();

 private:
  struct Queue;  // spdlog's
  LogFormat format_;
  std::unique_ptr<Queue> queue_;
};

}  // namespace speur::http
