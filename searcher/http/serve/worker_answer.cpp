#include "searcher/http/serve/worker_impl.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>

#include <exception>
#include <utility>

namespace speur::http {

Task<Response> Worker::Impl::answer(Connection& connection, const Request& request) {
  const auto start = Clock::now();
  CallRecord record;
  Response response;
  record.route = match_route(request.target.substr(0, request.target.find('?'))).route;
  shared.watch.refresh(index);
  if (info(record.route).searches) {
    auto again = shared.application.respond_again(
        request, session(connection, request, *index, nullptr, compressor), record);
    if (again) {
      response = *std::move(again);
    } else {
      response = co_await searched(connection, request, record);
    }
  } else {
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
      turn.index.searcher.begin_request();
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
  return shared.application.respond(
      request, session(connection, request, *turn.index.shared, &turn.index.searcher, turn.compressor),
      record);
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

}  // namespace speur::http
