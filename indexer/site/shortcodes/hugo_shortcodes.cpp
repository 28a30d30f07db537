#include "indexer/site/shortcodes/hugo_shortcodes.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/site/rules/config_file.hpp"
#include "indexer/site/rules/settings.hpp"
#include "indexer/site/shortcodes/html_words.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;
using Kind = GoValue::Kind;

constexpr std::size_t max_templates = 1000;
constexpr std::uintmax_t max_template_bytes = std::uintmax_t{256} << 10U;
constexpr std::uintmax_t max_data_bytes = std::uintmax_t{4} << 20U;
/// A longer tag is none to those who look for tags.
constexpr std::size_t max_words = 700;

bool is_data_file(const fs::path& file) {
  constexpr std::array<std::string_view, 4> extensions = {".yaml", ".yml", ".toml", ".json"};
  return std::ranges::find(extensions, file.extension().string()) != extensions.end();
}

bool is_template_file(const fs::path& file) {
  return file.extension() == ".html" || file.extension() == ".md";
}

/// In the order of their paths; nothing where the folder cannot be read as a whole, or has too many.
std::optional<std::vector<fs::path>> files_below(const fs::path& folder, const fs::path& site,
                                                 const std::function<bool(const fs::path&)>& is_wanted) {
  std::vector<fs::path> files;
  std::error_code error;
  if (fs::symlink_status(folder, error).type() == fs::file_type::not_found) return files;
  if (type_within(folder, site) != fs::file_type::directory) return std::nullopt;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (is_wanted(entry->path()) && type_within(entry->path(), site) == fs::file_type::regular) files.push_back(entry->path());
    if (files.size() > max_templates) return std::nullopt;
  }
  if (error) return std::nullopt;
  std::ranges::sort(files);
  return files;
}

/// A value as Hugo has it: without quotes it may be a number or a truth.
GoValue argument_of(std::string text, bool quoted) {
  if (quoted) return GoValue::of_text(std::move(text));
  if (text == "true" || text == "false") return GoValue::of_truth(text == "true");
  std::int64_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && stop == text.data() + text.size()) return GoValue::of_number(number);
  return GoValue::of_text(std::move(text));
}

/// Reads a value at the start of `text`, and takes it off.
GoValue take_value(std::string_view& text) {
  const char quote = text[0];
  if (quote != '"' && quote != '`') {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n"), text.size());
    std::string value(text.substr(0, end));
    text.remove_prefix(end);
    return argument_of(std::move(value), false);
  }
  std::string value;
  std::size_t i = 1;
  for (; i < text.size() && text[i] != quote; ++i) {
    if (quote == '"' && text[i] == '\\' && i + 1 < text.size()) ++i;
    value += text[i];
  }
  text.remove_prefix(std::min(i + 1, text.size()));
  return argument_of(std::move(value), true);
}

/// The arguments of a tag: a map where they have names, else a list.
GoValue arguments_of(std::string_view inside) {
  budget::spend(inside.size());
  GoValue::Entries entries;
  bool named = false;
  for (;;) {
    inside.remove_prefix(std::min(inside.find_first_not_of(" \t\r\n"), inside.size()));
    if (inside.empty() || inside == "/") break;
    std::string name;
    const std::size_t sign = inside.find_first_of("= \t\r\n\"`");
    if (sign != std::string_view::npos && sign > 0 && inside[sign] == '=' && sign + 1 < inside.size()) {
      name = inside.substr(0, sign);
      inside.remove_prefix(sign + 1);
      named = true;
    }
    entries.emplace_back(std::move(name), take_value(inside));
  }
  return GoValue::of_entries(named ? Kind::map : Kind::list, std::move(entries));
}

/// What stands in a tag behind its name.
std::string_view behind_name(std::string_view text, const ShortcodeTag& tag) {
  std::string_view inside = text.substr(tag.begin + 3, tag.end - tag.begin - 6);
  inside.remove_prefix(std::min(inside.find(tag.name) + tag.name.size(), inside.size()));
  const std::size_t last = inside.find_last_not_of(" \t\r\n");
  inside = inside.substr(0, last + 1);  // npos + 1 is 0
  if (inside.ends_with('/')) inside.remove_suffix(1);
  return inside;
}

/// Which tag closes which: by the place of the one that opens.
std::map<std::size_t, std::size_t> partners(const std::vector<ShortcodeTag>& tags) {
  std::map<std::size_t, std::size_t> found;
  std::map<std::string_view, std::vector<std::size_t>> open;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    std::vector<std::size_t>& same = open[tags[i].name];
    if (!tags[i].closes) {
      if (tags[i].opens) same.push_back(i);
    } else if (!same.empty()) {
      found.emplace(same.back(), i);
      same.pop_back();
    }
  }
  return found;
}

/// A tag that has these words for whoever reads tags; `head`: "{{< naam", `lines`: that it goes over besides its first.
std::string tag_with(std::string_view head, std::string words, std::string_view tail, std::size_t lines) {
  std::string made(head);
  if (!words.empty()) {
    // Neither is an end to the value that the other one begins.
    const char quote = words.find('"') == std::string::npos ? '"' : '`';
    if (quote == '`') std::ranges::replace(words, '`', '\'');
    if (quote == '"') std::ranges::replace(words, '\\', '/');
    ((made += " text=") += quote) += words;
    made += quote;
  }
  for (; lines > 0; --lines) made += "\nx";  // an empty line would end a paragraph
  return (made += ' ') += tail;
}

/// The words in tags of their own, each of which is short enough; the last ones are left in `words`.
std::string leading_tags(std::string& words) {
  std::string made;
  while (words.size() > max_words) {
    std::size_t end = words.rfind(' ', max_words);
    if (end == std::string::npos || end == 0) end = max_words;
    made += tag_with("{{< tekst", words.substr(0, end), "/>}}", 0);
    words.erase(0, std::min(end + 1, words.size()));
  }
  return made;
}

bool is_inner_mark(char c) {
  return c == GoValue::inner_mark || c == GoValue::rendered_inner_mark;
}

/// What a template makes, around what stands between its tags.
struct Shown {
  std::string before, behind;
  bool has_inner = false;
  bool inner_is_markdown = false;
};

Shown split_at_inner(const std::string& made) {
  Shown shown;
  const auto mark = std::ranges::find_if(made, is_inner_mark);
  shown.before.assign(made.begin(), mark);
  if (mark == made.end()) return shown;
  shown.has_inner = std::ranges::any_of(words_of_html(made), is_inner_mark);  // and no script has it
  shown.inner_is_markdown = *mark == GoValue::rendered_inner_mark;
  shown.behind.assign(mark + 1, made.end());
  std::ranges::replace_if(shown.behind, is_inner_mark, ' ');
  return shown;
}

/// What a template puts in as it stands is no Markdown: nothing of it is a heading.
std::string without_headings(std::string_view text) {
  std::string made;
  bool at_start = false;
  for (const char c : text) {
    if (c == '#' && at_start) made += '\\';
    at_start = c == '\n' || (at_start && c == ' ');
    made += c;
  }
  return made;
}

/// Puts the words of templates in the tags of one text.
class TagFiller {
 public:
  explicit TagFiller(std::string_view text) : text_(text) {
    for (auto tag = next_shortcode(text, 0); tag; tag = next_shortcode(text, tag->end)) {
      budget::hold_growth(tags_);
      tags_.push_back(*tag);
    }
    closing_ = partners(tags_);
  }

  [[nodiscard]] const std::vector<ShortcodeTag>& tags() const { return tags_; }
  [[nodiscard]] bool is_gone(const ShortcodeTag& tag) const { return tag.begin < from_; }
  /// The tag around one; null where there is none.
  [[nodiscard]] const ShortcodeTag* around(const ShortcodeTag& tag) {
    while (!around_.empty() && tags_[closing_.find(around_.back())->second].begin < tag.begin) around_.pop_back();
    return around_.empty() ? nullptr : &tags_[around_.back()];
  }
  /// What comes next lies between the tags of this one.
  void enter(std::size_t tag) { around_.push_back(tag); }
  [[nodiscard]] bool is_paired(std::size_t tag) const { return closing_.contains(tag); }

  /// The words of the tag that opens are the template's. `paired`: it shows what stands between its tags, or not.
  void fill(std::size_t number, const Shown& shown, bool paired) {
    const ShortcodeTag& tag = tags_[number];
    copy_to(tag.begin);
    from_ = tag.end;
    // What such a tag makes stands in the page's Markdown, unless the template has read its own part already.
    const bool as_it_is = tag.sign == '%' && !shown.inner_is_markdown;
    const std::string words = words_of_html(shown.before);
    made_ += as_it_is ? shown.before : filled(tag, one_line(words));
    // The tag of an element in the template stands between these words and what follows.
    const bool goes_on = from_ < text_.size() && text_[from_] != '\n';
    if (!as_it_is && goes_on && paired && words.ends_with(' ') && words != " ") made_ += ' ';
    if (!paired) return;
    const std::size_t close = closing_.find(number)->second;
    behind_.emplace(close, Behind{shown.behind, as_it_is});
    if (shown.has_inner) {
      open_.emplace_back(tags_[close].begin, tag.sign == '<' && !shown.inner_is_markdown);
      return;
    }
    const std::string_view gone = text_.substr(from_, tags_[close].begin - from_);
    made_.append(static_cast<std::size_t>(std::ranges::count(gone, '\n')), '\n');
    from_ = tags_[close].begin;
  }

  void close(std::size_t number) {
    const auto found = behind_.find(number);
    if (found == behind_.end()) return;
    const ShortcodeTag& tag = tags_[number];
    copy_to(tag.begin);
    if (found->second.as_it_is) {
      made_ += found->second.html;
      from_ = tag.end;
      return;
    }
    std::string words = words_of_html(found->second.html);
    if (words.starts_with(' ') && words != " ") made_ += ' ';
    words = one_line(words);
    if (words.empty()) return;
    made_ += leading_tags(words);
    made_ += tag_with("{{< tekst", std::move(words), "/>}}", 0);
  }

  [[nodiscard]] std::string finish() {
    copy_to(text_.size());
    return std::move(made_);
  }

  [[nodiscard]] std::size_t line_of(const ShortcodeTag& tag) const {
    budget::spend(tag.begin);
    return static_cast<std::size_t>(std::ranges::count(text_.substr(0, tag.begin), '\n'));
  }

 private:
  /// What a template shows behind what stands between its tags.
  struct Behind {
    std::string html;
    bool as_it_is;
  };

  void copy_to(std::size_t end) {
    while (!open_.empty() && open_.back().first <= from_) open_.pop_back();
    const std::string_view part = text_.substr(from_, end - from_);
    if (!open_.empty() && open_.back().second) {
      made_ += without_headings(part);
    } else {
      made_ += part;
    }
    from_ = end;
  }

  [[nodiscard]] std::string filled(const ShortcodeTag& tag, std::string words) const {
    std::string made = leading_tags(words);
    const std::string_view whole = text_.substr(tag.begin, tag.end - tag.begin);
    const auto lines = static_cast<std::size_t>(std::ranges::count(whole, '\n'));
    const std::string end = fmt::format("{}{}}}}}", tag.opens ? "" : "/", tag.sign == '<' ? '>' : '%');
    return made += tag_with(fmt::format("{{{{{} {}", tag.sign, tag.name), std::move(words), end, lines);
  }

  std::string_view text_;
  std::string made_;
  std::size_t from_ = 0;
  std::vector<ShortcodeTag> tags_;
  std::map<std::size_t, std::size_t> closing_;
  std::map<std::size_t, Behind> behind_;            // by the tag that closes
  std::vector<std::size_t> around_;
  std::vector<std::pair<std::size_t, bool>> open_;  // up to where, and whether it is no Markdown
};

}  // namespace

HugoShortcodes::HugoShortcodes(const YamlNode& settings, const fs::path& site, const std::string& language) {
  std::vector<fs::path> roots = {site};
  for (const std::string& theme : texts_of(settings.find("theme"))) {
    roots.push_back(site / text_of(settings, "themesdir", "themes") / theme);
  }
  for (const fs::path& root : roots) {
    for (const char* const folder : {"layouts/shortcodes", "layouts/_shortcodes"}) read_folder(root / folder, site, shortcodes_);
  }
  if (shortcodes_.empty()) return;
  for (const fs::path& root : roots) {
    for (const char* const folder : {"layouts/partials", "layouts/_partials"}) read_folder(root / folder, site, partials_);
  }
  if (fingerprint_.find("ite.Data") != std::string::npos) read_data(site);
  if (!language.empty()) {
    for (const fs::path& root : roots) read_words(root / "i18n", site, language);
  }
  fingerprint_ += print_of(data_) + print_of(words_);
}

/// A file is a member of the map of its folder. Where one of them cannot be read, none is known: a template would
/// take what is missing for what the site does not have.
void HugoShortcodes::read_data(const fs::path& site) {
  const fs::path folder = site / "data";
  const std::optional<std::vector<fs::path>> files = files_below(folder, site, is_data_file);
  if (!files) return;
  YamlNode data;
  data.kind = YamlNode::Kind::map;
  std::uintmax_t bytes = 0;
  std::error_code error;
  for (const fs::path& file : *files) {
    bytes += fs::file_size(file, error);
    if (bytes > max_data_bytes) return;
    std::vector<Problem> problems;
    YamlNode node = read_settings(file, problems);
    if (!problems.empty()) return;
    fs::path name = file.lexically_relative(folder).replace_extension();
    for (; !name.empty(); name = name.parent_path()) {
      YamlNode around;
      around.kind = YamlNode::Kind::map;
      around.members.push_back({scalar_node(name.filename().string()), std::move(node)});
      node = std::move(around);
    }
    lower_keys(node);
    merge_settings(data, std::move(node));
  }
  data_ = std::move(data);
}

void HugoShortcodes::read_words(const fs::path& folder, const fs::path& site, const std::string& language) {
  if (words_.kind != YamlNode::Kind::null || type_within(folder, site) != fs::file_type::directory) return;
  for (const char* const extension : {".yaml", ".yml", ".toml", ".json"}) {
    const fs::path file = folder / (language + extension);
    if (type_within(file, site) != fs::file_type::regular) continue;
    std::vector<Problem> not_of_pages;
    words_ = read_settings(file, not_of_pages);
    lower_keys(words_);
    return;
  }
}

void HugoShortcodes::read_folder(const fs::path& folder, const fs::path& site, GoTemplates& templates) {
  const std::optional<std::vector<fs::path>> files = files_below(folder, site, is_template_file);
  if (!files) return;
  for (const fs::path& file : *files) {
    const std::string name = file.lexically_relative(folder).replace_extension().generic_string();
    try {
      const std::string text = read_file(file, max_template_bytes);
      if (first_invalid_utf8(text) != all_valid || !templates.emplace(name, parse_go_template(text)).second) continue;
      fingerprint_.append(name).append(1, '\n').append(text).append(1, '\n');
    } catch (const Error&) {
      templates.emplace(name, nullptr);
    }
  }
}

std::string HugoShortcodes::run(std::string text, const YamlNode& page, const YamlNode& settings, const Where& where,
                                std::vector<Problem>& problems) const {
  if (shortcodes_.empty() || text.find("{{") == std::string::npos) return text;
  TagFiller filler(text);
  for (std::size_t i = 0; i < filler.tags().size(); ++i) {
    const ShortcodeTag& tag = filler.tags()[i];
    if (filler.is_gone(tag)) continue;
    if (tag.closes) {
      filler.close(i);
      continue;
    }
    const ShortcodeTag* const around = filler.around(tag);
    if (filler.is_paired(i)) filler.enter(i);
    const auto known = shortcodes_.find(tag.name);
    if (known == shortcodes_.end()) continue;
    std::string made(1, unknown_mark);
    bool paired = false;
    if (known->second != nullptr) {
      paired = filler.is_paired(i) && known->second->has_inner;
      const GoValue outer = around == nullptr ? GoValue() : arguments_of(behind_name(text, *around));
      made = run_go_template(*known->second, {partials_, page, settings, tag.name, paired, arguments_of(behind_name(text, tag)),
                                              around == nullptr ? nullptr : &outer, data_, words_});
    }
    budget::hold(made.size());
    budget::spend(made.size());
    if (words_of_html(made).find(unknown_mark) != std::string::npos) {
      problems.push_back(doubt(where.file, where.line + filler.line_of(tag),
                               fmt::format("words may be left out that the template of the shortcode `{}` adds", tag.name)));
      continue;
    }
    filler.fill(i, split_at_inner(made), paired);
  }
  return filler.finish();
}

}  // namespace speur
