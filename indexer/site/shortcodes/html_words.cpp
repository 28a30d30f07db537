#include "indexer/site/shortcodes/html_words.hpp"

#include "indexer/budget/page_budget.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <array>

namespace speur {
namespace {

bool is_inline(std::string_view name) {
  static constexpr auto names = std::to_array<std::string_view>({"a", "abbr", "b", "cite", "code", "dfn", "em", "i", "kbd", "mark",
                                                                 "q", "s", "small", "span", "strong", "sub", "sup", "u"});
  return std::ranges::binary_search(names, name);
}

/// Where the tag at `begin` ends, behind its sign.
std::size_t end_of_tag(std::string_view html, std::size_t begin) {
  char quote = 0;
  for (std::size_t i = begin; i < html.size(); ++i) {
    if (quote != 0) {
      if (html[i] == quote) quote = 0;
    } else if (html[i] == '"' || html[i] == '\'') {
      quote = html[i];
    } else if (html[i] == '>') {
      return i + 1;
    }
  }
  return html.size();
}

std::string_view alt_of(std::string_view tag) {
  const std::size_t at = tag.find(" alt=\"");
  if (at == std::string_view::npos) return {};
  tag.remove_prefix(at + 6);
  return tag.substr(0, tag.find('"'));
}

}  // namespace

std::string words_of_html(std::string_view html, bool with_alt) {
  std::string words;
  for (std::size_t i = 0; i < html.size();) {
    const bool is_tag = html[i] == '<' && i + 1 < html.size() &&
                        (is_ascii_letter(html[i + 1]) || html[i + 1] == '/' || html[i + 1] == '!');
    if (!is_tag) {
      const std::size_t end = std::min(html.find('<', i + 1), html.size());
      words += html.substr(i, end - i);
      i = end;
      continue;
    }
    if (html.substr(i).starts_with("<!--")) {
      const std::size_t end = html.find("-->", i);
      i = end == std::string_view::npos ? html.size() : end + 3;
      continue;
    }
    const std::size_t end = end_of_tag(html, i);
    const std::string_view tag = html.substr(i, end - i);
    const std::size_t name_begin = tag.size() > 1 && tag[1] == '/' ? 2 : 1;
    const std::string name = ascii_lower(tag.substr(name_begin, tag.find_first_of(" \t\r\n/>", name_begin) - name_begin));
    if (!is_inline(name)) words += ' ';
    if (name == "img" && with_alt) (words += alt_of(tag)) += ' ';
    i = end;
    if (name_begin == 1 && (name == "script" || name == "style" || name == "svg") && !tag.ends_with("/>")) {
      budget::spend(html.size() - i);
      const std::size_t closing = ascii_lower(html.substr(i)).find("</" + name);
      i = closing == std::string::npos ? html.size() : i + closing;
    }
  }
  std::string line;
  for (const char c : words) {
    const bool blank = std::string_view(" \t\r\n").find(c) != std::string_view::npos;
    if (!blank || !line.ends_with(' ')) line += blank ? ' ' : c;
  }
  return line;
}

}  // namespace speur
