#pragma once

#include "indexer/tree/yaml_tree.hpp"
#include "speur/error.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

/// Whether no plugin or program of the site may read `{{ x }}`, so that a page shows it as it is written.
[[nodiscard]] bool shows_templates(const YamlNode& mkdocs);

/// The variables of mkdocs-macros that files tell: `extra` of the configuration, the files of `include_yaml`, and the
/// front matter of the page. What the site's own Python gives is not known.
class MkdocsMacros {
 public:
  /// None where the site does not use the plugin, nor markdownextradata, its older brother.
  static std::optional<MkdocsMacros> read(const YamlNode& mkdocs, const std::filesystem::path& file,
                                          std::vector<Problem>& problems);

  /// Whether the plugin runs on a page with these keys.
  [[nodiscard]] bool runs(const YamlNode& keys) const;

  /// Runs what of a page's templates is known; those of a page that the plugin does not run on are shown. `where`: the place of the text's first line.
  [[nodiscard]] std::string run(std::string text, const YamlNode& keys, const Where& where,
                                std::vector<Problem>& problems) const;

  [[nodiscard]] std::string fingerprint() const;

 private:
  /// The text with Jinja's signs in the place of those that the site has chosen, and Jinja's own as text.
  [[nodiscard]] std::string with_usual_signs(std::string text) const;

  YamlNode variables_;
  std::vector<std::pair<std::string, std::string_view>> signs_;  ///< the site's own, and those that they stand for
  bool by_default_ = true;
};

}  // namespace speur
