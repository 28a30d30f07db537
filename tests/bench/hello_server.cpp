// The least that this HTTP library does for a request: what http_load.py measures the server
// against. A thread a core, each with its own listening socket, as the server has them.
#include <boost/asio.hpp>
#include <boost/beast.hpp>

#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <thread>
#include <utility>
#include <vector>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

asio::awaitable<void> serve(beast::tcp_stream stream) {
  beast::flat_buffer buffer;
  try {
    for (;;) {
      http::request<http::string_body> request;
      stream.expires_after(std::chrono::seconds(30));
      co_await http::async_read(stream, buffer, request, asio::use_awaitable);
      http::response<http::string_body> response{http::status::ok, 11};
      response.set(http::field::content_type, "text/plain");
      response.body() = "hello world";
      response.prepare_payload();
      co_await http::async_write(stream, response, asio::use_awaitable);
    }
  } catch (const boost::system::system_error&) {  // the client is gone
  }
}

asio::awaitable<void> listen(unsigned short port) {
  const auto executor = co_await asio::this_coro::executor;
  tcp::acceptor acceptor(executor);
  acceptor.open(tcp::v4());
  acceptor.set_option(asio::socket_base::reuse_address(true));
  const int on = 1;
  ::setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  acceptor.bind({asio::ip::address_v4::loopback(), port});
  acceptor.listen();
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    socket.set_option(tcp::no_delay(true));
    asio::co_spawn(executor, serve(beast::tcp_stream(std::move(socket))), asio::detached);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto port = static_cast<unsigned short>(argc > 1 ? std::atoi(argv[1]) : 0);
  if (port == 0) {
    std::cerr << "usage: hello_server PORT\n";
    return 2;
  }
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) {
    threads.emplace_back([port] {
      asio::io_context context{1};
      asio::co_spawn(context, listen(port), asio::detached);
      context.run();
    });
  }
  for (std::thread& thread : threads) thread.join();
}
