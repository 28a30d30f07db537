#pragma once

#include "searcher/http/serve/connection.hpp"
#include "searcher/http/serve/worker.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <array>
#include <chrono>
#include <ctime>
#include <future>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_set>

namespace speur::http {

namespace asio = boost::asio;
using boost::system::error_code;

inline constexpr std::size_t read_bytes = 16 * 1024;

/// What a worker does, in three files: worker.cpp has its thread and its looks at the clock,
/// conversation.cpp reads requests and writes answers, and worker_answer.cpp makes the answers.
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

}  // namespace speur::http
