#pragma once

#include "indexer/markdown/dialect/markdown_dialect.hpp"
#include "indexer/markdown/source/attribute_list.hpp"
#include "indexer/markdown/source/markdown_content.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Markdown whose inline markup is CommonMark's.
struct InlineDialect {
  std::string text;
  std::vector<AttributeList> attribute_lists;  ///< numbered as the marks that stand for them
  std::vector<std::string> headings;           ///< as BlockDialect::headings
  /// What only the id of a heading is made of, numbered as the marks; nothing where that is not known, and
  /// so neither is the id.
  std::vector<std::optional<std::string>> id_texts;
  bool raw_html = true;  ///< as MarkdownFeatures::raw_html
  bool has_footnotes = false;
  /// The ids of headings in footnotes count where ids are made different. Not in kramdown, which numbers those
  /// of each footnote anew, nor in Python-Markdown, whose footnotes come last.
  bool numbers_footnote_headings = true;
};

/// Takes the marks of pymdownx, macros and shortcodes off the words of `blocks`, outside code and
/// tags. Attribute lists become marks; link targets, which are no text, go.
[[nodiscard]] InlineDialect translate_inlines(const BlockDialect& blocks,
                                              const MarkdownOptions& options);

}  // namespace speur
