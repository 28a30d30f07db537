#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace speur {

/// A text that stays as long as the test program, for structs that refer to texts of others.
[[nodiscard]] inline std::string_view kept(std::string text) {
  static std::set<std::string> texts;
  return *texts.insert(std::move(text)).first;
}

}  // namespace speur
