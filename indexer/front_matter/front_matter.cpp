#include "indexer/front_matter/front_matter.hpp"

#include "indexer/front_matter/language_code.hpp"
#include "indexer/text/text_decoding.hpp"
#include "indexer/tree/toml_tree.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace speur {
namespace {

using Kind = YamlNode::Kind;

/// How the page looks or is built: neither text nor facet. A name in `facets:` of speur.yaml is a
/// facet even so.
constexpr std::array<std::string_view, 49> presentation_keys = {
    // MkDocs and its Material theme
    "comments", "exclude_from_nav", "hide", "icon", "links", "pin", "readtime", "render_macros",
    "search", "social", "template",
    // Hugo
    "_build", "build", "cascade", "expiryDate", "headless", "isCJKLanguage", "linkTitle",
    "markup", "menu", "menus", "outputs", "resources", "sitemap", "translationKey", "weight",
    "expirydate", "iscjklanguage", "linktitle", "translationkey", "unlisted",
    // Jekyll and its themes
    "has_children", "has_toc", "layout", "nav_exclude", "nav_order", "redirect_to", "toc",
    // Docusaurus
    "custom_edit_url", "displayed_sidebar", "hide_table_of_contents", "hide_title",
    "pagination_next", "pagination_prev", "sidebar_class_name", "sidebar_label", "sidebar_position",
    "toc_max_heading_level", "toc_min_heading_level"};

/// More of one map are left out, and of one front matter's problems more are only counted.
constexpr std::size_t max_keys = 1024;
constexpr std::size_t max_problems = 20;

enum class KeyUse {
  title,
  description,
  definition,
  synonyms,
  identifier,
  address,
  language,
  url,
  slug,
  search,
  excluded,
  draft,
  none,
  facet
};

KeyUse use_of(std::string_view key) {
  constexpr std::array<std::pair<std::string_view, KeyUse>, 19> uses = {{
      {"title", KeyUse::title},
      {"toelichting", KeyUse::description},
      {"description", KeyUse::description},
      {"summary", KeyUse::description},
      {"definitie", KeyUse::definition},
      {"definition", KeyUse::definition},
      {"synoniemen", KeyUse::synonyms},
      {"synonyms", KeyUse::synonyms},
      {"id", KeyUse::identifier},
      {"aliases", KeyUse::address},
      {"redirect_from", KeyUse::address},
      {"lang", KeyUse::language},
      {"language", KeyUse::language},
      {"url", KeyUse::url},
      {"permalink", KeyUse::url},
      {"slug", KeyUse::slug},
      {"search", KeyUse::search},
      {"draft", KeyUse::draft},
      {"<<", KeyUse::none},
  }};
  for (const auto& [name, use] : uses) {
    if (name == key) return use;
  }
  // What themes of Hugo and Jekyll call it.
  constexpr std::array<std::string_view, 7> excluding = {
      "search_exclude", "exclude_search",    "exclude_from_search", "excludefromsearch",
      "searchhidden",   "booksearchexclude", "disablesearch"};
  constexpr std::size_t shortest = 12;
  if (key.size() >= shortest &&
      std::ranges::find(excluding, ascii_lower(key)) != excluding.end()) {
    return KeyUse::excluded;
  }
  // DocFX's own templates have keys such as `_layout`, and Hugo has `_build`.
  const bool presentation =
      key.starts_with('_') || std::find(presentation_keys.begin(), presentation_keys.end(), key) != presentation_keys.end();
  return presentation ? KeyUse::none : KeyUse::facet;
}

/// The generators read YAML 1.1, in which `yes` is true. A page that its author wants out of the
/// search stays out of it, however that is spelled.
std::optional<bool> as_switch(const YamlNode& node) {
  if (node.kind != Kind::scalar) return std::nullopt;
  constexpr std::array<std::string_view, 4> on = {"true", "yes", "on", "1"};
  constexpr std::array<std::string_view, 5> off = {"false", "no", "off", "0", ""};
  const std::string word = ascii_lower(node.text);
  if (std::find(on.begin(), on.end(), word) != on.end()) return true;
  if (std::find(off.begin(), off.end(), word) != off.end()) return false;
  return std::nullopt;
}

class Reader {
 public:
  Reader(const FacetRules& rules, const std::filesystem::path& file, std::vector<Problem>& problems)
      : rules_(rules), file_(file), problems_(problems), facets_(rules, file, problems) {}

  FrontMatter read(const YamlNode& root) {
    for (const auto& [key, value] : winners(root)) read_key(key, *value);
    front_matter_.description = first_description();
    if (const std::string& more = front_matter_.definition; !more.empty()) {
      std::string& description = front_matter_.description;
      if (description.find(more) == std::string::npos) {
        (description += description.empty() ? "" : " ") += more;
      }
    }
    front_matter_.facets = facets_.take();
    return std::move(front_matter_);
  }

 private:
  using Members = std::vector<std::pair<std::string_view, const YamlNode*>>;

  void report(const YamlNode& node, std::string message) {
    problems_.push_back({{file_, node.line}, std::move(message), true});
  }

  /// The keys of a map that count, in its order: the last of equal ones, at the first's place.
  Members winners(const YamlNode& map) {
    Members members;
    for (const YamlMember& member : map.members) {
      if (member.key.kind != Kind::scalar) {
        report(member.key, "a key of the front matter is no text: it is left out");
      } else {
        const auto known = find(members, member.key.text);
        if (known == members.end() && members.size() == max_keys) {
          report(member.key, fmt::format("more than {} keys: the rest is left out", max_keys));
          break;
        }
        if (known == members.end()) {
          members.emplace_back(member.key.text, &member.value);
        } else {
          report(member.key,
                 fmt::format("'{}' occurs twice: the last one counts", one_line(member.key.text)));
          known->second = &member.value;
        }
      }
    }
    return members;
  }

  static Members::iterator find(Members& members, std::string_view key) {
    return std::find_if(members.begin(), members.end(),
                        [&](const auto& member) { return member.first == key; });
  }

  [[nodiscard]] std::string_view renamed(std::string_view key) const {
    const auto found = rules_.rename.find(key);
    return found == rules_.rename.end() ? key : std::string_view(found->second);
  }

  void read_key(std::string_view written, const YamlNode& value) {
    if (value.kind == Kind::null) return;
    const std::string_view key = renamed(written);
    const FacetRule* rule = rules_.find(key);
    const KeyUse use = rule != nullptr && !rule->drop ? KeyUse::facet : use_of(key);
    switch (use) {
      case KeyUse::title:
        front_matter_.title = text_of(key, value);
        break;
      case KeyUse::description:
        descriptions_.emplace_back(key, text_of(key, value));
        break;
      case KeyUse::definition:
        if (front_matter_.definition.empty()) front_matter_.definition = text_of(key, value);
        break;
      case KeyUse::synonyms:
        append_texts(value, front_matter_.synonyms);
        break;
      case KeyUse::identifier:
        append_texts(value, front_matter_.identifiers);
        break;
      case KeyUse::address:
        append_addresses(value);
        break;
      case KeyUse::language:
        read_language(key, value);
        break;
      case KeyUse::url:
        front_matter_.url = text_of(key, value);
        front_matter_.url_line = value.line;
        break;
      case KeyUse::slug:
        front_matter_.slug = text_of(key, value);
        if (front_matter_.url.empty()) front_matter_.url_line = value.line;
        break;
      case KeyUse::search:
        read_search(value);
        break;
      case KeyUse::excluded:
        front_matter_.excluded = front_matter_.excluded || read_switch(key, value);
        break;
      case KeyUse::draft:
        front_matter_.draft = read_switch("draft", value);
        break;
      case KeyUse::none:
        break;
      case KeyUse::facet:
        read_facet(std::string(key), value);
        break;
    }
  }

  std::string text_of(std::string_view key, const YamlNode& value) {
    if (value.kind == Kind::scalar) return one_line(value.text);
    report(value, fmt::format("'{}' is no text: it is ignored", key));
    return {};
  }

  /// The first that says something, in the order of their rank and not of the page.
  [[nodiscard]] std::string first_description() const {
    for (const std::string_view rank : {"toelichting", "description", "summary"}) {
      for (const auto& [key, text] : descriptions_) {
        if (key == rank && !text.empty()) return text;
      }
    }
    return {};
  }

  void append_texts(const YamlNode& value, std::vector<std::string>& texts) {
    for (const YamlNode& item : value.items) append_texts(item, texts);
    if (value.kind == Kind::map) report(value, "a map where a text or a list belongs: ignored");
    if (value.kind != Kind::scalar) return;
    std::string text = one_line(value.text);
    if (text.size() > max_facet_value_bytes) {
      report(value, fmt::format("a text of {} bytes, and at most {} fit: it is left out",
                                text.size(), max_facet_value_bytes));
    } else if (!text.empty() && std::find(texts.begin(), texts.end(), text) == texts.end() &&
               texts.size() < max_page_facet_values) {
      texts.push_back(std::move(text));
    }
  }

  /// Other addresses of the page. With the slash at its end an address is found as a whole, and not by the
  /// last of its names, which may be a plain word.
  void append_addresses(const YamlNode& value) {
    std::vector<std::string> addresses;
    append_texts(value, addresses);
    for (std::string& address : addresses) {
      const std::string_view name = std::string_view(address).substr(address.rfind('/') + 1);
      if (name.find('.') == std::string_view::npos && !name.empty()) address += '/';
      std::vector<std::string>& known = front_matter_.identifiers;
      if (std::ranges::find(known, address) == known.end()) known.push_back(std::move(address));
    }
  }

  /// "nl", "NL" and "nl-BE" are nl.
  void read_language(std::string_view key, const YamlNode& value) {
    const std::string code = text_of(key, value);
    if (std::optional<std::string> language = language_of_code(code)) {
      front_matter_.language = std::move(*language);
    } else if (!code.empty()) {
      report(value, fmt::format("'{}' is no language code of two letters: \"{}\"", key, code));
    }
  }

  bool read_switch(std::string_view key, const YamlNode& value) {
    if (value.kind == Kind::null) return false;
    const std::optional<bool> state = as_switch(value);
    if (!state)
      report(value, fmt::format("'{}' is neither true nor false: it counts as true", key));
    return state.value_or(true);
  }

  void read_search(const YamlNode& value) {
    if (value.kind != Kind::map) {
      // VitePress and others have `search: false`; a theme of Jekyll has `search: exclude`.
      if (as_switch(value) == false || (value.kind == Kind::scalar && ascii_lower(trimmed(value.text)) == "exclude")) {
        front_matter_.excluded = true;
      } else if (as_switch(value) != true) {
        report(value, "'search' is no map with exclude or boost: it is ignored");
      }
      return;
    }
    for (const auto& [key, setting] : winners(value)) {
      if (key == "exclude") {
        front_matter_.excluded = read_switch("search.exclude", *setting);
      } else if (key == "boost") {
        read_boost(*setting);
      }
    }
  }

  void read_boost(const YamlNode& value) {
    const std::optional<double> boost =
        value.kind == Kind::scalar ? parse_number(trimmed(value.text)) : std::nullopt;
    if (boost && *boost >= 0.01 && *boost <= 100) {
      front_matter_.boost = *boost;
    } else if (value.kind != Kind::null) {
      report(value, "'search.boost' is no number from 0.01 to 100: it is ignored");
    }
  }

  void read_facet(const std::string& name, const YamlNode& value) {
    switch (value.kind) {
      case Kind::null:
        break;
      case Kind::scalar:
        if (std::ranges::find(rules_.blank_separated, name) != rules_.blank_separated.end()) {
          add_words(name, value);
        } else {
          add_facet(name, value);
        }
        break;
      case Kind::list:
        for (const YamlNode& item : value.items) {
          if (item.kind == Kind::scalar) {
            add_facet(name, item);
          } else {
            read_facet(name, item);
          }
        }
        break;
      case Kind::map:
        for (const auto& [key, member] : winners(value)) {
          const std::string full = name + "." + std::string(key);
          read_facet(std::string(renamed(full)), *member);
        }
        break;
    }
  }

  /// `subsidie wonen` as two values.
  void add_words(const std::string& name, const YamlNode& value) {
    YamlNode word = value;
    std::string_view rest = value.text;
    while (!(rest = trimmed(rest)).empty()) {
      const std::size_t end = std::min(rest.find_first_of(" \t\n"), rest.size());
      word.text = rest.substr(0, end);
      rest.remove_prefix(end);
      add_facet(name, word);
    }
  }

  void add_facet(std::string_view written, const YamlNode& value) {
    const std::string name = one_line(written);
    if (name.empty() || name.size() > max_facet_name_bytes) {
      report(value, fmt::format("the name of a facet has 1 to {} bytes, not {}: it is left out",
                                max_facet_name_bytes, name.size()));
      return;
    }
    facets_.add(name, value.text, value.plain, value.line);
  }

  const FacetRules& rules_;
  const std::filesystem::path& file_;
  std::vector<Problem>& problems_;
  FacetCollector facets_;
  FrontMatter front_matter_;
  std::vector<std::pair<std::string_view, std::string>> descriptions_;
};

/// Cuts one line off `text`, without its line feed.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

/// Whether `line` is `mark` and nothing but spaces and tabs behind it.
bool is_mark(std::string_view line, std::string_view mark) {
  return line.starts_with(mark) &&
         line.find_first_not_of(" \t", mark.size()) == std::string_view::npos;
}

/// The length of the JSON object that `text` starts with; 0 if it starts with anything else, as a macro
/// in braces.
std::size_t json_object_size(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\n", 1);
  if (first == std::string_view::npos || (text[first] != '"' && text[first] != '}')) return 0;
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c == '\\') ++at;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      std::string_view behind = text.substr(at + 1);
      return trimmed(take_line(behind)).empty() ? at + 1 : 0;
    }
  }
  return 0;
}

/// The key of a line `key: value`, with the white space before it at most three spaces; else empty.
std::string_view bare_key(std::string_view line) {
  const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  if (begin > 3) return {};
  std::size_t end = begin;
  while (end < line.size() && (is_ascii_letter(line[end]) || is_ascii_digit(line[end]) ||
                               line[end] == '_' || line[end] == '-')) {
    ++end;
  }
  return end < line.size() && line[end] == ':' ? line.substr(begin, end - begin)
                                               : std::string_view();
}

bool continues_bare_key(std::string_view line) {
  return (line.starts_with("    ") || line.starts_with('\t')) && !trimmed(line).empty();
}

/// How many lines of keys `text` starts with, and the blank line behind them: MultiMarkdown's metadata,
/// which MkDocs takes off a page and does not show.
std::size_t bare_key_lines(std::string_view text) {
  std::size_t lines = 0;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (trimmed(line).empty()) return lines == 0 ? 0 : lines + 1;
    if (bare_key(line).empty() && (lines == 0 || !continues_bare_key(line))) return lines;
    ++lines;
  }
  return lines;
}

YamlNode bare_keys(std::string_view text, std::size_t first_line) {
  YamlNode map;
  map.kind = Kind::map;
  map.line = first_line;
  for (std::size_t line = first_line; !text.empty(); ++line) {
    const std::string_view written = take_line(text);
    const std::string_view key = bare_key(written);
    if (key.empty()) {
      if (!map.members.empty() && !trimmed(written).empty()) {
        (map.members.back().value.text += ' ') += trimmed(written);
      }
      continue;
    }
    YamlMember member;
    member.key.kind = member.value.kind = Kind::scalar;
    member.key.line = member.value.line = line;
    member.value.plain = true;
    member.key.text = ascii_lower(key);
    member.value.text =
        trimmed(written.substr(static_cast<std::size_t>(key.data() - written.data()) + key.size() + 1));
    map.members.push_back(std::move(member));
  }
  return map;
}

/// The lines `#+key: value` of Emacs' Org; keys of lists end in `[]`, or are known.
YamlNode org_keys(std::string_view text, std::size_t first_line) {
  constexpr std::array<std::string_view, 4> lists = {"tags", "categories", "keywords", "aliases"};
  YamlNode map;
  map.kind = Kind::map;
  map.line = first_line;
  for (std::size_t line = first_line; !text.empty(); ++line) {
    const std::string_view written = take_line(text).substr(2);
    const std::size_t colon = written.find(':');
    if (colon == std::string_view::npos) continue;
    YamlMember member;
    member.key.kind = member.value.kind = Kind::scalar;
    member.key.line = member.value.line = line;
    member.value.plain = true;
    member.key.text = ascii_lower(trimmed(written.substr(0, colon)));
    std::string_view value = trimmed(written.substr(colon + 1));
    const bool is_list = member.key.text.ends_with("[]");
    if (is_list) member.key.text.resize(member.key.text.size() - 2);
    if (is_list || std::ranges::find(lists, member.key.text) != lists.end()) {
      member.value.kind = Kind::list;
      while (!value.empty()) {
        const std::size_t end = std::min(value.find_first_of(" \t"), value.size());
        YamlNode& item = member.value.items.emplace_back();
        item.kind = Kind::scalar;
        item.line = line;
        item.text = value.substr(0, end);
        value = trimmed(value.substr(end));
      }
    } else {
      if (member.key.text == "date" && value.starts_with('<') && value.ends_with('>')) {
        value = value.substr(1, value.size() - 2);
      }
      member.value.text = value;
    }
    map.members.push_back(std::move(member));
  }
  return map;
}

}  // namespace

PageParts split_page(std::string_view text, std::size_t max_front_matter_bytes,
                     const FrontMatterForms& forms, const std::filesystem::path& file,
                     std::vector<Problem>& problems) {
  PageParts parts;
  parts.body = text;
  std::string_view rest = text;
  std::size_t line = 1;
  if (forms.blank_lines) {
    std::string_view next = rest;
    while (!next.empty() && trimmed(take_line(next)).empty()) {
      rest = next;
      ++line;
    }
  }
  const auto keep = [&](std::string_view front_matter, std::size_t first_line,
                        std::size_t told_line) {
    if (front_matter.size() > max_front_matter_bytes) {
      problems.push_back({{file, told_line},
                          fmt::format("front matter of {} bytes, and at most {} are "
                                      "read: it is left out",
                                      front_matter.size(), max_front_matter_bytes)});
    } else {
      parts.front_matter = front_matter;
      parts.front_matter_line = first_line;
    }
  };
  if (forms.json && rest.starts_with('{')) {
    const std::size_t size = json_object_size(rest);
    if (size == 0) return parts;
    const std::string_view object = rest.substr(0, size);
    parts.form = FrontMatterForm::json;
    keep(object, line, line);
    rest.remove_prefix(size);
    (void)take_line(rest);  // what is left of its last line
    parts.body = rest;
    parts.body_line = line + 1 + static_cast<std::size_t>(std::ranges::count(object, '\n'));
    return parts;
  }
  constexpr std::string_view org_mark = "#+";
  if (forms.org && rest.starts_with(org_mark)) {
    const std::string_view begin = rest;
    const std::size_t first_line = line;
    for (; rest.starts_with(org_mark); ++line) (void)take_line(rest);
    parts.form = FrontMatterForm::org;
    keep(begin.substr(0, begin.size() - rest.size()), first_line, first_line);
    parts.body = rest;
    parts.body_line = line;
    return parts;
  }
  const std::size_t opening_line = line;
  std::string_view lines = rest;
  const std::string_view opening = take_line(lines);
  const bool toml = is_mark(opening, "+++");
  if (!toml && !is_mark(opening, "---")) {
    if (!forms.bare_keys) return parts;
    const std::size_t count = bare_key_lines(text);
    if (count == 0) return parts;
    rest = text;
    for (std::size_t i = 0; i < count; ++i) (void)take_line(rest);
    parts.form = FrontMatterForm::bare_keys;
    keep(text.substr(0, static_cast<std::size_t>(rest.data() - text.data())), 1, 1);
    parts.body = rest;
    parts.body_line = count + 1;
    return parts;
  }
  rest = lines;
  const std::string_view below = rest;
  while (!rest.empty()) {
    const std::string_view candidate = take_line(rest);
    ++line;
    const bool closes =
        toml ? is_mark(candidate, "+++") : is_mark(candidate, "---") || is_mark(candidate, "...");
    if (!closes) continue;
    const auto size = static_cast<std::size_t>(candidate.data() - below.data());
    parts.body = rest;
    parts.body_line = line + 1;
    parts.form = toml ? FrontMatterForm::toml : FrontMatterForm::yaml;
    keep(below.substr(0, size), opening_line + 1, opening_line);
    return parts;
  }
  if (toml) return parts;  // the text of a page may well start with three plus signs
  parts.body = below;
  parts.body_line = opening_line + 1;
  problems.push_back({{file, opening_line},
                      "front matter is not closed by a line ---: all below is read as text"});
  return parts;
}

YamlNode parse_front_matter(const PageParts& parts, const std::filesystem::path& file,
                            std::vector<Problem>& problems) {
  if (parts.front_matter_line == 0) return {};
  if (parts.form == FrontMatterForm::bare_keys) {
    return bare_keys(parts.front_matter, parts.front_matter_line);
  }
  if (parts.form == FrontMatterForm::org) return org_keys(parts.front_matter, parts.front_matter_line);
  const Where start{file, parts.front_matter_line};
  YamlDocument document = parts.form == FrontMatterForm::toml
                              ? parse_toml(parts.front_matter, start)
                              : parse_yaml(parts.front_matter, start);
  if (document.failure) {
    document.failure->message = "front matter is ignored: " + document.failure->message;
    problems.push_back(std::move(*document.failure));
    return {};
  }
  if (document.root.kind != Kind::map && document.root.kind != Kind::null) {
    problems.push_back(
        {{file, document.root.line}, "front matter is ignored: it is no map of keys and values"});
    return {};
  }
  return std::move(document.root);
}

FrontMatter read_front_matter(const YamlNode& keys, const FacetRules& rules,
                              const std::filesystem::path& file, std::vector<Problem>& problems) {
  if (keys.kind != Kind::map) return {};
  const std::size_t before = problems.size();
  FrontMatter front_matter = Reader(rules, file, problems).read(keys);
  if (problems.size() > before + max_problems) {
    const std::size_t more = problems.size() - before - max_problems;
    problems.resize(before + max_problems);
    problems.push_back(
        {{file, 0}, fmt::format("{} more problems in the front matter", more), true});
  }
  return front_matter;
}

}  // namespace speur
