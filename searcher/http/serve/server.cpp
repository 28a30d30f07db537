#include "searcher/http/serve/server.hpp"

#include "searcher/http/app/application.hpp"
#include "searcher/http/net/client_address.hpp"
#include "searcher/http/net/connection_count.hpp"
#include "searcher/http/report/metrics.hpp"
#include "searcher/http/report/systemd.hpp"
#include "searcher/http/serve/index_watch.hpp"
#include "searcher/http/serve/listener.hpp"
#include "searcher/http/serve/open_files.hpp"
#include "searcher/http/serve/search_pool.hpp"
#include "searcher/http/serve/worker.hpp"
#include "speur/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <malloc.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <utility>

namespace asio = boost::asio;
using boost::system::error_code;

namespace speur::http {
namespace {

constexpr int accepted_at_once = 64;  // then the signals have their turn

/// What a search takes and gives back is some megabytes. The allocator would return them to the
/// system after each, and fault them in again for the next: a quarter of a search's time.
void keep_memory() {
#ifdef __GLIBC__
  constexpr int kept_bytes = 32 << 20;  // of each thread at most
  ::mallopt(M_TRIM_THRESHOLD, kept_bytes);
  ::mallopt(M_MMAP_THRESHOLD, kept_bytes);
#endif
}

TrustedProxies read_proxies(const std::vector<std::string>& texts) {
  TrustedProxies proxies;
  for (const std::string& text : texts) proxies.add(text);
  return proxies;
}

/// Before any thread of the server is started, since each inherits it.
std::string confine(const ServerOptions& options) {
  return options.confined_to ? confine_files(*options.confined_to) : "none";
}

ServerOptions with_threads(ServerOptions options) {
  if (options.threads == 0) {
    options.threads = std::max<std::size_t>(1, std::thread::hardware_concurrency());
  }
  return options;
}

}  // namespace

struct Server::Impl {
  explicit Impl(ServerOptions given);
  ~Impl();
  bool run();
  asio::awaitable<void> accept(int listener);
  void take(int socket, const sockaddr_storage& address);
  void begin_stop(std::string_view why);
  void fit_into_open_files();

  ServerOptions options;
  std::string confined_files;
  TrustedProxies proxies;
  Log log;
  Metrics metrics;
  ConnectionCount count;
  Application application;
  IndexWatch watch;
  SearchPool pool;
  Shared shared;
  std::vector<int> listeners;
  asio::io_context context{1};
  asio::signal_set signals{context};
  std::vector<std::unique_ptr<asio::posix::stream_descriptor>> waiting;
  std::vector<std::unique_ptr<Worker>> workers;
  std::size_t next_worker = 0;
  unsigned short port = 0;
  bool stopping = false;
  SpareFile spare;
};

Server::Impl::Impl(ServerOptions given)
    : options(with_threads(std::move(given))),
      confined_files(confine(options)),
      proxies(read_proxies(options.trusted_proxies)),
      log(options.log_format, options.quiet),
      count(options.limits),
      application({options.limits, options.origins, options.page, options.public_url,
                   options.zero_hits_clients, options.kept_bytes},
                  metrics),
      watch(options.index, options.threads,
            {.opened =
                 [this](const IndexFacts& facts) {
                   metrics.index_pages.store(facts.pages, std::memory_order_relaxed);
                   metrics.index_bytes.store(facts.bytes, std::memory_order_relaxed);
                   metrics.index_switches.fetch_add(1, std::memory_order_relaxed);
                   log.write(LogLevel::info, "index opened",
                             {{"revision", facts.revision},
                              {"built", facts.built},
                              {"pages", static_cast<std::int64_t>(facts.pages)}});
                 },
             .failed =
                 [this](const std::string& why) {
                   metrics.index_failures.fetch_add(1, std::memory_order_relaxed);
                   log.write(LogLevel::warning, "a new index cannot be opened", {{"fault", why}});
                 }},
            options.limits.query),
      pool(watch, options.limits.tick),
      shared{options.limits, application,        watch, pool, metrics, count, log,
             proxies,        options.log_queries} {
  keep_memory();
  fit_into_open_files();
  listeners = options.sockets;
  if (listeners.empty()) listeners.push_back(open_listener(options.address, options.port));
  port = port_of(listeners.front());
  for (std::size_t i = 0; i < options.threads; ++i) {
    workers.push_back(std::make_unique<Worker>(shared));
  }
  if (options.confined_to) {
    log.write(LogLevel::info, "confined",
              {{"files", confined_files}, {"calls", confine_calls(*options.confined_to)}});
  }
}

Server::Impl::~Impl() {
  pool.stop();  // what it does is for connections of the workers
  workers.clear();
  watch.stop();
  waiting.clear();
  for (const int listener : listeners) {
    if (listener >= 0) ::close(listener);
  }
}

void Server::Impl::fit_into_open_files() {
  // While a new revision of the index is taken into use, two or three of them are open.
  // Each worker needs some files to wait with.
  const std::size_t others =
      3 * open_files() + 4 * options.threads + ConnectionCount::most_refused + 64;
  const std::size_t allowed = allow_open_files(options.limits.connections + others);
  if (allowed >= options.limits.connections + others) return;
  const std::size_t most = allowed > others ? allowed - others : 1;
  count.lower_to(most);
  log.write(LogLevel::warning, "fewer connections are taken than asked for",
            {{"connections", static_cast<std::int64_t>(most)},
             {"asked", static_cast<std::int64_t>(options.limits.connections)},
             {"open_files_allowed", static_cast<std::int64_t>(allowed)}});
}

bool Server::Impl::run() {
  watch.start(options.limits.watch);
  pool.start();
  for (const auto& worker : workers) worker->start();
  for (int& listener : listeners) {
    const int descriptor = std::exchange(listener, -1);
    asio::co_spawn(context, accept(descriptor), asio::detached);
  }
  signals.add(SIGTERM);
  signals.add(SIGINT);
  signals.async_wait([this](const error_code& error, int) {
    if (!error) begin_stop("asked to stop");
  });
  log.write(LogLevel::info, "ready",
            {{"version", std::string(SPEUR_VERSION)},
             {"address", options.address},
             {"port", std::int64_t{port}},
             {"threads", static_cast<std::int64_t>(workers.size())}});
  notify_service_manager("READY=1");
  context.run();

  // The acceptor is gone, and what it has taken is with the workers.
  const auto deadline = std::chrono::steady_clock::now() + options.limits.stop;
  for (const auto& worker : workers) worker->drain();
  bool all_ended = true;
  for (const auto& worker : workers) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    if (!worker->has_ended(std::max(left, std::chrono::milliseconds(0)))) all_ended = false;
  }
  if (!all_ended) {
    for (const auto& worker : workers) worker->stop_searches();
  }
  if (!pool.stop_within(options.limits.linger)) {
    // Its thread cannot be ended, and uses what this object holds. Nothing here writes files.
    log.write(LogLevel::error, "a search does not end; the process ends without it");
    log.flush();
    std::this_thread::sleep_for(options.limits.tick);  // for the thread that writes the log
    std::_Exit(EXIT_FAILURE);
  }
  pool.stop();
  workers.clear();
  watch.stop();
  log.write(all_ended ? LogLevel::info : LogLevel::warning,
            all_ended ? "stopped" : "stopped; unfinished requests were dropped");
  log.flush();
  return all_ended;
}

void Server::Impl::begin_stop(std::string_view why) {
  if (std::exchange(stopping, true)) return;
  notify_service_manager("STOPPING=1");
  log.write(LogLevel::info, why);
  application.drain();
  error_code ignored;
  signals.cancel(ignored);
  for (const auto& listener : waiting) listener->cancel(ignored);
}

asio::awaitable<void> Server::Impl::accept(int descriptor) {
  ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
  auto& listener =
      *waiting.emplace_back(std::make_unique<asio::posix::stream_descriptor>(context, descriptor));
  for (;;) {
    error_code error;
    if (!stopping) {
      co_await listener.async_wait(asio::posix::stream_descriptor::wait_read,
                                   asio::redirect_error(asio::use_awaitable, error));
    }
    bool is_full = false;
    // At the end those that the system has taken for us are taken, too.
    for (int i = 0; i < accepted_at_once || stopping; ++i) {
      sockaddr_storage address{};
      socklen_t size = sizeof address;
      const int socket = ::accept4(descriptor, reinterpret_cast<sockaddr*>(&address), &size,
                                   SOCK_NONBLOCK | SOCK_CLOEXEC);
      if (socket >= 0) {
        take(socket, address);
        continue;
      }
      is_full = errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
      if (errno == EAGAIN || errno == EWOULDBLOCK || is_full || stopping) break;
    }
    if (stopping) co_return;
    if (is_full) {
      metrics.connections_refused.fetch_add(1, std::memory_order_relaxed);
      spare.refuse_one(descriptor);
      asio::steady_timer pause(context, std::chrono::milliseconds(50));
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
  }
}

void Server::Impl::take(int socket, const sockaddr_storage& address) {
  metrics.connections_total.fetch_add(1, std::memory_order_relaxed);
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const Peer peer = peer_of(address);
  // Whoever connects by a Unix socket is a proxy of this machine.
  const bool refused = !count.try_add(client_key(peer), !peer || peer->is_loopback());
  if (refused) {
    metrics.connections_refused.fetch_add(1, std::memory_order_relaxed);
    if (!count.try_add_refused()) {
      ::close(socket);
      return;
    }
  }
  workers[next_worker]->take({socket, peer, refused});
  next_worker = (next_worker + 1) % workers.size();
}

Server::Server(ServerOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Server::~Server() = default;

unsigned short Server::port() const {
  return impl_->port;
}

bool Server::run() {
  return impl_->run();
}

void Server::stop() {
  asio::post(impl_->context, [impl = impl_.get()] { impl->begin_stop("stopped by the program"); });
}

}  // namespace speur::http
