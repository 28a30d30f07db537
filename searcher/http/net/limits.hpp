#pragma once

#include <chrono>
#include <cstddef>

namespace speur::http {

/// What a client may take of the server. Every wait has an end, and every size a bound, since the
/// text comes from anyone.
struct Limits {
  std::size_t header_bytes = std::size_t{8} * 1024;  ///< of a request: its first line and its fields
  std::size_t body_bytes = std::size_t{64} * 1024;
  std::size_t connections = 4096;
  std::size_t connections_per_address = 256;
  /// Of this machine itself: there the reverse proxy lives, and all its visitors are one address.
  std::size_t connections_per_loopback_address = 4096;
  /// Of all answers together that their clients have yet to read: a request of 4 KiB may have an answer of 40 MB.
  std::size_t unread_bytes = std::size_t{256} << 20U;
  std::size_t pipelined = 64;  ///< requests sent ahead of their answers; then the connection closes

  std::chrono::milliseconds idle{60'000};  ///< between two requests
  std::chrono::milliseconds crowded{
      1'000};  ///< the same with three quarters of `connections` taken
  std::chrono::milliseconds header{10'000};  ///< from its first byte to its last
  std::chrono::milliseconds body{20'000};
  std::chrono::milliseconds write{20'000};  ///< of an answer
  std::chrono::milliseconds linger{2'000};  ///< for what a refused client is still sending
  std::chrono::milliseconds stop{10'000};   ///< from the signal until what is unfinished is dropped
  std::chrono::milliseconds tick{100};      ///< how often the above are looked at
  /// A search that has waited this long for its turn is shed: 503.
  std::chrono::milliseconds queue{1'000};
  /// For finding what a search asks for, and again for showing it; then it is answered with that.
  std::chrono::milliseconds query{1'000};
  std::chrono::milliseconds watch{200};  ///< how often the index is looked at for a new revision

  std::size_t query_bytes = 1024;  ///< of what is searched
  std::size_t value_bytes = 4096;  ///< of any other parameter
  std::size_t hits = 1000;         ///< of one answer
  std::size_t depth = 10'000;      ///< the last hit that can be asked for
  std::size_t suggestions = 100;
  std::size_t searches = 32;  ///< in one request
  std::size_t facet_values = 10'000;
};

}  // namespace speur::http
