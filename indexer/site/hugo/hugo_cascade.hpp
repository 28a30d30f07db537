#pragma once

#include "indexer/tree/yaml_tree.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// A page as the targets of a cascade see it.
struct HugoTarget {
  std::string_view path;      ///< below content, without a slash before it: "nieuws/a.md"
  std::string_view kind;      ///< "page", "section", "home", "taxonomy", "term"
  std::string_view language;  ///< a key
};

/// The values that sections give to the pages in and below them (`cascade`).
class HugoCascade {
 public:
  /// Takes the cascade of the section page of `folder` (with its slash; "" is the home page's, or the
  /// configuration's). `language`: whose pages it concerns; "" is all. A map, or a list of maps.
  void add(std::string_view language, std::string_view folder, const YamlNode& cascade);

  /// Adds to the keys of a page in `folder` what they lack: the nearest section's first.
  void complete(std::string_view folder, const HugoTarget& page, YamlNode& keys) const;

  [[nodiscard]] bool empty() const { return by_folder_.empty(); }

 private:
  struct Entry {
    std::string language;  ///< empty: all
    YamlNode target;  ///< null: all pages
    YamlNode values;
  };
  void add_entry(std::string_view language, std::string_view folder, const YamlNode& map);
  static bool matches(const YamlNode& target, const HugoTarget& page);

  std::map<std::string, std::vector<Entry>, std::less<>> by_folder_;
};

}  // namespace speur
