#pragma once

#include "indexer/markdown/mdx/js_reader.hpp"
#include "indexer/markdown/source/page_value.hpp"

#include <set>
#include <span>
#include <string>
#include <string_view>

namespace speur {

/// What the names stand for that a page in MDX makes by its statements.
class MdxNames {
 public:
  /// Takes the names of imported pages and of constants, which count above their statements, too, and those of the
  /// front matter's values.
  explicit MdxNames(std::string_view body, std::span<const PageValue> values = {});

  /// Takes the name of a component that shows nothing of what stands in it: `export const Weg = () => null`.
  void note_component(std::string_view statement);

  [[nodiscard]] const JsNames& constants() const { return constants_; }
  /// Whether a tag of this name stands for the text of a Markdown file.
  [[nodiscard]] bool is_page(std::string_view tag) const { return pages_.contains(tag); }
  /// Whether a component of this name leaves out what stands between its tags.
  [[nodiscard]] bool is_childless(std::string_view tag) const { return childless_.contains(tag); }

 private:
  void note_constant(std::string_view line);

  JsNames constants_;
  std::set<std::string, std::less<>> pages_;
  std::set<std::string, std::less<>> childless_;
};

}  // namespace speur
