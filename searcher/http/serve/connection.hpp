#pragma once

#include "searcher/http/net/client_address.hpp"
#include "searcher/http/net/limits.hpp"
#include "searcher/http/net/request_reader.hpp"
#include "searcher/http/serve/search_pool.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>

namespace speur::http {

using Clock = std::chrono::steady_clock;
// Named, not hidden behind any_io_executor: a thread's connections never leave it.
using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
using Timer = boost::asio::basic_waitable_timer<Clock, boost::asio::wait_traits<Clock>, Executor>;
template <typename T>
using Task = boost::asio::awaitable<T, Executor>;
inline constexpr boost::asio::use_awaitable_t<Executor> use_task{};

/// What a connection waits for, each with a deadline of its own.
enum class Phase { idle, header, body, answer, write, linger };

/// A search that a connection has given to the pool. All but `stop` belongs to the connection's
/// thread.
struct PendingSearch {
  explicit PendingSearch(boost::asio::io_context& context) : wake(context) {}

  Timer wake;  ///< the connection looks at the rest when it expires or is cancelled
  SearchPool::Ticket ticket = 0;
  bool is_done = false;
  bool is_unwanted = false;       ///< the client has gone, and other searches wait
  std::atomic<bool> stop{false};  ///< tells a search that runs to end
};

struct Connection {
  Connection(Socket taken, Peer from, const Limits& limits)
      : socket(std::move(taken)), peer(from), client(client_key(peer)), reader(limits) {}

  Socket socket;
  Peer peer;
  std::string client;  ///< the peer's key, by which connections are counted
  RequestReader reader;
  Phase phase = Phase::idle;
  Clock::time_point since = Clock::now();  ///< it has been in this phase
  std::size_t ahead = 0;                   ///< requests that were here before they were waited for
  PendingSearch* search = nullptr;         ///< while the pool has one of its requests

  void enter(Phase next) {
    phase = next;
    since = Clock::now();
  }
  void close() {
    boost::system::error_code ignored;
    socket.close(ignored);
  }
  /// Whether the client has closed its side. It may still read: HTTP allows that, but few do so.
  [[nodiscard]] bool has_hung_up();
};

}  // namespace speur::http
