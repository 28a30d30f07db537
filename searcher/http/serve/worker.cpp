#include "searcher/http/serve/worker.hpp"

#include "searcher/http/net/request_reader.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
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

using Clock = std::chrono::steady_clock;
// Named, not hidden behind any_io_executor: a thread's connections never leave it.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor>;
template <typename T>
using Task = asio::awaitable<T, Executor>;
constexpr asio::use_awaitable_t<Executor> use_task{};

constexpr std::size_t read_bytes = 16 * 1024;
constexpr std::size_t lingering_bytes = 256 * 1024;
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

/// What a connection waits for, each with a deadline of its own.
enum class Phase { idle, header, body, answer, write, linger };

struct Connection {
  Connection(Socket taken, std::string from, const Limits& limits)
      : socket(std::move(taken)), address(std::move(from)), reader(limits) {}

  Socket socket;
  std::string address;
  RequestReader reader;
  Phase phase = Phase::idle;
  Clock::time_point since = Clock::now();  // it has been in this phase
  std::size_t ahead = 0;                   // requests that were here before they were waited for

  void enter(Phase next) {
    phase = next;
    since = Clock::now();
  }
  void close() {
    error_code ignored;
    socket.close(ignored);
  }
};

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

/// One client: behind a proxy the address that it tells of, which it puts last.
std::string client_of(const Request& request, std::string_view address) {
  const std::string forwarded = request.field("x-forwarded-for");
  if (forwarded.empty()) return std::string(address);
  return forwarded.substr(forwarded.find_last_of(", ") + 1);
}

}  // namespace

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
  void close_if_idle(Connection& connection);
  void end_if_drained();

  Task<void> serve(Socket socket, std::string address);
  Task<void> converse(Connection& connection);
  Task<void> tell_refused(Socket socket);
  Task<bool> read(Connection& connection);
  Task<bool> write(Connection& connection, std::string_view head, std::string_view body);
  Task<void> linger(Connection& connection);
  Task<Response> answer(Connection& connection, const Request& request);
  Response search(const SearchPool::Turn& turn, const Request& request, std::string client,
                  CallRecord& record) const;
  void note(const CallRecord& record, const Request& request, const Response& response,
            Clock::duration took);

  Shared& shared;
  std::shared_ptr<const IndexFacts> facts;
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
    if (connection->phase == Phase::answer) continue;
    if (now - connection->since < limit_of(connection->phase, crowded)) continue;
    if (connection->phase != Phase::idle) {
      shared.metrics.connections_timed_out.fetch_add(1, std::memory_order_relaxed);
    }
    connection->close();
  }
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

Task<void> Worker::Impl::serve(Socket socket, std::string address) {
  struct Registration {
    Impl& worker;
    Connection& connection;
    Registration(Impl& of, Connection& with) : worker(of), connection(with) {
      worker.connections.insert(&connection);
      worker.shared.metrics.connections.fetch_add(1, std::memory_order_relaxed);
    }
    ~Registration() {
      worker.connections.erase(&connection);
      worker.shared.count.remove(connection.address);
      worker.shared.metrics.connections.fetch_sub(1, std::memory_order_relaxed);
      worker.end_if_drained();
    }
  };
  Connection connection(std::move(socket), std::move(address), shared.limits);
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
  Connection connection(std::move(socket), {}, shared.limits);
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
  shared.watch.refresh(facts);
  std::string client = client_of(request, connection.address);
  CallRecord record;
  Response response;
  record.route = match_route(request.target.substr(0, request.target.find('?'))).route;
  if (info(record.route).uses_index) {
    connection.enter(Phase::answer);
    // What the job refers to stays where it is until the timer is cancelled: it never expires.
    Timer answered(context, Clock::time_point::max());
    shared.pool.add([&](const SearchPool::Turn& turn) {
      try {
        response = search(turn, request, std::move(client), record);
      } catch (const std::exception& error) {  // no memory even for the answer that says so
        record.fault = error.what();
        response = {.status = 500, .content_type = {}, .close = true};
      }
      asio::post(context, [&answered] { answered.cancel(); });
    });
    error_code cancelled;
    co_await answered.async_wait(asio::redirect_error(use_task, cancelled));
  } else {
    response = shared.application.respond(request, {*facts, nullptr, compressor, std::move(client)},
                                          record);
  }
  note(record, request, response, Clock::now() - start);
  co_return response;
}

/// On a thread of the pool.
Response Worker::Impl::search(const SearchPool::Turn& turn, const Request& request,
                              std::string client, CallRecord& record) const {
  const Session session{*turn.index.facts, &turn.index, turn.compressor, std::move(client)};
  if (turn.waited < shared.limits.queue) {
    return shared.application.respond(request, session, record);
  }
  shared.metrics.shed.fetch_add(1, std::memory_order_relaxed);
  record.is_shed = true;
  return shared.application.shed(request, session);
}

void Worker::Impl::note(const CallRecord& record, const Request& request, const Response& response,
                        Clock::duration took) {
  shared.metrics.answered(record.route, response.status, took);
  if (!info(record.route).uses_index && response.status < 500) return;
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
        impl->shared.count.remove(accepted.address);
      }
      return;
    }
    socket.non_blocking(true, error);
    if (accepted.refused) {
      asio::co_spawn(impl->context, impl->tell_refused(std::move(socket)), asio::detached);
    } else {
      asio::co_spawn(impl->context, impl->serve(std::move(socket), std::move(accepted.address)),
                     asio::detached);
    }
  });
}

void Worker::drain() {
  asio::post(impl_->context, [impl = impl_.get()] {
    impl->draining = true;
    for (Connection* connection : impl->connections) impl->close_if_idle(*connection);
    impl->end_if_drained();
  });
}

bool Worker::has_ended(std::chrono::milliseconds wait) {
  return impl_->end.wait_for(wait) == std::future_status::ready;
}

}  // namespace speur::http
