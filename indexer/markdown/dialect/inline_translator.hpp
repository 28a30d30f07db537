#pragma once

#include "indexer/markdown/dialect/inline_dialect.hpp"
#include "indexer/markdown/source/marks.hpp"
#include "indexer/text/byte_set.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace speur {

/// Signs of text as inline markup tells them apart.
namespace inline_signs {

inline bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
/// A letter of any script counts, which is all that UTF-8 bytes can tell.
inline bool is_word(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}
inline bool is_space(char c) {
  return c == ' ' || c == '\n';
}

inline std::size_t run_length(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(text[at], at), text.size()) - at;
}

}  // namespace inline_signs

/// Translates one paragraph, heading or list item after the other: nothing inline goes beyond.
class InlineTranslator {
 public:
  InlineTranslator(const BlockDialect& blocks, const MarkdownOptions& options);

  InlineDialect run();

 private:
  static constexpr auto npos = std::string_view::npos;
  static constexpr std::size_t max_backticks = 80;  ///< as in cmark

  /// A chunk goes up to a blank line or the next list item.
  std::size_t chunk_end(std::size_t begin) const;
  void chunk(std::string_view text);
  /// Translates what is at at_, and moves behind it. False: it is nothing but its character.
  bool translate();
  /// Whether the site takes what is at at_ for raw HTML.
  bool is_raw();
  /// The same as translate() in raw HTML, in which templates alone are run.
  bool translate_raw();
  /// The character before this one; a mark of ours is none of the text.
  char before() const {
    return at_ == 0 || (at_ >= 3 && marks::at(text_, at_ - 3)) ? '\n' : text_[at_ - 1];
  }
  char behind(std::size_t offset) const {
    return at_ + offset < text_.size() ? text_[at_ + offset] : '\n';
  }
  bool here(std::string_view what) const { return text_.substr(at_, what.size()) == what; }

  void copy(std::size_t length) {
    length = std::min(length, text_.size() - at_);
    out_.append(text_, at_, length);
    at_ += length;
  }
  bool task_box();
  bool escape();
  bool code();
  /// The language of code within a line, `#!python` or `:::python`, and the blanks behind it, if the code
  /// at at_ starts with one.
  [[nodiscard]] std::size_t code_language_length() const;
  /// Looks for `end` in the rest of the chunk. What was not found once is not looked for again.
  std::size_t find(std::string_view end, std::size_t from, std::size_t kind);
  /// Does `end` stand anywhere behind? Its last place in the chunk is looked up once.
  bool comes_later(std::string_view end, std::size_t kind);
  bool tag();
  /// DocFX's `<xref:uid?text=Words>`, which becomes the words, or the title of the page with that uid.
  bool cross_reference();
  bool braces();
  /// Whether Python-Markdown shows the attribute list here in a heading: it follows no element, nor ends the heading.
  [[nodiscard]] bool is_shown_list(std::size_t length) const;
  /// `{::nomarkdown}`, `{:/}`: kramdown's extensions, which are no text.
  bool kramdown_tag();
  /// `{props.name}` of MDX is code; `{'words'}` is a string that the reader sees.
  bool expression();
  /// Where a macro gave nothing, the signs of emphasis around it have no words: `**{{ x }}**`.
  void without_empty_pair();
  /// Python-Markdown takes any words in braces. Those with markup in them are a formula, and stay
  /// for cmark, unless they ask for exclusion.
  static bool may_be_attributes(const AttributeList& list);
  bool shortcode(std::string_view end, std::size_t kind);
  /// `{++`, `{--`, `{==`, `{>>`, `{~~` of Critic Markup; its ends are taken off where they stand.
  bool critic_begin();
  bool critic_end();
  /// `<<naam>>`.
  bool angle_quote();
  /// kramdown's `$$a_b$$`.
  bool formula();
  bool open_bracket();
  /// `[=85% "Voortgang"]` of pymdownx, which shows its label.
  bool progress_bar();
  /// `[[Blad]]` and `[[blad|Woorden]]` of wikis: their words.
  bool wiki_link();
  /// DocFX's `:::image alt-text="…":::` within a line: the words that a reader sees of it.
  bool colon_tag();
  /// Drops a link's target: it is no text, and Python-Markdown takes spaces in it where
  /// CommonMark takes none.
  bool close_bracket();
  /// Docusaurus' `:naam[woorden]{a=b}` and, on a line of its own, `::naam[woorden]`: their words alone are shown.
  bool directive();
  /// The `]` that ends the words of a directive, with the attributes behind it.
  bool label_end();
  /// Whether the brackets that open at `open` hold the name of a link's target, which the page defines.
  bool is_reference(std::size_t open);
  /// Place behind the `)` that pairs with the `(` at `open`, titles in quotes left out; npos if
  /// there is none.
  std::size_t target_end(std::size_t open) const;
  bool emoji();
  /// `==mark==`, `^^ins^^`, `~~del~~`, `^sup^`, `~sub~`.
  bool pair();
  /// `H~2~O`: no spaces between the marks.
  bool script(char mark);
  /// `++ctrl+alt+del++`: what is on the keys.
  bool keys();
  bool entity();
  /// Puts down the value of the front matter that code in a heading names, `$frontmatter.title`: the id has not it,
  /// but the code.
  void heading_value(std::string_view code);
  /// Words of a heading that its id has not.
  void put_in_heading(std::string_view words);
  /// Puts down what only the id of the heading that we are in has: nothing is not known.
  bool id_text(std::optional<std::string> text);
  void erase();

  /// True in one chunk only, so that nothing has to be reset at the next.
  struct InChunk {
    std::size_t chunk = npos;
    [[nodiscard]] bool is(std::size_t now) const { return chunk == now; }
    void set(std::size_t now) { chunk = now; }
  };
  struct Open {
    bool has = false;
    std::size_t place = 0;  ///< in out_
  };
  struct CriticOpen {
    std::size_t chunk = npos;
    std::size_t count = 0;
  };

  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> critic = {
      {{"{++", "++}"}, {"{--", "--}"}, {"{==", "==}"}, {"{>>", "<<}"}, {"{~~", "~~}"}}};
  static constexpr std::size_t critic_change = 4;
  enum Unclosed : std::size_t {
    tag_end,
    shortcode_tag,
    template_tag,
    macro,
    tag_block,
    link_end,
    colon_end,
    expression_end,
    formula_end,
    critic_ends,
    unclosed_kinds = critic_ends + critic.size()
  };
  static constexpr ByteSet special{"\\`<{[]:=^~+->&$"};

  const std::string_view all_;
  const std::vector<std::pair<std::size_t, std::size_t>>& raw_;
  std::size_t next_raw_ = 0;  ///< the first of raw_ that does not end before at_
  const std::vector<std::string>& excluding_names_;
  const std::vector<std::string>& excluded_references_;
  const std::vector<std::pair<std::string, std::string>>& named_ids_;
  const MarkdownDialect dialect_;
  const SlugRule slug_;
  const MarkdownFeatures features_;
  const std::vector<PageValue>& values_;
  std::unordered_map<std::string_view, std::size_t> footnotes_;
  std::optional<std::unordered_set<std::string>> references_;  ///< names of targets in lower case, once they were asked for
  std::string out_;
  std::vector<AttributeList> lists_;
  std::vector<std::optional<std::string>> id_texts_;

  // Of the chunk.
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t chunk_begin_ = 0;
  bool heading_ = false;
  std::size_t brackets_ = 0;
  std::size_t label_begin_ = npos;  ///< of the name of a link's target, behind its words
  std::size_t failed_tags_ = 0;
  int angle_quotes_ = 0;  ///< that are open
  std::vector<std::pair<std::size_t, std::size_t>> label_ends_;  ///< of directives that are open: `]`, and what is behind all
  bool unpaired_quotes_ = false;  ///< of a shortcode: its strings do not end
  std::array<bool, unclosed_kinds> unclosed_{};
  std::size_t chunk_number_ = 0;
  std::array<std::size_t, unclosed_kinds> last_chunk_{};
  std::array<std::size_t, unclosed_kinds> last_place_{};
  std::array<Open, 3> open_marks_{};
  std::array<InChunk, max_backticks + 1> no_code_{};
  std::array<CriticOpen, critic.size()> critic_open_{};
  std::vector<std::pair<std::size_t, std::size_t>> erasures_;  ///< place and length in out_
};

}  // namespace speur
