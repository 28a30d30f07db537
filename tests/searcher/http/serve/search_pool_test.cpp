#include "searcher/http/serve/search_pool.hpp"

#include "support/http/site.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

namespace speur::http {
namespace {

struct Fixture {
  TestIndex index;
  IndexWatch watch;
  SearchPool pool;
  explicit Fixture(std::size_t threads)
      : watch(index.path(), threads, {[](const IndexFacts&) {}, [](const std::string&) {}}),
        pool(watch, 10ms) {}
};

}  // namespace

TEST_CASE("who comes first is served first, each with an open index", "[http][pool]") {
  Fixture fixture(1);
  std::vector<int> order;
  std::promise<void> done;
  std::set<OpenIndex*> indexes;
  for (int i = 0; i < 100; ++i) {
    fixture.pool.add([&, i](const SearchPool::Turn& turn) {
      order.push_back(i);
      indexes.insert(&turn.index);
      if (i == 99) done.set_value();
    });
  }
  CHECK(order.empty());
  fixture.pool.start();
  done.get_future().wait();
  REQUIRE(order.size() == 100);
  CHECK(std::ranges::is_sorted(order));
  CHECK(indexes.size() == 1);
}

TEST_CASE("one that takes long keeps nobody waiting while a thread is free", "[http][pool]") {
  Fixture fixture(2);
  fixture.pool.start();
  std::promise<void> go_on, began, quick;
  fixture.pool.add([&](const SearchPool::Turn&) {
    began.set_value();
    go_on.get_future().wait();
  });
  began.get_future().wait();
  for (int i = 0; i < 10; ++i) {
    fixture.pool.add([&, i](const SearchPool::Turn&) {
      if (i == 9) quick.set_value();
    });
  }
  quick.get_future().wait();  // for ever, if they stood behind the first
  go_on.set_value();
}

TEST_CASE("a job that was withdrawn never begins, and one that has begun cannot be",
          "[http][pool]") {
  Fixture fixture(1);
  std::promise<void> go_on, began, last;
  std::vector<int> order;
  const auto first = fixture.pool.add([&](const SearchPool::Turn&) {
    began.set_value();
    go_on.get_future().wait();
  });
  fixture.pool.start();
  began.get_future().wait();
  CHECK_FALSE(fixture.pool.is_busy());  // nobody waits
  std::vector<SearchPool::Ticket> tickets;
  for (int i = 0; i < 5; ++i) {
    tickets.push_back(fixture.pool.add([&, i](const SearchPool::Turn&) {
      order.push_back(i);
      if (i == 4) last.set_value();
    }));
  }
  CHECK(fixture.pool.is_busy());
  CHECK_FALSE(fixture.pool.withdraw(first));
  CHECK(fixture.pool.withdraw(tickets[1]));
  CHECK(fixture.pool.withdraw(tickets[3]));
  CHECK_FALSE(fixture.pool.withdraw(tickets[3]));
  go_on.set_value();
  last.get_future().wait();
  CHECK(order == std::vector<int>{0, 2, 4});
}

TEST_CASE("a job that a free thread is about to take waits for no other job", "[http][pool]") {
  Fixture fixture(1);
  fixture.pool.start();
  // The thread may be quicker, or not be free yet: it takes some tries to find the job in the queue of a free thread.
  bool is_found = false;
  for (int i = 0; i < 30'000 && !is_found; ++i) {
    const auto ticket = fixture.pool.add([](const SearchPool::Turn&) {});
    const bool is_busy = fixture.pool.is_busy();
    is_found = fixture.pool.withdraw(ticket) && !is_busy;
    std::this_thread::sleep_for(1ms);
  }
  CHECK(is_found);
}

TEST_CASE("a pool tells of a job that does not end in time", "[http][pool]") {
  Fixture fixture(2);
  std::promise<void> go_on, began;
  fixture.pool.add([&](const SearchPool::Turn&) {
    began.set_value();
    go_on.get_future().wait();
  });
  fixture.pool.start();
  began.get_future().wait();
  CHECK_FALSE(fixture.pool.stop_within(20ms));
  go_on.set_value();
  CHECK(fixture.pool.stop_within(60'000ms));
}

TEST_CASE("a pool that stops ends what it has begun, and begins nothing", "[http][pool]") {
  Fixture fixture(1);
  fixture.pool.start();
  std::promise<void> began;
  std::atomic<bool> ended{false}, other{false};
  fixture.pool.add([&](const SearchPool::Turn&) {
    began.set_value();
    std::this_thread::sleep_for(50ms);
    ended = true;
  });
  fixture.pool.add([&](const SearchPool::Turn&) { other = true; });
  began.get_future().wait();
  fixture.pool.stop();
  CHECK(ended);
  CHECK_FALSE(other);
}

}  // namespace speur::http
