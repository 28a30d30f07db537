#pragma once

#include "indexer/site/rules/moments.hpp"
#include "indexer/tree/yaml_tree.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// The dates of one page, by the keys and the order that `frontmatter` of Hugo's configuration sets.
struct HugoPageDates {
  std::optional<Moment> date, publish, expiry;
  std::string slug;                        ///< of a file's name such as 2024-05-17-nieuw-loket.md
  const YamlNode* unreadable = nullptr;    ///< a date of publication or expiry that is none
};

class HugoDates {
 public:
  explicit HugoDates(const YamlNode& settings);

  /// `filename`: without extension and language; of a leaf bundle the folder's.
  [[nodiscard]] HugoPageDates read(const YamlNode& keys, std::string_view filename) const;

 private:
  std::vector<std::string> date_, publish_, expiry_;
};

}  // namespace speur
