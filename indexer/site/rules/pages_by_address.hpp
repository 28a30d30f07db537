#pragma once

#include "indexer/site/rules/site_rules.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

/// Tells that a page is left out because the site shows another one, `shown`, at the address of both.
[[nodiscard]] Problem overwritten_problem(const std::filesystem::path& file, std::string_view generator,
                                          std::string_view shown, std::string_view url);

/// Leaves out all pages of one address but the one that the site shows, where prepare() can tell their addresses.
class PagesByAddress {
 public:
  /// Keeps all but the name by reference.
  PagesByAddress(std::string_view generator, const PageFiles& files, std::vector<bool>& out, std::vector<Problem>& problems)
      : generator_(generator), files_(files), out_(out), problems_(problems) {}

  /// `page`: its place in the files. `overwrites(other)`: whether the site shows it rather than an earlier one of the
  /// same address.
  template <typename Overwrites>
  void add(const std::string& url, std::size_t page, const Overwrites& overwrites) {
    const auto [shown, is_first] = shown_.try_emplace(url, page);
    if (is_first) return;
    const std::size_t other = overwrites(shown->second) ? std::exchange(shown->second, page) : page;
    out_[other] = true;
    problems_.push_back(
        overwritten_problem(files_.folder / files_.paths[other], generator_, files_.paths[shown->second], url));
  }

 private:
  std::string generator_;
  const PageFiles& files_;
  std::vector<bool>& out_;
  std::vector<Problem>& problems_;
  std::map<std::string, std::size_t> shown_;  // by address
};

}  // namespace speur
