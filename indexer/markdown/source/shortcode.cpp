#include "indexer/markdown/source/shortcode.hpp"

#include "indexer/markdown/source/html_marks.hpp"
#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <algorithm>
#include <array>

namespace speur {

namespace {

bool is_shortcode_name(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-';
}

bool is_quote(char c) {
  return c == '"' || c == '\'' || c == '`';
}

bool is_human(std::string_view name) {
  static constexpr auto names = std::to_array<std::string_view>(
      {"alt", "alt-text", "attr", "bijschrift", "caption", "content", "description", "header", "heading", "kop", "label",
       "omschrijving", "ondertitel", "samenvatting", "subtitle", "summary", "tekst", "text",
       "titel", "title"});
  return std::binary_search(names.begin(), names.end(), name);
}

/// Whether an argument without a name is a sentence and no path, keyword or code.
bool is_sentence(std::string_view value) {
  return value.find(' ') != npos && value.find_first_of("/=|<") == npos &&
         std::any_of(value.begin(), value.end(), is_ascii_letter);
}

/// Whether an argument without a name is one word that stands on a button, as "Aanvragen": names of icons and
/// files, colours and keywords are written small, or have signs in them.
bool is_capital_word(std::string_view value) {
  constexpr std::size_t shortest = 3;
  const auto is_small = [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  };
  return value.size() >= shortest && value[0] >= 'A' && value[0] <= 'Z' &&
         std::all_of(value.begin() + 1, value.end(), is_small);
}

/// Place of the quote that closes the one at `text[at]`; npos if there is none.
std::size_t closing_quote(std::string_view text, std::size_t at) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\' && text[at] == '"') {
      ++i;
    } else if (text[i] == text[at]) {
      return i;
    }
  }
  return npos;
}

}  // namespace

std::string shortcode_words(std::string_view shortcode) {
  std::string words;
  const bool has_arguments = shortcode.starts_with("{{<") || shortcode.starts_with("{{%");
  const bool is_tab = has_arguments && shortcode.substr(std::min(shortcode.find_first_not_of(" \n", 3), shortcode.size())).starts_with("tab");
  for (std::size_t i = 0; i < shortcode.size(); ++i) {
    if (!is_quote(shortcode[i])) continue;
    const bool named = i > 0 && shortcode[i - 1] == '=';
    // In a word it is an apostrophe.
    if (!named && i > 0 && shortcode[i - 1] != ' ' && shortcode[i - 1] != '\n') continue;
    const std::size_t end = closing_quote(shortcode, i);
    if (end == npos) break;
    const std::string_view value = shortcode.substr(i + 1, end - i - 1);
    std::size_t begin = named ? i - 1 : i;
    while (named && begin > 0 && is_shortcode_name(shortcode[begin - 1])) --begin;
    const std::string_view name = shortcode.substr(begin, named ? i - 1 - begin : 0);
    const bool counts = named ? is_human(name) || (is_tab && name == "name")
                              : has_arguments && (is_sentence(value) || is_capital_word(value));
    const bool is_switch = value == "true" || value == "false";
    if (counts && !value.empty() && !is_switch) (words += words.empty() ? "" : " ") += value;
    i = end;
  }
  return words;
}

std::optional<ShortcodeTag> next_shortcode(std::string_view text, std::size_t from) {
  constexpr std::size_t most_bytes = 1000;
  constexpr std::string_view blanks = " \t\n";
  for (std::size_t at = text.find("{{", from); at != npos; at = text.find("{{", at + 2)) {
    const char sign = at + 2 < text.size() ? text[at + 2] : '\0';
    if (sign != '<' && sign != '%') continue;
    const std::string_view whole = text.substr(at, most_bytes);
    const std::size_t end = shortcode_end(whole, sign == '<' ? ">}}" : "%}}");
    if (end == npos || end < 3) continue;
    std::string_view inside = whole.substr(3, end - 3);
    inside = inside.substr(0, inside.find_last_not_of(blanks) + 1);
    inside.remove_prefix(std::min(inside.find_first_not_of(blanks), inside.size()));
    ShortcodeTag tag{at, at + end + 3, sign, {}, !inside.ends_with('/'), inside.starts_with('/')};
    if (tag.closes) {
      inside.remove_prefix(std::min(inside.find_first_not_of(blanks, 1), inside.size()));
      tag.opens = false;
    }
    tag.name = inside.starts_with('*') ? inside.substr(0, 1) : inside.substr(0, inside.find_first_of(blanks));
    if (tag.name.ends_with('/')) tag.name.remove_suffix(1);
    return tag;
  }
  return std::nullopt;
}

namespace {

/// The first tag of a comment at `from` or behind it.
std::optional<ShortcodeTag> next_comment_tag(std::string_view text, std::size_t from) {
  std::optional<ShortcodeTag> tag = next_shortcode(text, from);
  while (tag && (tag->name != "comment" || (!tag->opens && !tag->closes))) tag = next_shortcode(text, tag->end);
  return tag;
}

}  // namespace

std::string code_without_shortcodes(std::string_view line) {
  std::string kept;
  std::size_t from = 0;
  for (auto tag = next_shortcode(line, 0); tag; tag = next_shortcode(line, from)) {
    kept += line.substr(from, tag->begin - from);
    const std::string_view whole = line.substr(tag->begin, tag->end - tag->begin);
    if (tag->name != "*") {
      kept += shortcode_words(whole);
    } else if (whole.size() > 10 && whole.substr(whole.size() - 5, 2) == "*/") {
      ((kept += whole.substr(0, 3)) += whole.substr(5, whole.size() - 10)) += whole.substr(whole.size() - 3);
    } else {
      kept += whole;
    }
    from = tag->end;
  }
  return kept += line.substr(from);
}

std::string without_hugo_comments(std::string text) {
  std::string kept;
  std::size_t from = 0;
  for (auto tag = next_comment_tag(text, 0); tag; tag = next_comment_tag(text, from)) {
    if (tag->closes) {  // of nothing
      kept.append(text, from, tag->end - from);
      from = tag->end;
      continue;
    }
    auto end = next_comment_tag(text, tag->end);
    for (std::size_t depth = 1; end; end = next_comment_tag(text, end->end)) {
      depth = end->closes ? depth - 1 : depth + 1;
      if (depth == 0) break;
    }
    if (!end) break;  // Hugo refuses such a page
    kept.append(text, from, tag->begin - from);
    const std::string_view gone = std::string_view(text).substr(tag->begin, end->end - tag->begin);
    kept.append(static_cast<std::size_t>(std::ranges::count(gone, '\n')), '\n');
    from = end->end;
  }
  if (from == 0) return text;
  kept.append(text, from);
  return kept;
}

std::string without_templates(std::string_view html) {
  struct Kind {
    std::string_view begin, end;
    bool has_words = false;
  };
  static constexpr auto kinds = std::to_array<Kind>({{"<!--", "-->"},
                                                     {"<script", "</script>"},
                                                     {"<style", "</style>"},
                                                     {"{{</*", "*/>}}"},
                                                     {"{{%/*", "*/%}}"},
                                                     {"{{<", ">}}", true},
                                                     {"{{%", "%}}", true},
                                                     {"{{", "}}", true},
                                                     {"{%", "%}", true}});
  const std::string lower = ascii_lower(html);  // letters alone change, and no place
  const std::string_view text = lower;
  std::string kept;
  std::size_t begin = 0;
  for (std::size_t at = text.find_first_of("<{"); at != npos; at = text.find_first_of("<{", at)) {
    const auto kind = std::ranges::find_if(kinds, [&](const Kind& each) { return text.substr(at).starts_with(each.begin); });
    if (kind == kinds.end()) {
      ++at;
      continue;
    }
    kept += html.substr(begin, at - begin);
    const std::size_t found = kind->has_words && kind->end.size() == 3 ? shortcode_end(text.substr(at), kind->end) + at
                                                                       : text.find(kind->end, at + kind->begin.size());
    const std::size_t end = found < at || found >= text.size() ? text.size() : found + kind->end.size();
    kept += ' ';
    if (kind->has_words) append_escaped(kept, shortcode_words(html.substr(at, end - at)));
    begin = at = end;
  }
  kept += html.substr(std::min(begin, html.size()));
  return kept;
}

std::size_t shortcode_end(std::string_view text, std::string_view end) {
  for (std::size_t i = 2; i < text.size(); ++i) {
    if (text.substr(i).starts_with(end)) return i;
    if (text[i] != '"' && text[i] != '`') continue;
    i = closing_quote(text, i);
    if (i == npos) return npos;
  }
  return npos;
}

}  // namespace speur
