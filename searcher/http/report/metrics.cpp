#include "searcher/http/report/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace speur::http {

void Metrics::answered(Route route, unsigned status, std::chrono::steady_clock::duration took) {
  constexpr auto relaxed = std::memory_order_relaxed;
  RouteMetrics& metrics = routes_[static_cast<std::size_t>(route)];
  const double seconds = std::chrono::duration<double>(took).count();
  const auto bucket =
      static_cast<std::size_t>(std::ranges::lower_bound(buckets, seconds) - buckets.begin());
  metrics.by_class[std::min<std::size_t>(status / 100, 5)].fetch_add(1, relaxed);
  metrics.within[bucket].fetch_add(1, relaxed);
  const auto nanoseconds = std::chrono::duration_cast<std::chrono::nanoseconds>(took).count();
  metrics.nanoseconds.fetch_add(static_cast<std::uint64_t>(std::max<long long>(nanoseconds, 0)),
                                relaxed);
}

std::string Metrics::text(std::string_view revision, std::string_view built) const {
  std::string text;
  const auto out = std::back_inserter(text);
  const auto head = [&](std::string_view name, std::string_view type, std::string_view help) {
    fmt::format_to(out, "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
  };
  const auto single = [&](std::string_view name, std::string_view type, std::string_view help,
                          const Count& count) {
    head(name, type, help);
    fmt::format_to(out, "{} {}\n", name, count.load(std::memory_order_relaxed));
  };
  head("speur_http_requests_total", "counter", "Requests answered, by route and class of status.");
  for (std::size_t route = 0; route < route_count; ++route) {
    for (std::size_t status = 2; status <= 5; ++status) {
      const std::uint64_t count = routes_[route].by_class[status].load(std::memory_order_relaxed);
      if (count == 0) continue;
      fmt::format_to(out, "speur_http_requests_total{{route=\"{}\",status=\"{}xx\"}} {}\n",
                     info(static_cast<Route>(route)).name, status, count);
    }
  }
  head("speur_http_request_duration_seconds", "histogram",
       "From a whole request to its answer, before that is sent.");
  for (std::size_t route = 0; route < route_count; ++route) {
    const RouteMetrics& metrics = routes_[route];
    std::uint64_t below = 0, all = 0;
    for (const Count& count : metrics.within) all += count.load(std::memory_order_relaxed);
    if (all == 0) continue;
    const std::string_view name = info(static_cast<Route>(route)).name;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
      below += metrics.within[i].load(std::memory_order_relaxed);
      fmt::format_to(out,
                     "speur_http_request_duration_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n",
                     name, buckets[i], std::min(below, all));
    }
    fmt::format_to(out,
                   "speur_http_request_duration_seconds_bucket{{route=\"{}\",le=\"+Inf\"}} {}\n"
                   "speur_http_request_duration_seconds_sum{{route=\"{}\"}} {}\n"
                   "speur_http_request_duration_seconds_count{{route=\"{}\"}} {}\n",
                   name, all, name,
                   static_cast<double>(metrics.nanoseconds.load(std::memory_order_relaxed)) / 1e9,
                   name, all);
  }
  single("speur_queries_total", "counter", "Searches that were answered.", queries);
  single("speur_zero_hit_queries_total", "counter", "Searches that found nothing.",
         zero_hit_queries);
  single("speur_timed_out_queries_total", "counter",
         "Searches that were answered with what was found in time.", queries_timed_out);
  single("speur_kept_answers_total", "counter", "Answers that were kept and given again.",
         kept_answers);
  single("speur_http_open_connections", "gauge", "Connections that are open.", connections);
  single("speur_http_connections_total", "counter", "Connections taken.", connections_total);
  single("speur_http_connections_refused_total", "counter", "Connections over a cap.",
         connections_refused);
  single("speur_http_connections_timed_out_total", "counter", "Connections past a deadline.",
         connections_timed_out);
  single("speur_http_connections_unread_total", "counter",
         "Connections closed since too much waited for clients that do not read.", connections_unread);
  single("speur_http_malformed_total", "counter", "What came in and was no request.", malformed);
  single("speur_http_shed_total", "counter", "Requests that waited too long for their turn.", shed);
  single("speur_http_dropped_total", "counter", "Searches dropped because their client had gone.",
         dropped);
  single("speur_index_switches_total", "counter", "New revisions of the index taken into use.",
         index_switches);
  single("speur_index_failures_total", "counter", "Revisions that could not be opened.",
         index_failures);
  single("speur_index_pages", "gauge", "Pages of the index.", index_pages);
  single("speur_index_size_bytes", "gauge", "Files of the index on this host.", index_bytes);
  head("speur_index_info", "gauge", "The revision of the index in use.");
  fmt::format_to(out, "speur_index_info{{revision=\"{}\",built=\"{}\"}} 1\n", revision, built);
  head("speur_build_info", "gauge", "The version of the program.");
  fmt::format_to(out, "speur_build_info{{version=\"{}\"}} 1\n", SPEUR_VERSION);
  head("process_start_time_seconds", "gauge", "Start of the process since 1970, in seconds.");
  fmt::format_to(out, "process_start_time_seconds {}\n", start_seconds_);
  return text;
}

}  // namespace speur::http
