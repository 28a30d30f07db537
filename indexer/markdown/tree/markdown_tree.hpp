#pragma once

#include "indexer/markdown/dialect/inline_dialect.hpp"
#include "indexer/markdown/tree/section_builder.hpp"
#include "indexer/markdown/tree/tree_memory.hpp"
#include "indexer/markdown/source/slug.hpp"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct cmark_node;

namespace speur {

/// A page as cmark's tree, with its attribute lists applied: what is excluded, and the anchor of
/// each heading. Any nesting: nothing here is recursive.
class MarkdownTree {
 public:
  MarkdownTree(InlineDialect source, const AnchorRules& anchors);

  /// Is there raw HTML that can change what stands in what, or be text? Then only to_html() tells.
  [[nodiscard]] bool has_html() const { return has_html_; }
  /// An attribute list that asks for exclusion stands alone, so that nothing is excluded by it.
  [[nodiscard]] bool has_lost_exclusion() const { return lost_exclusion_; }

  /// Signs in running text, code left out, that are mostly markup of a dialect that was not
  /// understood: `:::`, `{{`, `](` and the like, each once.
  [[nodiscard]] const std::vector<std::string_view>& unread_markup() const { return unread_; }

  /// Gives headings and text, in order, to `builder`.
  void feed(SectionBuilder& builder) const;
  /// The page as HTML that has the same text as the site's. What is excluded by Markdown is not in
  /// it, so that no tag in it can end an element around it; `builder` hears what it refers to.
  [[nodiscard]] std::string to_html(SectionBuilder& builder) const;

 private:
  /// What was found out of a node; its user data.
  struct Note {
    bool excluded = false;
    bool hides = false;  ///< of a text: some of its cuts are excluded words
    std::string anchor;
    std::vector<std::pair<std::size_t, std::size_t>>
        cuts;  ///< begin and end of what goes of a text
  };
  struct Star {
    cmark_node* text = nullptr;
    std::size_t begin = 0;
    std::size_t length = 0;
  };
  /// Where an attribute list stands.
  struct Place {
    cmark_node* text = nullptr;
    std::string_view before;  ///< it, in the text
    std::string_view behind;
    bool starts = false;  ///< nothing but lists that were taken is before it in the text
  };
  Note& note(cmark_node* node);
  static const Note* note_of(cmark_node* node);
  static bool is_excluded(cmark_node* node);
  void find_unread(std::string_view text, bool starts_line);
  void find_unread_lists(std::string_view text);
  /// Whether an author may ask for exclusion in what was read as code.
  [[nodiscard]] bool holds_exclusion(std::string_view code) const;
  void add_unread(std::string_view sign);
  static void find_loose_stars(cmark_node* text, std::vector<Star>& stars);
  void drop_loose_stars(const std::vector<Star>& stars);
  void apply_lists(cmark_node* text);
  void apply(const Place& place, AttributeList& list);
  bool apply_to_inline(cmark_node* text, const AttributeList& list);
  bool apply_to_block(const Place& place, const AttributeList& list);
  bool apply_to_brackets(const Place& place, const AttributeList& list);
  bool apply_to_html(cmark_node* close, const AttributeList& list);
  static cmark_node* touched_block(cmark_node* paragraph);
  void give(cmark_node* node, const AttributeList& list);
  template <typename Piece>
  void for_each_kept(cmark_node* text, const Piece& piece) const;
  [[nodiscard]] bool is_empty(std::string_view text) const;
  /// What the id of a heading is made of; nothing where that is not known.
  [[nodiscard]] std::optional<std::string> heading_text(cmark_node* heading,
                                                        const AnchorRules& anchors) const;
  /// Puts in the texts that only ids have, and takes out all other marks; false: one is not known.
  bool set_id_texts(std::string& text, bool drops_tabs) const;
  static bool hides_words(cmark_node* heading);
  /// The heading as it is written; nothing where that is not known.
  [[nodiscard]] const std::string* raw_heading(cmark_node* heading) const;
  void set_anchors(const std::vector<cmark_node*>& headings, const AnchorRules& anchors);

  std::vector<AttributeList> lists_;
  bool has_contents_ = false;  ///< a list had kramdown's `{:toc}`
  std::vector<std::string> headings_;  ///< as written, numbered as the marks
  std::vector<std::optional<std::string>> id_texts_;  ///< numbered as the marks
  TreeMemory memory_;
  cmark_node* root_;
  std::deque<Note> notes_;
  std::vector<std::string> ids_;  ///< that the author gave to anything
  std::vector<std::string_view> unread_;
  bool has_html_ = false;
  bool lost_exclusion_ = false;
};

}  // namespace speur
