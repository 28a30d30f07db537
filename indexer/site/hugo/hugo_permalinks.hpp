#pragma once

#include "indexer/site/rules/moments.hpp"
#include "indexer/tree/yaml_tree.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What the tokens of Hugo's `permalinks` stand for. All are as Hugo has them in its paths.
struct HugoPage {
  std::string_view kind;              ///< "page", "section", "taxonomy", "term"
  std::string_view path;              ///< below content, without extension: "nieuws/a"
  std::vector<std::string> sections;  ///< of the page's own section, outermost first
  std::vector<std::string> section_slugs;  ///< one for each of these
  std::string title, slug, filename, contentbasename;  ///< `slug`: empty where there is none
  std::optional<Moment> date;
};

/// The patterns of a site, and of one language of it.
class HugoPermalinks {
 public:
  HugoPermalinks() = default;
  /// `permalinks` of the configuration in all its forms; may be nullptr.
  explicit HugoPermalinks(const YamlNode* permalinks);

  /// The path that the pattern for the page's kind and section gives; nothing where there is none.
  [[nodiscard]] std::optional<std::string> path_of(const HugoPage& page) const;
  [[nodiscard]] bool empty() const { return patterns_.empty(); }

 private:
  struct Pattern {
    std::string kind, section, glob, text;  ///< `glob` in place of a section
  };
  std::vector<Pattern> patterns_;
};

/// The pattern with its tokens replaced; those that are not known are nothing.
[[nodiscard]] std::optional<std::string> expand_permalink(std::string_view pattern,
                                                          const HugoPage& page);

}  // namespace speur
