#include "indexer/pipeline/interrupt.hpp"

#include <catch2/catch.hpp>

#include <csignal>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

TEST_CASE("a signal is heard while a guard lives, and forgotten with it", "[interrupt]") {
  for (const int signal : {SIGINT, SIGTERM}) {
    {
      const InterruptGuard guard;
      CHECK_NOTHROW(throw_if_interrupted());
      std::raise(signal);
      int heard = 0;
      try {
        throw_if_interrupted();
      } catch (const Interrupted& e) {
        heard = e.signal();
      }
      CHECK(heard == signal);
    }
    CHECK_NOTHROW(throw_if_interrupted());
  }
}
