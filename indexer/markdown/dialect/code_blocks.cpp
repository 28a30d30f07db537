#include "indexer/markdown/dialect/block_translator.hpp"

#include "indexer/markdown/source/attribute_list.hpp"
#include "indexer/markdown/source/marks.hpp"
#include "indexer/markdown/source/shortcode.hpp"
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

}  // namespace

void BlockTranslator::fenced_code() {
  if (in_html_) return code_in_html();
  const std::string_view open = enter(lines_[next_++].text);
  Lead lead = read_lead(open);
  const std::size_t marker = list_marker_length(open.substr(lead.length));
  const std::string_view info = without_spaces(open.substr(lead.length + marker));
  std::string first(open.substr(0, lead.length + marker));
  std::string others(open.substr(0, lead.length));
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
  std::size_t quotes = lead.quotes;
  for (const Frame& frame : frames_) quotes += frame.quotes;
  for (; lines_[next_].kind == LineKind::fence_body; ++next_) {
    if (exclude) continue;
    std::string_view code = lines_[next_].text;
    for (std::size_t i = 0; i < quotes; ++i) {
      const std::string_view rest = without_spaces(code);
      if (rest.starts_with('>')) code = rest.substr(1);
    }
    code = without_spaces(code);
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
  const bool exclude = is_excluded_fence(without_spaces(lines_[next_].text));
  for (++next_; lines_[next_].kind == LineKind::fence_body; ++next_) {
    const std::string_view code = without_spaces(lines_[next_].text);
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
