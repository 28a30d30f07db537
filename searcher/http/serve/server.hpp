#pragma once

#include "searcher/http/net/limits.hpp"
#include "searcher/http/page/search_page.hpp"
#include "searcher/http/report/access_log.hpp"
#include "searcher/http/serve/confinement.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace speur::http {

struct ServerOptions {
  std::filesystem::path index;
  std::string address = "127.0.0.1";   ///< IPv4 or IPv6
  unsigned short port = 8080;          ///< 0: any that is free
  std::vector<int> sockets{};          ///< that listen already: then address and port are not used
  std::size_t threads = 0;             ///< 0: one a core
  std::vector<std::string> origins{};  ///< these five as those of ApplicationOptions
  PageSettings page{};
  std::string public_url{};
  std::vector<std::string> trusted_proxies{};  ///< as TrustedProxies::add() takes them
  std::size_t zero_hits_clients = 0;
  std::size_t kept_bytes = std::size_t{32} * 1024 * 1024;
  Limits limits{};
  LogFormat log_format = LogFormat::logfmt;
  bool log_queries = false;
  bool quiet = false;  ///< nothing is logged
  /// Where it is given, the process can do no more than this from then on, for good.
  std::optional<Needs> confined_to{};
};

/// The site's search over HTTP. Opens no file for writing.
class Server {
 public:
  /// Opens the index and listens. Error(no_input, config) as Searcher's; Error(io) if the address
  /// is taken or is none of this machine, Error(usage) if it or a trusted proxy is no address.
  /// Allows fewer connections than the limits say where the process may not open so many files.
  explicit Server(ServerOptions options);
  ~Server();

  [[nodiscard]] unsigned short port() const;
  /// Until stop(), or until the process is asked to end by SIGTERM or SIGINT. Then what is being
  /// answered is finished, for as long as Limits::stop, and what waits is refused. True if nothing
  /// had to be dropped.
  bool run();
  /// From any thread.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace speur::http
