#pragma once

#include "indexer/markdown/source/markdown_content.hpp"
#include "indexer/markdown/source/source_lines.hpp"

#include <string>
#include <utility>
#include <vector>

namespace speur {

/// A page with the blocks of Python-Markdown and its extensions written as CommonMark blocks. The
/// text within blocks is still the author's, with marks (marks.hpp) in it.
struct BlockDialect {
  std::string text;
  /// Begin and end in `text` of what the site takes for HTML as it is written: no Markdown is read in it.
  std::vector<std::pair<std::size_t, std::size_t>> raw;
  std::vector<std::pair<std::string, std::string>> abbreviations;  ///< numbered as the marks
  std::vector<std::string> footnotes;                              ///< names, numbered as the marks
  std::size_t definitions = 0;                                     ///< numbered as the marks
  std::vector<std::string> excluded_references;  ///< footnotes that dropped containers name
  /// As written, numbered as the marks, where ids are made of that. In kramdown with GFM an empty one stands for each
  /// heading within an HTML element, which has the id that kramdown gives it without GFM.
  std::vector<std::string> headings;
  std::vector<std::string> excluding_names;      ///< of kramdown's lists that exclude
  std::vector<std::pair<std::string, std::string>> named_ids;  ///< of its lists with an id: name, id
  bool shows_all_footnotes = true;  ///< also those that no text refers to: Python-Markdown alone does
  /// An attribute list asks for exclusion where what it is said of is not known.
  bool lost_exclusion = false;
};

/// Admonitions, tabs, definitions and footnotes lose their marker and the indentation of their
/// body, down to any depth; table cells and fenced code become paragraphs; an excluded container
/// goes by its extent in the source, so that nothing in it can end the exclusion early.
[[nodiscard]] BlockDialect translate_blocks(const SourceLines& source, const MarkdownOptions& options);

}  // namespace speur
