#pragma once

#include "indexer/markdown/dialect/block_line.hpp"
#include "indexer/markdown/dialect/markdown_dialect.hpp"
#include "indexer/markdown/markers/mdx_statement.hpp"
#include "indexer/markdown/source/html_elements.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

struct HtmlTag;

/// Brings the blocks of a page to CommonMark, line by line. One class, since all dialects share the
/// place on the page, the containers that are open and the text that is written; what belongs to one
/// kind of block stands in a file of its own (`*_blocks.cpp`).
class BlockTranslator {
 public:
  BlockTranslator(const SourceLines& source, const MarkdownOptions& options)
      : source_(source),
        lines_(source.lines()),
        style_(options.anchors.style),
        features_(options.features),
        keeps_raw_headings_(has_raw_ids(options.anchors.slug)),
        dialect_(options.dialect),
        contents_marker_(options.anchors.contents_marker),
        statements_(lines_),
        elements_of_html_(lines_) {}

  BlockDialect run();

 private:
  static constexpr auto npos = std::string_view::npos;

  /// A body that is indented under its marker.
  struct Frame {
    std::size_t quotes = 0;  ///< `>` that its lines have more than those of the frame around it
    std::size_t indent = 0;  ///< columns that its lines have after those
    std::size_t prefix = 0;  ///< length of prefix_ without it
    std::size_t html = 0;    ///< elements that were open at its start
    std::size_t blocks = 0;  ///< `///` blocks that were open at its start
    std::size_t footnote = npos;
    bool is_known = true;  ///< false: the site knows no such marker, and no headings in its body
    bool is_definition = false;
    std::size_t definition = npos;
    bool lazy = false;  ///< a paragraph of it may go on without indentation
  };

  struct OpenElement {
    std::string name;
    bool markdown = false;  ///< its content is Markdown
  };

  // Lines, frames and output.

  /// Ends all blocks, also the quotations that the line above is in.
  void end_blocks();
  /// Ends the block within the quotations that the line which is read is in, which go on.
  void blank() { blank(line_lead_); }
  /// The same within the quotations of the frames and of `lead`.
  void blank(std::string_view lead);
  void put(std::string_view lead, std::string_view text, std::string_view mark = {});
  void put_block(std::string_view lead, std::string_view text, std::string_view mark = {});
  static bool consume(const Frame& frame, std::string_view line, std::size_t& at);
  /// Leaves the frames that the line is not in; the rest of the line behind those that it is in.
  std::string_view enter(std::string_view line);
  /// Is this text that goes on with the paragraph above it, not a block of its own?
  static bool goes_on(std::string_view text);
  Frame& push(std::string_view lead, std::size_t indent, std::size_t quotes);
  void leave_to(std::size_t depth);
  /// Is the line in all open frames, and if `inner` is given, in that one too?
  bool is_inside(std::string_view line, const Frame* inner = nullptr) const;
  /// Skips a fenced code block as a whole, or one line.
  void skip_one();
  void note_references(std::string_view text);
  void skip_body(const Frame& frame);
  void text_line(std::string_view line);
  void block_line(const Lead& lead, std::string_view line);
  /// Skips the statement of MDX that starts with this line.
  bool mdx_statement(std::string_view text);
  /// kramdown's `^`, which ends a block.
  bool block_end(std::string_view text);
  /// The text of an item without the attributes that kramdown gives it: `* {:.klas} tekst`. Those that exclude stay.
  std::string_view without_item_list(std::string_view text) const;
  /// The text of an item, with the mark of a heading where it is one.
  std::string_view as_item_heading(std::string_view text);
  void plain_line(const Lead& lead, std::string_view line);
  /// A fence that nobody closed is none, but to cmark it would open code up to the end.
  static std::string_view without_fence(std::string_view text);
  /// What stands on the line of a marker. No other marker of this kind: a line of nothing but
  /// colons must not nest.
  void first_line(std::string_view text);
  bool contents(std::string_view text);
  /// A `--8<--` that was not expanded. In the block form the lines up to the next are names.
  bool snippet(std::string_view text);

  // Tags over several lines.

  /// Takes the next lines along as far as a tag goes on in them: to cmark a `>` that starts a line
  /// would be a quotation. Only tags with attributes: else `<` may be a sign of its own.
  std::string_view with_whole_tags(const Lead& lead, std::string_view line);
  /// Appends lines to the start of a tag up to the one it ends in; its length, or 0 if it is none.
  std::size_t join_tag(const Lead& lead, std::string& tag);

  // Admonitions, tabs and `///` blocks.

  bool container(const Lead& lead, std::string_view line, std::size_t list_marker);
  bool slash_block(const Lead& lead, std::string_view line);
  void skip_slash_block(std::size_t slashes);

  // Boxes between colons, and alerts.

  bool colon_box(const Lead& lead, std::string_view line);
  /// Skips a box up to the line that closes it, or the end of what it stands in.
  void skip_colon_box(std::size_t colons);
  /// `> [!NOTE]`.
  bool alert(const Lead& lead, std::string_view line);

  // Attribute lists that have their line for themselves.

  /// Collects the names of kramdown's `{:name: data-search-exclude="true"}`.
  void find_excluding_names();
  /// Does an attribute list, braces included, ask for exclusion?
  bool excludes(std::string_view list) const;
  bool is_blank_line(std::size_t line) const;
  /// Marks a list as that of the block above or below, as it touches the one or the other.
  bool attribute_block(const Lead& lead, std::string_view line);
  /// Whether a list on the line above excludes the block that starts with this line.
  bool is_excluded_line() const;
  /// The same; takes the list back, so that it is said of nothing else.
  bool take_exclusion();
  /// Notes that nothing can be said to be what an attribute list excludes.
  void lost_exclusion(bool lost) { result_.lost_exclusion = result_.lost_exclusion || lost; }

  // Abbreviations, footnotes and definitions.

  bool abbreviation(const Lead& lead, std::string_view line);
  bool footnote(const Lead& lead, std::string_view line);
  bool definition(const Lead& lead, std::string_view line);
  /// Puts a mark before the last line that was written, the term of a definition, and gives its
  /// number: that of the definition above, if the term has another one. npos: the line is no
  /// paragraph, and a mark before it might change what it is.
  std::size_t mark_term();

  // Headings.

  bool heading(const Lead& lead, std::string_view line);
  /// Whether a heading starts with the signs before `text`.
  [[nodiscard]] bool starts_heading(const Lead& lead, std::string_view text) const;
  /// Whether the site shows that heading's line as text.
  [[nodiscard]] bool is_heading_as_text(const Lead& lead, std::string_view text) const;
  /// Takes the attribute list off that a heading ends with; empty where it has none.
  std::string_view take_heading_list(std::string_view& text) const;
  /// Whether the braces at `open`, which end the heading, are a list of its attributes.
  [[nodiscard]] bool has_heading_list(std::string_view text, std::size_t open) const;
  /// What the id of a heading is made of, without the emoji that become pictures.
  [[nodiscard]] std::string without_pictures(std::string_view heading) const;
  /// The words with the mark by which the tree finds what the id is made of.
  std::string with_heading_mark(std::string_view text);
  /// Whether kramdown's GFM does not see the heading here: it lies in an HTML element.
  [[nodiscard]] bool is_hidden_from_gfm() const;
  /// Whether `line` is the first in an HTML element with Markdown in it.
  [[nodiscard]] bool is_first_in_html(std::size_t line) const;
  /// Whether the line stands in a body that the site shows as text or code.
  [[nodiscard]] bool is_in_unknown_body() const;
  /// Collects the lines between `{{% name %}}` and `{{% /name %}}` of Hugo.
  void find_template_blocks();
  /// Whether a template gets the line that was read last as Markdown, and may do with it whatever it wants.
  [[nodiscard]] bool is_in_template_block() const;
  /// Marks the line that was written last as one of a heading whose id is not known.
  void mark_unknown_heading();
  /// Keeps the last line of a heading that is underlined as it is written.
  void mark_underlined_heading();
  /// Marks the line that was written last as a heading whose id is made of `source`.
  void mark_heading(std::string source);
  /// The words of kramdown's heading on that line of the file, if it has tabs: each is one sign. Else empty.
  [[nodiscard]] std::string with_single_tabs(std::uint32_t line) const;
  /// What Goldmark makes the id of this line's heading of: comments are words to it.
  [[nodiscard]] std::string_view words_of_id(std::string_view text) const;
  /// How many columns the line that was read last stands further in than the text of the list item or the definition
  /// that it is in, which kramdown asks of headings; 0 in other dialects.
  [[nodiscard]] std::size_t beyond_item_text(const Lead& lead) const;
  /// Whether `line` is no part of a block that one with this lead would go on.
  [[nodiscard]] bool is_below_boundary(const Lead& lead, std::size_t line) const;
  /// A line of `=` or `-` makes a heading of the one line above it; under a longer paragraph it
  /// does not, other than in CommonMark. One of `=` that makes no heading is no text either.
  bool underline(const Lead& lead, std::string_view line);

  // Tables.

  bool table(const Lead& lead, std::string_view line);
  /// Takes an attribute list that is the next line, as kramdown has it behind a block. If it
  /// excludes, what was written from `begin` on goes.
  bool attribute_line(std::size_t begin);
  /// Takes back what was written from `begin` on.
  void drop_from(std::size_t begin);
  /// The first `columns` cells of a row.
  void row(std::string_view lead, std::string_view text, std::size_t columns);

  // Fenced code.

  /// Code is a paragraph in which nothing is markup: then no fence is left for cmark, which would
  /// end or not end it by other rules.
  void fenced_code();
  bool is_excluded_fence(std::string_view info) const;
  /// The name that a reader sees above code with these words behind its fence; empty if there is none.
  std::string_view name_of_code(std::string_view info) const;
  /// The code of a line as a reader sees it: comments that speak to the highlighter are gone.
  std::string_view shown_code(std::string_view code) const;
  /// Writes code as part of the HTML block that it stands in.
  void code_in_html();

  // Raw HTML.

  bool starts_html(std::string_view text) const;
  /// Takes a line that is an attribute list of the raw HTML above it.
  bool attributes_of_html(std::string_view text);
  /// Where the tag stands that closes the innermost element with Markdown in it; npos if not here.
  std::size_t end_of_markdown_element(std::string_view text) const;
  /// Writes one line of an HTML block; what is to be read as Markdown again is the result.
  std::string_view html_line(std::string_view lead, std::string_view text);
  /// Looks up the end of the element that starts a block of raw HTML with this line.
  void find_raw_end(std::string_view text);
  /// The first line behind `line` that has less `>` before it.
  std::size_t end_of_quotation(std::size_t line, std::size_t quotes);
  /// Whether an attribute list of the page asks for exclusion. In raw HTML the site does not read
  /// such a list, but the author's wish counts: then raw HTML ends at blank lines.
  bool has_braced_exclusion();
  /// The last `>` of the line that `text` is the end of; looked for once a line.
  const char* last_close(std::string_view text);
  std::string_view finish_html(std::string_view lead, std::string_view text, std::size_t end);
  void put_html(std::string_view lead, std::string_view text);
  /// Notes that what was written from `begin` on is raw HTML.
  void note_raw(std::size_t begin);
  /// Whether the content of the element is Markdown.
  [[nodiscard]] bool holds_markdown(const HtmlTag& tag) const;
  /// Whether the line lies so far in that Python-Markdown finds no HTML block in it: in an item, an admonition, a tab.
  /// Then only the tags themselves are HTML.
  [[nodiscard]] bool is_html_in_text() const;
  /// Keeps account of the open elements. True if Markdown starts behind the tag.
  bool turns_to_markdown(const HtmlTag& tag);
  /// A line of a `pre` that starts its line: as written up to the end tag.
  void pre_line(std::string_view line);
  /// From 1; 0: there is none.
  std::size_t last_pre_end();

  const SourceLines& source_;
  const std::vector<SourceLine>& lines_;
  const AnchorStyle style_;
  const MarkdownFeatures features_;
  const bool keeps_raw_headings_;  ///< ids are made of headings as they are written
  const MarkdownDialect dialect_;
  const std::string contents_marker_;
  MdxStatements statements_;
  HtmlElements elements_of_html_;
  BlockDialect result_;
  std::size_t next_ = 0;             ///< the line to be read
  std::deque<std::string> joined_;   ///< lines with those that their tags go on in
  std::vector<Frame> frames_;        ///< outermost first
  std::string prefix_;               ///< what the frames put before each line
  std::string line_lead_;            ///< the blanks and `>` behind that of the line that is read
  std::size_t code_group_ = 0;       ///< colons of the open `::: code-group`; 0: there is none
  std::vector<std::size_t> blocks_;  ///< open `///` blocks, by their number of slashes
  bool blank_ = true;                ///< the last line written is blank
  std::size_t paragraph_lines_ = 0;  ///< lines of the paragraph that is being written
  std::size_t content_begin_ = 0;    ///< place of its last line, behind a list marker
  bool in_list_item_ = false;        ///< that paragraph is a list item's
  std::size_t item_begin_ = 0;       ///< place of the sign of the last item
  std::size_t item_indent_ = 0;      ///< columns before that sign
  std::size_t item_text_ = 0;        ///< columns before the words of the item that the line may stand in; 0: there is none
  bool nested_ = false;              ///< on the line of a definition's or footnote's marker
  std::size_t heading_end_ = npos;     ///< length of the text behind the last heading
  std::size_t heading_line_end_ = 0;   ///< behind its words
  std::size_t list_below_ = npos;      ///< line of the last attribute list of a block below
  std::size_t list_begin_ = 0;         ///< where it, and those above it, were written
  std::size_t excluded_line_ = npos;   ///< below a list that excludes the block that starts here
  std::size_t definition_end_ = npos;  ///< length of the text behind the last definition
  std::size_t last_definition_ = npos;
  bool in_abbreviations_ = false;
  std::size_t abbreviations_end_ = 0;  ///< length of the text behind the last abbreviation
  std::size_t html_end_ = npos;        ///< the line that raw HTML ended with
  bool in_html_ = false;               ///< cmark is in an HTML block, up to a blank line
  std::string html_lead_;              ///< of the outermost open element
  std::string tag_begin_;              ///< a tag that goes on at the next line
  const char* close_line_ = nullptr;   ///< end of the line of last_close_
  const char* last_close_ = nullptr;
  std::optional<bool> braced_exclusion_;
  std::size_t raw_end_ = 0;  ///< up to this line blank lines do not end the HTML block
  std::size_t quotes_ = 0;      ///< of end_of_quotation(), asked last
  std::size_t quotes_end_ = 0;  ///< its answer
  std::size_t pre_ = npos;  ///< we are in a `pre`
  std::size_t last_pre_end_ = npos;
  std::vector<OpenElement> elements_;  ///< block elements that are open
  std::vector<std::pair<std::size_t, std::size_t>> template_blocks_;  ///< first and last line of each
};

}  // namespace speur
