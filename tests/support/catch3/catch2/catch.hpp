#pragma once

// Catch2 3 has many headers where Catch2 2 has this one, and other names for some of what is in it.
// The tests are written for both versions: they use the names of Catch2 2.

#include <catch2/catch_all.hpp>

#include <string>

using Catch::Approx;

namespace Catch {

using Matchers::EndsWith;

/// A text that has `part` in it. Matchers::Contains is about elements of a range since Catch2 3.
inline auto Contains(const std::string& part) {
  return Matchers::ContainsSubstring(part);
}

}  // namespace Catch
