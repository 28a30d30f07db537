#include "searcher/http/serve/worker_impl.hpp"

#include <fmt/format.h>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>

namespace speur::http {
namespace {

constexpr std::size_t lingering_bytes = 256 * 1024;
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

std::string head_of(const Response& response, bool close, bool http_1_0, std::string_view date) {
  std::string head;
  head.reserve(512);
  fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                 reason(response.status), date);
  if (!response.content_type.empty()) {
    head.append("Content-Type: ").append(response.content_type).append("\r\n");
  }
  if (response.status != 204 && response.status != 304) {
    fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", response.body.size());
  }
  for (const auto& [name, value] : response.fields) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
  if (close) {
    head.append("Connection: close\r\n");
  } else if (http_1_0) {
    head.append("Connection: keep-alive\r\n");
  }
  head.append("\r\n");
  return head;
}

}  // namespace

Task<void> Worker::Impl::serve(Socket socket, Peer peer) {
  struct Registration {
    Impl& worker;
    Connection& connection;
    Registration(Impl& of, Connection& with) : worker(of), connection(with) {
      worker.connections.insert(&connection);
      worker.shared.metrics.connections.fetch_add(1, std::memory_order_relaxed);
    }
    ~Registration() {
      worker.connections.erase(&connection);
      worker.shared.count.remove(connection.client);
      worker.shared.metrics.connections.fetch_sub(1, std::memory_order_relaxed);
      worker.end_if_drained();
    }
  };
  Connection connection(std::move(socket), peer, shared.limits);
  const Registration registration(*this, connection);
  if (draining) close_if_idle(connection);
  try {
    co_await converse(connection);
  } catch (const std::exception& error) {
    shared.log.write(LogLevel::error, "a connection was dropped", {{"fault", error.what()}});
  }
}

Task<void> Worker::Impl::converse(Connection& connection) {
  RequestReader& reader = connection.reader;
  for (;;) {
    ++connection.ahead;
    RequestReader::State state = reader.advance();
    while (state == RequestReader::State::more) {
      const Phase phase = reader.is_idle()      ? Phase::idle
                          : reader.reads_body() ? Phase::body
                                                : Phase::header;
      if (phase != connection.phase) connection.enter(phase);
      if (reader.should_continue()) {
        const bool is_told = co_await write(connection, go_on, {});
        if (!is_told) co_return;
        connection.enter(Phase::body);
      }
      connection.ahead = 0;
      const bool is_read = co_await read(connection);
      if (!is_read) co_return;
      state = reader.advance();
    }
    Response response;
    Request request;
    if (state == RequestReader::State::failed) {
      shared.metrics.malformed.fetch_add(1, std::memory_order_relaxed);
      response = shared.application.refuse(reader.failed_status(), reader.failure());
    } else {
      request = reader.take();
      response = co_await answer(connection, request);
    }
    const bool close = response.close || draining || !request.keep_alive ||
                       connection.ahead > shared.limits.pipelined;
    const std::string head = head_of(response, close, request.http_1_0, date);
    connection.enter(Phase::write);
    const bool is_sent = co_await write(
        connection, head, request.method == "HEAD" ? std::string_view() : response.body);
    if (!is_sent) co_return;
    if (close) {
      co_await linger(connection);
      co_return;
    }
    connection.enter(Phase::idle);
  }
}

/// Waits without holding memory for it, then takes what is there.
Task<bool> Worker::Impl::read(Connection& connection) {
  for (;;) {
    error_code error;
    co_await connection.socket.async_wait(Socket::wait_read, asio::redirect_error(use_task, error));
    if (error) co_return false;
    const std::size_t count = connection.socket.read_some(asio::buffer(input), error);
    if (error == asio::error::would_block || error == asio::error::interrupted) continue;
    if (error) co_return false;
    connection.reader.append({input.data(), count});
    co_return true;
  }
}

Task<bool> Worker::Impl::write(Connection& connection, std::string_view head,
                               std::string_view body) {
  const std::array<asio::const_buffer, 2> buffers = {asio::buffer(head), asio::buffer(body)};
  const std::size_t size = head.size() + body.size();
  error_code error;
  // Nearly always it fits into what the system takes at once.
  std::size_t sent = connection.socket.write_some(buffers, error);
  if (error == asio::error::would_block) {
    error = {};
    sent = 0;
  }
  if (error) co_return false;
  if (sent == size) co_return true;
  struct Kept {
    ConnectionCount& count;
    std::size_t bytes;
    ~Kept() { count.remove_kept(bytes); }
  };
  if (!shared.count.try_keep(size)) {
    shared.metrics.connections_unread.fetch_add(1, std::memory_order_relaxed);
    co_return false;
  }
  const Kept kept{shared.count, size};
  const std::string_view rest_of_head = head.substr(std::min(sent, head.size()));
  const std::string_view rest_of_body = body.substr(sent - (head.size() - rest_of_head.size()));
  const std::array<asio::const_buffer, 2> rest = {asio::buffer(rest_of_head),
                                                  asio::buffer(rest_of_body)};
  co_await asio::async_write(connection.socket, rest, asio::redirect_error(use_task, error));
  co_return !error;
}

/// To close a socket with unread input would take back the answer that is under way.
Task<void> Worker::Impl::linger(Connection& connection) {
  error_code error;
  connection.socket.shutdown(Socket::shutdown_send, error);
  connection.enter(Phase::linger);
  for (std::size_t seen = 0; !error && seen < lingering_bytes;) {
    co_await connection.socket.async_wait(Socket::wait_read, asio::redirect_error(use_task, error));
    if (error) co_return;
    const std::size_t count = connection.socket.read_some(asio::buffer(input), error);
    if (error == asio::error::would_block) error = {};
    seen += count;
  }
}

Task<void> Worker::Impl::tell_refused(Socket socket) {
  Connection connection(std::move(socket), std::nullopt, shared.limits);
  connections.insert(&connection);
  struct Leave {
    Impl& worker;
    Connection& connection;
    ~Leave() {
      worker.connections.erase(&connection);
      worker.shared.count.remove_refused();
      worker.end_if_drained();
    }
  };
  const Leave leave{*this, connection};
  const Response response = shared.application.refuse(503, "too many connections");
  const std::string head = head_of(response, true, false, date);
  connection.enter(Phase::write);
  const bool is_sent = co_await write(connection, head, response.body);
  if (is_sent) co_await linger(connection);
}

}  // namespace speur::http
