#include "indexer/front_matter/language_code.hpp"
#include "indexer/site/generators/docusaurus_categories.hpp"
#include "indexer/site/generators/generators.hpp"
#include "indexer/site/generators/site_folders.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/file_head.hpp"
#include "indexer/site/rules/globs.hpp"
#include "indexer/site/rules/pages_by_address.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <system_error>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;
using Kind = YamlNode::Kind;
using State = Publication::State;

/// Folders that the plugin does not read, whatever its options say of others.
std::vector<std::string> default_excludes() {
  return {"**/_*", "**/_*/**", "**/__tests__/**"};
}

/// Reads which folders the plugins of a site make pages of.
class FolderReader {
 public:
  FolderReader(const YamlNode& config, const fs::path& file, std::vector<Problem>& problems)
      : config_(config), file_(file), folder_(file.parent_path()), problems_(problems) {
    if (const YamlNode* const i18n = config.find("i18n")) {
      default_locale_ = text_of(*i18n, "defaultLocale");
      locales_ = texts_of(i18n->find("locales"));
      translations_ = clean_path(text_of(*i18n, "path", "i18n"));
      if (const YamlNode* const configs = i18n->find("localeConfigs")) locale_configs_ = *configs;
    }
  }

  std::vector<SiteFolder> read() {
    bool has_preset = false;
    for_each_plugin("presets", [&](std::string_view name, const YamlNode& options) {
      if (!name.ends_with("classic")) return;
      has_preset = true;
      const YamlNode* const docs = options.find("docs");
      const YamlNode* const blog = options.find("blog");
      const YamlNode* const pages = options.find("pages");
      const YamlNode none;
      if (!is_off(docs)) read_docs(docs == nullptr ? none : *docs);
      if (!is_off(blog)) read_simple(blog == nullptr ? none : *blog, SiteFolder::Kind::blog);
      if (!is_off(pages)) read_simple(pages == nullptr ? none : *pages, SiteFolder::Kind::pages);
    });
    for_each_plugin("plugins", [&](std::string_view name, const YamlNode& options) {
      if (name.ends_with("content-docs")) read_docs(options);
      if (name.ends_with("content-blog")) read_simple(options, SiteFolder::Kind::blog);
      if (name.ends_with("content-pages")) read_simple(options, SiteFolder::Kind::pages);
    });
    if (!has_preset && folders_.empty()) {
      problems_.push_back({{file_, 0},
                           "has no `presets` or plugins of content that can be read: the folders docs, "
                           "blog and src/pages are taken", true});
      read_docs({});
      read_simple({}, SiteFolder::Kind::blog);
      read_simple({}, SiteFolder::Kind::pages);
    }
    // The longest path first, so that a folder in a folder is found.
    std::ranges::stable_sort(folders_, [](const SiteFolder& a, const SiteFolder& b) {
      return a.path.size() > b.path.size();
    });
    return std::move(folders_);
  }

 private:
  static bool is_off(const YamlNode* node) {
    return node != nullptr && node->kind == Kind::scalar && !as_switch(*node).value_or(true);
  }

  template <typename Visit>
  void for_each_plugin(std::string_view key, const Visit& visit) {
    const YamlNode* const list = config_.find(key);
    if (list == nullptr) return;
    if (list->foreign) tell_unread(list->line, key);
    for (const YamlNode& item : list->items) {
      const YamlNode none;
      if (item.kind == Kind::scalar) {
        visit(item.text, none);
      } else if (item.kind == Kind::list && !item.items.empty() &&
                 item.items[0].kind == Kind::scalar) {
        const bool has_options = item.items.size() > 1 && item.items[1].kind == Kind::map;
        visit(item.items[0].text, has_options ? item.items[1] : none);
      }
    }
  }

  /// A setting that only a program knows.
  void tell_unread(std::size_t line, std::string_view key) {
    problems_.push_back({{file_, line},
                         fmt::format("`{}` is no literal that can be read: its default is taken", key),
                         true});
  }

  std::string setting(const YamlNode& options, std::string_view key, std::string_view or_else) {
    for (const YamlMember& member : options.members) {
      if (member.key.text == key && member.value.foreign) tell_unread(member.value.line, key);
    }
    return text_of(options, key, or_else);
  }

  SiteFolder folder_with(const YamlNode& options, SiteFolder::Kind kind, std::string_view path,
                         std::string_view route) {
    SiteFolder folder;
    folder.kind = kind;
    folder.path = clean_path(setting(options, "path", path));
    if (!folder.path.empty() && !folder.path.ends_with('/')) folder.path += '/';
    folder.route = clean_path(setting(options, "routeBasePath", route));
    while (folder.route.ends_with('/')) folder.route.pop_back();
    folder.include = texts_of(options.find("include"));
    if (folder.include.empty()) folder.include = {"**/*.{md,mdx}"};
    const YamlNode* const exclude = options.find("exclude");
    folder.exclude = exclude == nullptr ? default_excludes() : texts_of(exclude);
    return folder;
  }

  /// A folder such as ../docs: nothing outside of the site is read.
  bool is_outside(const YamlNode& options) {
    const std::string path = fs::path(text_of(options, "path")).lexically_normal().generic_string();
    if (!path.starts_with("..") && !path.starts_with('/')) return false;
    problems_.push_back({{file_, line_of(options, "path")},
                         fmt::format("the folder {} is outside of the site: its pages are not read",
                                     path)});
    return true;
  }

  void add(const SiteFolder& folder, std::string_view plugin, const std::string& id,
           std::string_view version) {
    folders_.push_back(folder);
    for (const std::string& locale : locales_) {
      const YamlNode* const own = locale_configs_.find(locale);
      if (own != nullptr && !switch_of(*own, "translate", true)) continue;
      const std::string name = own == nullptr ? locale : text_of(*own, "path", locale);
      SiteFolder translated = folder;
      const bool is_default = locale == default_locale_;
      translated.path = fmt::format("{}/{}/{}{}/{}", translations_, name, plugin,
                                    id.empty() || id == "default" ? "" : "-" + id,
                                    version.empty() ? "" : fmt::format("{}/", version));
      translated.locale = is_default ? "" : locale;
      translated.is_default_translation = is_default;
      folders_.push_back(std::move(translated));
    }
  }

  void read_docs(const YamlNode& options) {
    if (is_outside(options)) return;
    SiteFolder folder = folder_with(options, SiteFolder::Kind::docs, "docs", "docs");
    if (const YamlNode* const parser = options.find("numberPrefixParser")) {
      folder.number_prefixes = as_switch(*parser).value_or(true);
    }
    const std::string id = setting(options, "id", "");
    const std::string name = id.empty() || id == "default" ? "" : id + "_";
    std::string version = "current";
    const std::string last = last_version(options, name);
    if (!last.empty() && last != "current") {
      problems_.push_back({{folder_ / (name + "versions.json"), 0},
                           fmt::format("of the versions of the documents only {} is read, which the "
                                       "site shows first", last), true});
      folder.path = fmt::format("{}versioned_docs/version-{}/", name, last);
      version = "version-" + last;
    }
    const YamlNode* const versions = options.find("versions");
    const YamlNode* const own =
        versions == nullptr ? nullptr : versions->find(last.empty() ? "current" : last);
    if (own != nullptr) {
      const std::string path = clean_path(text_of(*own, "path"));
      if (!path.empty()) folder.route += (folder.route.empty() ? "" : "/") + path;
    }
    folder.categories = categories_of(options, name, version);
    add(folder, "docusaurus-plugin-content-docs", id, version);
  }

  std::vector<std::string> categories_of(const YamlNode& options, const std::string& name,
                                         const std::string& version) {
    const YamlNode* const sidebars = options.find("sidebarPath");
    if (is_off(sidebars)) return {};
    if (version != "current") {
      return generated_sidebars(folder_ / fmt::format("{}versioned_sidebars/{}-sidebars.json", name, version),
                                problems_);
    }
    const std::string file = clean_path(text_of(options, "sidebarPath"));
    return file.empty() ? std::vector<std::string>{""} : generated_sidebars(folder_ / file, problems_);
  }

  /// The version that the site shows at the route itself; empty where there are no versions.
  std::string last_version(const YamlNode& options, const std::string& name) {
    if (switch_of(options, "disableVersioning", false)) return {};
    const fs::path file = folder_ / (name + "versions.json");
    std::error_code error;
    if (fs::symlink_status(file, error).type() != fs::file_type::regular) return {};
    const std::string last = setting(options, "lastVersion", "");
    if (!last.empty()) return last;
    const YamlNode versions = read_settings(file, problems_);
    const std::vector<std::string> names = texts_of(&versions);
    return names.empty() ? std::string() : names.front();
  }

  void read_simple(const YamlNode& options, SiteFolder::Kind kind) {
    if (is_outside(options)) return;
    const bool blog = kind == SiteFolder::Kind::blog;
    add(folder_with(options, kind, blog ? "blog" : "src/pages", blog ? "blog" : "/"),
        blog ? "docusaurus-plugin-content-blog" : "docusaurus-plugin-content-pages",
        setting(options, "id", ""), "");
  }

  const YamlNode& config_;
  const fs::path& file_;
  fs::path folder_;
  std::vector<Problem>& problems_;
  std::string default_locale_, translations_;
  std::vector<std::string> locales_;
  YamlNode locale_configs_;
  std::vector<SiteFolder> folders_;
};

class DocusaurusRules final : public SiteRules {
 public:
  /// `markdown`: of the configuration; may be null.
  DocusaurusRules(std::vector<SiteFolder> folders, std::optional<bool> trailing_slash, const YamlNode* markdown,
                  bool abbreviations)
      : folders_(std::move(folders)), trailing_slash_(trailing_slash), abbreviations_(abbreviations) {
    if (markdown == nullptr) return;
    emoji_ = switch_of(*markdown, "emoji", true);
    format_ = text_of(*markdown, "format", format_);
  }

  [[nodiscard]] std::string_view name() const override { return "Docusaurus"; }

  [[nodiscard]] bool may_be_page(std::string_view path) const override {
    static const std::vector<std::string> extensions = {".md", ".mdx"};
    return has_extension(path, extensions) || DocusaurusCategories::is_category_file(path);
  }

  void prepare(const PageFiles& files, std::vector<bool>& out,
               std::vector<Problem>& problems) override {
    std::set<std::string> translated;
    for (const std::string_view path : files.paths) {
      const SiteFolder* const folder = folder_of_page(path);
      if (folder != nullptr && folder->is_default_translation) {
        translated.insert(folder->route + "\n" + std::string(path.substr(folder->path.size())));
      }
    }
    for (std::size_t i = 0; i < files.paths.size(); ++i) {
      const std::string_view path = files.paths[i];
      const SiteFolder* const folder = folder_of_page(path);
      if (DocusaurusCategories::is_category_file(path)) {
        out[i] = folder == nullptr || folder->kind != SiteFolder::Kind::docs;
        continue;
      }
      const auto leave_out = [&](const char* why) {
        out[i] = true;
        problems.push_back(doubt(files.folder / path, 0, why));
      };
      if (folder == nullptr) {
        leave_out("is left out: it lies in no folder that docusaurus.config makes pages of");
        continue;
      }
      const std::string_view inside = path.substr(folder->path.size());
      const auto means = [&](const std::string& glob) { return matches_glob(inside, glob); };
      if (!std::ranges::any_of(folder->include, means) ||
          std::ranges::any_of(folder->exclude, means)) {
        out[i] = true;
      } else if (!folder->is_default_translation && folder->locale.empty() &&
                 translated.contains(folder->route + "\n" + std::string(inside))) {
        leave_out("is left out: the site shows its translation into the default language");
      }
    }
    drop_shadowed(files, out, problems);
    read_categories(files, out, problems);
  }

  [[nodiscard]] bool is_data(std::string_view path) const override {
    return DocusaurusCategories::is_category_file(path);
  }

  void complete(std::string_view path, YamlNode& keys) const override { categories_.complete(path, keys); }

  [[nodiscard]] MarkdownDialect dialect(std::string_view path) const override {
    const bool plain = format_ == "md" || (format_ == "detect" && !path.ends_with(".mdx"));
    return plain ? MarkdownDialect::commonmark : MarkdownDialect::mdx;
  }

  [[nodiscard]] MarkdownFeatures features() const override {
    MarkdownFeatures features = without_python_markdown({emoji_, true, false});
    features.code_names = CodeNames::docusaurus;
    features.directives = true;
    features.abbreviations = abbreviations_;
    return features;
  }

  [[nodiscard]] FrontMatterForms forms() const override { return {false, false, false}; }

  [[nodiscard]] Publication publication(const PageHead& page,
                                        std::vector<Problem>& problems) const override {
    const Publication publication = draft_publication(page.keys);
    if (publication.state != State::shown) return publication;
    if (!switch_of(page.keys, "unlisted", false)) return publication;
    problems.push_back(doubt(page.file, line_of(page.keys, "unlisted"),
                             "is left out: `unlisted: true`"));
    return {State::hidden};
  }

  [[nodiscard]] PageAddress address(const PageFacts& page,
                                    std::vector<Problem>& /*problems*/) const override {
    const SiteFolder* const folder = folder_of_page(page.path);
    if (folder == nullptr) return {encoded(page.path), {}};
    const std::string_view inside = page.path.substr(folder->path.size());
    const std::string slug = text_of(page.keys, "slug");
    std::string path;
    switch (folder->kind) {
      case SiteFolder::Kind::docs:
        path = docs_address(inside, slug, text_of(page.keys, "id"), has_numbers(*folder, page.keys));
        break;
      case SiteFolder::Kind::blog:
        path = blog_address(inside, slug);
        break;
      case SiteFolder::Kind::pages:
        path = slug.empty() ? page_path(inside) : clean_path(slug);
        break;
    }
    return {url_in(*folder, path), language_of_code(folder->locale).value_or("")};
  }

  [[nodiscard]] bool is_folder_page(std::string_view path) const override {
    const std::string stem = ascii_lower(page_stem(path));
    return stem == "index" || stem == "readme" || is_data(path);
  }

  [[nodiscard]] std::string fingerprint() const override {
    std::string print = fmt::format("docusaurus {} {} {} {}", trailing_slash_ ? *trailing_slash_ ? 1 : 0 : 2, emoji_, format_,
                                    abbreviations_);
    for (const SiteFolder& folder : folders_) {
      print += fmt::format("|{} {} {} {} {}", folder.path, folder.route, folder.locale,
                           static_cast<int>(folder.kind), folder.number_prefixes);
    }
    return print + categories_.fingerprint();
  }

 private:
  /// The address of a path below the folder's route.
  [[nodiscard]] std::string url_in(const SiteFolder& folder, std::string_view below_route) const {
    std::string path = clean_path(fmt::format("{}/{}/{}", folder.locale, folder.route, below_route));
    if (trailing_slash_ && !path.empty()) {
      while (path.ends_with('/')) path.pop_back();
      if (*trailing_slash_) path += '/';
    }
    return encoded(path);
  }

  static bool has_numbers(const SiteFolder& folder, const YamlNode& keys) {
    return folder.number_prefixes && switch_of(keys, "parse_number_prefixes", true);
  }

  /// Of documents whose paths give them one address the site shows one: x.md and x/index.md, x/README.md.
  void drop_shadowed(const PageFiles& files, std::vector<bool>& out, std::vector<Problem>& problems) const {
    std::map<std::pair<const SiteFolder*, std::string>, std::vector<std::size_t>> by_address;
    for (std::size_t i = 0; i < files.paths.size(); ++i) {
      const SiteFolder* const folder = out[i] ? nullptr : folder_of_page(files.paths[i]);
      if (folder == nullptr || folder->kind != SiteFolder::Kind::docs || is_data(files.paths[i])) continue;
      std::string address = docs_address(files.paths[i].substr(folder->path.size()), {}, {}, folder->number_prefixes);
      while (address.ends_with('/')) address.pop_back();
      by_address[{folder, std::move(address)}].push_back(i);
    }
    for (const auto& [address, pages] : by_address) {
      if (pages.size() > 1) drop_all_but_shown(*address.first, pages, files, out, problems);
    }
  }

  /// The site shows the first one by its id.
  void drop_all_but_shown(const SiteFolder& folder, const std::vector<std::size_t>& pages, const PageFiles& files,
                          std::vector<bool>& out, std::vector<Problem>& problems) const {
    PagesByAddress by_address(name(), files, out, problems);
    std::map<std::size_t, std::string> ids;  // by page
    for (const std::size_t page : pages) {
      const std::optional<FileHead> head = read_file_head(files.folder / files.paths[page], forms());
      if (!head || draft_publication(head->keys).state != State::shown) continue;
      const std::string_view inside = files.paths[page].substr(folder.path.size());
      const std::string id = text_of(head->keys, "id");
      const bool numbers = has_numbers(folder, head->keys);
      std::string url = url_in(folder, docs_address(inside, text_of(head->keys, "slug"), id, numbers));
      while (url.ends_with('/')) url.pop_back();
      ids[page] = ascii_lower(docs_id(inside, id, numbers));
      by_address.add(url, page, [&](std::size_t other) { return ids[page] <= ids[other]; });
    }
  }

  void read_categories(const PageFiles& files, std::vector<bool>& out, std::vector<Problem>& problems) {
    for (std::size_t i = 0; i < files.paths.size(); ++i) {
      const std::string_view path = files.paths[i];
      if (out[i] || !is_data(path)) continue;
      // The paths are sorted, so that those of a folder are neighbours.
      const std::string_view around = folder_of(path);
      const auto below = [&](std::size_t page) { return files.paths[page].starts_with(around); };
      bool has_page = false;
      for (std::size_t k = i; k-- > 0 && below(k);) has_page = has_page || (!out[k] && !is_data(files.paths[k]));
      for (std::size_t k = i + 1; k < out.size() && below(k); ++k) has_page = has_page || (!out[k] && !is_data(files.paths[k]));
      out[i] = !has_page || !categories_.read(files.folder, path, *folder_of_page(path), problems);
    }
    for (const std::string& path : categories_.ambiguous()) {
      const auto page = std::ranges::lower_bound(files.paths, path);
      out[static_cast<std::size_t>(page - files.paths.begin())] = true;
      problems.push_back(doubt(files.folder / path, 0,
                               "is left out: other categories have its label, and so its address is not known "
                               "without a `slug`"));
    }
  }

  static std::string page_path(std::string_view inside) {
    const std::string_view stem = page_stem(inside);
    return std::string(folder_of(inside)) + std::string(stem == "index" ? "" : stem);
  }

  [[nodiscard]] const SiteFolder* folder_of_page(std::string_view path) const {
    const auto found = std::ranges::find_if(
        folders_, [&](const SiteFolder& folder) { return path.starts_with(folder.path); });
    return found == folders_.end() ? nullptr : &*found;
  }

  std::vector<SiteFolder> folders_;
  DocusaurusCategories categories_;
  std::optional<bool> trailing_slash_;
  bool abbreviations_;  ///< a plugin reads them
  bool emoji_ = true;
  std::string format_ = "mdx";  ///< of all files, or `detect`: by their names
};

}  // namespace

ConfigFile read_docusaurus_config(const fs::path& file, std::vector<Problem>& problems) {
  ConfigFile config;
  config.file = file;
  config.content = file.parent_path();
  const YamlNode settings = read_settings(file, problems);
  config.site_name = text_of(settings, "title");
  set_site_address(config, text_of(settings, "url"), text_of(settings, "baseUrl"));
  for (const YamlMember& member : settings.members) {
    const bool concerns = member.key.text == "url" || member.key.text == "baseUrl";
    if (concerns && member.value.foreign) {
      problems.push_back({{file, member.value.line},
                          fmt::format("`{}` is no literal that can be read: links are relative to "
                                      "where the search is", member.key.text), true});
    }
  }
  if (const YamlNode* const i18n = settings.find("i18n")) {
    config.language = language_of(*i18n, "defaultLocale");
  }
  AnchorRules anchors(AnchorStyle::github, SlugRule::docusaurus);
  anchors.ids_of_h1 = false;
  config.anchors = anchors;
  read_facet_labels(config.content / "blog" / "authors.yml", "", "name", {"authors"}, config);
  for (const char* const folder : {"docs", "blog"}) {
    read_facet_labels(config.content / folder / "tags.yml", "", "label", {"tags"}, config);
  }
  config.rules = std::make_shared<DocusaurusRules>(
      FolderReader(settings, file, problems).read(), switch_of(settings, "trailingSlash"),
      settings.find("markdown"), mentions(file, "abbr"));
  return config;
}

}  // namespace speur
