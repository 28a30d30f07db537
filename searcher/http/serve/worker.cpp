#include "searcher/http/serve/worker_impl.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace speur::http {

/// How long a request may take to come in while the server stops.
constexpr std::chrono::milliseconds half_there{1'000};

bool Connection::has_hung_up() {
  pollfd look{socket.native_handle(), POLLRDHUP, 0};
  return ::poll(&look, 1, 0) > 0 && (look.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

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
      // At the end nobody waits for a request that is half there.
      return draining ? std::min(half_there, shared.limits.header) : shared.limits.header;
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
