#include "indexer/includes/include_tag.hpp"

#include "indexer/markdown/mdx/page_import.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace speur {

namespace {

constexpr std::size_t max_tag_bytes = 1024;  // or tags that are not closed are read again and again

std::string_view first_word(std::string_view text) {
  return text.substr(0, std::min(text.find_first_of(" \t\n"), text.size()));
}

/// What stands between the marks of `{% … %}` at the start of `text`; and its length. 0: none.
std::pair<std::string_view, std::size_t> template_tag(std::string_view text) {
  text = text.substr(0, max_tag_bytes);
  const std::size_t close = text.find("%}", 2);
  if (close == npos) return {{}, 0};
  std::string_view inside = text.substr(2, close - 2);
  if (inside.starts_with('-') || inside.starts_with('+')) inside.remove_prefix(1);
  if (inside.ends_with('-') || inside.ends_with('+')) inside.remove_suffix(1);
  return {trimmed(inside), close + 2};
}

/// The value of `name="…"` in a tag; empty if it is not there.
std::string_view option(std::string_view tag, std::string_view name) {
  for (std::size_t at = tag.find(name); at != npos; at = tag.find(name, at + 1)) {
    const std::size_t quote = at + name.size() + 1;
    if (quote >= tag.size() || tag[quote - 1] != '=' || tag[at - 1] != ' ') continue;
    if (tag[quote] != '"' && tag[quote] != '\'') continue;
    const std::size_t close = tag.find(tag[quote], quote + 1);
    if (close != npos) return tag.substr(quote + 1, close - quote - 1);
  }
  return {};
}

/// The name of a file that a tag begins with; blanks within `{{ page.deel }}` do not end it.
std::string_view name_with_macros(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && text[end] != ' ' && text[end] != '\t' && text[end] != '\n') {
    const std::size_t close = text.substr(end).starts_with("{{") ? text.find("}}", end) : npos;
    end = close == npos ? end + 1 : close + 2;
  }
  return text.substr(0, end);
}

std::optional<IncludeTag> read_template(std::string_view text) {
  const auto [inside, length] = template_tag(text);
  if (length == 0) return std::nullopt;
  const std::string_view word = first_word(inside);
  IncludeTag tag;
  if (word == "include_relative" || word == "include-markdown") {
    tag.kind = IncludeTag::Kind::page;
  } else if (word != "include" && word != "include_cached") {
    return std::nullopt;
  }
  tag.end = length;
  tag.strips_before = text[2] == '-';
  tag.strips_after = text[length - 3] == '-';
  const std::string_view rest = trimmed(inside.substr(word.size()));
  if (!rest.empty() && (rest[0] == '"' || rest[0] == '\'')) {
    const std::size_t close = rest.find(rest[0], 1);
    if (close != npos) tag.name.file = trimmed(rest.substr(1, close - 1));
    tag.start = option(rest, "start");
    tag.stop = option(rest, "end");
  } else {
    const std::string_view name = name_with_macros(rest);
    tag.arguments = trimmed(rest.substr(name.size()));
    tag.has_macros = name.find("{{") != npos;
    tag.name.file = name;
    tag.is_variable = !tag.has_macros && name.find('.') == npos;
  }
  return tag;
}

std::optional<IncludeTag> read_docfx(std::string_view text) {
  text = text.substr(0, max_tag_bytes);
  if (text.size() < 10 || ascii_lower(text.substr(0, 9)) != "[!include") return std::nullopt;
  const std::size_t open = text.find("](");
  const std::size_t close = open == npos ? npos : text.find(')', open);
  if (close == npos || close + 1 >= text.size() || text[close + 1] != ']') return std::nullopt;
  IncludeTag tag;
  tag.kind = IncludeTag::Kind::docfx;
  tag.end = close + 2;
  const std::string_view path = trimmed(text.substr(open + 2, close - open - 2));
  tag.name.file = path.substr(0, path.find_first_of("?# \""));
  return tag;
}

long number_in(std::string_view digits) {
  long value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// `{3,10}`, `{,10}` and `{3,}` behind VitePress' name of a file.
void read_lines(std::string_view braces, SnippetName& name) {
  const std::size_t comma = braces.find(',');
  if (!braces.ends_with('}') || comma == npos) return;
  SnippetRange range;
  range.first = number_in(braces.substr(1, comma - 1));
  range.last = number_in(braces.substr(comma + 1));
  name.ranges.push_back(range);
}

/// `2-4,9` of DocFX.
std::vector<SnippetRange> ranges_in(std::string_view text) {
  std::vector<SnippetRange> ranges;
  while (!text.empty()) {
    const std::string_view range = text.substr(0, text.find(','));
    text.remove_prefix(std::min(range.size() + 1, text.size()));
    const std::size_t dash = std::min(range.find('-'), range.size());
    const long first = number_in(range);
    if (first > 0) ranges.push_back({first, dash == range.size() ? first : number_in(range.substr(dash + 1))});
  }
  return ranges;
}

/// `?name=deel`, `?range=2-4`, `?start=2&end=4`, `#L2-L4` or `#deel` behind DocFX's name of a file of code.
void set_part(std::string_view part, SnippetName& name) {
  if (part.starts_with('#')) {
    std::string lines(part.substr(1));
    std::erase(lines, 'L');
    name.ranges = part.starts_with("#L") ? ranges_in(lines) : std::vector<SnippetRange>();
    if (name.ranges.empty()) name.section = part.substr(1);
    return;
  }
  SnippetRange range;
  while (!part.empty()) {
    part.remove_prefix(1);  // `?` or `&`
    const std::string_view option = part.substr(0, part.find('&'));
    part.remove_prefix(option.size());
    const std::size_t equals = std::min(option.find('='), option.size());
    const std::string_view key = option.substr(0, equals);
    const std::string_view value = option.substr(std::min(equals + 1, option.size()));
    if (key == "name") name.section = value;
    if (key == "range") name.ranges = ranges_in(value);
    if (key == "start") range.first = number_in(value);
    if (key == "end") range.last = number_in(value);
  }
  if (range.first > 0 || range.last > 0) name.ranges = {range};
}

std::optional<IncludeTag> read_vitepress(std::string_view text) {
  text = text.substr(0, max_tag_bytes);
  const std::size_t close = text.find("-->");
  const std::size_t name = text.find("@include:");
  if (close == npos || name == npos || name > close || !trimmed(text.substr(4, name - 4)).empty()) {
    return std::nullopt;
  }
  IncludeTag tag;
  tag.kind = IncludeTag::Kind::vitepress;
  tag.end = close + 3;
  std::string_view path = trimmed(text.substr(name + 9, close - name - 9));
  if (const std::size_t lines = path.find('{'); lines != npos) {
    read_lines(path.substr(lines), tag.name);
    path = path.substr(0, lines);
  }
  if (const std::size_t region = path.find('#'); region != npos) {
    tag.name.section = path.substr(region + 1);
    path = path.substr(0, region);
  }
  tag.name.file = path;
  return tag;
}

/// `{!a.md!}` of markdown-include, and `{!a.md!lines=1 3-8}`.
std::optional<IncludeTag> read_markdown_include(std::string_view text) {
  text = text.substr(0, std::min({max_tag_bytes, text.size(), text.find('\n')}));
  const std::size_t end = text.find('}');
  const std::size_t name_end = end == npos ? npos : text.substr(0, end).find('!', 2);
  if (name_end == npos) return std::nullopt;
  std::string_view lines = text.substr(name_end + 1, end - name_end - 1);
  constexpr std::string_view key = "lines=";
  if (!lines.empty() && !lines.starts_with(key)) return std::nullopt;
  IncludeTag tag;
  for (lines.remove_prefix(std::min(key.size(), lines.size())); !trimmed(lines).empty();) {
    lines = lines.substr(lines.find_first_not_of(' '));
    const std::string_view range = lines.substr(0, lines.find(' '));
    lines.remove_prefix(range.size());
    const std::size_t dash = std::min(range.find('-', 1), range.size());
    const long first = number_in(range);
    if (first > 0) tag.name.ranges.push_back({first, dash == range.size() ? first : number_in(range.substr(dash + 1))});
  }
  tag.end = end + 1;
  tag.is_markdown_include = true;
  tag.name.file = trimmed(text.substr(2, name_end - 2));
  return tag;
}

}  // namespace

std::optional<IncludeTag> find_include_tag(std::string_view line, std::size_t from) {
  for (std::size_t at = line.find_first_of("{[<", from); at != npos;
       at = line.find_first_of("{[<", at + 1)) {
    const std::string_view rest = line.substr(at);
    std::optional<IncludeTag> tag;
    if (rest.starts_with("{%")) tag = read_template(rest);
    if (rest.starts_with("{!")) tag = read_markdown_include(rest);
    if (rest.starts_with("[!")) tag = read_docfx(rest);
    if (rest.starts_with("<!--")) tag = read_vitepress(rest);
    if (!tag) continue;
    tag->begin = at;
    tag->end += at;
    return tag;
  }
  return std::nullopt;
}

std::optional<CodeImport> read_code_import(std::string_view line) {
  constexpr std::string_view sign = "<<<";
  std::string_view path = trimmed(line);
  if (!path.starts_with(sign)) return std::nullopt;
  path = trimmed(path.substr(sign.size()));
  CodeImport code;
  const std::size_t label = path.rfind('[');
  if (path.ends_with(']') && label != npos) {
    code.label = path.substr(label + 1, path.size() - label - 2);
    path = trimmed(path.substr(0, label));
  }
  const std::size_t braces = path.rfind('{');
  if (path.ends_with('}') && braces != npos) {
    const std::string_view words = trimmed(path.substr(braces + 1, path.size() - braces - 2));
    const std::string_view language = words.substr(words.find_last_of(' ') + 1);  // npos + 1 is 0
    if (!language.empty() && is_ascii_letter(language[0])) code.language = language;
    path = trimmed(path.substr(0, braces));
  }
  const std::size_t region = path.rfind('#');
  if (region != npos) code.name.section = path.substr(region + 1);
  code.name.file = path.substr(0, region);
  if (code.name.file.empty()) return std::nullopt;
  const std::string file_name = code.name.file.substr(code.name.file.rfind('/') + 1);
  if (code.label.empty()) code.label = file_name;
  const std::size_t dot = file_name.rfind('.');
  if (code.language.empty() && dot != npos) code.language = file_name.substr(dot + 1);
  return code;
}

std::optional<CodeImport> read_docfx_code(std::string_view line) {
  line = trimmed(line);
  CodeImport code;
  if (line.starts_with(":::code ") && line.ends_with(":::")) {
    const auto value = [&](std::string_view key) {
      const std::size_t begin = line.find(key);
      if (begin == npos) return std::string_view();
      const std::string_view rest = line.substr(begin + key.size());
      return rest.substr(0, rest.find('"'));
    };
    code.name.file = value(" source=\"");
    code.name.section = value(" id=\"");
    code.name.ranges = ranges_in(value(" range=\""));
    code.language = value(" language=\"");
  } else {
    if (!ascii_lower(line.substr(0, 6)).starts_with("[!code") || !line.ends_with(")]")) return std::nullopt;
    const std::size_t open = line.find("](");
    if (open == npos) return std::nullopt;
    std::string_view path = line.substr(open + 2, line.size() - open - 4);
    path = path.substr(0, path.find(' '));  // a title may follow
    const std::string_view language = line.substr(6, line.find('[', 6) - 6);
    if (language.starts_with('-')) code.language = language.substr(1);
    const std::size_t sign = std::min(path.find_first_of("?#"), path.size());
    code.name.file = path.substr(0, sign);
    set_part(path.substr(sign), code.name);
  }
  if (code.name.file.empty()) return std::nullopt;
  return code;
}

bool may_include(std::string_view text) {
  if (imports_a_page(text) || text.find("-8<-") != npos || text.find("@include:") != npos) return true;
  if (text.find("<<< ") != npos || text.find("{!") != npos || text.find(":::code ") != npos) return true;
  for (std::size_t at = text.find("[!"); at != npos; at = text.find("[!", at + 2)) {
    const std::string word = ascii_lower(text.substr(at + 2, 7));
    if (word == "include" || word.starts_with("code")) return true;
  }
  for (std::size_t at = text.find("{%"); at != npos; at = text.find("{%", at + 2)) {
    if (first_word(template_tag(text.substr(at)).first).starts_with("include")) return true;
  }
  return false;
}

bool holds_template_code(std::string_view text) {
  static constexpr auto harmless = std::to_array<std::string_view>(
      {"comment", "endcomment", "endraw", "include", "include-markdown", "include_cached",
       "include_relative", "raw"});
  for (std::size_t at = text.find("{%"); at != npos; at = text.find("{%", at + 2)) {
    const std::string_view word = first_word(template_tag(text.substr(at)).first);
    if (!word.empty() && !std::ranges::binary_search(harmless, word)) return true;
  }
  return false;
}

}  // namespace speur
