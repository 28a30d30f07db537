#pragma once

#include "searcher/http/net/client_address.hpp"

#include <sys/socket.h>

#include <string>

namespace speur::http {

/// A socket that listens. Error(usage) if `address` is no IP address, Error(io) if it is taken or
/// none of this machine.
[[nodiscard]] int open_listener(const std::string& address, unsigned short port);

/// The port that it listens on; 0 for a Unix socket.
[[nodiscard]] unsigned short port_of(int listener);

/// Who has connected from there.
[[nodiscard]] Peer peer_of(const sockaddr_storage& address);

}  // namespace speur::http
