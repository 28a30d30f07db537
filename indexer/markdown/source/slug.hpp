#pragma once

#include "indexer/markdown/source/markdown_content.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace speur {

/// The id of a heading with this text, before it is made unique; may be empty. What each rule does
/// stands beside SlugRule.
[[nodiscard]] std::string slugify(std::string_view heading, const AnchorRules& rules);

/// Whether Python-Markdown gives a heading the same id in all its versions. `older`: its text as versions
/// before 3.6 have it; `newer`: as others have it, which also make one blank of all white space.
[[nodiscard]] bool is_same_slug(std::string_view older, std::string_view newer, const AnchorRules& rules);

/// Gives each heading of a page an id that no other has.
class Slugs {
 public:
  explicit Slugs(AnchorRules rules) : rules_(std::move(rules)) {}

  /// An id that the author wrote. It is taken, even if the heading that has it comes later: in those
  /// generators that look at all headings before they number any.
  void reserve(const std::string& id) { used_.insert(id); }
  /// Empty where the rules give no ids.
  [[nodiscard]] std::string unique(std::string_view heading);

 private:
  [[nodiscard]] std::string python_unique(std::string slug);
  [[nodiscard]] std::string numbered(std::string slug);

  AnchorRules rules_;
  std::unordered_set<std::string> used_;
  std::unordered_map<std::string, std::size_t> next_;  ///< the number to try first
};

}  // namespace speur
