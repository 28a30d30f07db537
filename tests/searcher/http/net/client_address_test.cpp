#include "searcher/http/net/client_address.hpp"

#include "speur/error.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace speur::http {

TEST_CASE("an address is read with and without a port, and IPv4 also within IPv6",
          "[http][client]") {
  struct Row {
    std::string text, key;
  };
  for (const Row& row : std::vector<Row>{{"192.0.2.1", "c0000201"},
                                         {" 192.0.2.1\t", "c0000201"},
                                         {"192.0.2.1:8080", "c0000201"},
                                         {"::ffff:192.0.2.1", "c0000201"},
                                         {"2001:db8::1", "20010db800000000"},
                                         {"[2001:db8::1]:8080", "20010db800000000"},
                                         {"2001:db8:0:0:1::1", "20010db800000000"},
                                         {"", "none"},
                                         {"unknown", "none"},
                                         {"192.0.2.256", "none"},
                                         {"192.0.2", "none"},
                                         {"[2001:db8::1", "none"},
                                         {"192.0.2.1 x", "none"},
                                         {std::string(5000, '1'), "none"}}) {
    CAPTURE(row.text.substr(0, 60));
    const auto address = IpAddress::parse(row.text);
    CHECK((address ? address->client_key() : "none") == row.key);
  }
  CHECK(IpAddress::parse("127.1.2.3")->is_loopback());
  CHECK(IpAddress::parse("::1")->is_loopback());
  CHECK_FALSE(IpAddress::parse("::2")->is_loopback());
  CHECK_FALSE(IpAddress::parse("128.0.0.1")->is_loopback());
}

TEST_CASE("a forwarded address counts only as far as trusted proxies vouch for it",
          "[http][client]") {
  TrustedProxies proxies;
  proxies.add("127.0.0.1");
  proxies.add("10.0.0.0/9");
  proxies.add("2001:db8::/47");
  const std::string one = "c0000201", two = "c0000202";
  struct Row {
    std::string peer, forwarded, client;
  };
  for (const Row& row : std::vector<Row>{
           {"192.0.2.1", "", one},
           {"192.0.2.1", "192.0.2.2", one},  // anybody can say so
           {"127.0.0.1", "", "7f000001"},
           {"127.0.0.1", "192.0.2.1", one},
           {"127.0.0.1", "192.0.2.2, 192.0.2.1", one},
           {"127.0.0.1", "192.0.2.2,192.0.2.1:443,10.127.0.1", one},
           {"10.0.0.1", "192.0.2.1", one},
           {"10.128.0.1", "192.0.2.1", "0a800001"},  // outside of the network's nine bits
           {"2001:db8:1::5", "192.0.2.1", one},
           {"2001:db8:2::5", "192.0.2.1", "20010db800020000"},
           {"127.0.0.1", "10.0.0.2, 10.0.0.1", "0a000002"},  // all trusted: the first of them
           {"127.0.0.1", "192.0.2.2, unknown", "7f000001"},
           {"127.0.0.1", "192.0.2.2, unknown, 10.0.0.1", "0a000001"},
           {"127.0.0.1", ",,", "7f000001"},
           {"::ffff:127.0.0.1", "192.0.2.2", two}}) {
    CAPTURE(row.peer, row.forwarded);
    CHECK(proxies.client_key(IpAddress::parse(row.peer), row.forwarded) == row.client);
  }
  CHECK(proxies.client_key(std::nullopt, "192.0.2.1") == "local");
  CHECK_FALSE(TrustedProxies().trusts(IpAddress::parse("127.0.0.1")));
  proxies.add("unix");
  CHECK(proxies.client_key(std::nullopt, "192.0.2.1") == one);
}

TEST_CASE("a trusted proxy that is no address is refused", "[http][client]") {
  for (const std::string text : {"", "proxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8x", "::/129",
                                 "10.0.0.1:80", "[::1]", "10.0.0.0/-1"}) {
    CAPTURE(text);
    TrustedProxies proxies;
    try {
      proxies.add(text);
      FAIL_CHECK("was taken");
    } catch (const Error& error) {
      CHECK(error.code() == ExitCode::usage);
      CHECK(std::string(error.what()).find("--trusted-proxy " + text + ": write an IP address") !=
            std::string::npos);
    }
  }
}

}  // namespace speur::http
