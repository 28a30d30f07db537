#pragma once

#include "indexer/site/rules/site_rules.hpp"
#include "indexer/tree/yaml_tree.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace speur {

/// The posts of one blog of MkDocs Material, by the options of its plugin.
class MkdocsBlog {
 public:
  /// `language`: of the theme, for the names of months in addresses.
  MkdocsBlog(const YamlNode& options, std::string language);

  [[nodiscard]] bool has_post(std::string_view path) const;
  [[nodiscard]] Publication publication(const YamlNode& keys, std::int64_t now) const;
  /// The path of a post, without a slash around it; nothing where it has no date, or where a function that is
  /// not known makes its words: `why` says which.
  [[nodiscard]] std::optional<std::string> path_of(const PageFacts& post, std::string& why) const;
  /// Relative to the pages' folder.
  [[nodiscard]] const std::string& authors_file() const { return authors_; }
  /// Gives `date` its moment where the post says `date: {created: …}`.
  static void complete(YamlNode& keys);

  [[nodiscard]] std::string fingerprint() const;

 private:
  std::string folder_, posts_, authors_, format_, date_format_, language_;
  std::optional<AnchorRules> post_slugs_, category_slugs_;  ///< nothing: a function that is not known
  std::size_t max_categories_ = 1;
  bool drafts_ = false, future_is_draft_ = false;
};

}  // namespace speur
