#include "searcher/http/net/client_address.hpp"

#include "searcher/http/net/message.hpp"
#include "speur/error.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace speur::http {
namespace {

constexpr std::array<std::uint8_t, 12> ipv4_prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr std::size_t ipv4_prefix_bits = 8 * ipv4_prefix.size();
constexpr std::size_t most_address_bytes = 45;  // of an address in text

std::string_view without_port(std::string_view text) {
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    return end == text.npos ? std::string_view() : text.substr(1, end - 1);
  }
  const bool has_port = std::ranges::count(text, ':') == 1;  // an address of IPv6 has two or more
  return has_port ? text.substr(0, text.find(':')) : text;
}

bool is_in(const IpAddress& address, const IpAddress& network, std::size_t bits) {
  const std::size_t whole = bits / 8;
  if (!std::equal(address.bytes.begin(), address.bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                  network.bytes.begin())) {
    return false;
  }
  const std::size_t rest = bits % 8;
  if (rest == 0) return true;
  const unsigned differing = static_cast<unsigned>(address.bytes[whole]) ^ network.bytes[whole];
  return differing >> (8 - rest) == 0;
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  text = without_port(trimmed(text));
  if (text.empty() || text.size() > most_address_bytes) return std::nullopt;
  const std::string terminated(text);
  IpAddress address;
  if (::inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
  std::ranges::copy(ipv4_prefix, address.bytes.begin());
  if (::inet_pton(AF_INET, terminated.c_str(), address.bytes.data() + ipv4_prefix.size()) == 1) {
    return address;
  }
  return std::nullopt;
}

bool IpAddress::is_ipv4() const {
  return std::equal(ipv4_prefix.begin(), ipv4_prefix.end(), bytes.begin());
}

bool IpAddress::is_loopback() const {
  if (is_ipv4()) return bytes[ipv4_prefix.size()] == 127;
  IpAddress loopback;
  loopback.bytes.back() = 1;
  return *this == loopback;
}

std::string IpAddress::client_key() const {
  const std::size_t first = is_ipv4() ? ipv4_prefix.size() : 0;
  const std::size_t last = is_ipv4() ? bytes.size() : 8;
  std::string key;
  for (std::size_t i = first; i < last; ++i) key += fmt::format("{:02x}", bytes[i]);
  return key;
}

void TrustedProxies::add(std::string_view text) {
  if (text == "unix") {
    trusts_unix_sockets_ = true;
    return;
  }
  const std::size_t slash = std::min(text.find('/'), text.size());
  const std::string_view name = text.substr(0, slash);
  const auto address = IpAddress::parse(name);
  const bool has_port = without_port(name) != name;
  std::size_t bits = 0;
  bool is_right = address.has_value() && !has_port;
  if (is_right) {
    const std::size_t most = name.find(':') == name.npos ? 32 : 128;
    bits = most;
    if (slash < text.size()) {
      const char* const end = text.data() + text.size();
      const auto [stop, error] = std::from_chars(text.data() + slash + 1, end, bits);
      is_right = error == std::errc() && stop == end && bits <= most;
    }
    if (most == 32) bits += ipv4_prefix_bits;
  }
  if (!is_right) {
    throw Error(ExitCode::usage,
                fmt::format("--trusted-proxy {}: write an IP address, a network as 10.0.0.0/8, or "
                            "unix",
                            text));
  }
  networks_.push_back({*address, bits});
}

bool TrustedProxies::trusts(const Peer& peer) const {
  if (!peer) return trusts_unix_sockets_;
  return std::ranges::any_of(networks_, [&](const Network& network) {
    return is_in(*peer, network.address, network.bits);
  });
}

std::string TrustedProxies::client_key(const Peer& peer, std::string_view forwarded_for) const {
  Peer client = peer;
  while (!forwarded_for.empty() && trusts(client)) {
    const std::size_t comma = forwarded_for.rfind(',');
    const std::size_t begin = comma == forwarded_for.npos ? 0 : comma + 1;
    const auto before = IpAddress::parse(forwarded_for.substr(begin));
    if (!before) break;
    client = before;
    forwarded_for = forwarded_for.substr(0, begin == 0 ? 0 : comma);
  }
  return http::client_key(client);
}

std::string client_key(const Peer& peer) {
  return peer ? peer->client_key() : "local";
}

}  // namespace speur::http
