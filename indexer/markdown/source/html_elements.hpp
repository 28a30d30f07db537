#pragma once

#include "indexer/markdown/source/source_lines.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace speur {

/// Where the raw HTML elements of a page end. To Python-Markdown and kramdown an element is one
/// block up to its end tag, whatever stands in between.
class HtmlElements {
 public:
  explicit HtmlElements(const std::vector<SourceLine>& lines) : lines_(lines) {}

  /// The line, from 0, with the end tag of the first element `name` that starts on the line
  /// `line`; 0: it has none. Code between fences is not searched.
  [[nodiscard]] std::size_t end_of(const std::string& name, std::size_t line);

 private:
  /// Pairs the tags of one name, for all of the page at once.
  [[nodiscard]] std::map<std::size_t, std::size_t> pair_tags(const std::string& name) const;

  const std::vector<SourceLine>& lines_;
  std::map<std::string, std::map<std::size_t, std::size_t>> ends_;  ///< line of the start, of the end
};

}  // namespace speur
