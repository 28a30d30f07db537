#pragma once

#include "indexer/markdown/source/shortcode.hpp"
#include "indexer/site/shortcodes/go_runner.hpp"
#include "indexer/tree/yaml_tree.hpp"
#include "speur/error.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// The shortcodes of a site and of its themes, whose templates show words that no page has.
class HugoShortcodes {
 public:
  HugoShortcodes() = default;
  /// `language`: the only one that the site has; empty where it has more.
  HugoShortcodes(const YamlNode& settings, const std::filesystem::path& site, const std::string& language);

  /// The text with the words that templates show in the tags, as their parameter `text`. A tag whose words are not
  /// known stays, which is told. What a template does not show of the text between its tags is taken out. `page`,
  /// `settings`: with keys in lower case.
  [[nodiscard]] std::string run(std::string text, const YamlNode& page, const YamlNode& settings, const Where& where,
                                std::vector<Problem>& problems) const;

  /// Equal for equal templates.
  [[nodiscard]] const std::string& fingerprint() const { return fingerprint_; }

 private:
  void read_folder(const std::filesystem::path& folder, const std::filesystem::path& site, GoTemplates& templates);

  void read_data(const std::filesystem::path& site);
  void read_words(const std::filesystem::path& folder, const std::filesystem::path& site, const std::string& language);

  GoTemplates shortcodes_, partials_;
  YamlNode data_, words_;
  std::string fingerprint_;
};

}  // namespace speur
