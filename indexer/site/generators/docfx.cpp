#include "indexer/site/generators/generators.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/globs.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;
using Kind = YamlNode::Kind;
using State = Publication::State;

/// One entry of `build.content`.
struct DocfxContent {
  std::string source, target;  ///< folders, with a slash at their end; may be empty
  std::vector<std::string> files, exclude;
};

std::string folder_setting(const YamlNode& node, std::string_view key) {
  std::string folder = clean_path(text_of(node, key));
  if (!folder.empty() && !folder.ends_with('/')) folder += '/';
  return folder;
}

class DocfxRules final : public SiteRules {
 public:
  explicit DocfxRules(const YamlNode& config) {
    const YamlNode* const build = config.find("build");
    const YamlNode* const content = build == nullptr ? nullptr : build->find("content");
    if (content != nullptr) {
      for (const YamlNode& item : content->items) read(item);
      if (content->kind == Kind::map) read(*content);
    }
    if (contents_.empty()) contents_.push_back({"", "", {"**/*.md"}, {}});
    if (build == nullptr) return;
    for (std::string& glob : texts_of(build->find("exclude"))) exclude_.push_back(std::move(glob));
    if (const YamlNode* const all = build->find("globalMetadata")) global_ = *all;
    if (const YamlNode* const files = build->find("fileMetadata")) by_file_ = *files;
    print_ = print_of(*build);
  }

  [[nodiscard]] std::string_view name() const override { return "DocFX"; }

  [[nodiscard]] bool may_be_page(std::string_view path) const override {
    static const std::vector<std::string> extensions = {".md"};
    if (!has_extension(path, extensions)) return false;
    const std::string name = ascii_lower(page_stem(path));
    // Files that others include, and tables of contents, are no pages even where a pattern means them.
    if (name == "toc") return false;
    for (const std::string_view part : parts_of(folder_of(path))) {
      const std::string folder = ascii_lower(part);
      if (folder == "includes" || folder == "_includes" || folder == "obj") return false;
    }
    return content_of(path) != nullptr;
  }

  [[nodiscard]] MarkdownDialect dialect(std::string_view /*path*/) const override {
    return MarkdownDialect::commonmark;
  }

  [[nodiscard]] FrontMatterForms forms() const override { return {false, false, false}; }

  void complete(std::string_view path, YamlNode& keys) const override {
    for (const YamlMember& member : by_file_.members) {
      // The last pattern that means the page counts.
      for (auto rule = member.value.members.rbegin(); rule != member.value.members.rend(); ++rule) {
        if (!matches_glob(path, rule->key.text)) continue;
        YamlNode given;
        given.kind = Kind::map;
        given.members.push_back({member.key, rule->value});
        add_missing(keys, given);
        break;
      }
    }
    if (const std::string robots = robots_of(global_); !robots.empty() && robots_of(keys).empty()) {
      YamlNode given;
      given.kind = Kind::map;
      given.members.push_back({scalar_node("ROBOTS"), scalar_node(robots)});
      add_missing(keys, given);
    }
  }

  [[nodiscard]] Publication publication(const PageHead& page,
                                        std::vector<Problem>& /*problems*/) const override {
    if (ascii_lower(robots_of(page.keys)).find("noindex") != std::string::npos) {
      return {State::hidden};
    }
    if (!text_of(page.keys, "redirect_url").empty()) return {State::hidden};  // it leads to another page
    return draft_publication(page.keys);
  }

  [[nodiscard]] PageAddress address(const PageFacts& page,
                                    std::vector<Problem>& /*problems*/) const override {
    const DocfxContent* const content = content_of(page.path);
    std::string path(page.path);
    if (content != nullptr) path = content->target + path.substr(content->source.size());
    return {encoded(path.substr(0, path.rfind('.')) + ".html"), {}};
  }

  [[nodiscard]] bool is_folder_page(std::string_view path) const override {
    return ascii_lower(page_stem(path)) == "index";
  }

  [[nodiscard]] std::string fingerprint() const override { return "docfx " + print_; }

 private:
  void read(const YamlNode& item) {
    DocfxContent content;
    content.source = folder_setting(item, "src");
    if (content.source.empty()) content.source = folder_setting(item, "cwd");
    content.target = folder_setting(item, "dest");
    content.files = texts_of(item.kind == Kind::map ? item.find("files") : &item);
    content.exclude = texts_of(item.find("exclude"));
    contents_.push_back(std::move(content));
  }

  /// `ROBOTS` in any case.
  static std::string robots_of(const YamlNode& keys) {
    for (const YamlMember& member : keys.members) {
      if (ascii_lower(member.key.text) == "robots") return member.value.text;
    }
    return {};
  }

  [[nodiscard]] const DocfxContent* content_of(std::string_view path) const {
    const auto means = [&](std::string_view inside) {
      return [inside](const std::string& glob) { return matches_glob(inside, glob); };
    };
    if (std::ranges::any_of(exclude_, means(path))) return nullptr;
    const auto found = std::ranges::find_if(contents_, [&](const DocfxContent& content) {
      if (!path.starts_with(content.source)) return false;
      const std::string_view inside = path.substr(content.source.size());
      return std::ranges::any_of(content.files, means(inside)) &&
             std::ranges::none_of(content.exclude, means(inside));
    });
    return found == contents_.end() ? nullptr : &*found;
  }

  std::vector<DocfxContent> contents_;
  std::vector<std::string> exclude_;
  YamlNode global_, by_file_;
  std::string print_;
};

}  // namespace

ConfigFile read_docfx_config(const fs::path& file, std::vector<Problem>& problems) {
  ConfigFile config;
  config.file = file;
  config.content = file.parent_path();
  const YamlNode settings = read_settings(file, problems);
  if (const YamlNode* const all = find_path(settings, {"build", "globalMetadata"})) {
    config.site_name = text_of(*all, "_appTitle");
    config.language = language_of(*all, "_lang");
  }
  config.anchors = AnchorRules(AnchorStyle::github);
  config.rules = std::make_shared<DocfxRules>(settings);
  return config;
}

}  // namespace speur
