#include "indexer/site/config_files.hpp"
#include "indexer/front_matter/language_code.hpp"
#include "indexer/text/text_decoding.hpp"
#include "indexer/tree/toml_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace speur {
namespace {

namespace fs = std::filesystem;
using Kind = YamlNode::Kind;

constexpr std::uintmax_t max_config_bytes = 4U << 20U;

YamlNode read_settings(const fs::path& file, std::vector<Problem>& problems) {
  try {
    const std::string text =
        decode_text(read_file(file, max_config_bytes), FallbackEncoding::none, file, problems);
    YamlDocument document = file.extension() == ".toml"
                                ? parse_toml(text, {file, 1})
                                : parse_yaml(text, {file, 1});  // JSON is YAML
    if (!document.failure) return std::move(document.root);
    document.failure->message = "is ignored: " + document.failure->message;
    problems.push_back(std::move(*document.failure));
  } catch (const Error& e) {
    problems.push_back({{}, e.what()});
  }
  return {};
}

/// Empty where the key is not there, or its text comes from the generator's environment.
std::string text_of(const YamlNode& map, std::string_view key) {
  const YamlNode* node = map.find(key);
  if (node == nullptr || node->kind != Kind::scalar || node->foreign) return {};
  return one_line(node->text);
}

void append_lines(const YamlNode& map, std::string_view key, std::vector<std::string>& lines) {
  const YamlNode* node = map.find(key);
  if (node == nullptr || node->kind != Kind::scalar) return;
  std::string_view rest = node->text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    lines.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

std::optional<bool> switch_of(const YamlNode& map, std::string_view key) {
  return parse_boolean(text_of(map, key));
}

std::string language_of(const YamlNode& map, std::string_view key) {
  return language_of_code(text_of(map, key)).value_or("");
}

std::size_t line_of(const YamlNode& map, std::string_view key) {
  const YamlNode* node = map.find(key);
  return node == nullptr ? 0 : node->line;
}

/// A scalar, or the scalars of a list.
std::vector<ConfiguredPath> paths_of(const YamlNode* node, const fs::path& file) {
  std::vector<ConfiguredPath> paths;
  if (node == nullptr) return paths;
  if (node->kind == Kind::scalar) paths.push_back({node->text, {file, node->line}});
  for (const YamlNode& item : node->items) {
    if (item.kind == Kind::scalar) paths.push_back({item.text, {file, item.line}});
  }
  return paths;
}

/// The options of a Markdown extension: extensions are a list of names and of maps with one name,
/// or a map. Null where it is used without options; nullptr where it is not used.
const YamlNode* find_extension(const YamlNode& extensions, std::string_view name) {
  static const YamlNode no_options;
  for (const YamlNode& item : extensions.items) {
    if (item.kind == Kind::scalar && item.text == name) return &no_options;
    if (const YamlNode* found = find_extension(item, name)) return found;
  }
  for (const YamlMember& member : extensions.members) {
    if (member.key.text == name) return &member.value;
  }
  return nullptr;
}

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

void read_snippet_options(const YamlNode& mkdocs, ConfigFile& config) {
  const YamlNode* extensions = mkdocs.find("markdown_extensions");
  if (extensions == nullptr) return;
  const YamlNode* options = find_extension(*extensions, "pymdownx.snippets");
  if (options == nullptr) return;
  std::vector<ConfiguredPath> paths = paths_of(options->find("base_path"), config.file);
  if (paths.empty()) paths.push_back({".", {config.file, 0}});
  for (ConfiguredPath& path : paths) {
    config.snippet_paths.push_back({snippet_path(path.path.string(), config), path.where});
  }
  config.append = paths_of(options->find("auto_append"), config.file);
}

/// mkdocs-macros looks below `include_dir`, or the pages' folder and the site's own; the plugin
/// include-markdown below the page's folder, which is looked at always.
void read_template_options(const YamlNode& mkdocs, ConfigFile& config) {
  const YamlNode* plugins = mkdocs.find("plugins");
  if (plugins == nullptr) return;
  const fs::path folder = config.file.parent_path();
  const YamlNode* macros = find_extension(*plugins, "macros");
  if (macros == nullptr && find_extension(*plugins, "include-markdown") == nullptr) return;
  const std::string include_dir = macros == nullptr ? "" : text_of(*macros, "include_dir");
  if (!include_dir.empty()) config.template_paths.push_back({folder / include_dir, {}});
  config.template_paths.push_back({config.content, {}});
  config.template_paths.push_back({folder / "", {}});
}

}  // namespace

ConfigFile read_mkdocs_config(const fs::path& file, std::vector<Problem>& problems) {
  ConfigFile config;
  config.file = file;
  config.generator = Generator::mkdocs;
  const YamlNode mkdocs = read_settings(file, problems);
  std::string docs_dir = text_of(mkdocs, "docs_dir");
  if (docs_dir.empty()) docs_dir = "docs";
  config.content = (file.parent_path() / docs_dir).lexically_normal();
  config.content_line = line_of(mkdocs, "docs_dir");
  config.site_name = text_of(mkdocs, "site_name");
  config.site_url = text_of(mkdocs, "site_url");
  config.directory_urls = switch_of(mkdocs, "use_directory_urls");
  if (const YamlNode* theme = mkdocs.find("theme"))
    config.language = language_of(*theme, "language");
  config.exclude = {"/templates/"};  // as MkDocs does
  append_lines(mkdocs, "exclude_docs", config.exclude);
  append_lines(mkdocs, "draft_docs", config.draft_patterns);
  read_snippet_options(mkdocs, config);
  read_template_options(mkdocs, config);
  return config;
}

ConfigFile read_hugo_config(const fs::path& file, std::vector<Problem>& problems) {
  ConfigFile config;
  config.file = file;
  config.generator = Generator::hugo;
  config.anchors = AnchorStyle::github;
  const YamlNode hugo = read_settings(file, problems);
  const auto first_of = [&](std::string_view key, std::string_view old_key) {
    std::string text = text_of(hugo, key);
    return text.empty() ? text_of(hugo, old_key) : text;
  };
  std::string content = first_of("contentDir", "contentdir");
  if (content.empty()) content = "content";
  config.content = (file.parent_path() / content).lexically_normal();
  config.content_line = std::max(line_of(hugo, "contentDir"), line_of(hugo, "contentdir"));
  config.site_name = text_of(hugo, "title");
  config.site_url = first_of("baseURL", "baseurl");
  config.language = language_of(hugo, "languageCode");
  if (config.language.empty()) config.language = language_of(hugo, "defaultContentLanguage");
  config.directory_urls = !switch_of(hugo, "uglyURLs").value_or(false);
  return config;
}

ConfigFile read_jekyll_config(const fs::path& file, std::vector<Problem>& problems) {
  ConfigFile config;
  config.file = file;
  config.generator = Generator::jekyll;
  config.anchors = AnchorStyle::github;
  const YamlNode jekyll = read_settings(file, problems);
  const std::string source = text_of(jekyll, "source");
  config.content = (file.parent_path() / source).lexically_normal();
  config.content_line = line_of(jekyll, "source");
  config.site_name = text_of(jekyll, "title");
  config.site_url = text_of(jekyll, "url") + text_of(jekyll, "baseurl");
  config.language = language_of(jekyll, "lang");
  config.directory_urls = text_of(jekyll, "permalink") == "pretty";
  const std::string includes = text_of(jekyll, "includes_dir");
  config.template_paths.push_back(
      {config.content / (includes.empty() ? "_includes" : includes), {}});
  return config;
}

}  // namespace speur
