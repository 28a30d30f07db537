#pragma once

#include "speur/page.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace speur {

/// Whose rules make the ids of headings: Python-Markdown's `toc` (ASCII, `_1` for a second one), or
/// GitHub's, which Hugo and Docusaurus share (letters of any script, `-1`).
enum class AnchorStyle : std::uint8_t { python_markdown, github };

/// Whose rules tell where blocks end and what is code: Python-Markdown's, kramdown's, CommonMark's
/// (Goldmark, GitHub, markdown-it, Markdig), or those of MDX, where braces hold JavaScript.
enum class MarkdownDialect : std::uint8_t { python_markdown, kramdown, commonmark, mdx };

struct MarkdownOptions {
  AnchorStyle anchors = AnchorStyle::python_markdown;
  MarkdownDialect dialect = MarkdownDialect::python_markdown;
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

}  // namespace speur
