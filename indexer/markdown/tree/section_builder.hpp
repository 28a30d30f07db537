#pragma once

#include "indexer/markdown/source/markdown_content.hpp"
#include "indexer/markdown/dialect/markdown_dialect.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Makes sections of a page's headings and text, which come in page order, and leaves out what
/// stands under an excluded heading.
class SectionBuilder {
 public:
  /// `dialect`: the abbreviations and footnotes that the marks in the text number.
  explicit SectionBuilder(const BlockDialect& dialect);

  /// Ends a heading that is still open. Headings are numbered 1 to 6 from the highest. In a footnote it is a line
  /// of the footnote's text.
  void begin_heading(unsigned level, std::string_view anchor, bool excluded);
  void end_heading();
  /// Text without markup, but with marks (marks.hpp); characters that no reader sees go.
  void text(std::string_view text);
  void space() { space_ = true; }
  /// Text that is excluded: nothing of it is kept but which footnotes it refers to, and where one ends.
  void excluded_text(std::string_view text);
  /// The next text is of another paragraph, item or cell.
  void end_block();

  [[nodiscard]] MarkdownContent finish();

 private:
  /// The text of a footnote in a section: dropped if only excluded text refers to it.
  struct FootnoteText {
    std::size_t number = 0;
    std::size_t section = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  /// A definition whose end has not come: where its term and its text begin in a section.
  struct OpenDefinition {
    std::size_t number = 0;
    std::size_t section = 0;
    std::size_t term = 0;
    std::size_t begin = 0;
    std::size_t footnotes = 0;  ///< that were there at its start
    bool has_text = false;
    std::size_t end = 0;  ///< of the last definition that was read; 0: none was
  };

  [[nodiscard]] bool excluded() const { return excluded_level_ != 0; }
  void plain(std::string_view text);
  void append(std::string_view text);
  std::size_t mark(std::string_view text, std::size_t at);
  void end_footnote(std::size_t number);
  void definition_mark(std::string_view kind, std::size_t number);
  Section& section();
  void drop_footnotes();

  const BlockDialect& dialect_;
  std::vector<Section> sections_;
  std::string first_h1_;
  bool has_h1_ = false;
  unsigned excluded_level_ = 0;  ///< 0: text counts; else until a heading of this level or above
  bool in_heading_ = false;
  bool drop_heading_ = false;  ///< the open heading is excluded
  bool first_h1_open_ = false;
  bool space_ = false;  ///< white space is due before the next text
  bool block_ = false;  ///< a line feed is
  std::vector<OpenDefinition> open_definitions_;
  std::vector<PageDefinition> definitions_;
  std::size_t last_definition_ = 0;  ///< number of the last of those
  std::vector<bool> abbreviation_kept_;
  std::vector<bool> referred_;           ///< from text that counts
  std::vector<bool> referred_excluded_;  ///< from text that does not
  std::vector<FootnoteText> footnotes_;
  bool in_footnote_ = false;  ///< of the last of footnotes_
};

}  // namespace speur
