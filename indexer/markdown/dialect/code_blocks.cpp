#include "indexer/markdown/dialect/block_translator.hpp"

#include "indexer/markdown/source/attribute_list.hpp"
#include "indexer/markdown/source/marks.hpp"
#include "indexer/markdown/source/shortcode.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace speur {

namespace {

/// Whether the code draws something: its words are names and arrows, which nobody reads as text.
bool is_diagram(std::string_view info) {
  static constexpr auto languages = std::to_array<std::string_view>(
      {"actdiag",    "blockdiag", "bpmn",      "bytefield",  "c4plantuml", "d2",       "dbml",
       "diagram",    "ditaa",     "dot",       "drawio",     "erd",        "excalidraw",
       "flow",       "goat",      "graphviz",  "kroki",      "mermaid",    "nomnoml",  "nwdiag",
       "packetdiag", "pikchr",    "plantuml",  "puml",       "rackdiag",   "seqdiag",
       "sequence",   "structurizr", "svgbob",  "tikz",       "uml",        "umlet",    "vega",
       "vega-lite",  "vegalite",  "wavedrom",  "wireviz"});
  info.remove_prefix(std::min(info.find_first_not_of("`~ {.:"), info.size()));
  const std::string name = ascii_lower(info.substr(0, info.find_first_of(" {}:,")));
  return std::ranges::binary_search(languages, std::string_view(name));
}

/// Text for an HTML block in which neither HTML nor Markdown is left.
std::string as_entities(std::string_view text) {
  std::string written;
  for (const char c : text) {
    if (is_ascii_punctuation(c)) {
      ((written += "&#") += std::to_string(static_cast<int>(c))) += ';';
    } else {
      written += c;
    }
  }
  return written;
}

/// The value of `title="…"` among the words behind a fence.
std::string_view title_of_code(std::string_view info) {
  constexpr std::string_view key = "title=";
  for (std::size_t at = info.find(key); at != std::string_view::npos; at = info.find(key, at + 1)) {
    const std::string_view value = info.substr(at + key.size());
    const bool is_word = at > 0 && std::string_view(" {,`~").find(info[at - 1]) != std::string_view::npos;
    if (!is_word || value.empty() || (value[0] != '"' && value[0] != '\'')) continue;
    const std::size_t end = value.find(value[0], 1);
    if (end != std::string_view::npos) return value.substr(1, end - 1);
  }
  return {};
}

/// The words between the first `[` and the last `]` behind a fence, without the icon that some themes show in it
/// (`npm ~vscode-icons:file-type-npm~`).
std::string_view label_of_code(std::string_view info) {
  const std::size_t open = info.find('[');
  const std::size_t close = info.rfind(']');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {};
  const std::string_view label = info.substr(open + 1, close - open - 1);
  const std::size_t icon = label.find('~');
  return trimmed(label.ends_with('~') && icon + 1 < label.size() ? label.substr(0, icon) : label);
}

/// Where a comment that holds `mark` starts; npos if `mark` stands in none.
std::size_t comment_with(std::string_view code, std::string_view mark) {
  const std::size_t at = code.find(mark);
  if (at == std::string_view::npos) return at;
  const std::string_view before = trimmed(code.substr(0, at));
  for (const std::string_view sign : {"//", "#", "{/*", "/*", "<!--", "--", "%", ";"}) {
    if (before.ends_with(sign)) return code.rfind(sign, at);
  }
  return std::string_view::npos;
}

/// `// highlight-next-line` and its likes, each alone on its line.
bool is_highlight_comment(std::string_view code) {
  static constexpr auto marks =
      std::to_array<std::string_view>({"highlight-next-line", "highlight-start", "highlight-end"});
  return std::ranges::any_of(marks, [&](std::string_view mark) { return comment_with(code, mark) == 0; });
}

}  // namespace

std::string_view BlockTranslator::name_of_code(std::string_view info) const {
  switch (features_.code_names) {
    case CodeNames::none:
      return {};
    case CodeNames::pymdownx:
    case CodeNames::docusaurus:
      return title_of_code(info);
    case CodeNames::vitepress:
      break;
  }
  return code_group_ > 0 ? label_of_code(info) : std::string_view();
}

std::string_view BlockTranslator::shown_code(std::string_view code) const {
  if (features_.code_names == CodeNames::docusaurus) return is_highlight_comment(code) ? std::string_view() : code;
  if (features_.code_names != CodeNames::vitepress) return code;
  return code.substr(0, comment_with(code, "[!code "));
}

void BlockTranslator::fenced_code() {
  if (in_html_) return code_in_html();
  const std::string_view open = enter(lines_[next_++].text);
  Lead lead = read_lead(open);
  const std::size_t marker = list_marker_length(open.substr(lead.length));
  const std::string_view info = without_spaces(open.substr(lead.length + marker));
  std::string first(open.substr(0, lead.length + marker));
  std::string others(open.substr(0, lead.length));
  line_lead_ = others;
  others.append(marker, ' ');
  if (is_diagram(info)) {
    static_cast<void>(take_exclusion());
    blank();
    while (lines_[next_].kind == LineKind::fence_body) ++next_;
    ++next_;
    attribute_line(result_.text.size());
    return;
  }
  const bool exclude = take_exclusion() || is_excluded_fence(info);
  blank();
  const std::size_t begin = result_.text.size();
  if (const std::string_view name = name_of_code(info); !exclude && !name.empty()) {
    put(first, escaped_for_cmark(name), marks::code);
    blank();
    first = others;
  }
  std::size_t quotes = lead.quotes;
  for (const Frame& frame : frames_) quotes += frame.quotes;
  for (; lines_[next_].kind == LineKind::fence_body; ++next_) {
    if (exclude) continue;
    std::string_view code = lines_[next_].text;
    for (std::size_t i = 0; i < quotes; ++i) {
      const std::string_view rest = without_spaces(code);
      if (rest.starts_with('>')) code = rest.substr(1);
    }
    code = shown_code(without_spaces(code));
    std::string shown;
    if (dialect_ == MarkdownDialect::commonmark && keeps_raw_headings_ && code.find("{{") != npos) {
      code = shown = code_without_shortcodes(code);
    }
    if (code.empty()) continue;
    put(first, escaped_for_cmark(code), marks::code);
    first = others;
  }
  ++next_;
  attribute_line(begin);
  blank();
}

void BlockTranslator::code_in_html() {
  const std::string_view info = without_spaces(lines_[next_].text);
  const bool exclude = is_excluded_fence(info);
  if (const std::string_view name = name_of_code(info); !exclude && !name.empty()) put(html_lead_, as_entities(name));
  for (++next_; lines_[next_].kind == LineKind::fence_body; ++next_) {
    const std::string_view code = shown_code(without_spaces(lines_[next_].text));
    if (!exclude && !code.empty()) put(html_lead_, as_entities(code));
  }
  ++next_;
}

bool BlockTranslator::is_excluded_fence(std::string_view info) const {
  const std::size_t open = info.find('{');
  if (open == npos || attribute_list_length(info.substr(open)) == 0) return false;
  return excludes(info.substr(open));
}

}  // namespace speur
