#pragma once

#include "speur/error.hpp"

#include <string>
#include <vector>

namespace speur {

/// Problems as they are shown, one a line, so that a test can compare them with its own words.
inline std::string shown(const std::vector<Problem>& problems) {
  std::string lines;
  for (const Problem& problem : problems) {
    if (!lines.empty()) lines += '\n';
    lines += describe(problem.where, problem.message);
  }
  return lines;
}

}  // namespace speur
