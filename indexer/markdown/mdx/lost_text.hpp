#pragma once

#include "speur/error.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace speur {

/// Tells of the places of a page whose text is left out since only the site can work it out: of many, of the first.
class LostText {
 public:
  /// `start`: where the page's body starts. `message` says which kind of text it is.
  LostText(const Where& start, std::string message, std::vector<Problem>& problems)
      : start_(start), message_(std::move(message)), problems_(problems) {}

  /// `line`: of the body, from 0.
  void tell(std::size_t line) {
    constexpr std::size_t most = 20;
    if (told_++ >= most) return;
    Problem problem{{start_.file, start_.line + line}, message_, true};
    problem.once = true;
    problems_.push_back(std::move(problem));
  }

 private:
  const Where& start_;
  const std::string message_;
  std::vector<Problem>& problems_;
  std::size_t told_ = 0;
};

}  // namespace speur
