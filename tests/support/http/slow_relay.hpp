#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

namespace speur::http {

/// Stands between a client and a server of this host, and hands on what the server says as slowly as it is told.
class SlowRelay {
 public:
  explicit SlowRelay(unsigned short server) : server_(server), listener_(new_socket()) {
    sockaddr_in address = local(0);
    socklen_t length = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, any, length) != 0 || ::listen(listener_, 64) != 0 ||
        ::getsockname(listener_, any, &length) != 0) {
      throw std::runtime_error("the relay cannot listen");
    }
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
  }
  ~SlowRelay() {
    stopping_ = true;
    acceptor_.join();  // adds relays until then
    for (std::thread& relay : relays_) relay.join();
    ::close(listener_);
  }
  SlowRelay(const SlowRelay&) = delete;
  SlowRelay& operator=(const SlowRelay&) = delete;

  [[nodiscard]] unsigned short port() const { return port_; }
  /// Before each piece of what the server says, from now on.
  void wait_before_each(std::chrono::milliseconds delay) { delay_ = delay; }
  /// How many pieces of what the server says have been kept waiting, those that wait still among them.
  [[nodiscard]] int waited() const { return waited_; }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr int look_milliseconds = 10;

  static int new_socket() { return ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0); }
  static sockaddr_in local(unsigned short port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
  }
  static bool can_read(int socket) {
    pollfd look{socket, POLLIN, 0};
    return ::poll(&look, 1, 1) > 0;
  }

  void accept_all() {
    while (!stopping_) {
      if (!can_read(listener_)) continue;
      const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (client < 0) continue;
      relays_.emplace_back([this, client] { relay(client); });
    }
  }

  void relay(int client) {
    const int server = new_socket();
    const sockaddr_in address = local(server_);
    if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
      while (!stopping_ && hand_on(client, server, false) && hand_on(server, client, true)) {
      }
    }
    ::close(server);
    ::close(client);
  }

  /// False when one of them has closed the connection.
  bool hand_on(int from, int to, bool slowly) {
    if (!can_read(from)) return true;
    std::array<char, 65'536> bytes{};
    const ssize_t count = ::recv(from, bytes.data(), bytes.size(), 0);
    if (count <= 0) return false;
    const std::chrono::milliseconds delay = delay_;
    const auto end = Clock::now() + delay;
    if (slowly && delay.count() > 0) ++waited_;
    while (slowly && !stopping_ && Clock::now() < end) {
      std::this_thread::sleep_for(std::chrono::milliseconds(look_milliseconds));
    }
    return ::send(to, bytes.data(), static_cast<std::size_t>(count), MSG_NOSIGNAL) == count;
  }

  unsigned short server_;
  int listener_;
  unsigned short port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<std::chrono::milliseconds> delay_{std::chrono::milliseconds(0)};
  std::atomic<int> waited_{0};
  std::vector<std::thread> relays_;  // one a connection; the acceptor's own until it has ended
  std::thread acceptor_;
};

}  // namespace speur::http
