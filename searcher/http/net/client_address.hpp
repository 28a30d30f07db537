#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur::http {

/// An address of IPv4 or IPv6, as the 16 bytes of IPv6: 192.0.2.1 is ::ffff:192.0.2.1.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};

  /// Reads "192.0.2.1", "2001:db8::1", and both with a port as proxies write them:
  /// "192.0.2.1:8080", "[2001:db8::1]:8080". None for any other text.
  [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);

  [[nodiscard]] bool is_ipv4() const;
  [[nodiscard]] bool is_loopback() const;
  /// What counts as one client: an address of IPv4, and of IPv6 the network of 64 bits that one
  /// household or office has. Hexadecimal digits.
  [[nodiscard]] std::string client_key() const;

  bool operator==(const IpAddress&) const = default;
};

/// Who is at the other end of a connection; no address: a process of this machine, which has
/// connected by a Unix socket.
using Peer = std::optional<IpAddress>;

/// The proxies that may say in X-Forwarded fields for whom they ask. Anybody can send such a field,
/// so that without this list it is not read.
class TrustedProxies {
 public:
  /// `text`: an address, a network as "10.0.0.0/8", or "unix" for whoever connects by a Unix
  /// socket. Error(usage) for anything else.
  void add(std::string_view text);
  [[nodiscard]] bool trusts(const Peer& peer) const;

  /// The key of the client of a request that `peer` sent with this X-Forwarded-For field. Each
  /// proxy adds at the end for whom it asks: so the last address that is no trusted proxy's is the
  /// client's, and what stands before it is only what that client says. Where the field holds no
  /// address there, the proxy itself is the client.
  [[nodiscard]] std::string client_key(const Peer& peer, std::string_view forwarded_for) const;

 private:
  struct Network {
    IpAddress address;
    std::size_t bits;  // of the 128 of `address`
  };
  std::vector<Network> networks_;
  bool trusts_unix_sockets_ = false;
};

/// The key of a client without a proxy.
[[nodiscard]] std::string client_key(const Peer& peer);

}  // namespace speur::http
