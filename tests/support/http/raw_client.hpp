#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace speur::http {

/// One connection to this machine that sends any bytes. Waits long: only a server that never
/// answers makes it give up.
class RawClient {
 public:
  explicit RawClient(unsigned short port)
      : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      ::close(socket_);
      throw std::runtime_error("cannot connect");
    }
  }
  /// A socket that is connected already, and closed with this client.
  struct Connected {
    int socket;
  };
  explicit RawClient(Connected with) : socket_(with.socket) {}
  ~RawClient() {
    if (socket_ >= 0) ::close(socket_);
  }
  RawClient(RawClient&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)),
        received_(std::move(other.received_)),
        timed_out_(other.timed_out_) {}
  RawClient& operator=(RawClient&&) = delete;

  /// False if the server has closed the connection.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  struct Answer {
    int status = 0;  ///< 0: the connection was closed before an answer, -1: it is no HTTP
    std::string head, body;
    [[nodiscard]] bool says(std::string_view line) const {
      return (head + "\r\n").find("\r\n" + std::string(line) + "\r\n") != std::string::npos;
    }
  };

  /// The next answer on this connection. `to_head`: the request was a HEAD.
  Answer answer(bool to_head = false) {
    Answer answer;
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive()) {
        if (!received_.empty()) answer.status = -1;
        return answer;
      }
    }
    answer.head = received_.substr(0, end);
    received_.erase(0, end + 4);
    answer.status = -1;
    if (!answer.head.starts_with("HTTP/1.1 ") || answer.head.size() < 13) return answer;
    int status = 0;
    std::from_chars(answer.head.data() + 9, answer.head.data() + 12, status);
    std::size_t length = 0;
    const std::size_t field = answer.head.find("\r\nContent-Length: ");
    if (field != std::string::npos && !to_head) {
      const char* const begin = answer.head.data() + field + 18;
      std::from_chars(begin, answer.head.data() + answer.head.size(), length);
    }
    while (received_.size() < length) {
      if (!receive()) return answer;
    }
    answer.body = received_.substr(0, length);
    received_.erase(0, length);
    answer.status = status;
    return answer;
  }

  Answer get(const std::string& target, const std::string& fields = {}) {
    if (!send("GET " + target + " HTTP/1.1\r\nHost: proef\r\n" + fields + "\r\n")) return {};
    return answer();
  }

  /// Nothing more is sent.
  void end() { ::shutdown(socket_, SHUT_WR); }
  /// All that the server says until it closes the connection.
  std::string rest() {
    while (receive()) {
    }
    return std::exchange(received_, {});
  }

  /// Whether the server closes the connection, with nothing more to say.
  bool is_closed() {
    if (!received_.empty()) return false;
    while (receive()) {
      if (!received_.empty()) return false;
    }
    return !timed_out_;
  }

 private:
  bool receive() {
    pollfd wait{socket_, POLLIN, 0};
    if (::poll(&wait, 1, 60'000) <= 0) {
      timed_out_ = true;
      return false;
    }
    char buffer[16 * 1024];
    const ssize_t count = ::recv(socket_, buffer, sizeof buffer, 0);
    if (count <= 0) return false;
    received_.append(buffer, static_cast<std::size_t>(count));
    return true;
  }

  int socket_;
  std::string received_;
  bool timed_out_ = false;
};

}  // namespace speur::http
