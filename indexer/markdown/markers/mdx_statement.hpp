#pragma once

#include "indexer/markdown/source/source_lines.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace speur {

/// Whether a line at the margin starts an `import` or `export`, and no sentence.
[[nodiscard]] bool starts_mdx_statement(std::string_view line);

/// Finds the `import` and `export` statements of MDX, which are code and no text.
class MdxStatements {
 public:
  explicit MdxStatements(const std::vector<SourceLine>& lines) : lines_(lines) {}

  /// How many lines the statement takes that starts at the line `first`; 0: none starts there. A
  /// sentence that begins with one of these words is no statement. Of a statement whose brackets
  /// are never closed, the lines up to the first blank one.
  [[nodiscard]] std::size_t lines_of(std::size_t first);

 private:
  [[nodiscard]] std::size_t lines_to_blank(std::size_t first) const;

  const std::vector<SourceLine>& lines_;
  std::size_t unclosed_ = 0;  ///< a statement above this line was not closed before it
};

}  // namespace speur
