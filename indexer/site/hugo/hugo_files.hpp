#pragma once

#include "indexer/site/hugo/hugo_settings.hpp"

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace speur {

/// A file of the content as Hugo sees it.
struct HugoFile {
  std::string path;      ///< below content: "nieuws/a.nl.md"
  std::string folder;    ///< of it, with its slash
  std::string base;      ///< the file's name without language and extension: "a", "index", "_index"
  std::string language;  ///< a key
  bool unknown_language = false;  ///< its name is as index.xx.md, and "xx" is no language of the site
  bool mounted = true;   ///< false: no mount has it
  std::size_t mount = 0;  ///< its place in the settings

  [[nodiscard]] bool is_leaf() const { return base == "index"; }
  [[nodiscard]] bool is_branch() const { return base == "_index"; }
};

/// Reads the paths of a site's files: by its mounts, its languages and its taxonomies.
class HugoFiles {
 public:
  /// Keeps the reference.
  explicit HugoFiles(const HugoSettings& settings);

  /// `path`: relative to the folder that the sources of the mounts are relative to.
  [[nodiscard]] HugoFile read(std::string_view path) const;

  /// As Hugo calls it: "page", "home", "section", "taxonomy", "term".
  [[nodiscard]] std::string_view kind_of(const HugoFile& file) const;

  /// Whether pages in the folder of that name, in lower case, describe the terms of a taxonomy.
  [[nodiscard]] bool is_taxonomy(std::string_view name) const { return taxonomies_.contains(name); }

 private:
  const HugoSettings& settings_;
  std::set<std::string, std::less<>> taxonomies_;
};

/// The name of a file as tokens of addresses have it: of a leaf bundle its folder's.
[[nodiscard]] std::string filename_of(const HugoFile& file);

}  // namespace speur
