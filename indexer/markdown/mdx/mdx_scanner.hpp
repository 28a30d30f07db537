#pragma once

#include "indexer/markdown/mdx/js_reader.hpp"
#include "indexer/markdown/mdx/lost_text.hpp"
#include "indexer/markdown/mdx/mdx_names.hpp"
#include "indexer/markdown/mdx/quoted_code.hpp"
#include "indexer/markdown/source/code_spans.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Tags, expressions and the like that do not end: each may have read the rest of the page.
inline constexpr std::size_t max_failures = 50;

/// A line of MDX, with the lines that a tag or an expression in it goes on in, as Markdown.
struct MdxLine {
  std::string words;
  std::size_t length = 0;     ///< bytes of the page that it takes, up to the line end
  std::size_t lines = 0;      ///< line ends within these
  bool has_text = false;      ///< there are words outside of tags and expressions
  bool has_code = false;      ///< there are tags or expressions
  bool begins_block = false;  ///< it starts with a tag that ends the paragraph above
  bool ends_block = false;    ///< it ends with a tag that ends the paragraph
};

/// Goes over the lines of MDX that hold text: expressions become what they show, and tags go, but for those that
/// Markdown needs.
class MdxScanner {
 public:
  MdxScanner(std::string_view body, const MdxNames& names, LostText& lost)
      : text_(body), names_(names), lost_(lost), spans_(body), quoted_(body) {}

  /// The line that goes on at `place`, on the line numbered `line` from 0, in so many quotations. In the opening line
  /// of a box, braces are expressions only in its title, between brackets. `place` never goes back.
  [[nodiscard]] const MdxLine& scan(std::size_t place, std::size_t line, std::size_t quotes, bool opens_box);

 private:
  struct Element {
    std::string name;
    std::string end;           ///< how its end tag is written
    bool names_items = false;  ///< its start tag showed text
  };

  /// Whether nothing but blanks is left of the line.
  [[nodiscard]] bool ends_line() const;
  /// Whether the line has blanks only so far.
  [[nodiscard]] bool has_no_words();
  void copy(std::size_t length);
  /// Moves on by code that quoted_ gave.
  void take(std::string_view code);
  /// Each takes the code at at_, or gives false and takes nothing.
  bool expression();
  bool tag();
  bool comment(std::string_view here);
  void open(const JsxTag& tag, bool is_first, bool divides);
  void close(const JsxTag& tag, bool divides);

  const std::string_view text_;
  const MdxNames& names_;
  LostText& lost_;
  CodeSpans spans_;
  QuotedCode quoted_;
  std::vector<Element> elements_;  ///< that are open
  std::size_t failures_ = 0;
  std::size_t no_comment_ = std::string_view::npos;  ///< from here on no comment ends

  // Of the line that is gone over.
  MdxLine line_;
  std::size_t at_ = 0;
  std::size_t first_line_ = 0;
  std::size_t quotes_ = 0;
  std::size_t blanks_ = 0;  ///< that its words begin with, as far as is known
};

}  // namespace speur
