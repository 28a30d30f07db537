#include "searcher/http/report/systemd.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace speur::http {
namespace {

constexpr int first_inherited = 3;  // SD_LISTEN_FDS_START

long number_in(const char* name) {
  const char* const text = std::getenv(name);
  if (text == nullptr) return 0;
  long number = 0;
  const char* const end = text + std::strlen(text);
  const auto [stop, error] = std::from_chars(text, end, number);
  return error == std::errc() && stop == end ? number : 0;
}

}  // namespace

std::vector<int> inherited_sockets() {
  std::vector<int> sockets;
  if (number_in("LISTEN_PID") == static_cast<long>(::getpid())) {
    const long count = number_in("LISTEN_FDS");
    for (int i = 0; i < count && i < 64; ++i) {
      const int descriptor = first_inherited + i;
      if (::fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0) sockets.push_back(descriptor);
    }
  }
  for (const char* name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) ::unsetenv(name);
  return sockets;
}

void notify_service_manager(std::string_view state) {
  const char* const path = std::getenv("NOTIFY_SOCKET");
  if (path == nullptr || (path[0] != '/' && path[0] != '@')) return;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::size_t length = std::strlen(path);
  if (length >= sizeof address.sun_path) return;
  std::memcpy(address.sun_path, path, length);
  if (path[0] == '@') address.sun_path[0] = '\0';  // the abstract name space
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return;
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length);
  // Nobody to tell it to is no reason to fail.
  (void)::sendto(socket, state.data(), state.size(), MSG_NOSIGNAL,
                 reinterpret_cast<const sockaddr*>(&address), size);
  ::close(socket);
}

}  // namespace speur::http
