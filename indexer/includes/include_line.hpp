#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What a line is to pymdownx.snippets.
struct SnippetLine {
  enum class Kind : unsigned char {
    text,
    escaped,  ///< `;--8<-- …`: text, less the semicolon at `escape`
    single,   ///< `--8<-- "name"`
    block,    ///< `--8<--` alone: starts and ends a block of names
    start,    ///< `--8<-- [start:name]`, with anything around it
    end,      ///< `--8<-- [end:name]`
  };
  Kind kind = Kind::text;
  std::string name;        ///< of the file or section
  std::size_t indent = 0;  ///< bytes of white space before the marker
  std::size_t escape = 0;  ///< place of the semicolon
};

[[nodiscard]] SnippetLine read_snippet_line(std::string_view line);

/// Whether the line starts, or ends, a part with that name as editors and VitePress know it: `#region name`,
/// `#endregion name`, in a comment of any language; and as DocFX does: `<name>`, `</name>`.
[[nodiscard]] bool is_region_line(std::string_view text, std::string_view name, bool ends);

/// Lines of a file, both ends among them. From 1; a negative one counts from the last line, -1.
struct SnippetRange {
  long first = 0;  ///< 0: from the start
  long last = 0;   ///< 0: to the end
};

/// A name in a snippet line taken apart: file, and the lines or the section of it.
struct SnippetName {
  std::string file;
  std::string section;               ///< empty: none
  std::vector<SnippetRange> ranges;  ///< in this order; none: all of it
};

[[nodiscard]] SnippetName split_snippet_name(std::string_view name);

}  // namespace speur
