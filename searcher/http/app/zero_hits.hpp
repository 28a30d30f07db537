#pragma once

#include <boost/json/fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace speur::http {

/// Which queries found nothing, for who writes the pages. In memory only, and gone with the
/// process. A query is told once several clients have asked it: what one person alone asks is
/// theirs. Any thread may use it.
class ZeroHits {
 public:
  /// `least_clients`: from how many on a query is told; at least 2.
  explicit ZeroHits(std::size_t least_clients);

  /// `client`: what tells one from the other. Only a hash of it is kept, under a key that this
  /// process alone has, and only until there are enough of them. Queries with an e-mail address or
  /// a long number are not counted at all.
  void count(std::string_view query, std::string_view client);

  /// {"since", "leastClients", "queries": [{"query", "count"}]}: the most frequent first, at most
  /// `limit` of them.
  [[nodiscard]] boost::json::object report(std::size_t limit) const;

  static constexpr std::size_t most_queries = 10'000;
  static constexpr std::size_t most_query_bytes = 100;

 private:
  struct Entry {
    std::size_t count = 0;
    std::vector<std::uint64_t> clients;  ///< empty once there were enough
    bool is_told = false;
  };
  void make_room();

  const std::size_t least_clients_;
  const std::uint64_t key_;
  const std::string since_;
  mutable std::mutex mutex_;
  std::map<std::string, Entry, std::less<>> entries_;
};

/// In lower case, with single blanks, as it is counted; empty if it is not to be counted.
[[nodiscard]] std::string countable_query(std::string_view query);

}  // namespace speur::http
