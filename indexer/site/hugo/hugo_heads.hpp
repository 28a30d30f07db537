#pragma once

#include "indexer/front_matter/front_matter.hpp"
#include "indexer/site/rules/file_head.hpp"
#include "indexer/site/rules/site_rules.hpp"
#include "indexer/tree/yaml_tree.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace speur {

/// The front matter of a site's files: of each it is read once, when it is first asked for.
class HugoHeads {
 public:
  /// Keeps the reference.
  HugoHeads(const PageFiles& files, FrontMatterForms forms);

  /// The keys of the file with that number, in lower case; nullptr where it cannot be read.
  [[nodiscard]] const YamlNode* keys(std::size_t file);
  /// True, too, where it cannot be read: that is told when the page is.
  [[nodiscard]] bool has_front_matter(std::size_t file);

 private:
  const std::optional<FileHead>& head(std::size_t file);

  const PageFiles& files_;
  FrontMatterForms forms_;
  std::vector<std::optional<FileHead>> heads_;
  std::vector<bool> is_read_;
};

}  // namespace speur
