#pragma once

#include <catch2/catch.hpp>

#include <cstdlib>
#include <string>

namespace speur {

/// Says that this test case checks nothing because the machine lacks `what`, and ctest counts it as
/// skipped. The test case must return then.
inline void skip_without(const std::string& what) {
  WARN("SKIPPED: it needs " << what);
}

/// The same where script/install-dependencies installs what is lacking: the test case fails if
/// SPEUR_REQUIRE_ALL is set, as it is in continuous integration.
inline void skip_without_package(const std::string& what) {
  const char* required = std::getenv("SPEUR_REQUIRE_ALL");
  if (required != nullptr && *required != '\0') FAIL("MISSING: it needs " << what);
  skip_without(what);
}

}  // namespace speur
