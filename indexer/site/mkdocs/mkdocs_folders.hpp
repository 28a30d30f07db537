#pragma once

#include "indexer/site/rules/site_rules.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace speur {

/// What files in a folder say of all pages in and below it: `.meta.yml` of Material's plugin `meta`, and
/// `hide: true` in `.pages` of awesome-pages or `.nav.yml` of awesome-nav, as it is called since.
class MkdocsFolders {
 public:
  /// Empty names are not looked for.
  MkdocsFolders(std::string meta_file, std::string pages_file);

  void read(const PageFiles& files, std::vector<bool>& out, std::vector<Problem>& problems);
  void complete(std::string_view path, YamlNode& keys) const;
  [[nodiscard]] const std::string& fingerprint() const { return print_; }

 private:
  std::string meta_file_, pages_file_;
  std::map<std::string, YamlNode, std::less<>> metas_;  ///< by folder, with its slash
  std::set<std::string, std::less<>> hidden_;
  std::string print_;
};

}  // namespace speur
