#include "indexer/site/mkdocs/mkdocs_settings.hpp"

#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;
using Kind = YamlNode::Kind;

constexpr int max_parents = 8;

/// `!relative $config_dir/x` and paths that start in the folder where the site is built.
fs::path snippet_path(std::string_view written, const ConfigFile& config) {
  const fs::path folder = config.file.parent_path();
  const auto below = [&](std::string_view variable, const fs::path& base) {
    fs::path rest(written.substr(variable.size()));
    return (base / rest.relative_path()).lexically_normal();
  };
  if (written.starts_with("$config_dir")) return below("$config_dir", folder);
  if (written.starts_with("$docs_dir")) return below("$docs_dir", config.content);
  return (folder / written).lexically_normal();
}

void set_case(AnchorRules& rules, std::string_view name) {
  if (name == "lower") rules.letter_case = LetterCase::lower;
  if (name == "lower-ascii") rules.letter_case = LetterCase::lower_ascii;
  if (name == "fold") rules.letter_case = LetterCase::fold;
}

/// The functions of pymdownx.slugs; `slugify` has its options in `kwds`.
bool set_pymdownx(AnchorRules& rules, std::string name, const YamlNode& node) {
  rules.slug = SlugRule::pymdownx;
  if (name == "slugify") {
    if (const YamlNode* const options = node.find("kwds")) {
      set_case(rules, text_of(*options, "case"));
      rules.percent_encode = switch_of(*options, "percent_encode", false);
      rules.normal_form = text_of(*options, "normalize", "NFC");
    }
    return true;
  }
  if (name.ends_with("_encoded")) {
    rules.percent_encode = true;
    name.resize(name.size() - 8);
  }
  if (name == "uslugify") rules.letter_case = LetterCase::lower;
  if (name == "gfm") rules.letter_case = LetterCase::lower_ascii;
  return name == "uslugify" || name == "uslugify_cased" || name == "gfm";
}

/// `!ENV [NAME, value]` is the value where the environment has no such name, as here.
void take_defaults(YamlNode& node) {
  if (node.tag == "!ENV" && node.kind == Kind::list && node.items.size() > 1) {
    YamlNode value = std::move(node.items.back());
    node = std::move(value);
  }
  for (YamlNode& item : node.items) take_defaults(item);
  for (YamlMember& member : node.members) take_defaults(member.value);
}

/// "pymdownx.slugs.slugify" of `!!python/object/apply:pymdownx.slugs.slugify`.
std::string_view function_of(const YamlNode& node) {
  std::string_view function = node.tag.empty() ? node.text : node.tag;
  const std::size_t colon = function.rfind(':');
  if (colon != std::string_view::npos) function.remove_prefix(colon + 1);
  return function;
}

}  // namespace

YamlNode read_mkdocs_settings(const fs::path& file, std::vector<Problem>& problems) {
  YamlNode settings = read_settings(file, problems);
  take_defaults(settings);
  fs::path child = file;
  for (int i = 0; i < max_parents; ++i) {
    const std::string parent = text_of(settings, "INHERIT");
    if (parent.empty()) return settings;
    std::erase_if(settings.members,
                  [](const YamlMember& member) { return member.key.text == "INHERIT"; });
    const fs::path extension = fs::path(parent).extension();
    if (fs::path(parent).is_absolute() || (extension != ".yml" && extension != ".yaml")) {
      problems.push_back({{file, 0}, fmt::format("INHERIT: {} is no YAML file beside or above it: it "
                                                 "is not read", parent)});
      return settings;
    }
    child = (child.parent_path() / parent).lexically_normal();
    YamlNode base = read_settings(child, problems);
    take_defaults(base);
    merge_settings(base, std::move(settings));
    settings = std::move(base);
  }
  problems.push_back({{file, 0}, fmt::format("more than {} parents by INHERIT: the others are not "
                                             "read", max_parents)});
  return settings;
}

std::optional<AnchorRules> slug_rules(const YamlNode& node) {
  const std::string_view function = function_of(node);
  AnchorRules rules;
  if (function == "markdown.extensions.toc.slugify") return rules;
  if (function == "markdown.extensions.toc.slugify_unicode") {
    rules.slug = SlugRule::python_unicode;
    return rules;
  }
  constexpr std::string_view pymdownx = "pymdownx.slugs.";
  if (!function.starts_with(pymdownx)) return std::nullopt;
  const bool known = set_pymdownx(rules, std::string(function.substr(pymdownx.size())), node);
  return known ? std::optional(rules) : std::nullopt;
}

std::string bounded_separator(const std::string& separator) {
  constexpr std::size_t longest = 64;
  return separator.size() <= longest ? separator : "-";
}

AnchorRules mkdocs_anchors(const YamlNode& mkdocs, const fs::path& file,
                           std::vector<Problem>& problems) {
  AnchorRules rules;
  rules.smart_dashes = find_extension(mkdocs, {"smarty"}) != nullptr;
  rules.smart_symbols = find_extension(mkdocs, {"pymdownx.smartsymbols"}) != nullptr;
  rules.linked_mail = find_extension(mkdocs, {"pymdownx.magiclink"}) != nullptr;
  const YamlNode* const toc = find_extension(mkdocs, {"toc"});
  if (toc == nullptr) return rules;
  if (const YamlNode* const separator = toc->find("separator")) {
    rules.separator = bounded_separator(separator->text);
    if (rules.separator != separator->text) {
      problems.push_back({{file, separator->line}, "the separator of `toc` is too long: `-` is taken", true});
    }
  }
  if (const YamlNode* const marker = toc->find("marker")) rules.contents_marker = marker->text;
  const YamlNode* const slugify = toc->find("slugify");
  if (slugify == nullptr) return rules;
  if (const std::optional<AnchorRules> known = slug_rules(*slugify)) {
    AnchorRules own = *known;
    own.separator = rules.separator;
    own.contents_marker = rules.contents_marker;
    own.smart_dashes = rules.smart_dashes;
    own.smart_symbols = rules.smart_symbols;
    own.linked_mail = rules.linked_mail;
    return own;
  }
  problems.push_back({{file, slugify->line},
                      fmt::format("the anchors that {} makes are not known: headings link to their "
                                  "pages", function_of(*slugify)),
                      true});
  rules.slug = SlugRule::none;
  return rules;
}

const YamlNode* find_extension(const YamlNode& mkdocs, std::initializer_list<std::string_view> names) {
  static const YamlNode no_options;
  const YamlNode* const list = mkdocs.find("markdown_extensions");
  if (list == nullptr) return nullptr;
  const auto is_wanted = [&](std::string_view written) {
    constexpr std::string_view module = "markdown.extensions.";
    if (written.starts_with(module)) written.remove_prefix(module.size());
    return std::ranges::find(names, written.substr(0, written.find(':'))) != names.end();
  };
  const auto find_member = [&](const YamlNode& map) -> const YamlNode* {
    const auto found = std::ranges::find_if(
        map.members, [&](const YamlMember& member) { return is_wanted(member.key.text); });
    return found == map.members.end() ? nullptr : &found->value;
  };
  for (const YamlNode& item : list->items) {
    if (item.kind == Kind::scalar && is_wanted(item.text)) return &no_options;
    if (const YamlNode* const found = find_member(item)) return found;
  }
  return find_member(*list);
}

MarkdownFeatures mkdocs_features(const YamlNode& mkdocs) {
  MarkdownFeatures features;
  if (mkdocs.kind != Kind::map) return features;
  const YamlNode* const emoji = find_extension(mkdocs, {"pymdownx.emoji"});
  features.emoji = emoji != nullptr;
  // The index of MkDocs Material, in its old and new place, knows icons besides emoji.
  const YamlNode* const index = emoji == nullptr ? nullptr : emoji->find("emoji_index");
  features.icons = index != nullptr && function_of(*index).starts_with("material");
  // Backstage's plugin turns on what it needs by itself.
  if (find_option(mkdocs.find("plugins"), "techdocs-core") != nullptr) return features;
  const auto has = [&](std::initializer_list<std::string_view> names) {
    return find_extension(mkdocs, names) != nullptr;
  };
  features.attribute_lists = has({"attr_list", "extra", "pymdownx.extra"});
  features.footnotes = has({"footnotes", "extra", "pymdownx.extra"});
  features.definition_lists = has({"def_list", "extra", "pymdownx.extra"});
  features.markdown_in_html = has({"md_in_html", "extra", "pymdownx.extra"});
  features.admonitions = has({"admonition"});
  features.details = has({"pymdownx.details"});
  features.tabs = has({"pymdownx.tabbed"});
  features.code_languages = has({"pymdownx.inlinehilite"});
  features.spaced_headings = has({"pymdownx.saneheaders"});
  features.fancy_lists = has({"pymdownx.fancylists"});
  if (has({"pymdownx.superfences", "pymdownx.extra"})) features.code_names = CodeNames::pymdownx;
  return features;
}

std::string print_of(const MarkdownFeatures& features) {
  return fmt::format("{:d}{:d}{:d}{:d}{:d}{:d}{:d}{:d}{:d}{:d}{:d}{:d}{:d}{:d}", features.emoji, features.raw_html,
                     features.icons, features.attribute_lists, features.footnotes, features.admonitions,
                     features.details, features.tabs, features.definition_lists,
                     features.markdown_in_html, features.code_languages, features.spaced_headings,
                     features.fancy_lists, features.code_names == CodeNames::pymdownx);
}

void read_snippet_options(const YamlNode& mkdocs, ConfigFile& config) {
  const YamlNode* const options = find_extension(mkdocs, {"pymdownx.snippets"});
  if (options == nullptr) return;
  std::vector<ConfiguredPath> paths = paths_of(options->find("base_path"), config.file);
  if (paths.empty()) paths.push_back({".", {config.file, 0}});
  for (ConfiguredPath& path : paths) {
    config.snippet_paths.push_back({snippet_path(path.path.string(), config), path.where});
  }
  config.append = paths_of(options->find("auto_append"), config.file);
}

void read_template_options(const YamlNode& mkdocs, ConfigFile& config) {
  const YamlNode* const plugins = mkdocs.find("plugins");
  const YamlNode* const macros = find_option(plugins, "macros");
  const fs::path folder = config.file.parent_path();
  if (const YamlNode* const include = find_extension(mkdocs, {"markdown_include.include"})) {
    config.template_paths.push_back({folder / text_of(*include, "base_path", "."), {}});
  }
  if (macros == nullptr && find_option(plugins, "include-markdown") == nullptr) return;
  const std::string include_dir = macros == nullptr ? "" : text_of(*macros, "include_dir");
  if (!include_dir.empty()) config.template_paths.push_back({folder / include_dir, {}});
  config.template_paths.push_back({config.content, {}});
  config.template_paths.push_back({folder / "", {}});
}

}  // namespace speur
