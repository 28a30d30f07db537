#include "indexer/site/jekyll/jekyll_settings.hpp"

#include "indexer/front_matter/facet_values.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/settings.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace speur {
namespace {

using Kind = YamlNode::Kind;

void read_collections(const YamlNode& config, JekyllSettings& settings) {
  settings.collections["posts"].output = true;
  const YamlNode* const collections = config.find("collections");
  if (collections == nullptr) return;
  for (const std::string& name : texts_of(collections)) settings.collections.try_emplace(name);
  for (const YamlMember& member : collections->members) {
    JekyllCollection& collection = settings.collections[member.key.text];
    collection.output = ruby_switch(member.value, "output", collection.output);
    collection.permalink = text_of(member.value, "permalink");
  }
}

void read_defaults(const YamlNode& config, JekyllSettings& settings) {
  const YamlNode* const defaults = config.find("defaults");
  if (defaults == nullptr) return;
  for (const YamlNode& item : defaults->items) {
    const YamlNode* const scope = item.find("scope");
    const YamlNode* const values = item.find("values");
    if (values == nullptr || values->kind != Kind::map) continue;
    JekyllDefaults each;
    if (scope != nullptr) {
      // To Jekyll a path that YAML takes for a number is none, and means all pages.
      const YamlNode* const path = scope->find("path");
      const bool number = path != nullptr && path->plain && parse_number(path->text).has_value();
      if (!number) each.path = clean_path(text_of(*scope, "path"));
      while (each.path.ends_with('/')) each.path.pop_back();
      each.type = text_of(*scope, "type");
    }
    each.values = *values;
    settings.defaults.push_back(std::move(each));
  }
}

/// "markdown,mkd" as ".markdown", ".mkd".
std::vector<std::string> extensions_of(std::string_view text) {
  std::vector<std::string> extensions;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    const std::string_view name = trimmed(text.substr(0, end));
    if (!name.empty()) extensions.push_back("." + ascii_lower(name));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return extensions;
}

void read_kramdown(const YamlNode& config, JekyllSettings& settings) {
  const YamlNode* const kramdown = config.find("kramdown");
  settings.angle_quotes = ascii_lower(text_of(config, "markdown", "kramdown")).starts_with("kramdown");
  if (kramdown == nullptr || !settings.angle_quotes) return;
  settings.gfm = ascii_lower(text_of(*kramdown, "input", "gfm")) == "gfm";
  settings.blocks_end_paragraphs = settings.gfm;
  if (const YamlNode* const quirks = kramdown->find("gfm_quirks"); quirks != nullptr && settings.gfm) {
    const auto has = [&](std::string_view name) {
      return std::ranges::any_of(texts_of(quirks), [&](const std::string& quirk) {
        return quirk.find(name) != std::string::npos;
      });
    };
    settings.blocks_end_paragraphs = has("paragraph_end");
    settings.angle_quotes = !has("no_auto_typographic");
  }
  settings.blocks_in_html = kramdown_switch(*kramdown, "parse_block_html", false);
}

}  // namespace

bool is_ruby_true(const YamlNode& node) {
  if (node.kind == Kind::null) return false;
  if (node.kind != Kind::scalar || !node.plain) return true;
  const std::string word = ascii_lower(trimmed(node.text));
  return word != "false" && word != "no" && word != "off" && !word.empty() && word != "~" && word != "null";
}

bool ruby_switch(const YamlNode& map, std::string_view key, bool or_else) {
  const YamlNode* const node = last_member(map, key);
  return node == nullptr ? or_else : is_ruby_true(*node);
}

bool kramdown_switch(const YamlNode& options, std::string_view key, bool or_else) {
  const YamlNode* const node = last_member(options, key);
  if (node == nullptr) return or_else;
  return is_ruby_true(*node) && !node->text.empty() && ascii_lower(trimmed(node->text)) != "false";
}

JekyllSettings read_jekyll_settings(const YamlNode& config) {
  JekyllSettings settings;
  settings.time_zone = text_of(config, "timezone");
  const std::string most = text_of(config, "limit_posts");
  std::from_chars(most.data(), most.data() + most.size(), settings.most_posts);
  settings.permalink = text_of(config, "permalink");
  settings.collections_dir = clean_path(text_of(config, "collections_dir"));
  if (!settings.collections_dir.empty() && !settings.collections_dir.ends_with('/')) {
    settings.collections_dir += '/';
  }
  read_collections(config, settings);
  read_defaults(config, settings);
  read_kramdown(config, settings);
  settings.exclude = {".sass-cache",   ".jekyll-cache", "gemfiles",      "Gemfile",
                      "Gemfile.lock",  "node_modules",  "vendor/bundle/", "vendor/cache/",
                      "vendor/gems/",  "vendor/ruby/",  "_site"};
  for (std::string& path : texts_of(config.find("exclude"))) {
    settings.exclude.push_back(std::move(path));
  }
  for (const std::string& written : texts_of(config.find("include"))) {
    std::string path = clean_path(written);
    settings.includes_files |= path.find('/') < path.size() - 1;
    if (!path.empty()) settings.include.push_back(std::move(path));
  }
  settings.extensions =
      extensions_of(text_of(config, "markdown_ext", "markdown,mkdown,mkdn,mkd,md"));
  settings.future = ruby_switch(config, "future", false);
  settings.drafts = ruby_switch(config, "show_drafts", false);
  settings.unpublished = ruby_switch(config, "unpublished", false);
  for (const char* const key : {"plugins", "gems", "whitelist"}) {
    for (const std::string& plugin : texts_of(config.find(key))) {
      const bool all = plugin == "github-pages";
      settings.optional_front_matter |= all || plugin == "jekyll-optional-front-matter";
      settings.emoji |= plugin == "jemoji";
      settings.redirects |= plugin == "jekyll-redirect-from";
      if (plugin == "jekyll-polyglot") settings.languages = texts_of(config.find("languages"));
      settings.readme_index |= all || plugin == "jekyll-readme-index";
    }
  }
  settings.default_language = text_of(config, "default_lang", "en");
  if (const YamlNode* const node = config.find("optional_front_matter")) {
    settings.optional_front_matter &= ruby_switch(*node, "enabled", true);
  }
  if (const YamlNode* const node = config.find("readme_index")) {
    settings.readme_index &= ruby_switch(*node, "enabled", true);
  }
  return settings;
}

}  // namespace speur
