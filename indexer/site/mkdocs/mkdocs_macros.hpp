#pragma once

#include "indexer/tree/yaml_tree.hpp"
#include "speur/error.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace speur {

/// The variables of mkdocs-macros that files tell: `extra` of the configuration, the files of `include_yaml`, and the
/// front matter of the page. What the site's own Python gives is not known.
class MkdocsMacros {
 public:
  /// None where the site does not use the plugin, or uses it with signs of its own.
  static std::optional<MkdocsMacros> read(const YamlNode& mkdocs, const std::filesystem::path& file,
                                          std::vector<Problem>& problems);

  /// Whether the plugin runs on a page with these keys.
  [[nodiscard]] bool runs(const YamlNode& keys) const;

  /// Runs what of a page's templates is known; those of a page that the plugin does not run on are shown. `where`: the place of the text's first line.
  [[nodiscard]] std::string run(std::string text, const YamlNode& keys, const Where& where,
                                std::vector<Problem>& problems) const;

  [[nodiscard]] std::string fingerprint() const;

 private:
  YamlNode variables_;
  bool by_default_ = true;
};

}  // namespace speur
