#include "indexer/markdown/tree/markdown_tree.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/source/html_marks.hpp"
#include "indexer/markdown/source/html_tag.hpp"
#include "indexer/markdown/source/marks.hpp"
#include "indexer/text/byte_set.hpp"
#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <cmark.h>

#include <algorithm>
#include <array>
#include <memory>

namespace speur {

namespace {

constexpr std::size_t max_span_siblings = 1000;
constexpr std::size_t max_span_bytes = 1024;
constexpr std::size_t max_mark_bytes = 40;
constexpr std::size_t max_lists_of_block = 20;

constexpr auto unread_signs = std::to_array<std::string_view>(
    {":::", "{{", "{%", "{:", "}}", "%}", "[!", "[[", "](", "</", "<!--", "--8<--", "!!! ", "??? "});
/// How a list of attributes begins: other words between braces may be meant as they are.
constexpr auto list_signs = std::to_array<std::string_view>({"{:", "{.", "{ .", "{#", "{ #"});
constexpr ByteSet unread_starts(":{}%[]<-!?");

std::string_view literal(cmark_node* node) {
  const char* const text = cmark_node_get_literal(node);
  return text == nullptr ? std::string_view{} : std::string_view(text);
}

struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using Iterator = std::unique_ptr<cmark_iter, FreeIterator>;

/// The paragraph or heading around an inline node.
cmark_node* block_of(cmark_node* node) {
  while (node != nullptr && cmark_node_get_type(node) >= CMARK_NODE_FIRST_INLINE) {
    node = cmark_node_parent(node);
  }
  return node;
}

bool is_line_break(cmark_node* node) {
  const cmark_node_type type = node == nullptr ? CMARK_NODE_NONE : cmark_node_get_type(node);
  return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
}

bool is_tight_item(cmark_node* node) {
  return node != nullptr && cmark_node_get_type(node) == CMARK_NODE_ITEM &&
         cmark_node_get_list_tight(cmark_node_parent(node)) != 0;
}

/// Does the tag, in a paragraph or heading of Markdown, change nothing of the text but for a space
/// (`br`), however its element is closed? An HTML parser would say so too, and take its time.
bool is_plain_inline(std::string_view html) {
  static constexpr auto names = std::to_array<std::string_view>(
      {"a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "font",
       "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
       "time", "u", "var"});
  const HtmlTag tag = read_tag(html);
  // An attribute list in it is a mark by now; `alt` is text.
  return tag.length == html.size() && !tag.exclude && !(tag.closing && tag.name == "br") &&
         std::ranges::binary_search(names, tag.name) && marks::find(html) == npos &&
         ascii_lower(html).find("alt") == npos;
}

/// What an attribute list of a paragraph is said of: in a tight list there is none, but the item.
cmark_node* element_of(cmark_node* paragraph) {
  cmark_node* const parent = cmark_node_parent(paragraph);
  return is_tight_item(parent) ? parent : paragraph;
}

/// A mark of an attribute list in text, braces included.
struct ListMark {
  std::size_t begin = npos;
  std::size_t end = 0;
  std::size_t number = 0;
};

ListMark find_list_mark(std::string_view text, std::size_t from) {
  for (std::size_t i = text.find(marks::attribute_list, from); i != npos;
       i = text.find(marks::attribute_list, i + 1)) {
    const marks::Numbered mark = marks::read_number(text, i);
    if (mark.end == 0 || i == 0 || text[i - 1] != '{' || mark.end >= text.size() ||
        text[mark.end] != '}') {
      continue;
    }
    return {i - 1, mark.end + 1, mark.number};
  }
  return {};
}

/// kramdown makes dashes and an ellipsis of `--`, `---` and `...`, which no id has.
std::string without_dashes(std::string_view text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_not_of('-', at), text.size());
    if (end - at < 2) {
      kept += text[at++];
    } else {
      at = end;
    }
  }
  return kept;
}

/// Whether pymdownx.smartsymbols may make other signs of some of the text.
bool may_be_symbols(std::string_view text) {
  const std::string lower = ascii_lower(text);
  for (const std::string_view sign :
       {"(c)", "(r)", "(tm)", "(p)", "c/o", "+/-", "-->", "<--", "=/="}) {
    if (lower.find(sign) != npos) return true;
  }
  for (std::size_t i = text.find_first_of("0123456789"); i != npos; i = text.find_first_of("0123456789", i + 1)) {
    const std::string_view behind = text.substr(i + 1, 2);
    if (behind.starts_with('/') || behind == "st" || behind == "nd" || behind == "rd" || behind == "th") return true;
  }
  return false;
}

/// Python-Markdown's smarty makes an entity of `--` and `---`.
std::string with_dash_entities(std::string_view text) {
  std::string written;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_not_of('-', at), text.size());
    if (end - at == 2 || end - at == 3) {
      (written += "\xE2\x80\x93") += marks::entity;
      at = end;
    } else {
      const std::size_t next = std::max(end, at + 1);
      written += text.substr(at, next - at);
      at = next;
    }
  }
  return written;
}

/// Calls `piece` with the parts of `text`: attribute lists that no element took as written.
template <typename Piece>
void for_each_piece(std::string_view text, const std::vector<AttributeList>& lists,
                    const Piece& piece) {
  if (lists.empty()) {
    piece(text);
    return;
  }
  std::size_t begin = 0;
  for (ListMark mark = find_list_mark(text, 0); mark.begin != npos;
       mark = find_list_mark(text, mark.end)) {
    piece(text.substr(begin, mark.begin - begin));
    if (!lists[mark.number].applied) piece(lists[mark.number].source);
    begin = mark.end;
  }
  piece(text.substr(begin));
}

/// The marks of footnotes that end in a text that is left out: what follows them is no footnote.
template <typename Put>
void for_each_footnote_end(std::string_view text, const Put& put) {
  for (std::size_t at = text.find(marks::footnote_end); at != npos; at = text.find(marks::footnote_end, at + 1)) {
    const std::size_t end = marks::read_number(text, at).end;
    if (end != 0) put(text.substr(at, end - at));
  }
}

/// Whether a footnote is open behind the text; `before`: one is in front of it.
bool ends_in_footnote(std::string_view text, bool before) {
  const std::size_t begin = text.rfind(marks::footnote_begin);
  const std::size_t end = text.rfind(marks::footnote_end);
  if (begin == npos && end == npos) return before;
  return end == npos || (begin != npos && begin > end);
}

}  // namespace

MarkdownTree::MarkdownTree(InlineDialect source, const AnchorRules& anchors)
    : lists_(std::move(source.attribute_lists)),
      headings_(std::move(source.headings)),
      id_texts_(std::move(source.id_texts)),
      root_(memory_.parse(source.text)) {
  std::string().swap(source.text);
  std::vector<cmark_node*> headings;
  std::vector<Star> stars;
  const Iterator iterator(cmark_iter_new(root_));
  std::vector<cmark_node*> texts;
  bool in_footnote = false;
  const bool is_commonmark = anchors.style == AnchorStyle::github && anchors.slug != SlugRule::kramdown &&
                             anchors.slug != SlugRule::kramdown_plain;
  while (cmark_iter_next(iterator.get()) != CMARK_EVENT_DONE) {
    cmark_node* const node = cmark_iter_get_node(iterator.get());
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_HEADING:
        if (cmark_iter_get_event_type(iterator.get()) == CMARK_EVENT_ENTER) {
          note(node);
          if (!in_footnote || source.numbers_footnote_headings) headings.push_back(node);
        }
        break;
      case CMARK_NODE_CODE_BLOCK:
        // Of these dialects the blocks were brought to CommonMark, where code may be what is none on the site. Code
        // between fences is no such node.
        lost_exclusion_ = lost_exclusion_ || (!is_commonmark && holds_exclusion(literal(node)));
        break;
      case CMARK_NODE_HTML_BLOCK:
        has_html_ = true;
        break;
      case CMARK_NODE_HTML_INLINE:
        has_html_ = has_html_ || !is_plain_inline(literal(node));
        break;
      case CMARK_NODE_TEXT: {
        const std::string_view text = literal(node);
        find_loose_stars(node, stars);
        find_unread(text, cmark_node_previous(node) == nullptr || is_line_break(cmark_node_previous(node)));
        if (source.has_footnotes) in_footnote = ends_in_footnote(text, in_footnote);
        if (!lists_.empty() && find_list_mark(text, 0).begin != npos) texts.push_back(node);
        break;
      }
      default:
        break;
    }
  }
  // A site without raw HTML shows its words within lines, and none of its blocks: as feed() does.
  has_html_ = has_html_ && source.raw_html;
  drop_loose_stars(stars);
  for (cmark_node* const text : texts) apply_lists(text);
  for (cmark_node* const text : texts) find_unread_lists(literal(text));
  for (Note& known : notes_) std::sort(known.cuts.begin(), known.cuts.end());
  set_anchors(headings, anchors);
}

bool MarkdownTree::holds_exclusion(std::string_view code) const {
  if (code.find("data-search-exclude") != npos) return true;
  for (ListMark mark = find_list_mark(code, 0); mark.begin != npos; mark = find_list_mark(code, mark.end)) {
    if (lists_[mark.number].exclude) return true;
  }
  return false;
}

MarkdownTree::Note& MarkdownTree::note(cmark_node* node) {
  if (auto* const known = static_cast<Note*>(cmark_node_get_user_data(node))) return *known;
  Note& fresh = notes_.emplace_back();
  cmark_node_set_user_data(node, &fresh);
  return fresh;
}

const MarkdownTree::Note* MarkdownTree::note_of(cmark_node* node) {
  return static_cast<const Note*>(cmark_node_get_user_data(node));
}

bool MarkdownTree::is_excluded(cmark_node* node) {
  const Note* const known = note_of(node);
  return known != nullptr && known->excluded && cmark_node_get_type(node) != CMARK_NODE_HEADING;
}

/// `starts_line`: nothing stands before the text in its line.
void MarkdownTree::find_unread(std::string_view text, bool starts_line) {
  if (text.starts_with(marks::code)) return;
  for (std::size_t i = unread_starts.find_in(text); i != npos;
       i = unread_starts.find_in(text, i + 1)) {
    for (const std::string_view sign : unread_signs) {
      if (text.substr(i, sign.size()) != sign) continue;
      const bool needs_name = sign == "[!" || sign == "[[" || sign == "</";
      const char next = i + sign.size() < text.size() ? text[i + sign.size()] : '\0';
      const bool needs_start = sign.ends_with(' ');
      if ((needs_name && !is_ascii_letter(next)) || (needs_start && (i > 0 || !starts_line))) continue;
      if (sign == "[[" && i > 0 && text[i - 1] == '[') continue;  // as many as one likes are none
      add_unread(sign);
      break;
    }
  }
}

/// Lists that nothing took, and that the site shows.
void MarkdownTree::find_unread_lists(std::string_view text) {
  for (ListMark mark = find_list_mark(text, 0); mark.begin != npos; mark = find_list_mark(text, mark.end)) {
    const AttributeList& list = lists_[mark.number];
    const auto is_begin = [&](std::string_view sign) { return list.source.starts_with(sign); };
    const auto sign = std::ranges::find_if(list_signs, is_begin);
    if (!list.applied && sign != list_signs.end()) add_unread(*sign);
  }
}

void MarkdownTree::add_unread(std::string_view sign) {
  if (std::ranges::find(unread_, sign) == unread_.end()) unread_.push_back(sign);
}

/// `**Let op: **` is bold in Python-Markdown and not in CommonMark: pairs of stars that cmark left
/// in a block are markup all the same, unless they stand between spaces.
void MarkdownTree::drop_loose_stars(const std::vector<Star>& stars) {
  for (std::size_t i = 0; i + 1 < stars.size(); ++i) {
    const Star& open = stars[i];
    const Star& close = stars[i + 1];
    if (open.length != close.length || block_of(open.text) != block_of(close.text)) continue;
    note(open.text).cuts.emplace_back(open.begin, open.begin + open.length);
    note(close.text).cuts.emplace_back(close.begin, close.begin + close.length);
    ++i;
  }
}

void MarkdownTree::find_loose_stars(cmark_node* text, std::vector<Star>& stars) {
  const std::string_view all = literal(text);
  for (std::size_t i = all.find('*'); i != npos; i = all.find('*', i)) {
    const std::size_t begin = i;
    while (i < all.size() && all[i] == '*') ++i;
    if (all.substr(i, marks::nothing.size()) == marks::nothing) continue;  // escaped
    const bool behind_word = begin > 0 ? all[begin - 1] != ' '
                                       : cmark_node_previous(text) != nullptr &&
                                             !is_line_break(cmark_node_previous(text));
    const bool before_word =
        i < all.size() ? all[i] != ' '
                       : cmark_node_next(text) != nullptr && !is_line_break(cmark_node_next(text));
    if (i - begin <= 4 && (behind_word || before_word)) stars.push_back({text, begin, i - begin});
  }
}

void MarkdownTree::apply_lists(cmark_node* text) {
  const std::string_view all = literal(text);
  bool starts = true;  // nothing stands before the list in this text
  std::size_t begin = 0;
  for (ListMark mark = find_list_mark(all, 0); mark.begin != npos;
       mark = find_list_mark(all, mark.end)) {
    AttributeList& list = lists_[mark.number];
    starts = starts && is_empty(all.substr(begin, mark.begin - begin));
    apply({text, all.substr(0, mark.begin), all.substr(mark.end), starts}, list);
    starts = starts && list.applied;
    begin = mark.end;
  }
}

void MarkdownTree::apply(const Place& place, AttributeList& list) {
  list.applied = true;
  if (place.starts && !place.before.ends_with(' ') && apply_to_inline(place.text, list)) return;
  if (place.before.ends_with(']') && apply_to_brackets(place, list)) return;
  if (apply_to_block(place, list)) return;
  if (!list.exclude) {
    list.applied = false;
    return;
  }
  // Nothing takes it, but somebody wanted this out of the search: better the block than nothing.
  cmark_node* const block = block_of(place.text);
  if (block != nullptr) {
    give(cmark_node_get_type(block) == CMARK_NODE_PARAGRAPH ? element_of(block) : block, list);
  }
}

/// Is there nothing in the text but white space, marks and lists that were taken?
bool MarkdownTree::is_empty(std::string_view text) const {
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
    } else if (marks::at(text, at)) {
      const std::size_t numbered = marks::read_number(text, at).end;
      at = numbered == 0 ? at + 3 : numbered;
    } else if (text[at] == '{' && marks::at(text, at + 1)) {
      const ListMark mark = find_list_mark(text.substr(at, max_mark_bytes), 0);
      if (mark.begin != 0 || !lists_[mark.number].applied) return false;
      at += mark.end;
    } else {
      return false;
    }
  }
  return true;
}

bool MarkdownTree::apply_to_inline(cmark_node* text, const AttributeList& list) {
  cmark_node* const previous = cmark_node_previous(text);
  if (previous == nullptr) return false;
  switch (cmark_node_get_type(previous)) {
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
    case CMARK_NODE_CODE:
      give(previous, list);
      return true;
    case CMARK_NODE_HTML_INLINE:
      return apply_to_html(previous, list);
    default:
      return false;
  }
}

/// `[words]{ … }`.
bool MarkdownTree::apply_to_brackets(const Place& place, const AttributeList& list) {
  cmark_node* node = place.text;
  std::string_view words = place.before;
  const std::size_t end = words.size();
  std::size_t depth = 0;
  for (std::size_t steps = 0; steps < max_span_bytes; ++steps) {
    while (words.empty()) {
      node = cmark_node_previous(node);
      if (node == nullptr || ++steps > max_span_bytes) return false;
      if (cmark_node_get_type(node) == CMARK_NODE_TEXT) words = literal(node);
    }
    budget::spend(1);
    const char c = words.back();
    words.remove_suffix(1);
    if (c == ']') ++depth;
    if (c != '[' || --depth != 0) continue;
    if (!list.id.empty()) ids_.push_back(list.id);
    if (!list.exclude) {
      note(node).cuts.emplace_back(words.size(), words.size() + 1);
      note(place.text).cuts.emplace_back(end - 1, end);
      return true;
    }
    if (node == place.text) {
      note(node).hides = true;
      note(node).cuts.emplace_back(words.size(), end);
      return true;
    }
    note(node).hides = true;
    note(node).cuts.emplace_back(words.size(), npos);
    note(place.text).cuts.emplace_back(0, end);
    for (node = cmark_node_next(node); node != place.text; node = cmark_node_next(node)) {
      note(node).excluded = true;
    }
    return true;
  }
  return false;
}

/// `<span>words</span>{ … }`; `close` is what stands before the list.
bool MarkdownTree::apply_to_html(cmark_node* close, const AttributeList& list) {
  const HtmlTag end = read_tag(literal(close));
  if (!end.closing) return false;
  std::size_t depth = 1;
  cmark_node* open = cmark_node_previous(close);
  for (std::size_t i = 0; open != nullptr && i < max_span_siblings; ++i) {
    budget::spend(8);
    if (cmark_node_get_type(open) == CMARK_NODE_HTML_INLINE) {
      const HtmlTag tag = read_tag(literal(open));
      if (tag.name == end.name) depth = tag.closing ? depth + 1 : depth - 1;
    }
    if (depth == 0) break;
    open = cmark_node_previous(open);
  }
  if (open == nullptr || depth != 0) return false;
  if (list.exclude) {
    for (cmark_node* node = open; node != close; node = cmark_node_next(node)) {
      note(node).excluded = true;
    }
    note(close).excluded = true;
  }
  if (!list.id.empty()) ids_.push_back(list.id);
  return true;
}

bool MarkdownTree::apply_to_block(const Place& place, const AttributeList& list) {
  cmark_node* const text = place.text;
  cmark_node* const block = cmark_node_parent(text);
  if (block == nullptr) return false;
  const bool ends_line = is_empty(place.behind);
  const bool last = ends_line && cmark_node_next(text) == nullptr;
  if (cmark_node_get_type(block) == CMARK_NODE_HEADING) {
    if (!last || !place.before.ends_with(' ')) return false;
    give(block, list);
    return true;
  }
  if (cmark_node_get_type(block) != CMARK_NODE_PARAGRAPH) return false;
  cmark_node* const first = cmark_node_first_child(block);
  if (last && place.before.ends_with(' ') && literal(first).starts_with(marks::cell)) {
    give(block, list);
    return true;
  }
  if (!ends_line || !place.starts) return false;
  cmark_node* const previous = cmark_node_previous(text);
  if (last && is_line_break(previous)) {  // the last line of the paragraph
    give(element_of(block), list);
    return true;
  }
  if (previous != nullptr) return false;
  if (is_line_break(cmark_node_next(text))) {  // the first line, as in kramdown
    cmark_node* const parent = cmark_node_parent(block);
    const bool item =
        cmark_node_get_type(parent) == CMARK_NODE_ITEM && cmark_node_previous(block) == nullptr;
    give(item ? parent : block, list);
    return true;
  }
  if (!last) return false;
  if (cmark_node* const other = touched_block(block); other != nullptr) {
    give(other, list);
  } else {
    lost_exclusion_ = lost_exclusion_ || list.exclude;
  }
  return true;
}

/// The block above or below a paragraph that is nothing but an attribute list, as its mark says.
/// Other such paragraphs in between are lists of the same block.
cmark_node* MarkdownTree::touched_block(cmark_node* paragraph) {
  const auto mark_of = [](cmark_node* block) -> std::string_view {
    cmark_node* const first =
        cmark_node_get_type(block) == CMARK_NODE_PARAGRAPH ? cmark_node_first_child(block) : nullptr;
    if (first == nullptr || cmark_node_get_type(first) != CMARK_NODE_TEXT) return {};
    const std::string_view text = literal(first);
    if (text.starts_with(marks::above)) return marks::above;
    return text.starts_with(marks::below) ? marks::below : std::string_view{};
  };
  const std::string_view mark = mark_of(paragraph);
  if (mark.empty()) return nullptr;
  const auto next = mark == marks::above ? cmark_node_previous : cmark_node_next;
  cmark_node* block = next(paragraph);
  for (std::size_t i = 0; block != nullptr && mark_of(block) == mark; ++i) {
    if (i == max_lists_of_block) return nullptr;
    block = next(block);
  }
  return block;
}

void MarkdownTree::give(cmark_node* node, const AttributeList& list) {
  // The first list alone becomes the table of contents.
  const bool is_contents = list.toc && !std::exchange(has_contents_, has_contents_ || list.toc);
  if (list.exclude || is_contents) note(node).excluded = true;
  if (list.id.empty()) return;
  ids_.push_back(list.id);
  note(node).anchor = list.id;
}

bool MarkdownTree::set_id_texts(std::string& text, bool drops_tabs) const {
  for (std::size_t i = marks::find(text); i != npos; i = marks::find(text, i)) {
    const std::string_view kind = std::string_view(text).substr(i, marks::entity.size());
    const marks::Numbered mark = marks::read_number(text, i);
    if (kind == marks::entity) {
      i += marks::entity.size();
    } else if (kind == marks::shown_begin) {
      const std::size_t end = text.find(marks::shown_end, i);
      text.erase(i, end == std::string::npos ? end : end + kind.size() - i);
    } else if (kind == marks::tab) {
      const std::size_t begin = drops_tabs ? text.find_last_not_of(' ', i - 1) + 1 : i;
      text.erase(begin, i + kind.size() - begin);
      i = begin;
    } else if (kind != marks::id_text || mark.number >= id_texts_.size()) {
      text.erase(i, mark.end == 0 ? kind.size() : mark.end - i);
    } else if (const std::optional<std::string>& put = id_texts_[mark.number]; put) {
      text.replace(i, mark.end - i, *put);
      i += put->size();
    } else {
      return false;
    }
  }
  return true;
}

std::optional<std::string> MarkdownTree::heading_text(cmark_node* heading,
                                                      const AnchorRules& anchors) const {
  const bool is_kramdown = anchors.slug == SlugRule::kramdown;
  const bool is_goldmark = anchors.slug == SlugRule::hugo || anchors.slug == SlugRule::hugo_ascii ||
                           anchors.slug == SlugRule::hugo_blackfriday;
  // Those that make ids of the tree's own texts, in which a line's end is no blank.
  const bool is_of_texts = anchors.slug == SlugRule::docusaurus || anchors.slug == SlugRule::vitepress;
  const bool is_python = anchors.style == AnchorStyle::python_markdown;
  std::string text;
  const Iterator iterator(cmark_iter_new(heading));
  cmark_event_type event = cmark_iter_next(iterator.get());
  for (; event != CMARK_EVENT_DONE; event = cmark_iter_next(iterator.get())) {
    cmark_node* const node = cmark_iter_get_node(iterator.get());
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_TEXT:
        // Of excluded words too: the site has them in its id, which the ids of later headings
        // depend on. Cuts are punctuation, or such words.
        for_each_piece(literal(node), lists_, [&](std::string_view piece) {
          if (is_python && anchors.smart_dashes) {
            text += with_dash_entities(piece);
          } else {
            text += is_kramdown ? without_dashes(piece) : std::string(piece);
          }
        });
        break;
      case CMARK_NODE_CODE:
        text += literal(node);
        break;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        if (!is_of_texts) text += ' ';
        if (is_goldmark) text.clear();  // Goldmark takes the last line alone
        break;
      case CMARK_NODE_IMAGE:
        if (anchors.slug == SlugRule::docusaurus) break;
        if (event == CMARK_EVENT_ENTER) cmark_iter_reset(iterator.get(), node, CMARK_EVENT_EXIT);
        break;
      default:
        break;
    }
  }
  if (is_python && anchors.smart_symbols && may_be_symbols(text)) return std::nullopt;
  // Python-Markdown writes an address of mail in entities, whose numbers stand in some versions' ids.
  if (is_python && anchors.linked_mail && text.find('@') != npos) return std::nullopt;
  // Python-Markdown numbers a footnote in the id before version 3.6, and not from then on.
  if (is_python && text.find(marks::footnote_reference) != npos) return std::nullopt;
  if (!set_id_texts(text, is_of_texts)) return std::nullopt;
  // Python-Markdown leaves out what was written as an entity; for others it is the character. VitePress
  // has it as it is written, which is an id text.
  const bool keeps_entities =
      anchors.style == AnchorStyle::github && anchors.slug != SlugRule::vitepress;
  std::string kept, with_entities;
  std::size_t begin = 0;
  for (std::size_t i = text.find(marks::entity); i != std::string::npos;
       i = text.find(marks::entity, begin)) {
    kept.append(text, begin, i - begin);
    with_entities.append(text, begin, i - begin);
    begin = i + marks::entity.size();
    if (keeps_entities) continue;
    while (!kept.empty() && (static_cast<unsigned char>(kept.back()) & 0xC0) == 0x80) {
      kept.pop_back();
    }
    if (!kept.empty()) kept.pop_back();
  }
  kept.append(text, begin);
  with_entities.append(text, begin);
  // From version 3.6 on, the id has the entity's character; which version the site uses is not known.
  const bool may_differ = begin > 0 || anchors.slug == SlugRule::pymdownx;
  if (is_python && may_differ && !is_same_slug(kept, with_entities, anchors)) return std::nullopt;
  return kept;
}

/// Is part of the heading excluded, so that its anchor would tell what is?
bool MarkdownTree::hides_words(cmark_node* heading) {
  const Iterator iterator(cmark_iter_new(heading));
  while (cmark_iter_next(iterator.get()) != CMARK_EVENT_DONE) {
    cmark_node* const node = cmark_iter_get_node(iterator.get());
    if (node == heading) continue;
    const Note* const known = note_of(node);
    if (known != nullptr && (known->excluded || known->hides)) return true;
    if (cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE && read_tag(literal(node)).exclude) {
      return true;
    }
  }
  return false;
}

const std::string* MarkdownTree::raw_heading(cmark_node* heading) const {
  for (cmark_node* node = cmark_node_last_child(heading); node != nullptr && !headings_.empty();
       node = cmark_node_previous(node)) {
    if (cmark_node_get_type(node) != CMARK_NODE_TEXT) continue;
    const std::string_view text = literal(node);
    const std::size_t at = text.rfind(marks::heading);
    if (at == npos) continue;
    const marks::Numbered mark = marks::read_number(text, at);
    if (mark.end != 0 && mark.number < headings_.size()) return &headings_[mark.number];
  }
  return nullptr;
}

namespace {

/// The name of the anchor `<a name="x"></a>` that a heading begins with; empty where it begins with none.
std::string leading_anchor(cmark_node* heading) {
  cmark_node* const first = cmark_node_first_child(heading);
  if (first == nullptr || cmark_node_get_type(first) != CMARK_NODE_HTML_INLINE) return {};
  const std::string_view text = literal(first);
  const HtmlTag tag = read_tag(text);
  if (tag.name != "a" || tag.closing) return {};
  for (const std::string_view name : {"name", "id"}) {
    if (const auto value = attribute_of(text.substr(0, tag.length), name)) return std::string(*value);
  }
  return {};
}

}  // namespace

void MarkdownTree::set_anchors(const std::vector<cmark_node*>& headings, const AnchorRules& anchors) {
  Slugs slugs(anchors);
  AnchorRules plain = anchors;
  plain.slug = SlugRule::kramdown_plain;
  Slugs plain_slugs(std::move(plain));  // of headings that kramdown's GFM does not see
  // Goldmark reads one heading after the other.
  const bool in_order = anchors.slug == SlugRule::hugo || anchors.slug == SlugRule::hugo_ascii ||
                        anchors.slug == SlugRule::hugo_blackfriday;
  for (const std::string& id : ids_) {
    if (anchors.slug != SlugRule::docusaurus && !in_order) slugs.reserve(id);
  }
  for (cmark_node* const heading : headings) {
    Note& known = note(heading);
    const bool has_none =
        !anchors.known || (!anchors.ids_of_h1 && cmark_node_get_heading_level(heading) == 1);
    if (!known.anchor.empty()) {
      if (in_order) slugs.reserve(known.anchor);
      if (has_none) known.anchor.clear();
      continue;
    }
    if (!anchors.known) continue;
    if (anchors.slug == SlugRule::docfx) known.anchor = leading_anchor(heading);
    if (!known.anchor.empty()) continue;
    const std::string* const raw = raw_heading(heading);
    const bool is_plain = raw != nullptr && anchors.slug == SlugRule::kramdown;
    std::optional<std::string> text = raw != nullptr && !is_plain ? *raw : heading_text(heading, anchors);
    // What a shortcode puts into a heading is not known, and so is its id.
    if (!text || (raw != nullptr && raw->find("{{") != std::string::npos)) continue;
    if (is_plain) text->resize(text->find_last_not_of(' ') + 1);  // npos + 1 is 0
    std::string anchor = (is_plain ? plain_slugs : slugs).unique(*text);  // it counts, kept or not
    if (!hides_words(heading) && !has_none) known.anchor = std::move(anchor);
  }
}

/// Calls `piece` with what counts of a text node.
template <typename Piece>
void MarkdownTree::for_each_kept(cmark_node* text, const Piece& piece) const {
  const Note* const known = note_of(text);
  const std::string_view all = literal(text);
  std::size_t begin = 0;
  if (known != nullptr) {
    for (const auto& [cut_begin, cut_end] : known->cuts) {
      if (cut_begin > begin) {
        for_each_piece(all.substr(begin, cut_begin - begin), lists_, piece);
      }
      begin = std::max(begin, cut_end);
    }
  }
  if (begin < all.size()) for_each_piece(all.substr(begin), lists_, piece);
}

void MarkdownTree::feed(SectionBuilder& builder) const {
  const Iterator iterator(cmark_iter_new(root_));
  cmark_node* skipped = nullptr;  // the outermost excluded node that we are in
  cmark_event_type event = cmark_iter_next(iterator.get());
  for (; event != CMARK_EVENT_DONE; event = cmark_iter_next(iterator.get())) {
    cmark_node* const node = cmark_iter_get_node(iterator.get());
    const bool leaf = cmark_node_get_type(node) == CMARK_NODE_TEXT ||
                      cmark_node_get_type(node) == CMARK_NODE_CODE;
    if (skipped != nullptr || (event == CMARK_EVENT_ENTER && is_excluded(node))) {
      if (leaf) builder.excluded_text(literal(node));
      if (skipped == nullptr && cmark_node_first_child(node) != nullptr) skipped = node;
      if (skipped == node && event == CMARK_EVENT_EXIT) skipped = nullptr;
      continue;
    }
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE:
        for_each_kept(node, [&](std::string_view piece) { builder.text(piece); });
        break;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        builder.space();
        break;
      case CMARK_NODE_HTML_INLINE:
        if (read_tag(literal(node)).name == "br") builder.space();
        break;
      case CMARK_NODE_HEADING:
        if (event == CMARK_EVENT_ENTER) {
          const Note* const known = note_of(node);
          builder.begin_heading(static_cast<unsigned>(cmark_node_get_heading_level(node)),
                                known->anchor, known->excluded);
        } else {
          builder.end_heading();
        }
        break;
      case CMARK_NODE_CODE_BLOCK:
        builder.end_block();
        for_each_piece(literal(node), lists_, [&](std::string_view piece) { builder.text(piece); });
        builder.end_block();
        break;
      case CMARK_NODE_PARAGRAPH:
      case CMARK_NODE_ITEM:
      case CMARK_NODE_LIST:
      case CMARK_NODE_BLOCK_QUOTE:
      case CMARK_NODE_THEMATIC_BREAK:
        builder.end_block();
        break;
      default:
        break;
    }
  }
}

std::string MarkdownTree::to_html(SectionBuilder& builder) const {
  std::string html;
  const Iterator iterator(cmark_iter_new(root_));
  cmark_node* skipped = nullptr;
  const auto put = [&](std::string_view piece) { append_text(html, piece); };
  cmark_event_type event = cmark_iter_next(iterator.get());
  for (; event != CMARK_EVENT_DONE; event = cmark_iter_next(iterator.get())) {
    cmark_node* const node = cmark_iter_get_node(iterator.get());
    const cmark_node_type type = cmark_node_get_type(node);
    const bool enter = event == CMARK_EVENT_ENTER;
    if (skipped != nullptr || (enter && is_excluded(node))) {
      if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) {
        builder.excluded_text(literal(node));
        for_each_footnote_end(literal(node), put);
      }
      if (skipped == nullptr && cmark_node_first_child(node) != nullptr) skipped = node;
      if (skipped == node && !enter) skipped = nullptr;
      continue;
    }
    switch (type) {
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE:
        for_each_kept(node, put);
        break;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        html += ' ';
        break;
      case CMARK_NODE_HTML_BLOCK:
      case CMARK_NODE_HTML_INLINE:
        for_each_piece(literal(node), lists_,
                       [&](std::string_view piece) { mark_raw_html(html, piece); });
        break;
      case CMARK_NODE_HEADING:
        html += enter ? "<h" : "</h";
        html += std::to_string(cmark_node_get_heading_level(node));
        if (enter) {
          const Note* const known = note_of(node);
          html += " id=\"";
          append_escaped(html, known->anchor);
          html += known->excluded ? "\" data-search-exclude" : "\"";
        }
        html += '>';
        break;
      case CMARK_NODE_CODE_BLOCK:
        html += "<pre>";
        for_each_piece(literal(node), lists_, put);
        html += "</pre>";
        break;
      case CMARK_NODE_PARAGRAPH:
        if (!is_tight_item(cmark_node_parent(node))) {
          html += enter ? "<p>" : "</p>";
        } else if (!enter) {
          html += '\n';
        }
        break;
      case CMARK_NODE_ITEM:
        html += enter ? "<li>" : "</li>";
        break;
      case CMARK_NODE_LIST:
        html += enter ? "<ul>" : "</ul>";
        break;
      case CMARK_NODE_BLOCK_QUOTE:
        html += enter ? "<blockquote>" : "</blockquote>";
        break;
      case CMARK_NODE_THEMATIC_BREAK:
        html += "<hr>";
        break;
      default:
        break;
    }
  }
  return html;
}

}  // namespace speur
