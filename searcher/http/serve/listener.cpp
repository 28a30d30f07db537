#include "searcher/http/serve/listener.hpp"

#include "speur/error.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <unistd.h>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cerrno>
#include <cstring>
#include <string_view>

namespace asio = boost::asio;
using boost::system::error_code;

namespace speur::http {
namespace {

constexpr int backlog = 1024;

}  // namespace

int open_listener(const std::string& text, unsigned short port) {
  error_code error;
  const asio::ip::address address = asio::ip::make_address(text, error);
  if (error) {
    throw Error(ExitCode::usage, fmt::format("--address {}: write an IP address", text));
  }
  const asio::ip::tcp::endpoint endpoint(address, port);
  const int family = endpoint.protocol().family();
  const int listener = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto fail = [&](std::string_view what) {
    const int reason = errno;
    if (listener >= 0) ::close(listener);
    throw Error(ExitCode::io,
                fmt::format("cannot {} {} port {}: {}", what, text, port, std::strerror(reason)));
  };
  if (listener < 0) fail("open a socket for");
  const int on = 1;
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (::bind(listener, endpoint.data(), static_cast<socklen_t>(endpoint.size())) != 0 ||
      ::listen(listener, backlog) != 0) {
    fail("listen on");
  }
  return listener;
}

unsigned short port_of(int listener) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  if (address.ss_family == AF_INET6) {
    return ntohs(reinterpret_cast<const sockaddr_in6*>(&address)->sin6_port);
  }
  return address.ss_family == AF_INET
             ? ntohs(reinterpret_cast<const sockaddr_in*>(&address)->sin_port)
             : static_cast<unsigned short>(0);
}

Peer peer_of(const sockaddr_storage& address) {
  IpAddress peer;
  if (address.ss_family == AF_INET) {
    const auto& ip = reinterpret_cast<const sockaddr_in*>(&address)->sin_addr;
    peer.bytes[10] = peer.bytes[11] = 0xff;
    std::memcpy(peer.bytes.data() + 12, &ip, sizeof ip);
    return peer;
  }
  if (address.ss_family == AF_INET6) {
    const in6_addr& ip = reinterpret_cast<const sockaddr_in6*>(&address)->sin6_addr;
    std::memcpy(peer.bytes.data(), &ip, sizeof ip);
    return peer;
  }
  return std::nullopt;
}

}  // namespace speur::http
