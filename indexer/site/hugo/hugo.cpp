#include "indexer/site/hugo/hugo.hpp"

#include "indexer/front_matter/front_matter.hpp"
#include "indexer/site/hugo/hugo_dates.hpp"
#include "indexer/site/hugo/hugo_permalinks.hpp"
#include "indexer/site/hugo/hugo_sections.hpp"
#include "indexer/site/hugo/hugo_settings.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/globs.hpp"
#include "indexer/site/rules/regexes.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;
using Kind = YamlNode::Kind;
using State = Publication::State;

/// A file of the content as Hugo sees it.
struct HugoFile {
  std::string path;      ///< below content: "nieuws/a.nl.md"
  std::string folder;    ///< of it, with its slash
  std::string base;      ///< the file's name without language and extension: "a", "index", "_index"
  std::string language;  ///< a key
  bool mounted = true;   ///< false: no mount has it

  [[nodiscard]] bool is_leaf() const { return base == "index"; }
  [[nodiscard]] bool is_branch() const { return base == "_index"; }
};

class HugoRules final : public SiteRules {
 public:
  HugoRules(HugoSettings settings, const fs::path& file, std::vector<Problem>& problems)
      : settings_(std::move(settings)),
        dates_(settings_.all),
        ignored_(texts_of(settings_.all.find("ignorefiles")), {file, 0}, problems),
        lower_(!switch_of(settings_.all, "disablepathtolower", false)),
        without_accents_(switch_of(settings_.all, "removepathaccents", false)),
        build_drafts_(switch_of(settings_.all, "builddrafts", false)),
        build_future_(switch_of(settings_.all, "buildfuture", false)),
        build_expired_(switch_of(settings_.all, "buildexpired", false)) {
    const YamlNode& all = settings_.all;
    for (const std::string& kind : texts_of(all.find("disablekinds"))) {
      disabled_kinds_.insert(ascii_lower(kind));
    }
    permalinks_ = HugoPermalinks(all.find("permalinks"));
    if (const YamlNode* const languages = all.find("languages")) {
      for (const YamlMember& member : languages->members) {
        if (const YamlNode* const own = member.value.find("permalinks")) {
          language_permalinks_.emplace(member.key.text, HugoPermalinks(own));
        }
      }
    }
    if (const YamlNode* const ugly = all.find("uglyurls")) {
      ugly_ = as_switch(*ugly).value_or(false);
      for (const YamlMember& member : ugly->members) {
        if (as_switch(member.value).value_or(false)) ugly_sections_.insert(member.key.text);
      }
    }
    if (const YamlNode* const taxonomies = all.find("taxonomies")) {
      for (const YamlMember& member : taxonomies->members) {
        if (member.value.kind == Kind::scalar) taxonomies_.insert(ascii_lower(member.value.text));
      }
    } else {
      taxonomies_ = {"tags", "categories"};
    }
    if (const YamlNode* const cascade = all.find("cascade")) sections_.add_site_cascade(*cascade);
    sections_.set_built(build_drafts_, build_future_, build_expired_);
  }

  [[nodiscard]] std::string_view name() const override { return "Hugo"; }

  [[nodiscard]] bool may_be_page(std::string_view path) const override {
    static const std::vector<std::string> extensions = {".md", ".markdown", ".mdown"};
    if (!has_extension(path, extensions)) return false;
    const HugoFile file = file_of(path);
    return file.mounted && !ignored_.matches("/content/" + file.path);
  }

  void prepare(const PageFiles& files, std::vector<bool>& out,
               std::vector<Problem>& problems) override {
    find_leaf_bundles(files, out, problems);
    for (std::size_t i = 0; i < files.paths.size(); ++i) {
      if (out[i]) continue;
      const HugoFile file = file_of(files.paths[i]);
      const auto language = settings_.languages.find(file.language);
      if (language != settings_.languages.end() && language->second.disabled) {
        out[i] = true;
        problems.push_back(doubt(files.folder / files.paths[i], 0,
                                 fmt::format("is left out: its language \"{}\" is disabled",
                                             file.language)));
      } else if (file.is_branch()) {
        read_section(files.folder / files.paths[i], file, problems);
      }
    }
    sections_.settle(dates_);
  }

  [[nodiscard]] MarkdownDialect dialect(std::string_view /*path*/) const override {
    return MarkdownDialect::commonmark;
  }

  [[nodiscard]] MarkdownFeatures features() const override {
    const YamlNode* const renderer = find_path(settings_.all, {"markup", "goldmark", "renderer"});
    return {switch_of(settings_.all, "enableemoji", false),
            renderer != nullptr && switch_of(*renderer, "unsafe", false)};
  }

  [[nodiscard]] FrontMatterForms forms() const override { return {true, true, false}; }
  [[nodiscard]] bool keys_in_any_case() const override { return true; }

  void complete(std::string_view path, YamlNode& keys) const override {
    const HugoFile file = file_of(path);
    sections_.complete(file.folder, {file.path, kind_of(file), file.language}, keys);
  }

  [[nodiscard]] Publication publication(const PageHead& page,
                                        std::vector<Problem>& problems) const override {
    const HugoFile file = file_of(page.path);
    const YamlNode& keys = page.keys;
    if (disabled_kinds_.contains(kind_of(file))) return {State::hidden};
    std::string why;
    const Publication around =
        sections_.publication(file.language, folder_around_page(file), page.now, why);
    if (around.state != State::shown) {
      problems.push_back(doubt(page.file, 0,
                               fmt::format("is left out: {} is a draft, has expired or is not yet "
                                           "published, and Hugo before 0.123 leaves out its whole "
                                           "section", why)));
      return around;
    }
    if (!build_drafts_ && is_hugo_draft(keys)) return {State::draft, around.until};
    if (is_list_of_taxonomy(file, keys)) {
      problems.push_back(doubt(page.file, 0,
                               "is left out: Hugo's own list of the taxonomy stands at its address"));
      return {State::hidden};
    }
    if (file.is_leaf() && switch_of(keys, "headless", false)) return {State::hidden};
    if (is_not_rendered(keys, page.file, problems)) return {State::hidden};
    if (has_no_html(keys)) {
      problems.push_back(doubt(page.file, line_of(keys, "outputs"),
                               "is left out: its `outputs` have no HTML"));
      return {State::hidden};
    }
    const HugoPageDates dates = dates_.read(keys, filename_of(file));
    if (dates.unreadable != nullptr) {
      problems.push_back({{page.file, dates.unreadable->line},
                          fmt::format("is left out: \"{}\" is no date that Hugo can read",
                                      one_line(dates.unreadable->text))});
      return {State::hidden};
    }
    Publication own = publication_by(dates, page.now);
    if (around.until) own.until = std::min(own.until.value_or(*around.until), *around.until);
    return own;
  }

  [[nodiscard]] PageAddress address(const PageFacts& page,
                                    std::vector<Problem>& problems) const override {
    const HugoFile file = file_of(page.path);
    const auto known = settings_.languages.find(file.language);
    const HugoLanguage* const language =
        known == settings_.languages.end() ? nullptr : &known->second;
    PageAddress address;
    if (language != nullptr) address.language = language->code;
    bool in_language = true;  // the address still lacks that of its language
    std::string path;
    const std::string url = text_of(page.keys, "url");
    if (!url.empty() && kind_of(file) != "home") {
      const std::optional<std::string> written = url_path(url, page, file);
      if (written) {
        path = *written;
        in_language = !url.starts_with('/');
      } else {
        problems.push_back({{page.file, line_of(page.keys, "url")},
                            fmt::format("\"{}\" cannot be the page's URL: its path is", url), true});
        path = sanitized(path_of(page, file));
      }
    } else {
      path = sanitized(path_of(page, file));
    }
    const bool own_site = language != nullptr && !language->base_url.empty() && has_own_sites();
    if (in_language && !own_site && needs_prefix(file.language)) path = file.language + '/' + path;
    address.url = encoded(path);
    if (own_site) address.url = joined_site(language->base_url, address.url);
    return address;
  }

  [[nodiscard]] bool is_folder_page(std::string_view path) const override {
    const HugoFile file = file_of(path);
    return file.is_leaf() || file.is_branch();
  }

  [[nodiscard]] std::string fingerprint() const override {
    return "hugo" + print_of(settings_.all) + sections_.fingerprint();
  }

 private:
  // Files.

  [[nodiscard]] HugoFile file_of(std::string_view path) const {
    HugoFile file;
    const HugoMount* mount = nullptr;
    for (const HugoMount& each : settings_.mounts) {
      if (each.is_file && path == each.source) {
        mount = &each;
        break;
      }
      const bool inside = !each.is_file && path.starts_with(each.source) &&
                          (mount == nullptr || each.source.size() > mount->source.size());
      if (inside && takes(each, path.substr(each.source.size()))) mount = &each;
    }
    if (mount == nullptr) {
      file.mounted = false;
      file.path = path;
    } else {
      file.path = mount->target;
      file.path += path.substr(mount->source.size());
      file.language = mount->language;
    }
    file.folder = folder_of(file.path);
    std::string_view stem = page_stem(file.path);
    const std::size_t dot = stem.rfind('.');
    if (dot != std::string_view::npos && dot > 0) {
      const std::string suffix = ascii_lower(stem.substr(dot + 1));
      if (settings_.languages.contains(suffix)) {
        file.language = suffix;
        stem = stem.substr(0, dot);
      }
    }
    file.base = stem;
    if (file.language.empty()) file.language = settings_.default_language;
    return file;
  }

  /// Whether a mount holds the file, whose path is below the mount's folder. Its folders are asked first: one
  /// that is left out, or that no pattern of those to take leads into, is not entered.
  static bool takes(const HugoMount& mount, std::string_view path) {
    if (mount.include.empty() && mount.exclude.empty()) return true;
    for (std::size_t at = path.find('/'); at != std::string_view::npos; at = path.find('/', at + 1)) {
      if (!takes_entry(mount, path.substr(0, at), true)) return false;
    }
    return takes_entry(mount, path, false);
  }

  static bool takes_entry(const HugoMount& mount, std::string_view path, bool folder) {
    const std::string entry = "/" + std::string(path);
    const auto means = [&](const std::string& glob) { return matches_glob(entry, "/" + clean_path(glob)); };
    const auto leads_to = [&](const std::string& glob) {
      const std::string pattern = "/" + clean_path(glob);
      for (std::size_t at = pattern.find('/', 1); at != std::string::npos; at = pattern.find('/', at + 1)) {
        if (matches_glob(entry, pattern.substr(0, at))) return true;
      }
      return false;
    };
    if (std::ranges::any_of(mount.exclude, means)) return false;
    return mount.include.empty() || std::ranges::any_of(mount.include, means) ||
           (folder && std::ranges::any_of(mount.include, leads_to));
  }

  [[nodiscard]] std::string_view kind_of(const HugoFile& file) const {
    if (!file.is_branch()) return "page";
    if (file.folder.empty()) return "home";
    const std::vector<std::string_view> parts = parts_of(file.folder);
    if (!taxonomies_.contains(ascii_lower(parts.front()))) return "section";
    return parts.size() == 1 ? "taxonomy" : "term";
  }

  /// Of a leaf bundle its folder's.
  static std::string filename_of(const HugoFile& file) {
    return file.is_leaf() && !file.folder.empty() ? std::string(name_of(file.folder)) : file.base;
  }

  /// All other files in a folder with an index.md belong to that page.
  void find_leaf_bundles(const PageFiles& files, std::vector<bool>& out,
                         std::vector<Problem>& problems) const {
    std::set<std::string, std::less<>> bundles;
    std::vector<HugoFile> read;
    read.reserve(files.paths.size());
    for (const std::string_view path : files.paths) {
      read.push_back(file_of(path));
      if (read.back().is_leaf()) bundles.insert(read.back().folder);
    }
    if (bundles.empty()) return;
    for (std::size_t i = 0; i < read.size(); ++i) {
      std::string_view folder = read[i].folder;
      if (read[i].is_leaf()) {
        if (folder.empty()) continue;
        folder = folder_around(folder);
      }
      for (;;) {
        if (bundles.contains(folder)) {
          out[i] = true;
          problems.push_back(doubt(files.folder / files.paths[i], 0,
                                   "is left out: it belongs to the page of the index.md above it, and "
                                   "has no address of its own"));
          break;
        }
        if (folder.empty()) break;
        folder = folder_around(folder);
      }
    }
  }

  void read_section(const fs::path& path, const HugoFile& file, std::vector<Problem>& problems) {
    constexpr std::uintmax_t max_bytes = 16U << 20U;
    constexpr std::size_t max_front_matter_bytes = 1U << 20U;
    try {
      std::vector<Problem> told_when_read;
      const std::string text =
          decode_text(read_file(path, max_bytes), FallbackEncoding::none, path, told_when_read);
      const PageParts parts =
          split_page(text, max_front_matter_bytes, forms(), path, told_when_read);
      YamlNode keys = parse_front_matter(parts, path, told_when_read);
      lower_keys(keys);
      const YamlNode* const cascade = keys.find("cascade");
      if (cascade != nullptr && cascade->kind == Kind::map &&
          (cascade->find("_target") != nullptr || cascade->find("target") != nullptr)) {
        problems.push_back(doubt(path, cascade->line,
                                 "a `cascade` with a target that is no list hides all pages below it in "
                                 "Hugo before 0.112: what it hides is left out"));
      }
      sections_.add(file.folder, {file.path, kind_of(file), file.language}, std::move(keys));
    } catch (const Error&) {
      // The page is told when it is read.
    }
  }

  // Publication.

  /// The folder whose section a page belongs to. A section's page is itself a part of its section, and is
  /// told for itself.
  static std::string_view folder_around_page(const HugoFile& file) {
    const bool is_folder = (file.is_branch() || file.is_leaf()) && !file.folder.empty();
    return is_folder ? folder_around(file.folder) : std::string_view(file.folder);
  }

  /// A page such as content/tags.md, which Hugo overwrites with the list of all tags.
  [[nodiscard]] bool is_list_of_taxonomy(const HugoFile& file, const YamlNode& keys) const {
    if (kind_of(file) != "page" || disabled_kinds_.contains("taxonomy")) return false;
    if (!text_of(keys, "url").empty() || !text_of(keys, "slug").empty()) return false;
    const std::string path = file.is_leaf() ? file.folder : file.folder + file.base + "/";
    return !path.empty() && taxonomies_.contains(ascii_lower(path.substr(0, path.size() - 1)));
  }

  static bool is_not_rendered(const YamlNode& keys, const fs::path& page,
                              std::vector<Problem>& problems) {
    const YamlNode* build = keys.find("build");
    if (build == nullptr || build->kind != Kind::map) build = keys.find("_build");
    if (build == nullptr) return false;
    const std::string render = ascii_lower(text_of(*build, "render"));
    if (render == "never" || render == "false") return true;
    const std::string list = ascii_lower(text_of(*build, "list"));
    const bool unlisted = list == "never" || list == "false";
    if (render != "link" && !unlisted) return false;
    problems.push_back(doubt(page, build->line,
                             fmt::format("is left out: `build` says `{}`",
                                         unlisted ? "list: never" : "render: link")));
    return true;
  }

  static bool has_no_html(const YamlNode& keys) {
    const std::vector<std::string> outputs = texts_of(keys.find("outputs"));
    return !outputs.empty() && std::ranges::none_of(outputs, [](const std::string& output) {
      return ascii_lower(output) == "html";
    });
  }

  [[nodiscard]] Publication publication_by(const HugoPageDates& dates, std::int64_t now) const {
    if (!build_expired_ && dates.expiry && dates.expiry->seconds <= now) return {State::hidden};
    Publication publication;
    if (!build_expired_ && dates.expiry) publication.until = dates.expiry->seconds;
    if (!build_future_ && dates.publish && dates.publish->seconds > now) {
      publication.state = State::hidden;
      publication.until = dates.publish->seconds;
    }
    return publication;
  }

  // Addresses.

  [[nodiscard]] bool has_own_sites() const {
    return std::ranges::all_of(settings_.languages, [](const auto& language) {
      return !language.second.base_url.empty();
    });
  }

  static std::string joined_site(std::string_view site, const std::string& url) {
    return std::string(site) + (site.ends_with('/') ? "" : "/") + url;
  }

  [[nodiscard]] bool needs_prefix(const std::string& language) const {
    return language != settings_.default_language || settings_.default_in_subfolder;
  }

  [[nodiscard]] std::string sanitized(std::string_view text) const {
    return hugo_path(text, lower_, without_accents_);
  }

  /// The folders that are sections of a page: the first one, and those that have an _index.md.
  [[nodiscard]] std::vector<std::string> sections_of(const HugoFile& file) const {
    std::string_view folder = file.folder;
    if (file.is_leaf()) folder = folder_around(folder);
    while (!folder.empty() && !folder_around(folder).empty() && sections_.find(file.language, folder) == nullptr) {
      folder = folder_around(folder);
    }
    std::vector<std::string> sections;
    for (const std::string_view part : parts_of(folder)) sections.emplace_back(part);
    return sections;
  }

  [[nodiscard]] std::vector<std::string> slugs_of(std::string_view language,
                                                  const std::vector<std::string>& sections) const {
    std::vector<std::string> slugs;
    std::string folder;
    for (const std::string& section : sections) {
      (folder += section) += '/';
      const HugoSection* const known = sections_.find(language, folder);
      std::string slug = known == nullptr ? "" : known->slug;
      if (slug.empty() && known != nullptr) slug = known->title;
      slugs.push_back(sanitized(slug.empty() ? section : slug));
    }
    return slugs;
  }

  [[nodiscard]] HugoPage page_of(const PageFacts& facts, const HugoFile& file,
                                 std::string_view pattern_path) const {
    HugoPage page;
    const HugoPageDates dates = dates_.read(facts.keys, filename_of(file));
    page.kind = kind_of(file);
    page.path = pattern_path;
    page.sections = sections_of(file);
    page.section_slugs = slugs_of(file.language, page.sections);
    page.title = sanitized(text_of(facts.keys, "title"));
    page.slug = sanitized(slug_of(facts, dates));
    page.filename = file.is_branch() ? "" : sanitized(filename_of(file));
    page.contentbasename =
        sanitized(file.is_branch() ? std::string(name_of(file.folder)) : filename_of(file));
    page.date = dates.date;
    return page;
  }

  static std::string slug_of(const PageFacts& facts, const HugoPageDates& dates) {
    std::string slug = text_of(facts.keys, "slug");
    return slug.empty() ? dates.slug : slug;
  }

  [[nodiscard]] bool is_ugly(const HugoFile& file) const {
    if (ugly_ || ugly_sections_.empty()) return ugly_;
    const std::vector<std::string_view> parts = parts_of(file.folder);
    return !parts.empty() && ugly_sections_.contains(ascii_lower(parts.front()));
  }

  /// Of a page without `url`.
  [[nodiscard]] std::string path_of(const PageFacts& facts, const HugoFile& file) const {
    const std::string_view kind = kind_of(file);
    if (kind == "home") return {};
    std::string path;
    const auto own = language_permalinks_.find(file.language);
    const HugoPermalinks& permalinks =
        own == language_permalinks_.end() ? permalinks_ : own->second;
    std::optional<std::string> expanded;
    if (!permalinks.empty()) {
      const std::string below = file.folder + filename_of(file);
      expanded = permalinks.path_of(page_of(facts, file, below));
    }
    if (expanded) {
      path = clean_path(*expanded);
    } else if (kind == "page") {
      const std::string slug = slug_of(facts, dates_.read(facts.keys, filename_of(file)));
      path = file.is_leaf() ? folder_around(file.folder) : std::string_view(file.folder);
      path += slug.empty() ? filename_of(file) : slug;
      path = clean_path(path);
    } else {
      path = file.folder;
    }
    while (path.ends_with('/')) path.pop_back();
    if (path.empty()) return {};
    return path + (is_ugly(file) ? ".html" : "/");
  }

  /// Of a page's own `url`; nothing where it cannot be one. Newer versions of Hugo know tokens in it.
  [[nodiscard]] std::optional<std::string> url_path(const std::string& url, const PageFacts& facts,
                                                    const HugoFile& file) const {
    std::string written = url;
    if (scheme_of(url).empty() && url.find(':') != std::string::npos) {
      const std::optional<std::string> expanded =
          expand_permalink(url, page_of(facts, file, file.folder + filename_of(file)));
      if (!expanded) return std::nullopt;
      written = *expanded;
    }
    if (!scheme_of(written).empty() || !url_as_written(written)) return std::nullopt;
    const bool file_name = !written.ends_with('/') && written.find('.') != std::string::npos;
    std::string path = clean_path(written);
    if (path.ends_with("index.html")) path.resize(path.size() - 10);
    if (!file_name && !path.empty() && !path.ends_with('/')) path += '/';
    return path;
  }

  HugoSettings settings_;
  HugoDates dates_;
  Regexes ignored_;
  bool lower_, without_accents_, build_drafts_, build_future_, build_expired_;
  bool ugly_ = false;
  std::set<std::string, std::less<>> ugly_sections_, disabled_kinds_, taxonomies_;
  HugoPermalinks permalinks_;
  std::map<std::string, HugoPermalinks, std::less<>> language_permalinks_;
  HugoSections sections_;
};

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
  if (!switch_of(*parser, "autoheadingid", true)) rules.slug = SlugRule::none;
  return rules;
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
  config.anchors = hugo_anchors(hugo);
  config.rules = std::make_shared<HugoRules>(std::move(settings), file, problems);
  return config;
}

std::shared_ptr<SiteRules> hugo_rules_without_config() {
  std::vector<Problem> none;
  HugoSettings settings = default_hugo_settings();
  (void)settle_mounts(settings, {}, none);
  return std::make_shared<HugoRules>(std::move(settings), fs::path(), none);
}

}  // namespace speur
