#include "searcher/http/report/access_log.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

#include <algorithm>
#include <chrono>
#include <ctime>

namespace speur::http {
namespace {

constexpr std::size_t queued_lines = 8192;

std::string_view name_of(LogLevel level) {
  switch (level) {
    case LogLevel::warning:
      return "warning";
    case LogLevel::error:
      return "error";
    case LogLevel::info:
      break;
  }
  return "info";
}

std::string utc_now() {
  using namespace std::chrono;
  const auto now = system_clock::now();
  const std::time_t seconds = system_clock::to_time_t(now);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  const auto millis = duration_cast<milliseconds>(now.time_since_epoch()).count() % 1000;
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", parts, millis);
}

/// With JSON's quotes and escapes where it is not one plain word.
std::string logfmt_text(std::string_view text) {
  const auto is_special = [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == '=' || c == '"' || c == '\\';
  };
  const bool is_plain = !text.empty() && std::ranges::none_of(text, is_special);
  return is_plain ? std::string(text) : boost::json::serialize(boost::json::string(text));
}

std::string text_of(LogFormat format, const LogValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    return format == LogFormat::logfmt ? logfmt_text(*text)
                                       : boost::json::serialize(boost::json::string(*text));
  }
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return fmt::format("{:.3f}", std::get<double>(value));
}

}  // namespace

std::string log_line(LogFormat format, std::string_view time, LogLevel level,
                     std::string_view message, const LogFields& fields) {
  std::string line = format == LogFormat::json ? "{" : "";
  const auto add = [&](std::string_view name, const LogValue& value) {
    if (format == LogFormat::logfmt) {
      line += fmt::format("{}{}={}", line.empty() ? "" : " ", name, text_of(format, value));
    } else {
      line += fmt::format("{}\"{}\":{}", line == "{" ? "" : ",", name, text_of(format, value));
    }
  };
  add("time", std::string(time));
  add("level", std::string(name_of(level)));
  add("message", std::string(message));
  for (const auto& [name, value] : fields) add(name, value);
  if (format == LogFormat::json) line += '}';
  return line;
}

struct Log::Queue {
  std::shared_ptr<spdlog::details::thread_pool> pool =
      std::make_shared<spdlog::details::thread_pool>(queued_lines, 1);
  std::shared_ptr<spdlog::async_logger> logger = std::make_shared<spdlog::async_logger>(
      "speur", std::make_shared<spdlog::sinks::stderr_sink_mt>(), pool,
      spdlog::async_overflow_policy::overrun_oldest);
};

Log::Log(LogFormat format, bool quiet) : format_(format), queue_(std::make_unique<Queue>()) {
  queue_->logger->set_pattern("%v");
  queue_->logger->set_level(quiet ? spdlog::level::off : spdlog::level::info);
}

Log::~Log() = default;

void Log::write(LogLevel level, std::string_view message, const LogFields& fields) {
  // Never as a format: the text holds what clients send.
  queue_->logger->log(spdlog::level::info,
                      spdlog::string_view_t(log_line(format_, utc_now(), level, message, fields)));
}

void Log::flush() {
  queue_->logger->flush();
}

}  // namespace speur::http
