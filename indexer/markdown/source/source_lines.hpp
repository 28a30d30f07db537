#pragma once

#include "speur/error.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace speur {

enum class LineKind : std::uint8_t {
  text,
  fence_open,  ///< of a code block that is closed further on
  fence_body,  ///< its code, as written
  fence_close,
};

struct SourceLine {
  std::string_view text;  ///< without its line end, tabs and trailing white space
  LineKind kind = LineKind::text;
  std::uint32_t number = 0;  ///< in the page's file
};

/// What of a dialect decides about lines.
struct LineRules {
  bool lazy_items = false;  ///< as in kramdown, code right below the text of a list item is a part of the item, and
                            ///< one with a blank line in it is no code, since the item ends there
  bool backquotes = true;   ///< they enclose code, as tildes do
  bool endless_fences = false;  ///< as in CommonMark, a fence at the margin that nothing closes goes on to the end
  bool comments_in_headings = true;  ///< false: MDX makes ids of what stands in them, too
};

/// The body of a page in lines, less what never is text: comments, processing instructions,
/// scripts, styles, template comments, and characters that are no text. In fenced code all of
/// these stay. Tabs are spaces up to the next multiple of four, as Python-Markdown has them.
class SourceLines {
 public:
  /// `body` must outlive this. What has a start but no end is a problem, or text.
  SourceLines(std::string_view body, const Where& start, std::vector<Problem>& problems, const LineRules& rules = {});

  [[nodiscard]] const std::vector<SourceLine>& lines() const { return lines_; }

  /// The heading on that line of the file with its comments and tabs, of which ids may be made; empty if it has
  /// neither.
  [[nodiscard]] std::string_view heading_as_written(std::uint32_t number) const {
    const auto found = written_headings_.find(number);
    return found == written_headings_.end() ? std::string_view() : found->second;
  }

 private:
  std::vector<SourceLine> lines_;
  std::unordered_map<std::uint32_t, std::string_view> written_headings_;  ///< by line
  std::deque<std::string> changed_;  ///< the lines that are not as in the body
};

}  // namespace speur
