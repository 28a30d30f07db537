#include "searcher/http/net/connection_count.hpp"

#include <catch2/catch.hpp>

namespace speur::http {

TEST_CASE("connections are counted together and by address, up to a cap each", "[http]") {
  Limits limits;
  limits.connections = 4;
  limits.connections_per_address = 2;
  limits.connections_per_loopback_address = 3;
  ConnectionCount count(limits);
  CHECK(count.try_add("a", false));
  CHECK(count.try_add("a", false));
  CHECK_FALSE(count.try_add("a", false));
  CHECK_FALSE(count.is_crowded());
  CHECK(count.try_add("b", false));
  CHECK(count.is_crowded());  // three of four
  CHECK(count.try_add("b", false));
  CHECK_FALSE(count.try_add("c", false));
  count.remove("a");
  CHECK(count.try_add("c", false));
  count.remove("nobody");
  CHECK_FALSE(count.try_add("d", false));
}

TEST_CASE("this machine itself has a cap of its own", "[http]") {
  Limits limits;
  limits.connections_per_address = 1;
  limits.connections_per_loopback_address = 3;
  ConnectionCount count(limits);
  for (int i = 0; i < 3; ++i) CHECK(count.try_add("loopback", true));
  CHECK_FALSE(count.try_add("loopback", true));
  count.lower_to(4);
  CHECK(count.try_add("a", false));
  CHECK_FALSE(count.try_add("b", false));
  count.lower_to(100);  // no cap is raised
  CHECK_FALSE(count.try_add("b", false));
}

TEST_CASE("answers wait for their clients up to a bound", "[http]") {
  Limits limits;
  limits.unread_bytes = 10;
  ConnectionCount count(limits);
  CHECK(count.try_keep(7));
  CHECK_FALSE(count.try_keep(4));
  CHECK(count.try_keep(3));
  CHECK_FALSE(count.try_keep(1));
  count.remove_kept(7);
  CHECK(count.try_keep(7));
}

TEST_CASE("no more refused connections are kept than can be told so", "[http]") {
  ConnectionCount count{Limits()};
  for (std::size_t i = 0; i < ConnectionCount::most_refused; ++i) CHECK(count.try_add_refused());
  CHECK_FALSE(count.try_add_refused());
  count.remove_refused();
  CHECK(count.try_add_refused());
}

}  // namespace speur::http
