#include "indexer/site/jekyll/jekyll.hpp"

#include "indexer/markdown/source/shown_signs.hpp"
#include "indexer/site/jekyll/highlighted_code.hpp"
#include "indexer/site/jekyll/jekyll_addresses.hpp"
#include "indexer/site/jekyll/jekyll_data.hpp"
#include "indexer/site/jekyll/jekyll_files.hpp"
#include "indexer/site/jekyll/jekyll_permalink.hpp"
#include "indexer/site/jekyll/jekyll_settings.hpp"
#include "indexer/site/liquid/liquid.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/file_head.hpp"
#include "indexer/site/rules/globs.hpp"
#include "indexer/site/rules/moments.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <fstream>
#include <limits>
#include <set>
#include <tuple>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;
using Kind = YamlNode::Kind;
using State = Publication::State;

class JekyllRules final : public SiteRules {
 public:
  JekyllRules(JekyllSettings settings, YamlNode config)
      : settings_(std::move(settings)), config_(std::move(config)) {}

  [[nodiscard]] std::string_view name() const override { return "Jekyll"; }

  [[nodiscard]] bool sees_hidden() const override { return true; }

  [[nodiscard]] bool enters(std::string_view folder) const override { return files_.enters(folder); }
  [[nodiscard]] bool may_be_page(std::string_view path) const override { return files_.may_be_page(path); }

  void prepare(const PageFiles& files, std::vector<bool>& out,
               std::vector<Problem>& problems) override {
    std::set<std::string_view> folders_with_index;
    for (const std::string_view path : files.paths) {
      if (ascii_lower(page_stem(path)) == "index") folders_with_index.insert(folder_of(path));
    }
    for (std::size_t i = 0; i < files.paths.size(); ++i) {
      const std::string_view path = files.paths[i];
      const JekyllFile file = files_.file_of(path);
      if (file.kind == JekyllFile::Kind::post && !read_post_name(page_stem(path))) {
        out[i] = true;
        problems.push_back(doubt(files.folder / path, 0,
                                 "is left out: it lies in _posts, and its name does not start with "
                                 "a date"));
        continue;
      }
      // Of these there may be thousands, made by other programs: they are not read any further.
      if (is_html_file(path) && !has_front_matter(files.folder / path)) {
        out[i] = true;
        problems.push_back(doubt(files.folder / path, 0,
                                 "is left out: Jekyll copies HTML without front matter, which is no page to it"));
        continue;
      }
      const bool readme = settings_.readme_index && ascii_lower(page_stem(path)) == "readme" &&
                          !folders_with_index.contains(folder_of(path)) &&
                          !has_front_matter(files.folder / path);
      if (readme) readmes_.emplace(path);
    }
    if (settings_.most_posts != 0) leave_out_older_posts(files, out, problems);
  }

  [[nodiscard]] MarkdownDialect dialect(std::string_view /*path*/) const override {
    return MarkdownDialect::kramdown;
  }

  [[nodiscard]] bool is_html(std::string_view path, const YamlNode& /*keys*/) const override {
    return is_html_file(path);
  }

  [[nodiscard]] MarkdownFeatures features() const override {
    MarkdownFeatures features{settings_.emoji, true, false};
    features.gfm = settings_.gfm;
    features.blocks_end_paragraphs = settings_.blocks_end_paragraphs;
    features.blocks_in_html = settings_.blocks_in_html;
    features.angle_quotes = settings_.angle_quotes;
    return features;
  }

  [[nodiscard]] FrontMatterForms forms() const override { return {false, false, false}; }
  [[nodiscard]] bool titles_are_html() const override { return true; }

  [[nodiscard]] TemplateIncludes includes(const YamlNode& keys) const override {
    return runs_liquid(keys) ? TemplateIncludes::with_parameters : TemplateIncludes::none;
  }

  [[nodiscard]] std::string run_templates(std::string text, const YamlNode& keys, const Where& where,
                                          std::vector<Problem>& problems) const override {
    if (!runs_liquid(keys)) return with_signs_apart(text);
    return run_liquid(with_code_on_lines(std::move(text)), {keys, config_}, where, problems);
  }

  void complete(std::string_view path, YamlNode& keys) const override {
    const JekyllFile file = files_.file_of(path);
    const bool says_published = last_member(keys, "published") != nullptr;
    for (const JekyllDefaults* each : defaults_of(path, file)) add_missing(keys, each->values);
    if (file.kind == JekyllFile::Kind::page && !says_published) {
      // Jekyll asks a page's own front matter alone whether it is published.
      std::erase_if(keys.members,
                    [](const YamlMember& member) { return member.key.text == "published"; });
    }
    if (file.kind == JekyllFile::Kind::page) return;
    if (const auto name = read_post_name(page_stem(path))) {
      YamlNode given;
      given.kind = YamlNode::Kind::map;
      const Moment& day = name->first;
      given.members.push_back(
          {scalar_node("date"),
           scalar_node(fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day))});
      add_missing(keys, given);
    }
  }

  [[nodiscard]] Publication publication(const PageHead& page,
                                        std::vector<Problem>& problems) const override {
    const YamlNode& keys = page.keys;
    const JekyllFile file = files_.file_of(page.path);
    if (page.has_byte_order_mark) {
      problems.push_back(doubt(page.file, 0,
                               "is left out: it begins with a byte order mark, behind which Jekyll finds no front "
                               "matter"));
      return {State::hidden};
    }
    if (is_error_page(page.path, keys)) {
      problems.push_back(doubt(page.file, 0, "is left out: the site shows it in place of a page that is not there"));
      return {State::hidden};
    }
    if (!page.has_front_matter && !takes_bare(page.path, file)) {
      problems.push_back(doubt(page.file, 0,
                               "is left out: to Jekyll a file without front matter is no page, unless "
                               "`plugins` in _config.yml has jekyll-optional-front-matter"));
      return {State::hidden};
    }
    if (!settings_.unpublished && is_unpublished(keys)) return {State::hidden};
    if (settings_.redirects && !text_of(keys, "redirect_to").empty()) return {State::hidden};
    // `draft: true` is no key of Jekyll's: its drafts are what lies in _drafts.
    if (settings_.future || file.kind == JekyllFile::Kind::page) return {};
    const YamlNode* const date = keys.find("date");
    if (date == nullptr || date->kind != Kind::scalar) return {};
    const std::optional<Moment> moment = parse_ruby_moment(date->text);
    if (!moment) {
      problems.push_back({{page.file, date->line},
                          fmt::format("is left out: \"{}\" is no date that Jekyll can read",
                                      one_line(date->text))});
      return {State::hidden};
    }
    if (moment->seconds > page.now) return {State::hidden, moment->seconds};
    return {};
  }

  [[nodiscard]] PageAddress address(const PageFacts& page,
                                    std::vector<Problem>& problems) const override {
    const JekyllFile file = files_.file_of(page.path);
    std::string pattern = text_of(page.keys, "permalink");
    if (pattern.empty()) {
      pattern = jekyll_pattern(file, is_folder_page(page.path), settings_);
    } else if (!scheme_of(pattern).empty() && pattern.front() != ':') {
      problems.push_back({{page.file, line_of(page.keys, "permalink")},
                          fmt::format("\"{}\" cannot be the page's URL: its path is", pattern), true});
      pattern = jekyll_pattern(file, is_folder_page(page.path), settings_);
    }
    std::string path = expand_jekyll(
        pattern, [&](std::string_view name) { return jekyll_value(name, page, file, settings_); });
    // An address without an end is that of a file with .html, which servers show without it.
    if (path.ends_with("/index.html")) path.resize(path.size() - 10);
    if (path == "index.html") path.clear();
    // In an address of the author's, %20 is a blank already.
    const std::optional<std::string> written =
        pattern.find('%') == std::string::npos ? std::nullopt : url_as_written(path);
    std::string url = written ? *written : encoded(path);
    const std::string language = text_of(page.keys, "lang");
    if (language == settings_.default_language || std::ranges::find(settings_.languages, language) == settings_.languages.end()) {
      return {std::move(url), {}};
    }
    return {fmt::format("{}/{}", encoded(language), url), language_of(page.keys, "lang")};
  }

  /// Posts and documents without a title have one of their names.
  [[nodiscard]] std::string menu_title(std::string_view path) const override {
    if (files_.file_of(path).kind == JekyllFile::Kind::page) return {};
    const auto post = read_post_name(page_stem(path));
    std::string title;
    bool starts_word = true;
    for (const char c : ascii_lower(post ? post->second : page_stem(path))) {
      title += c == '-' ? ' ' : starts_word && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      starts_word = c == '-';
    }
    return title;
  }

  [[nodiscard]] bool is_folder_page(std::string_view path) const override {
    return page_stem(path) == "index" || readmes_.contains(path);
  }

  [[nodiscard]] bool shows_one_page_an_address() const override { return true; }
  [[nodiscard]] std::vector<std::string_view> address_keys() const override {
    return {"permalink", "slug", "date", "categor", "lang"};
  }
  /// Jekyll writes pages by their names, then posts, then the documents of each collection, by their dates.
  [[nodiscard]] bool overwrites(const AddressedPage& page, const AddressedPage& other) const override {
    return written_as(page) > written_as(other);
  }

  [[nodiscard]] std::string fingerprint() const override {
    std::string print = "jekyll " + print_of(config_);
    for (const std::string& readme : readmes_) print += "|" + readme;
    return print;
  }

 private:
  /// What is more of two is written later.
  [[nodiscard]] std::tuple<int, std::size_t, std::int64_t, std::string_view, std::ptrdiff_t, std::string_view> written_as(
      const AddressedPage& page) const {
    const JekyllFile file = files_.file_of(page.path);
    if (file.kind == JekyllFile::Kind::page) {
      // Of a folder, those in it are read before its own.
      return {0, 0, 0, name_of(page.path), -std::ranges::count(page.path, '/'), page.path};
    }
    const std::optional<Moment> date = parse_ruby_moment(text_of(page.keys, "date"));
    const std::int64_t seconds = date ? date->seconds : std::numeric_limits<std::int64_t>::max();
    return {file.kind == JekyllFile::Kind::document ? 2 : 1, order_of(file.collection), seconds, page.path, 0, {}};
  }

  /// The place of a collection in the configuration.
  [[nodiscard]] std::size_t order_of(std::string_view collection) const {
    const YamlNode* const node = config_.find("collections");
    if (node == nullptr || collection == "posts") return 0;
    const std::vector<std::string> names = texts_of(node);
    const auto member = std::ranges::find(node->members, collection, [](const YamlMember& each) -> std::string_view { return each.key.text; });
    const auto place = std::ranges::find(names, collection) - names.begin() + (member - node->members.begin());
    return static_cast<std::size_t>(place);
  }

  [[nodiscard]] std::optional<YamlNode> keys_of(const fs::path& path) const {
    if (!has_front_matter(path)) return std::nullopt;
    std::optional<FileHead> head = read_file_head(path, forms());
    if (!head) return std::nullopt;
    return std::move(head->keys);
  }

  /// `limit_posts`: Jekyll puts out so many of the posts that it publishes, the newest.
  void leave_out_older_posts(const PageFiles& files, std::vector<bool>& out,
                             std::vector<Problem>& problems) const {
    const auto now = static_cast<std::int64_t>(std::time(nullptr));
    std::vector<std::pair<std::int64_t, std::size_t>> posts;  // those of one time in the order of their paths
    for (std::size_t i = 0; i < files.paths.size(); ++i) {
      const JekyllFile::Kind kind = files_.file_of(files.paths[i]).kind;
      if (out[i] || (kind != JekyllFile::Kind::post && kind != JekyllFile::Kind::draft)) continue;
      const fs::path path = files.folder / files.paths[i];
      std::optional<YamlNode> keys = keys_of(path);
      if (!keys) continue;
      complete(files.paths[i], *keys);
      if (!settings_.unpublished && is_unpublished(*keys)) continue;
      std::optional<Moment> date = parse_ruby_moment(text_of(*keys, "date"));
      if (!date && kind == JekyllFile::Kind::draft) date = time_of_change(path);
      if (date && (settings_.future || date->seconds <= now)) posts.emplace_back(date->seconds, i);
    }
    std::ranges::sort(posts);
    for (std::size_t i = 0; i + settings_.most_posts < posts.size(); ++i) {
      out[posts[i].second] = true;
      problems.push_back(doubt(files.folder / files.paths[posts[i].second], 0,
                               "is left out: it is older than the posts that `limit_posts` keeps"));
    }
  }

  /// Nothing but the word false forbids it: `render_with_liquid:` does not.
  static bool runs_liquid(const YamlNode& keys) {
    return keys.find("render_with_liquid") == nullptr || ruby_switch(keys, "render_with_liquid", true);
  }

  static bool is_unpublished(const YamlNode& keys) { return !ruby_switch(keys, "published", true); }

  /// Servers answer with 404.html where there is no page: nobody is to be led there.
  static bool is_error_page(std::string_view path, const YamlNode& keys) {
    const std::string own = text_of(keys, "permalink");
    return own.empty() ? page_stem(path) == "404" && folder_of(path).empty() : clean_path(own) == "404.html";
  }

  /// Files that explain the repository stay out, as in the plugin.
  [[nodiscard]] bool takes_bare(std::string_view path, const JekyllFile& file) const {
    if (readmes_.contains(path)) return true;
    if (!settings_.optional_front_matter || file.kind != JekyllFile::Kind::page) return false;
    constexpr std::array<std::string_view, 8> names = {
        "readme",       "licence",        "license",            "copying", "code_of_conduct",
        "contributing", "issue_template", "pull_request_template"};
    return files_.is_included_file(path) ||
           std::ranges::find(names, ascii_lower(page_stem(path))) == names.end();
  }

  /// Those that concern the page, the most special first: a later one of equal paths wins.
  [[nodiscard]] std::vector<const JekyllDefaults*> defaults_of(std::string_view path,
                                                               const JekyllFile& file) const {
    std::vector<const JekyllDefaults*> found;
    for (const JekyllDefaults& each : settings_.defaults) {
      if (!each.type.empty() && each.type != type_of(file)) continue;
      const bool met = each.path.empty() ||
                       (path.starts_with(each.path) &&
                        (path.size() == each.path.size() || path[each.path.size()] == '/')) ||
                       lies_in_pattern(path, each.path);
      if (met) found.push_back(&each);
    }
    std::ranges::reverse(found);
    std::ranges::stable_sort(found, [](const JekyllDefaults* a, const JekyllDefaults* b) {
      if (a->path.size() != b->path.size()) return a->path.size() > b->path.size();
      return !a->type.empty() && b->type.empty();
    });
    return found;
  }

  /// Whether a pattern with stars means the page or a folder around it: they stay within a part of a path.
  static bool lies_in_pattern(std::string_view path, std::string_view pattern) {
    if (pattern.find('*') == std::string_view::npos) return false;
    for (std::size_t end = path.size(); end != std::string_view::npos && end != 0;
         end = path.rfind('/', end - 1)) {
      if (matches_glob(path.substr(0, end), pattern)) return true;
    }
    return false;
  }

  static std::string_view type_of(const JekyllFile& file) {
    switch (file.kind) {
      case JekyllFile::Kind::page:
        return "pages";
      case JekyllFile::Kind::draft:
        return "drafts";
      case JekyllFile::Kind::post:
      case JekyllFile::Kind::document:
        break;
    }
    return file.collection;
  }

  JekyllSettings settings_;
  JekyllFiles files_{settings_};
  YamlNode config_;
  std::set<std::string, std::less<>> readmes_;
};

AnchorRules jekyll_anchors(const YamlNode& config) {
  AnchorRules rules(AnchorStyle::github, SlugRule::kramdown);
  const std::string markdown = ascii_lower(text_of(config, "markdown", "kramdown"));
  if (markdown.starts_with("commonmark")) {
    // Neither of the two plugins gives headings ids, unless it is told to.
    rules.slug = SlugRule::none;
    const YamlNode* const options = config.find("commonmark");
    if (options == nullptr) return rules;
    for (const std::string& extension : texts_of(options->find("extensions"))) {
      if (ascii_lower(extension) == "header_ids") rules.slug = SlugRule::github;
    }
    return rules;
  }
  const YamlNode* const kramdown = config.find("kramdown");
  if (kramdown == nullptr) return rules;
  const std::string input = ascii_lower(text_of(*kramdown, "input", "gfm"));
  if (input != "gfm") rules.slug = SlugRule::kramdown_plain;
  if (!kramdown_switch(*kramdown, "auto_ids", true)) rules.slug = SlugRule::none;
  rules.prefix = text_of(*kramdown, "auto_id_prefix");
  return rules;
}

/// Whether GitHub builds the site with its own plugins, by a Gemfile or a workflow beside it.
bool is_built_by_github(const fs::path& folder) {
  std::error_code error;
  const fs::path gemfile = folder / "Gemfile";
  if (fs::symlink_status(gemfile, error).type() != fs::file_type::regular) return false;
  try {
    return read_file(gemfile, 1U << 20U).find("github-pages") != std::string::npos;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

ConfigFile read_jekyll_config(const fs::path& file, std::vector<Problem>& problems) {
  ConfigFile config;
  config.file = file;
  YamlNode jekyll = read_settings(file, problems);
  config.content = (file.parent_path() / text_of(jekyll, "source")).lexically_normal();
  config.content_line = line_of(jekyll, "source");
  config.site_name = text_of(jekyll, "title");
  set_site_address(config, text_of(jekyll, "url"), text_of(jekyll, "baseurl"));
  config.language = language_of(jekyll, "lang");
  config.anchors = jekyll_anchors(jekyll);
  config.template_paths.push_back(
      {config.content / text_of(jekyll, "includes_dir", "_includes"), {}});
  config.facets.blank_separated = {"tags", "categories"};
  const fs::path data = config.content / text_of(jekyll, "data_dir", "_data");
  read_facet_labels(data / "authors.yml", "", "name", {"author", "authors"}, config);
  JekyllSettings settings = read_jekyll_settings(jekyll);
  if (is_built_by_github(file.parent_path())) {
    settings.optional_front_matter = true;
    settings.readme_index = true;
  }
  if (YamlNode values = read_jekyll_data(data, file.parent_path()); values.kind == Kind::map && jekyll.items.empty()) {
    jekyll.kind = Kind::map;  // it may be empty
    jekyll.members.push_back({scalar_node("data"), std::move(values)});
  }
  config.rules = std::make_shared<JekyllRules>(std::move(settings), std::move(jekyll));
  return config;
}

}  // namespace speur
