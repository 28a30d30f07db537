#include "searcher/http/app/zero_hits.hpp"

#include "speur/ascii.hpp"
#include "speur/schema.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <ctime>
#include <random>
#include <utility>

namespace json = boost::json;

namespace speur::http {
namespace {

std::uint64_t random_key() {
  std::random_device source;
  return (std::uint64_t{source()} << 32U) | source();
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", parts);
}

}  // namespace

std::string countable_query(std::string_view query) {
  constexpr std::ptrdiff_t most_digits = 5;  // an article of a law, a year; no telephone number
  if (query.find('@') != query.npos || std::ranges::count_if(query, is_ascii_digit) > most_digits) {
    return {};
  }
  std::string plain;
  for (const char c : ascii_lower(query)) {
    const bool is_blank = c == ' ' || (c >= '\t' && c <= '\r');
    if (!is_blank) {
      plain += c;
    } else if (!plain.empty() && plain.back() != ' ') {
      plain += ' ';
    }
  }
  if (plain.ends_with(' ')) plain.pop_back();
  return plain.size() <= ZeroHits::most_query_bytes ? plain : std::string();
}

ZeroHits::ZeroHits(std::size_t least_clients)
    : least_clients_(std::max<std::size_t>(least_clients, 2)),
      key_(random_key()),
      since_(utc_now()) {}

void ZeroHits::count(std::string_view query, std::string_view client) {
  std::string plain = countable_query(query);
  if (plain.empty()) return;
  const std::uint64_t hash = fnv1a(fmt::format("{:016x}{}", key_, client));
  const std::lock_guard lock(mutex_);
  auto found = entries_.find(plain);
  if (found == entries_.end()) {
    if (entries_.size() >= most_queries) make_room();
    if (entries_.size() >= most_queries) return;
    found = entries_.emplace(std::move(plain), Entry{}).first;
  }
  Entry& entry = found->second;
  ++entry.count;
  if (entry.is_told || std::ranges::find(entry.clients, hash) != entry.clients.end()) return;
  entry.clients.push_back(hash);
  if (entry.clients.size() < least_clients_) return;
  entry.is_told = true;
  entry.clients = {};
}

/// What only one client has asked makes way.
void ZeroHits::make_room() {
  std::erase_if(entries_, [](const auto& entry) {
    return !entry.second.is_told && entry.second.clients.size() < 2;
  });
}

json::object ZeroHits::report(std::size_t limit) const {
  std::vector<std::pair<std::string, std::size_t>> told;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [query, entry] : entries_) {
      if (entry.is_told) told.emplace_back(query, entry.count);
    }
  }
  std::ranges::stable_sort(told, std::greater<>(), &std::pair<std::string, std::size_t>::second);
  json::array queries;
  for (std::size_t i = 0; i < std::min(limit, told.size()); ++i) {
    queries.push_back(json::object{{"query", told[i].first}, {"count", told[i].second}});
  }
  return {{"since", since_}, {"leastClients", least_clients_}, {"queries", std::move(queries)}};
}

}  // namespace speur::http
