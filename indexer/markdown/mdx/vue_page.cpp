#include "indexer/markdown/mdx/vue_page.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/mdx/js_reader.hpp"
#include "indexer/markdown/mdx/line_ends.hpp"
#include "indexer/markdown/mdx/lost_text.hpp"
#include "indexer/markdown/mdx/mdx_indents.hpp"
#include "indexer/markdown/mdx/value_names.hpp"
#include "indexer/markdown/source/code_spans.hpp"
#include "indexer/markdown/source/html_tag.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace speur {

namespace {

constexpr std::size_t max_tag_bytes = 4096;
constexpr std::size_t max_vue_elements = 1000;

/// The values of the front matter, and constants of the page's script: `const aan = true`, `const open = ref(false)` as
/// it is at first.
JsNames names_of(std::string_view body, std::span<const PageValue> values) {
  JsNames names;
  for (const std::string_view root : {"$frontmatter", "frontmatter"}) add_values(values, root, names);
  std::size_t end = 0;
  for (std::size_t at = body.find("<script"); at != npos; at = body.find("<script", end)) {
    end = std::min(body.find("</script", at), body.size());
    for (std::size_t line = at; line < end; line = std::min(body.find('\n', line), end) + 1) {
      constexpr std::string_view word = "const ";
      const std::string_view text = trimmed(body.substr(line, std::min(body.find('\n', line), end) - line));
      const std::size_t equals = text.find('=');
      if (!text.starts_with(word) || equals == npos) continue;
      const std::string_view name = trimmed(text.substr(word.size(), equals - word.size()));
      std::string_view value = trimmed(text.substr(equals + 1));
      if (value.ends_with(';')) value = trimmed(value.substr(0, value.size() - 1));
      for (const std::string_view wrapper : {"ref(", "shallowRef("}) {
        if (value.starts_with(wrapper) && value.ends_with(')')) {
          value = value.substr(wrapper.size(), value.size() - wrapper.size() - 1);
        }
      }
      JsValue known = JsReader(value, names).whole();
      if (known.truth != JsValue::Truth::unknown) names.insert_or_assign(std::string(name), std::move(known));
    }
  }
  return names;
}

/// A line without the signs of the quotations and items that begin in it.
std::string_view behind_markers(std::string_view line) {
  while (true) {
    const std::size_t length = line.starts_with('>') ? 1 : marker_length(line);
    if (length == 0) return line;
    line = trimmed(line.substr(std::min(length, line.size())));
  }
}

class VuePage {
 public:
  VuePage(std::string_view body, VuePlace place, const Where& start, std::vector<Problem>& problems,
          std::span<const PageValue> values)
      : text_(body),
        place_(place),
        lost_(start, "the text of an element with `v-if` or `v-show` that only the site can work out is left out", problems),
        names_(place == VuePlace::vitepress ? names_of(body, values) : JsNames()),
        spans_(body) {
    chains_.emplace_back();
  }

  std::string run() {
    out_.reserve(text_.size() + 1);
    while (at_ < text_.size()) {
      if (begins_line_ && place_ != VuePlace::html) line_start();
      if (at_ >= text_.size()) break;
      const char c = text_[at_];
      if (c == '\n') {
        begins_line_ = true;
        copy(1);
      } else if (c == '\\') {
        copy(at_ + 1 < text_.size() && text_[at_ + 1] != '\n' ? 2 : 1);
      } else if (c == '`' && place_ != VuePlace::html) {
        copy(spans_.length_at(at_));
      } else if (c == '<') {
        if (!skip_raw() && !tag()) copy(1);
      } else if (c == '{' && place_ == VuePlace::vitepress && text_.substr(at_, 2) == "{{") {
        if (is_verbatim()) {
          verbatim_braces();
        } else if (!interpolation()) {
          copy(2);
        }
      } else {
        copy(std::max<std::size_t>(std::min(text_.find_first_of("\n\\`<{", at_), text_.size()) - at_, 1));
      }
    }
    return std::move(out_);
  }

 private:
  /// What the elements say that came before in the same element, each the other choice to the one before.
  struct Chain {
    bool runs = false;     ///< the last sibling had a condition
    bool done = false;     ///< one of them is shown
    bool unknown = false;  ///< of one it is not known
  };
  struct Element {
    std::string name;
    std::string written;  ///< what it is called in the result
  };

  void copy(std::size_t length) {
    const std::string_view piece = text_.substr(at_, length);
    line_ += static_cast<std::size_t>(std::count(piece.begin(), piece.end(), '\n'));
    out_ += piece;
    at_ += piece.size();
  }

  /// Goes over code, fenced and indented, and notes headings, whose ids are made of what is written.
  void line_start() {
    begins_line_ = false;
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    const std::string_view whole = text_.substr(at_, end - at_);
    const std::string_view line = trimmed(whole);
    const std::string_view words = behind_markers(line);
    is_heading_ = words.starts_with('#');
    line_begin_ = at_;
    if (words.starts_with(":::")) note_box(trimmed(words.substr(std::min(words.find_first_not_of(':'), words.size()))));
    if (is_indented_code(whole, line)) return copy(end - at_);
    const bool is_fence = line.starts_with("```") || line.starts_with("~~~");
    if (!is_fence || line.find('`', line.find_first_not_of('`')) != npos) return;
    const std::string_view fence = line.substr(0, line.find_first_not_of(line[0]));
    std::size_t at = end;
    while (at < text_.size()) {
      const std::size_t next = std::min(text_.find('\n', at + 1), text_.size());
      const std::string_view other = trimmed(text_.substr(at + 1, next - at - 1));
      at = next;
      if (other.starts_with(fence) && other.find_first_not_of(fence[0]) == npos) break;
    }
    copy(at - at_);
  }

  /// Notes a box of VitePress that starts with this name, or ends: `::: v-pre`.
  void note_box(std::string_view name) {
    if (name.empty() || name == "v-pre") in_verbatim_box_ = !name.empty();
  }

  /// Whether Vue leaves the text as it is written: in a box or an element with `v-pre`.
  [[nodiscard]] bool is_verbatim() const { return in_verbatim_box_ || verbatim_element_ != npos; }

  /// Writes `{{` so that nothing takes it for the start of an expression.
  void verbatim_braces() {
    out_ += "&#123;&#123;";
    at_ += 2;
  }

  /// Whether a line is code by its indentation, which in a list only makes it part of an item.
  bool is_indented_code(std::string_view whole, std::string_view line) {
    if (line.empty()) {
      may_start_code_ = true;
      return false;
    }
    const bool is_indented = whole.starts_with("    ") || whole.starts_with('\t');
    const bool is_code = is_indented && may_start_code_ && !in_list_ && elements_.empty();
    if (marker_length(line) > 0) {
      in_list_ = in_list_ || !is_indented;
    } else if (may_start_code_ && whole[0] != ' ' && whole[0] != '\t') {
      in_list_ = false;
    }
    may_start_code_ = is_code;
    return is_code;
  }

  /// Goes over comments, scripts and styles.
  bool skip_raw() {
    for (const auto& [begin, close] : {std::pair<std::string_view, std::string_view>{"<!--", "-->"},
                                       {"<script", "</script"}, {"<style", "</style"}}) {
      if (text_.substr(at_, begin.size()) != begin) continue;
      const std::size_t end = text_.find(close, at_ + begin.size());
      budget::spend(std::min(end, text_.size()) - at_);
      if (end == npos) return false;
      copy(end + close.size() - at_);
      return true;
    }
    return false;
  }

  JsValue::Truth truth_of(std::string_view condition) const {
    JsReader reader(condition, names_);
    return reader.whole().truth;
  }

  /// Whether a reader sees the element, by its own condition and those of its siblings above.
  JsValue::Truth visibility(std::string_view tag) {
    using Truth = JsValue::Truth;
    Chain& chain = chains_.back();
    Truth seen = Truth::yes;
    const auto own_if = attribute_of(tag, "v-if");
    const auto else_if = attribute_of(tag, "v-else-if");
    const bool is_else = attribute_of(tag, "v-else").has_value();
    if (own_if) {
      chain = {true};
      seen = truth_of(*own_if);
    } else if (chain.runs && (else_if || is_else)) {
      seen = else_if ? truth_of(*else_if) : Truth::yes;
      if (chain.unknown && seen != Truth::no) seen = Truth::unknown;
      if (chain.done) seen = Truth::no;
    } else {
      chain = {};
    }
    chain.done = chain.done || seen == Truth::yes;
    chain.unknown = chain.unknown || seen == Truth::unknown;
    if (const auto show = attribute_of(tag, "v-show"); show && seen == Truth::yes) seen = truth_of(*show);
    return seen == Truth::unknown && place_ != VuePlace::vitepress ? Truth::yes : seen;
  }

  bool tag() {
    const HtmlTag tag = read_tag(text_.substr(at_, max_tag_bytes));
    if (tag.length == 0) return false;
    const std::string_view written = text_.substr(at_, tag.length);
    if (tag.closing) {
      close(tag.name, written);
      return true;
    }
    if (is_verbatim()) {
      copy(tag.length);
      enter(tag, {});
      return true;
    }
    const JsValue::Truth seen = visibility(written);
    const bool hidden = seen != JsValue::Truth::yes;
    if (seen == JsValue::Truth::unknown) lost_.tell(line_);
    std::string name = tag.name;
    const std::size_t name_end = 1 + tag.name.size();
    const bool is_condition = place_ == VuePlace::vitepress && tag.name == "template" &&
                              written.find_first_of("-#:", name_end) != npos;
    // A heading that is excluded would take its section along.
    if (is_condition || (hidden && is_heading_tag(name))) {
      budget::spend(at_ - line_begin_);
      name = trimmed(text_.substr(line_begin_, at_ - line_begin_)).empty() ? "div" : "span";
    }
    const bool replaced = name != tag.name;
    std::string shown;
    for (const std::string_view directive : {"v-text", "v-html"}) {
      const auto value = attribute_of(written, directive);
      if (value && !hidden && place_ == VuePlace::vitepress) {
        JsReader reader(*value, names_);
        shown = reader.whole().shown;
      }
    }
    // In a heading it would become part of the id.
    if (tag.name == "badge" && place_ == VuePlace::vitepress && !hidden && !is_heading_) {
      shown = plain_as_markdown(attribute_of(written, "text").value_or(""));
    }
    if (!replaced && !hidden) {
      copy(tag.length);
    } else {
      out_ += '<';
      out_ += replaced ? std::string_view(name) : written.substr(1, tag.name.size());
      if (hidden) out_ += " data-search-exclude";
      at_ += name_end;
      // Of a slot the attributes are no HTML.
      if (!is_condition) {
        copy(tag.length - name_end);
      } else {
        const auto lines = std::count(written.begin(), written.end(), '\n');
        out_ += '>';
        out_ += std::string(static_cast<std::size_t>(lines), '\n');
        line_ += static_cast<std::size_t>(lines);
        at_ += tag.length - name_end;
      }
    }
    out_ += shown;
    const bool is_open = enter(tag, replaced ? name : std::string());
    if (is_open && place_ == VuePlace::vitepress && attribute_of(written, "v-pre")) {
      verbatim_element_ = elements_.size() - 1;
    }
    return true;
  }

  /// Notes that the element is open, if it has content; whether it has.
  bool enter(const HtmlTag& tag, std::string replaced_name) {
    if (tag.self_closing || is_void_tag(tag.name) || elements_.size() >= max_vue_elements) return false;
    elements_.push_back({tag.name, std::move(replaced_name)});
    chains_.emplace_back();
    return true;
  }

  void close(const std::string& name, std::string_view written) {
    const auto open = std::find_if(elements_.rbegin(), elements_.rend(),
                                   [&](const Element& element) { return element.name == name; });
    if (open == elements_.rend()) return copy(written.size());
    const std::string other = open->written;
    const auto left = static_cast<std::size_t>(elements_.rend() - open) - 1;
    elements_.resize(left);
    if (verbatim_element_ != npos && left <= verbatim_element_) verbatim_element_ = npos;
    chains_.resize(left + 1);
    if (other.empty()) return copy(written.size());
    out_ += "</" + other + ">";
    at_ += written.size();
  }

  bool interpolation() {
    const std::string_view here = text_.substr(at_, max_tag_bytes);
    const std::size_t end = here.find("}}");
    budget::spend(std::min(end, here.size()));
    if (is_heading_ || end == npos || end < 2) return false;
    const std::string_view code = here.substr(2, end - 2);
    JsReader reader(trimmed(code), names_);
    const JsValue value = reader.whole();
    if (value.shown.empty() || code.find('\n') != npos) return false;
    out_ += value.shown;
    at_ += end + 2;
    return true;
  }

  const std::string_view text_;
  const VuePlace place_;
  LostText lost_;
  const JsNames names_;
  CodeSpans spans_;
  std::string out_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  std::size_t line_begin_ = 0;
  bool begins_line_ = true;
  bool is_heading_ = false;
  bool may_start_code_ = true;  ///< the last line was blank, or code by its indentation
  bool in_list_ = false;
  bool in_verbatim_box_ = false;
  std::size_t verbatim_element_ = npos;  ///< its place in elements_
  std::vector<Element> elements_;  ///< that are open
  std::vector<Chain> chains_;      ///< of the page, and of each of them
};

}  // namespace

bool may_hold_vue(std::string_view text, VuePlace place) {
  if (text.find("v-if") != npos || text.find("v-show") != npos) return true;
  return place == VuePlace::vitepress && (text.find(" v-") != npos || text.find("\nv-") != npos ||
                                          text.find("<template") != npos || text.find("{{") != npos ||
                                          text.find("<Badge") != npos);
}

std::string plain_vue(std::string_view body, VuePlace place, const Where& start, std::vector<Problem>& problems,
                      std::span<const PageValue> values) {
  const std::string lines = with_plain_line_ends(body);
  if (!lines.empty()) body = lines;
  budget::hold(body.size());
  return VuePage(body, place, start, problems, values).run();
}

}  // namespace speur
