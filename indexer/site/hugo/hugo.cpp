#include "indexer/site/hugo/hugo.hpp"
#include "indexer/site/hugo/hugo_rules.hpp"
#include "indexer/site/hugo/hugo_settings.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/settings.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;

/// The longest folder that all sources lie in, with its slash.
std::string common_folder(const std::vector<HugoMount>& mounts) {
  if (mounts.empty()) return {};
  std::string common = mounts.front().is_file ? std::string(folder_of(mounts.front().source))
                                               : mounts.front().source;
  for (const HugoMount& mount : mounts) {
    while (!mount.source.starts_with(common)) common = folder_around(common);
  }
  return common;
}

AnchorRules hugo_anchors(const YamlNode& settings) {
  AnchorRules rules(AnchorStyle::github, SlugRule::hugo);
  const YamlNode* const parser = find_path(settings, {"markup", "goldmark", "parser"});
  if (parser == nullptr) return rules;
  const std::string type = ascii_lower(text_of(*parser, "autoheadingidtype"));
  if (type == "github-ascii") rules.slug = SlugRule::hugo_ascii;
  if (type == "blackfriday") rules.slug = SlugRule::hugo_blackfriday;
  if (!hugo_switch(*parser, "autoheadingid", true)) rules.slug = SlugRule::none;
  return rules;
}

/// The template that makes the site's headings: its own before those of its themes. Empty where there is none.
fs::path heading_template(const YamlNode& settings, const fs::path& site) {
  std::vector<fs::path> roots = {site};
  for (const std::string& theme : texts_of(settings.find("theme"))) {
    roots.push_back(site / text_of(settings, "themesdir", "themes") / theme);
  }
  for (const fs::path& root : roots) {
    for (const char* const folder : {"layouts/_markup", "layouts/_default/_markup"}) {
      fs::path file = root / folder / "render-heading.html";
      if (type_within(file, site) == fs::file_type::regular) return file;
    }
  }
  return {};
}

/// Whether a template gives headings Hugo's ids: an `id` or a `name` is `.Anchor` and no more, or another template
/// makes it.
bool keeps_ids(std::string_view text) {
  for (const std::string_view other : {"partial", "template", ".Attributes"}) {
    if (text.find(other) != std::string_view::npos) return true;
  }
  std::string plain;
  for (const char c : text) {
    if (std::string_view(" \t\n-\"'").find(c) == std::string_view::npos) plain += c;
  }
  const bool asks = plain.find("{{with.Anchor}}") != std::string::npos;
  for (const std::string_view attribute : {"id={{", "name={{"}) {
    for (std::size_t at = plain.find(attribute); at != std::string::npos; at = plain.find(attribute, at + 1)) {
      const std::string_view value = std::string_view(plain).substr(at + attribute.size());
      if (value.starts_with(".Anchor}}") || value.starts_with(".Anchor|safe") || (asks && value.starts_with(".}}"))) return true;
    }
  }
  return false;
}

void read_heading_template(const YamlNode& settings, const fs::path& site, AnchorRules& anchors,
                           std::vector<Problem>& problems) {
  const fs::path file = heading_template(settings, site);
  if (file.empty()) return;
  try {
    anchors.known = keeps_ids(read_file(file, 1U << 20U));
  } catch (const Error& e) {
    problems.push_back({{}, e.what()});
  }
  if (anchors.known) return;
  problems.push_back(doubt(file, 0, "results link to pages and not to their headings: this template gives headings "
                                    "other ids than `.Anchor`"));
}

/// Takes out the mounts that lie outside of the site, and makes the others relative to their common
/// folder, which is the answer.
std::string settle_mounts(HugoSettings& settings, const fs::path& file,
                          std::vector<Problem>& problems) {
  std::erase_if(settings.mounts, [&](HugoMount& mount) {
    const std::string normal = fs::path(mount.source).lexically_normal().generic_string();
    if (!normal.starts_with("..") && !normal.starts_with('/')) {
      mount.source = normal == "." ? "" : normal + (mount.is_file || normal.ends_with('/') ? "" : "/");
      return false;
    }
    if (settings.mounts.size() == 1) return false;  // told where it is looked for
    problems.push_back({{file, mount.line},
                        fmt::format("the mounted folder {} is outside of the site: its pages are not "
                                    "read", mount.source)});
    return true;
  });
  if (settings.mounts.size() == 1 && settings.mounts.front().target.empty() &&
      !settings.mounts.front().is_file) {
    return std::exchange(settings.mounts.front().source, "");
  }
  std::string common = common_folder(settings.mounts);
  for (HugoMount& mount : settings.mounts) mount.source.erase(0, common.size());
  return common;
}

}  // namespace

ConfigFile read_hugo_config(const fs::path& file, std::vector<Problem>& problems) {
  ConfigFile config;
  config.file = file;
  config.folder = hugo_site_folder(file);
  HugoSettings settings = read_hugo_settings(file, problems);
  const YamlNode& hugo = settings.all;
  config.content_line = settings.mounts.front().line;
  config.content =
      (hugo_site_folder(file) / settle_mounts(settings, file, problems) / "").lexically_normal();
  if (!config.content.has_filename() && config.content.has_parent_path()) {
    config.content = config.content.parent_path();
  }
  const std::string language = text_of(hugo, "defaultcontentlanguage");
  if (settings.has_languages && language != ascii_lower(language)) {
    problems.push_back(doubt(file, line_of(hugo, "defaultcontentlanguage"),
                             "has capitals in `defaultContentLanguage`: Hugo before 0.112 shows no pages of that language "
                             "whose files do not name it"));
  }
  config.site_name = text_of(hugo, "title");
  std::string url = text_of(hugo, "baseurl");
  const auto main = settings.languages.find(settings.default_language);
  if (main != settings.languages.end() && settings.has_languages) {
    const YamlNode* const own = find_path(hugo, {"languages", settings.default_language});
    if (own != nullptr && config.site_name.empty()) config.site_name = text_of(*own, "title");
    if (!main->second.base_url.empty()) url = main->second.base_url;
  }
  const bool local = is_local_address(url);
  std::string base;
  if (local || url.starts_with('/')) {
    base = local ? url.substr(std::min(url.find('/', url.find("://") + 3), url.size())) : url;
  }
  if (base.empty()) {
    config.site_url = local ? "" : url;
  } else {
    set_site_address(config, "", base);
  }
  config.language = language_of(hugo, "languagecode");
  if (config.language.empty()) config.language = language_of(hugo, "defaultcontentlanguage");
  AnchorRules anchors = hugo_anchors(hugo);
  read_heading_template(hugo, config.folder, anchors, problems);
  config.anchors = std::move(anchors);
  config.rules = hugo_rules(std::move(settings), file, problems);
  return config;
}

std::shared_ptr<SiteRules> hugo_rules_without_config() {
  std::vector<Problem> none;
  HugoSettings settings = default_hugo_settings();
  (void)settle_mounts(settings, {}, none);
  return hugo_rules(std::move(settings), {}, none);
}

}  // namespace speur
