#pragma once

#include "speur/error.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Regular expressions that a configuration gives. One that takes too long counts as met, since what it
/// names is not to be found.
class Regexes {
 public:
  /// What is no regular expression is a Problem of `where`.
  Regexes(const std::vector<std::string>& patterns, const Where& where,
          std::vector<Problem>& problems);
  Regexes();
  ~Regexes();
  Regexes(Regexes&&) noexcept;
  Regexes& operator=(Regexes&&) noexcept;

  /// Whether one of them is found in `text`. All threads may ask at once.
  [[nodiscard]] bool matches(std::string_view text) const;
  [[nodiscard]] bool empty() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace speur
