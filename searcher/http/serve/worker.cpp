#include "searcher/http/serve/worker.hpp"

#include "searcher/http/serve/connection.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <chrono>
#include <ctime>
#include <exception>
#include <iterator>
#include <optional>
#include <thread>
#include <unordered_set>
#include <utility>

namespace asio = boost::asio;
using boost::system::error_code;

namespace speur::http {
namespace {

constexpr std::size_t read_bytes = 16 * 1024;
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

bool Connection::has_hung_up() {
  pollfd look{socket.native_handle(), POLLRDHUP, 0};
  return ::poll(&look, 1, 0) > 0 && (look.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

struct Worker::Impl {
  explicit Impl(Shared& with) : shared(with), tick(context) {}
  ~Impl() {
    context.stop();
    if (thread.joinable()) thread.join();
    draining = false;  // connections that end with `context` find no timer to cancel
  }

  void run();
  void look_around();
  void schedule_tick();
  [[nodiscard]] std::chrono::milliseconds limit_of(Phase phase, bool crowded) const;
  void look_at_search(Connection& connection) const;
  void close_if_idle(Connection& connection);
  void end_if_drained();

  Task<void> serve(Socket socket, Peer peer);
  Task<void> converse(Connection& connection);
  Task<void> tell_refused(Socket socket);
  Task<bool> read(Connection& connection);
  Task<bool> write(Connection& connection, std::string_view head, std::string_view body);
  Task<void> linger(Connection& connection);
  Task<Response> answer(Connection& connection, const Request& request);
  Task<Response> searched(Connection& connection, const Request& request, CallRecord& record);
  Response search(const SearchPool::Turn& turn, const Connection& connection,
                  const Request& request, CallRecord& record) const;
  Session session(const Connection& connection, const Request& request, const SharedIndex& site,
                  Searcher* searcher, Compressor& lent) const;
  void note(const CallRecord& record, const Request& request, const Response& response,
            Clock::duration took);

  Shared& shared;
  std::shared_ptr<const SharedIndex> index;
  Compressor compressor;
  std::array<char, read_bytes> input{};  // one for all: only those who wait hold nothing
  std::unordered_set<Connection*> connections;
  std::string date;
  std::time_t date_second = 0;
  bool draining = false;
  std::promise<void> ended;
  std::future<void> end = ended.get_future();
  std::thread thread;
  asio::io_context context{1};  // its frames hold connections, and so it goes before the rest
  Timer tick;
  std::optional<asio::executor_work_guard<Executor>> work;
};

void Worker::Impl::run() {
  look_around();
  schedule_tick();
  for (;;) {
    try {
      context.run();
      break;
    } catch (const std::exception& error) {
      shared.log.write(LogLevel::error, "a mistake of this program", {{"fault", error.what()}});
    }
  }
  ended.set_value();
}

void Worker::Impl::schedule_tick() {
  tick.expires_after(shared.limits.tick);
  tick.async_wait([this](const error_code& error) {
    // One that was due already cannot be cancelled.
    if (error || !work) return;
    look_around();
    schedule_tick();
  });
}

std::chrono::milliseconds Worker::Impl::limit_of(Phase phase, bool crowded) const {
  switch (phase) {
    case Phase::idle:
      return crowded ? std::min(shared.limits.crowded, shared.limits.idle) : shared.limits.idle;
    case Phase::header:
      return shared.limits.header;
    case Phase::body:
      return shared.limits.body;
    case Phase::write:
      return shared.limits.write;
    case Phase::answer:  // the pool sees to it
    case Phase::linger:
      break;
  }
  return shared.limits.linger;
}

/// One look at all connections instead of a timer for each.
void Worker::Impl::look_around() {
  const std::time_t second = std::time(nullptr);
  if (second != date_second) {
    date_second = second;
    std::tm parts{};
    ::gmtime_r(&second, &parts);
    date = fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", parts);
  }
  const auto now = Clock::now();
  const bool crowded = shared.count.is_crowded();
  for (Connection* connection : connections) {
    if (connection->phase == Phase::answer) {
      look_at_search(*connection);
      continue;
    }
    if (now - connection->since < limit_of(connection->phase, crowded)) continue;
    if (connection->phase != Phase::idle) {
      shared.metrics.connections_timed_out.fetch_add(1, std::memory_order_relaxed);
    }
    connection->close();
  }
}

/// Work for a client that has gone is in the way of others. Where nobody waits it is done all the
/// same: the client may have closed only its own side.
void Worker::Impl::look_at_search(Connection& connection) const {
  PendingSearch* const search = connection.search;
  if (search == nullptr || search->is_unwanted || !connection.has_hung_up()) return;
  if (!shared.pool.is_busy()) return;
  search->is_unwanted = true;
  search->stop.store(true, std::memory_order_relaxed);
  search->wake.cancel();
}

void Worker::Impl::close_if_idle(Connection& connection) {
  error_code error;
  // What has come in and was not looked at yet is still answered.
  if (connection.phase == Phase::idle && connection.socket.available(error) == 0) {
    connection.close();
  }
}

void Worker::Impl::end_if_drained() {
  if (!draining || !connections.empty()) return;
  tick.cancel();
  work.reset();
}

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

Task<Response> Worker::Impl::answer(Connection& connection, const Request& request) {
  const auto start = Clock::now();
  CallRecord record;
  Response response;
  record.route = match_route(request.target.substr(0, request.target.find('?'))).route;
  if (info(record.route).searches) {
    response = co_await searched(connection, request, record);
  } else {
    shared.watch.refresh(index);
    response = shared.application.respond(
        request, session(connection, request, *index, nullptr, compressor), record);
  }
  note(record, request, response, Clock::now() - start);
  co_return response;
}

/// Waits for the pool until the answer is there, or there is no time left to begin with it.
Task<Response> Worker::Impl::searched(Connection& connection, const Request& request,
                                      CallRecord& record) {
  Response response;
  PendingSearch search(context);  // outlives the job, which says when it is done
  const auto begins_until = Clock::now() + shared.limits.queue;
  search.wake.expires_at(begins_until);
  connection.enter(Phase::answer);
  search.ticket = shared.pool.add([&](const SearchPool::Turn& turn) {
    try {
      turn.index.searcher.set_stop_flag(&search.stop);
      response = this->search(turn, connection, request, record);
    } catch (const std::exception& error) {  // no memory even for the answer that says so
      record.fault = error.what();
      response = {.status = 500, .content_type = {}, .close = true};
    }
    turn.index.searcher.set_stop_flag(nullptr);
    asio::post(context, [&search] {
      search.is_done = true;
      search.wake.cancel();
    });
  });
  connection.search = &search;
  while (!search.is_done) {
    error_code ignored;
    co_await search.wake.async_wait(asio::redirect_error(use_task, ignored));
    const bool is_late = Clock::now() >= begins_until;
    const bool is_refused = is_late || search.is_unwanted || (draining && shared.pool.is_busy());
    if (search.is_done || !is_refused) continue;
    if (shared.pool.withdraw(search.ticket)) {
      Metrics::Count& count = search.is_unwanted ? shared.metrics.dropped : shared.metrics.shed;
      count.fetch_add(1, std::memory_order_relaxed);
      record.is_shed = true;
      shared.watch.refresh(index);
      response = shared.application.shed(request,
                                         session(connection, request, *index, nullptr, compressor));
      response.close = response.close || search.is_unwanted;
      break;
    }
    // It has begun, and ends by its own deadline.
    search.wake.expires_at(Clock::time_point::max());
  }
  if (search.is_done && search.is_unwanted) {
    shared.metrics.dropped.fetch_add(1, std::memory_order_relaxed);
    response.close = true;
  }
  connection.search = nullptr;
  co_return response;
}

/// On a thread of the pool.
Response Worker::Impl::search(const SearchPool::Turn& turn, const Connection& connection,
                              const Request& request, CallRecord& record) const {
  const Session lent =
      session(connection, request, *turn.index.shared, &turn.index.searcher, turn.compressor);
  if (turn.waited < shared.limits.queue) return shared.application.respond(request, lent, record);
  shared.metrics.shed.fetch_add(1, std::memory_order_relaxed);
  record.is_shed = true;
  return shared.application.shed(request, lent);
}

Session Worker::Impl::session(const Connection& connection, const Request& request,
                              const SharedIndex& site, Searcher* searcher, Compressor& lent) const {
  return {site, searcher, lent,
          shared.proxies.client_key(connection.peer, request.field("x-forwarded-for")),
          shared.proxies.trusts(connection.peer)};
}

void Worker::Impl::note(const CallRecord& record, const Request& request, const Response& response,
                        Clock::duration took) {
  shared.metrics.answered(record.route, response.status, took);
  if (!info(record.route).is_logged && response.status < 500) return;
  LogFields fields = {{"route", std::string(info(record.route).name)},
                      {"method", request.method},
                      {"status", std::int64_t{response.status}},
                      {"ms", std::chrono::duration<double, std::milli>(took).count()},
                      {"bytes", static_cast<std::int64_t>(response.body.size())}};
  if (record.hits) fields.emplace_back("hits", static_cast<std::int64_t>(*record.hits));
  if (shared.log_queries && !record.query.empty()) fields.emplace_back("query", record.query);
  if (!record.fault.empty()) fields.emplace_back("fault", record.fault);
  const bool is_fault = response.status >= 500 && !record.is_shed;
  shared.log.write(is_fault ? LogLevel::error : LogLevel::info, "request", fields);
}

Worker::Worker(Shared& shared) : impl_(std::make_unique<Impl>(shared)) {
  impl_->work.emplace(impl_->context.get_executor());
}
Worker::~Worker() = default;

void Worker::start() {
  impl_->thread = std::thread([impl = impl_.get()] { impl->run(); });
}

void Worker::take(Accepted accepted) {
  asio::post(impl_->context, [impl = impl_.get(), accepted = std::move(accepted)]() mutable {
    Socket socket(impl->context);
    error_code error;
    socket.assign(asio::ip::tcp::v4(), accepted.socket, error);
    if (!error) socket.native_non_blocking(true, error);
    if (error) {
      ::close(accepted.socket);
      if (accepted.refused) {
        impl->shared.count.remove_refused();
      } else {
        impl->shared.count.remove(client_key(accepted.peer));
      }
      return;
    }
    socket.non_blocking(true, error);
    if (accepted.refused) {
      asio::co_spawn(impl->context, impl->tell_refused(std::move(socket)), asio::detached);
    } else {
      asio::co_spawn(impl->context, impl->serve(std::move(socket), accepted.peer), asio::detached);
    }
  });
}

void Worker::drain() {
  asio::post(impl_->context, [impl = impl_.get()] {
    impl->draining = true;
    for (Connection* connection : impl->connections) {
      impl->close_if_idle(*connection);
      if (connection->search != nullptr) connection->search->wake.cancel();
    }
    impl->end_if_drained();
  });
}

void Worker::stop_searches() {
  asio::post(impl_->context, [impl = impl_.get()] {
    for (const Connection* connection : impl->connections) {
      if (connection->search == nullptr) continue;
      connection->search->stop.store(true, std::memory_order_relaxed);
    }
  });
}

bool Worker::has_ended(std::chrono::milliseconds wait) {
  return impl_->end.wait_for(wait) == std::future_status::ready;
}

}  // namespace speur::http
