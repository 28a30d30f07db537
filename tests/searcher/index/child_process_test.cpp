#include "searcher/index/child_process.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <stdexcept>
#include <string>

namespace speur {

TEST_CASE("what a child returns comes back whole", "[child]") {
  for (const std::string& text :
       {std::string(), std::string("vrij\nhoog"), std::string(1 << 20, 'a')}) {
    CHECK(call_in_child([&] { return text; }) == text);
  }
}

TEST_CASE("a child that ends before it returns is none, and harms nothing", "[child]") {
  CHECK_FALSE(call_in_child([]() -> std::string { throw std::runtime_error("kapot"); }));
  for (const int signal : {SIGSEGV, SIGKILL}) {
    CAPTURE(signal);
    CHECK_FALSE(call_in_child([&]() -> std::string {
      std::signal(signal, SIG_DFL);  // Catch and sanitizers tell of it first
      std::raise(signal);
      return "verder";
    }));
  }
  int here = 0;
  CHECK(call_in_child([&] { return std::to_string(++here); }) == "1");
  CHECK(here == 0);
}

}  // namespace speur
