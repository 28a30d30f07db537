#include "indexer/markdown/tree/html_text.hpp"

#include "indexer/markdown/source/html_marks.hpp"
#include "indexer/markdown/source/html_tag.hpp"
#include "indexer/markdown/tree/tree_arena.hpp"
#include "indexer/markdown/tree/tree_memory.hpp"
#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

namespace speur {

namespace {

constexpr std::size_t max_bytes = std::size_t{256} << 20;
constexpr std::size_t max_open = 400;        ///< elements; gumbo looks through all of them for many a tag
constexpr std::size_t max_attributes = 200;  ///< of one tag; gumbo compares each with each
/// Formatting elements that stay open are opened again in each block: so many copies may come.
constexpr std::size_t max_copies = 500'000;

/// Elements that the next of their kind closes: many may be open in the source, few in the tree.
bool is_closed_by_next(std::string_view name) {
  static constexpr auto names =
      std::to_array<std::string_view>({"colgroup", "dd", "dt", "li", "optgroup", "option", "p",
                                       "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"});
  return std::binary_search(names.begin(), names.end(), name);
}

/// Of those, the ones that an element of another kind keeps open, or that nest where they do not
/// belong. Of the others a table or a paragraph's rules allow no nesting.
bool can_nest(std::string_view name) {
  return name == "li" || name == "dd" || name == "dt" || name == "optgroup" || name == "rp" ||
         name == "rt";
}

/// In these, an end tag of an element outside of them closes nothing.
bool is_barrier(std::string_view name) {
  static constexpr auto names = std::to_array<std::string_view>(
      {"applet", "caption", "marquee", "math", "object", "svg", "table", "template"});
  return std::binary_search(names.begin(), names.end(), name);
}

bool is_formatting(std::string_view name) {
  static constexpr auto names =
      std::to_array<std::string_view>({"a", "b", "big", "code", "em", "font", "i", "nobr", "s",
                                       "small", "strike", "strong", "tt", "u"});
  return std::binary_search(names.begin(), names.end(), name);
}

/// Bounds what a parser will make of a page, from its tags alone.
class Budget {
 public:
  /// What is wrong with the page; empty if it can be parsed.
  std::string_view check(std::string_view html) {
    if (html.size() > max_bytes) return "too much HTML";
    for (std::size_t at = html.find('<'); at != npos; at = html.find('<', at)) {
      const std::size_t end = std::min(html.find('>', at), html.size());
      const std::string_view tag = html.substr(at, end - at);
      // A `>` in a value ends it here and not for the parser: then this counts too much.
      at = end;
      std::size_t name_begin = 1;
      const bool closing = tag.size() > 1 && tag[1] == '/';
      if (closing) ++name_begin;
      std::size_t name_end = name_begin;
      std::string name;
      while (name_end < tag.size() && name.size() < 32 && tag[name_end] > ' ' &&
             tag[name_end] != '/') {
        name += to_ascii_lower(tag[name_end++]);
      }
      if (name.empty() || name[0] < 'a' || name[0] > 'z') continue;
      if (attributes(tag) > max_attributes) return "a tag with too many attributes";
      if (is_void_tag(name) || is_closed_by_next(name)) {
        copies_ += formatting_;
        if (can_nest(name)) count_item(name, closing);
      } else if (closing) {
        close(name);
      } else {
        open(name);
      }
      if (open_count_ > max_open || items_.size() + buried_ > max_open) return "HTML elements nest too deep, or are not closed";
      if (copies_ > max_copies) return "too many HTML elements are not closed";
    }
    return {};
  }

 private:
  static std::size_t attributes(std::string_view tag) {
    std::size_t count = 0;
    char quote = 0;
    for (const char c : tag) {
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
        ++count;
      } else if (c == ' ' || c == '\n' || c == '/' || c == '\t') {
        ++count;
      }
    }
    return count / 2;
  }

  /// What an item stands in: the list of another kind around it, or nothing of these.
  enum class Item : unsigned char { list, definition, other, around };

  /// An item closes the one before it, if no item of another kind stands between them. Too deep is
  /// what this takes for open at the same time, which may be more than a parser finds.
  void count_item(std::string_view name, bool closing) {
    Item item = Item::other;
    if (name == "li") item = Item::list;
    if (name == "dd" || name == "dt") item = Item::definition;
    if (closing) {
      if (!items_.empty() && items_.back() == item) items_.pop_back();
      return;
    }
    const std::string around = name == "optgroup" ? "select" : "ruby";
    const bool next_closes = item != Item::other || open_[around] > 0;
    if (next_closes && !items_.empty() && items_.back() == item) return;
    items_.push_back(item);
  }

  void open(const std::string& name) {
    if (is_block_tag(name)) items_.push_back(Item::around);
    if (is_barrier(name)) ++barriers_;
    ++open_[name];
    ++open_count_;
    copies_ += formatting_;
    if (is_formatting(name)) ++formatting_;
  }

  void close(const std::string& name) {
    const auto known = open_.find(name);
    if (known == open_.end() || known->second == 0) return;
    --known->second;
    --open_count_;
    if (is_formatting(name)) --formatting_;
    if (is_barrier(name) && --barriers_ == 0) buried_ = 0;
    if (!is_block_tag(name)) return;
    for (; !items_.empty() && items_.back() != Item::around; items_.pop_back()) {
      if (barriers_ > 0) ++buried_;
    }
    if (!items_.empty()) items_.pop_back();
  }

  std::unordered_map<std::string, std::size_t> open_;
  std::vector<Item> items_;  ///< that are open, with the blocks around them
  std::size_t barriers_ = 0;
  std::size_t buried_ = 0;  ///< items that an end tag closed here, and perhaps not for a parser
  std::size_t open_count_ = 0;
  std::size_t formatting_ = 0;
  std::size_t copies_ = 0;
};

bool is_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_ACRONYM:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_BR:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_NOBR:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_UNKNOWN:  // custom elements are inline unless a style sheet says otherwise
      return false;
    default:
      return true;
  }
}

bool is_no_text(GumboTag tag) {
  return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_TEMPLATE ||
         tag == GUMBO_TAG_HEAD;
}

unsigned heading_level(GumboTag tag) {
  return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6
             ? static_cast<unsigned>(tag) - static_cast<unsigned>(GUMBO_TAG_H1) + 1
             : 0;
}

std::string_view attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* const found = gumbo_get_attribute(&element.attributes, name);
  return found == nullptr ? std::string_view{} : std::string_view(found->value);
}

bool is_excluded(const GumboElement& element) {
  return gumbo_get_attribute(&element.attributes, "data-search-exclude") != nullptr;
}

/// `<pre class="mermaid">`: the source of a diagram, which no reader sees.
bool is_diagram(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_PRE && element.tag != GUMBO_TAG_DIV) return false;
  const std::string classes = " " + std::string(attribute(element, "class")) + " ";
  return classes.find(" mermaid ") != std::string::npos;
}

/// Feeds what starts with a node.
void enter(const GumboNode* node, SectionBuilder& builder) {
  switch (node->type) {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
      builder.text(node->v.text.text);
      return;
    case GUMBO_NODE_WHITESPACE:
      builder.space();
      return;
    case GUMBO_NODE_COMMENT:
      builder.text(mark_of_comment(node->v.text.text));
      return;
    case GUMBO_NODE_ELEMENT:
      break;
    default:
      return;
  }
  const GumboElement& element = node->v.element;
  if (const unsigned level = heading_level(element.tag); level != 0) {
    builder.begin_heading(level, attribute(element, "id"), is_excluded(element));
    return;
  }
  if (is_block(element.tag)) builder.end_block();
  if (element.tag == GUMBO_TAG_BR) builder.space();
  builder.text(attribute(element, "alt"));
}

void leave(const GumboNode* node, SectionBuilder& builder) {
  const GumboTag tag = node->v.element.tag;
  if (heading_level(tag) != 0) {
    builder.end_heading();
  } else if (is_block(tag)) {
    builder.end_block();
  }
}

/// Is nothing of the element text?
bool is_dropped(const GumboNode* node) {
  if (node->type == GUMBO_NODE_TEMPLATE) return true;
  if (node->type != GUMBO_NODE_ELEMENT) return false;
  const GumboTag tag = node->v.element.tag;
  return is_no_text(tag) || is_diagram(node->v.element) ||
         (heading_level(tag) == 0 && is_excluded(node->v.element));
}

/// Page order, without recursion.
void walk(const GumboNode* root, SectionBuilder& builder) {
  const GumboNode* node = root;
  const GumboNode* dropped = nullptr;  // the outermost element that we are in and do not want
  bool down = true;                    // node is new; else its children are done
  for (;;) {
    const bool element = node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
    if (down) {
      if (dropped == nullptr && is_dropped(node)) dropped = node;
      if (dropped == nullptr) {
        enter(node, builder);
      } else if (node->type == GUMBO_NODE_COMMENT) {
        builder.excluded_text(mark_of_comment(node->v.text.text));
      }
      if (element && node->v.element.children.length > 0) {
        node = static_cast<const GumboNode*>(node->v.element.children.data[0]);
        continue;
      }
    }
    if (element && dropped == nullptr) leave(node, builder);
    if (node == dropped) dropped = nullptr;
    if (node == root) return;
    const GumboNode* const parent = node->parent;
    const std::size_t next = node->index_within_parent + 1;
    down = next < parent->v.element.children.length;
    node = down ? static_cast<const GumboNode*>(parent->v.element.children.data[next]) : parent;
  }
}

/// gumbo_destroy_output() would go through the tree by recursion; this frees it as a whole.
GumboOptions options_in_arena() {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = [](void*, std::size_t bytes) { return tree_arena().allocate(bytes); };
  options.deallocator = [](void*, void* memory) { tree_arena().release(memory); };
  return options;
}

}  // namespace

void read_html(std::string_view html, const Where& where, SectionBuilder& builder) {
  if (const std::string_view wrong = Budget().check(html); !wrong.empty()) {
    throw Error(ExitCode::data, where, wrong);
  }
  static const GumboOptions options = options_in_arena();
  const TreeMemory memory;
  const GumboOutput* output = nullptr;
  tree_arena().build(
      [&] { output = gumbo_parse_with_options(&options, html.data(), html.size()); });
  walk(output->root, builder);
}

}  // namespace speur
