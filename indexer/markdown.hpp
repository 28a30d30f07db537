#pragma once

#include "speur/error.hpp"
#include "speur/page.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

/// Whose rules make the ids of headings: Python-Markdown's `toc` (ASCII, `_1` for a second one), or
/// GitHub's, which Hugo and Docusaurus share (letters of any script, `-1`).
enum class AnchorStyle : std::uint8_t { python_markdown, github };

struct MarkdownOptions {
  AnchorStyle anchors = AnchorStyle::python_markdown;
};

/// What a page says, without markup and without what is excluded from search.
struct MarkdownContent {
  /// In page order. Before the first heading only if there is text; a heading without text stays.
  std::vector<Section> sections;
  std::string first_h1;  ///< of those that are not excluded; empty if there is none
  /// `*[short]: long`, in page order. One that was defined in excluded text is there only if the
  /// rest of the page uses it: then the site shows it there.
  std::vector<std::pair<std::string, std::string>> abbreviations;
  /// Of definition lists, in page order; all of source `list`.
  std::vector<PageDefinition> definitions;
};

/// Reads the Markdown of Python-Markdown, pymdownx and MkDocs Material; of Hugo, Jekyll and MDX
/// what is no text is left out. `body`: UTF-8, without front matter; any length and nesting.
/// `start`: its file and the line where it begins. Excluded text, be it a heading with its section
/// or an element, is nowhere in the answer. Throws Error(data) for raw HTML that nests too deep to
/// be read safely: then the page must not be indexed at all.
[[nodiscard]] MarkdownContent read_markdown(std::string_view body, const MarkdownOptions& options,
                                            const Where& start, std::vector<Problem>& problems);

}  // namespace speur
