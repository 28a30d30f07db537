#pragma once

#include "indexer/markdown/source/markdown_content.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace speur {

/// The id of a heading with this text, before it is made unique; may be empty. Python-Markdown:
/// NFKD, ASCII, without punctuation, lower case, white space and hyphens to one hyphen. GitHub:
/// lower case, letters, digits, hyphens and underscores of any script, a space to a hyphen.
[[nodiscard]] std::string slugify(std::string_view heading, AnchorStyle style);

/// Gives each heading of a page an id that no other has.
class Slugs {
 public:
  explicit Slugs(AnchorStyle style) : style_(style) {}

  /// An id that the author wrote. It is taken, even if the heading that has it comes later.
  void reserve(const std::string& id) { used_.insert(id); }
  [[nodiscard]] std::string unique(std::string_view heading);

 private:
  AnchorStyle style_;
  std::unordered_set<std::string> used_;
  std::unordered_map<std::string, std::size_t> next_;  ///< the number to try first
};

}  // namespace speur
