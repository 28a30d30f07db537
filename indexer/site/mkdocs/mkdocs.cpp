#include "indexer/site/mkdocs/mkdocs.hpp"

#include "indexer/front_matter/language_code.hpp"
#include "indexer/markdown/source/shown_signs.hpp"
#include "indexer/site/mkdocs/critic_markup.hpp"
#include "indexer/site/mkdocs/mkdocs_blog.hpp"
#include "indexer/site/mkdocs/mkdocs_folders.hpp"
#include "indexer/site/mkdocs/mkdocs_languages.hpp"
#include "indexer/site/mkdocs/mkdocs_macros.hpp"
#include "indexer/site/mkdocs/mkdocs_settings.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/globs.hpp"
#include "indexer/site/rules/pages_by_address.hpp"
#include "indexer/site/rules/path_patterns.hpp"
#include "indexer/site/rules/regexes.hpp"
#include "indexer/site/rules/shadowed_readmes.hpp"
#include "indexer/text/text_decoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;
using Kind = YamlNode::Kind;

/// What MkDocs and those of its plugins do that decide which pages there are, and where.
class MkdocsRules final : public SiteRules {
 public:
  MkdocsRules(const YamlNode& mkdocs, const fs::path& file, std::vector<Problem>& problems)
      : file_(file),
        directory_urls_(switch_of(mkdocs, "use_directory_urls", true)),
        shows_templates_(shows_templates(mkdocs)),
        macros_(MkdocsMacros::read(mkdocs, file, problems)),
        folders_(read_folders(mkdocs.find("plugins"))) {
    exclude_ = {"/templates/"};
    for (std::string& line : lines_of(mkdocs.find("exclude_docs"))) {
      exclude_.push_back(std::move(line));
    }
    if (const YamlNode* const nav = mkdocs.find("nav")) read_menu(*nav);
    features_ = mkdocs_features(mkdocs);
    if (const YamlNode* const critic = find_extension(mkdocs, {"pymdownx.critic"})) {
      critic_mode_ = text_of(*critic, "mode");
    }
    drafts_ = lines_of(mkdocs.find("draft_docs"));
    not_in_nav_ = lines_of(mkdocs.find("not_in_nav"));
    const YamlNode* const plugins = mkdocs.find("plugins");
    const YamlNode* const theme = mkdocs.find("theme");
    read_blogs(plugins, theme == nullptr ? "" : text_of(*theme, "language"));
    if (const YamlNode* const languages = find_option(plugins, "i18n")) {
      languages_.emplace(*languages);
    }
    if (const YamlNode* const exclude = find_option(plugins, "exclude")) {
      exclude_globs_ = texts_of(exclude->find("glob"));
      std::vector<std::string> patterns = texts_of(exclude->find("regex"));
      for (std::string& pattern : patterns) pattern = "^(?:" + pattern + ")";
      exclude_regexes_ = Regexes(patterns, {file, exclude->line}, problems);
    }
    if (const YamlNode* const exclude = find_option(plugins, "exclude-search")) {
      search_excludes_ = texts_of(exclude->find("exclude"));
      search_includes_ = texts_of(exclude->find("ignore"));
      only_in_menu_ = switch_of(*exclude, "exclude_unreferenced", false) && mkdocs.find("nav") != nullptr;
    }
  }

  [[nodiscard]] std::string_view name() const override { return "MkDocs"; }

  /// Relative to the pages' folder: the blogs' lists of their authors.
  [[nodiscard]] std::vector<std::string> authors_files() const {
    std::vector<std::string> files;
    for (const MkdocsBlog& blog : blogs_) files.push_back(blog.authors_file());
    return files;
  }

  [[nodiscard]] bool may_be_page(std::string_view path) const override {
    constexpr auto extensions =
        std::to_array<std::string_view>({".md", ".markdown", ".mdown", ".mkdn", ".mkd"});
    // Only in lower case: MkDocs copies A.MD as it is.
    const auto ends = [&](std::string_view extension) { return path.ends_with(extension); };
    if (std::ranges::none_of(extensions, ends) || matches_patterns(path, exclude_) ||
        exclude_regexes_.matches(path)) {
      return false;
    }
    return std::ranges::none_of(exclude_globs_, [&](const std::string& glob) {
      return matches_fnmatch(path, glob);
    });
  }

  void prepare(const PageFiles& files, std::vector<bool>& out,
               std::vector<Problem>& problems) override {
    drop_shadowed_readmes(files, out, problems);
    folders_.read(files, out, problems);
    for (std::size_t i = 0; i < files.paths.size() && languages_; ++i) {
      if (out[i] || languages_->read(files.paths[i]).built) continue;
      out[i] = true;
      problems.push_back(doubt(files.folder / files.paths[i], 0,
                               "is left out: the plugin i18n builds no site in its language"));
    }
    drop_overwritten(files, out, problems);
  }

  [[nodiscard]] MarkdownFeatures features() const override { return features_; }

  [[nodiscard]] TemplateIncludes includes(const YamlNode& keys) const override {
    return macros_ && macros_->runs(keys) ? TemplateIncludes::with_parameters : TemplateIncludes::as_text;
  }

  /// Macros, and Critic Markup where the site shows one side of the changes alone.
  [[nodiscard]] std::string run_templates(std::string text, const YamlNode& keys, const Where& where,
                                          std::vector<Problem>& problems) const override {
    if (macros_) text = macros_->run(std::move(text), keys, where, problems);
    if (shows_templates_ && (text.find("{{") != std::string::npos || text.find("{%") != std::string::npos)) {
      text = with_signs_apart(text);
    }
    if (critic_mode_ != "accept" && critic_mode_ != "reject") return text;
    return without_critic_markup(text, critic_mode_ == "accept");
  }

  [[nodiscard]] FrontMatterForms forms() const override { return {false, false, true}; }

  void complete(std::string_view path, YamlNode& keys) const override {
    folders_.complete(path, keys);
    if (blog_of(path) != nullptr) MkdocsBlog::complete(keys);
    if (!not_in_nav_.empty() && matches_patterns(path, not_in_nav_)) lower(keys);
  }

  [[nodiscard]] Publication publication(const PageHead& page,
                                        std::vector<Problem>& problems) const override {
    if (is_excluded_from_search(page.path, page.file, problems)) {
      return {Publication::State::hidden};
    }
    if (matches_patterns(page.path, drafts_)) return {Publication::State::draft};
    if (const MkdocsBlog* const blog = blog_of(page.path)) {
      return blog->publication(page.keys, page.now);
    }
    return draft_publication(page.keys);
  }

  [[nodiscard]] PageAddress address(const PageFacts& page,
                                    std::vector<Problem>& problems) const override {
    auto [language, url] = localized(page.path);
    if (const MkdocsBlog* const blog = blog_of(page.path)) {
      std::string why;
      if (const std::optional<std::string> post = blog->path_of(page, why)) {
        url = in_language(*post + (directory_urls_ ? "/" : ".html"), language);
      } else {
        problems.push_back({{page.file, 0}, std::move(why), true});
      }
    }
    return {encoded(url), language_of_code(language).value_or("")};
  }

  [[nodiscard]] std::string menu_title(std::string_view path) const override {
    const auto found = menu_titles_.find(path);
    return found == menu_titles_.end() ? "" : found->second;
  }

  [[nodiscard]] bool is_folder_page(std::string_view path) const override {
    const std::string_view stem = page_stem(path);
    return stem == "index" || stem == "README" ||
           (languages_ && is_index(languages_->read(path).path));
  }

  void set_directory_urls(bool on) override { directory_urls_ = on; }

  [[nodiscard]] std::string fingerprint() const override {
    std::string print = fmt::format("mkdocs {} {} {} {} {} {} {}", directory_urls_,
                                    print_of(features_), critic_mode_, fmt::join(drafts_, "\n"),
                                    fmt::join(not_in_nav_, "\n"),
                                    fmt::join(search_excludes_, "\n"),
                                    fmt::join(search_includes_, "\n"));
    if (only_in_menu_) print += fmt::format("|{}", fmt::join(in_menu_, "\n"));
    for (const auto& [path, title] : menu_titles_) print += fmt::format("|{}={}", path, title);
    for (const MkdocsBlog& blog : blogs_) print += blog.fingerprint();
    if (languages_) print += languages_->fingerprint();
    if (macros_) print += macros_->fingerprint();
    if (shows_templates_) print += "|templates";
    return print + folders_.fingerprint();
  }

 private:
  /// MkDocs writes its pages folder by folder, and the last one with an address stays there: a/index.md of these and
  /// a.md. The plugin i18n prefers the file that names the language.
  void drop_overwritten(const PageFiles& files, std::vector<bool>& out, std::vector<Problem>& problems) const {
    const auto written_as = [&](std::string_view path) {
      return std::tuple(languages_ ? path.size() : 0, std::ranges::count(path, '/'), path);
    };
    PagesByAddress pages(name(), files, out, problems);
    for (std::size_t i = 0; i < files.paths.size(); ++i) {
      const std::string_view path = files.paths[i];
      if (out[i] || blog_of(path) != nullptr || matches_patterns(path, drafts_)) continue;
      pages.add(localized(path).second, i,
                [&](std::size_t other) { return written_as(path) > written_as(files.paths[other]); });
    }
  }

  /// The page's language, where the plugin i18n gives it one, and its address by its path.
  [[nodiscard]] std::pair<std::string, std::string> localized(std::string_view path) const {
    if (!languages_) return {{}, url_of_path(path)};
    LanguagePath read = languages_->read(path);
    const std::string language = read.language.empty() ? languages_->default_language() : read.language;
    return {language, in_language(url_of_path(read.path), language)};
  }

  [[nodiscard]] std::string in_language(const std::string& url, const std::string& language) const {
    return languages_ && language != languages_->default_language() ? language + '/' + url : url;
  }

  /// `nav` is a list of paths, and of titles with a path or with such a list.
  void read_menu(const YamlNode& nav) {
    for (const YamlNode& item : nav.items) {
      if (item.kind == Kind::scalar) in_menu_.insert(clean_path(item.text));
      for (const YamlMember& member : item.members) {
        if (member.value.kind == Kind::scalar) {
          in_menu_.insert(clean_path(member.value.text));
          menu_titles_.emplace(clean_path(member.value.text), one_line(member.key.text));
        } else {
          read_menu(member.value);
        }
      }
    }
  }

  /// A page that its author keeps out of the menus counts for half, unless it says otherwise.
  static void lower(YamlNode& keys) {
    YamlNode boost;
    boost.kind = Kind::map;
    boost.members.push_back({scalar_node("boost"), scalar_node("0.5")});
    for (YamlMember& member : keys.members) {
      if (member.key.text == "search" && member.value.kind == Kind::map) {
        return add_missing(member.value, boost);
      }
    }
    YamlNode search;
    search.kind = Kind::map;
    search.members.push_back({scalar_node("search"), std::move(boost)});
    add_missing(keys, search);
  }

  static MkdocsFolders read_folders(const YamlNode* plugins) {
    const YamlNode* meta = find_option(plugins, "meta");
    if (meta == nullptr) meta = find_option(plugins, "material/meta");
    const YamlNode* const pages = find_option(plugins, "awesome-pages");
    const YamlNode* const nav = find_option(plugins, "awesome-nav");
    return {meta == nullptr ? "" : text_of(*meta, "meta_file", ".meta.yml"),
            nav != nullptr     ? text_of(*nav, "filename", ".nav.yml")
            : pages != nullptr ? text_of(*pages, "filename", ".pages")
                               : ""};
  }

  /// The plugin may be used several times.
  void read_blogs(const YamlNode* plugins, const std::string& language) {
    if (plugins == nullptr) return;
    const auto add = [&](std::string_view name, const YamlNode& options) {
      const bool blog = name == "blog" || name == "material/blog";
      if (blog && switch_of(options, "enabled", true)) blogs_.emplace_back(options, language);
    };
    for (const YamlNode& item : plugins->items) {
      if (item.kind == Kind::scalar) add(item.text, {});
      for (const YamlMember& member : item.members) add(member.key.text, member.value);
    }
    for (const YamlMember& member : plugins->members) add(member.key.text, member.value);
  }

  [[nodiscard]] const MkdocsBlog* blog_of(std::string_view path) const {
    const auto found = std::ranges::find_if(
        blogs_, [&](const MkdocsBlog& blog) { return blog.has_post(path); });
    return found == blogs_.end() ? nullptr : &*found;
  }

  /// By the plugin exclude-search. A heading that it names cannot be told from the others here, and so
  /// its whole page is left out.
  bool is_excluded_from_search(std::string_view path, const fs::path& file,
                               std::vector<Problem>& problems) const {
    const auto means = [&](std::string_view pattern) {
      return matches_fnmatch(path, pattern.substr(0, pattern.find('#')));
    };
    if (only_in_menu_ && !in_menu_.contains(path)) {
      problems.push_back(doubt(file, 0,
                               "is left out: `exclude_unreferenced` of the plugin exclude-search, and `nav` does "
                               "not have it"));
      return true;
    }
    const auto found = std::ranges::find_if(search_excludes_, means);
    if (found == search_excludes_.end() || std::ranges::any_of(search_includes_, means)) return false;
    if (found->find('#') != std::string::npos) {
      problems.push_back(doubt(file, 0,
                               "is left out as a whole: the plugin exclude-search names a heading of "
                               "it; data-search-exclude on the heading leaves out that alone"));
    }
    return true;
  }

  static bool is_index(std::string_view path) {
    const std::string_view stem = page_stem(path);
    return stem == "index" || stem == "README";
  }

  [[nodiscard]] std::string url_of_path(std::string_view path) const {
    std::string url(folder_of(path));
    if (is_index(path)) {
      if (!directory_urls_) url += "index.html";
    } else {
      url += page_stem(path);
      url += directory_urls_ ? "/" : ".html";
    }
    return url;
  }

  fs::path file_;
  bool directory_urls_, shows_templates_;
  std::optional<MkdocsMacros> macros_;
  MarkdownFeatures features_;
  std::string critic_mode_;
  std::map<std::string, std::string, std::less<>> menu_titles_;
  std::vector<std::string> exclude_, drafts_, not_in_nav_, exclude_globs_, search_excludes_, search_includes_;
  Regexes exclude_regexes_;
  std::set<std::string, std::less<>> in_menu_;  ///< paths of pages
  bool only_in_menu_ = false;                   ///< the search has
  std::vector<MkdocsBlog> blogs_;
  std::optional<MkdocsLanguages> languages_;
  MkdocsFolders folders_;
};

}  // namespace

ConfigFile read_mkdocs_config(const fs::path& file, std::vector<Problem>& problems) {
  ConfigFile config;
  config.file = file;
  const YamlNode mkdocs = read_mkdocs_settings(file, problems);
  config.content = (file.parent_path() / text_of(mkdocs, "docs_dir", "docs")).lexically_normal();
  config.content_line = line_of(mkdocs, "docs_dir");
  config.site_name = text_of(mkdocs, "site_name");
  config.site_url = text_of(mkdocs, "site_url");
  if (is_local_address(config.site_url)) config.site_url.clear();
  if (const YamlNode* theme = mkdocs.find("theme")) {
    config.language = language_of(*theme, "language");
  }
  config.anchors = mkdocs_anchors(mkdocs, file, problems);
  read_snippet_options(mkdocs, config);
  read_template_options(mkdocs, config);
  auto rules = std::make_shared<MkdocsRules>(mkdocs, file, problems);
  for (const std::string& authors : rules->authors_files()) {
    read_facet_labels(config.content / authors, "authors", "name", {"authors"}, config);
  }
  config.rules = std::move(rules);
  return config;
}

}  // namespace speur
