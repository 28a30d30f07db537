#pragma once

#include "searcher/http/serve/server.hpp"
#include "support/http/patient_limits.hpp"

#include <filesystem>
#include <thread>

namespace speur::http {

/// A server in this process, on a port of its own.
class RunningServer {
 public:
  explicit RunningServer(const std::filesystem::path& index, const Limits& limits = patient_limits())
      : server_({.index = index, .port = 0, .threads = 2, .limits = limits, .quiet = true}),
        thread_([this] { clean_ = server_.run(); }) {}
  ~RunningServer() { (void)stop(); }
  [[nodiscard]] unsigned short port() const { return server_.port(); }
  void begin_stop() { server_.stop(); }
  /// Whether nothing had to be dropped.
  bool stop() {
    if (thread_.joinable()) {
      server_.stop();
      thread_.join();
    }
    return clean_;
  }

 private:
  Server server_;
  bool clean_ = false;
  std::thread thread_;
};

}  // namespace speur::http
