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

  /// Whether the entry means the file at `path`.
  [[nodiscard]] bool has(std::string_view path) const {
    if (!path.starts_with(source)) return false;
    const auto fits = [inside = path.substr(source.size())](const std::string& glob) {
      return matches_glob(inside, glob);
    };
    return std::ranges::any_of(files, fits) && std::ranges::none_of(exclude, fits);
  }
};

std::string folder_setting(const YamlNode& node, std::string_view key) {
  std::string folder = clean_path(text_of(node, key));
  if (!folder.empty() && !folder.ends_with('/')) folder += '/';
  return folder;
}

/// `05/17/2024`, as Microsoft's pages have it in `ms.date`, in the form of ISO 8601; other text as it is.
std::string with_year_first(const std::string& date) {
  const std::vector<std::string_view> parts = parts_of(date);
  const bool is_day = parts.size() == 3 && parts[0].size() <= 2 && parts[1].size() <= 2 && parts[2].size() == 4;
  return is_day ? fmt::format("{}-{:0>2}-{:0>2}", parts[2], parts[0], parts[1]) : date;
}

/// The text without the blanks that authors put before the lines within `:::column:::`, which would make them code.
std::string without_column_indents(const std::string& text) {
  std::string plain;
  constexpr std::size_t not_known = std::string_view::npos;
  std::size_t indent = not_known;  // of the column's first line
  bool in_column = false;
  for (std::string_view rest = text; !rest.empty();) {
    std::string_view line = rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1);
    rest.remove_prefix(line.size());
    const std::size_t first = line.find_first_not_of(" \t\r\n");
    const std::string_view words = first == std::string_view::npos ? std::string_view() : line.substr(first);
    if (words.starts_with(":::column-end") || words.starts_with(":::row")) {
      in_column = false;
    } else if (words.starts_with(":::column")) {
      in_column = true;
      indent = not_known;
    } else if (in_column && !words.empty()) {
      if (indent == not_known) indent = first;
      line.remove_prefix(std::min(indent, first));
    }
    plain += line;
  }
  return plain;
}

class DocfxRules final : public SiteRules {
 public:
  explicit DocfxRules(const YamlNode& config) {
    const YamlNode* const build = config.find("build");
    for_each_content(build, "content", [&](const YamlNode& item) { contents_.push_back(content_of(item, *build)); });
    for_each_content(build, "overwrite", [&](const YamlNode& item) { overwrites_.push_back(content_of(item, *build)); });
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
    // A file of `overwrite` gives its texts to pages that are made of code.
    const auto has_path = [&](const DocfxContent& content) { return content.has(path); };
    return content_with(path) != nullptr && std::ranges::none_of(overwrites_, has_path);
  }

  [[nodiscard]] MarkdownDialect dialect(std::string_view /*path*/) const override {
    return MarkdownDialect::commonmark;
  }

  [[nodiscard]] FrontMatterForms forms() const override { return {false, false, false}; }

  [[nodiscard]] std::string run_templates(std::string text, const YamlNode& /*keys*/, const Where& /*where*/,
                                          std::vector<Problem>& /*problems*/) const override {
    return text.find(":::column") == std::string::npos ? text : without_column_indents(text);
  }

  void complete(std::string_view path, YamlNode& keys) const override {
    for (YamlMember& member : keys.members) {
      if (member.key.text == "ms.date") member.value.text = with_year_first(member.value.text);
    }
    for (const YamlMember& member : by_file_.members) {
      // The last pattern that means the page counts.
      for (auto rule = member.value.members.rbegin(); rule != member.value.members.rend(); ++rule) {
        if (!matches_glob(path, rule->key.text)) continue;
        add_missing(keys, map_of(member.key, rule->value));
        break;
      }
    }
    if (const std::string robots = robots_of(global_); !robots.empty() && robots_of(keys).empty()) {
      add_missing(keys, map_of(scalar_node("ROBOTS"), scalar_node(robots)));
    }
    if (const YamlNode* const hides = global_.find(noindex)) add_missing(keys, map_of(scalar_node(noindex), *hides));
  }

  [[nodiscard]] Publication publication(const PageHead& page,
                                        std::vector<Problem>& /*problems*/) const override {
    if (ascii_lower(robots_of(page.keys)).find("noindex") != std::string::npos) {
      return {State::hidden};
    }
    if (ascii_lower(text_of(page.keys, noindex)) == "true") return {State::hidden};  // to DocFX's own search, too
    if (!text_of(page.keys, "redirect_url").empty()) return {State::hidden};  // it leads to another page
    return draft_publication(page.keys);
  }

  [[nodiscard]] PageAddress address(const PageFacts& page,
                                    std::vector<Problem>& /*problems*/) const override {
    const DocfxContent* const content = content_with(page.path);
    std::string path(page.path);
    if (content != nullptr) path = content->target + path.substr(content->source.size());
    return {encoded(path.substr(0, path.rfind('.')) + ".html"), {}};
  }

  [[nodiscard]] bool is_folder_page(std::string_view path) const override {
    return ascii_lower(page_stem(path)) == "index";
  }

  [[nodiscard]] std::string fingerprint() const override { return "docfx " + print_; }

 private:
  static constexpr const char* noindex = "_noindex";

  static YamlNode map_of(YamlNode key, YamlNode value) {
    YamlNode map;
    map.kind = Kind::map;
    map.members.push_back({std::move(key), std::move(value)});
    return map;
  }

  /// Calls `read` with the entries of `build.key`: a list, or one of them.
  template <typename Read>
  static void for_each_content(const YamlNode* build, const char* key, const Read& read) {
    const YamlNode* const content = build == nullptr ? nullptr : build->find(key);
    if (content == nullptr) return;
    for (const YamlNode& item : content->items) read(item);
    if (content->kind == Kind::map) read(*content);
  }

  static DocfxContent content_of(const YamlNode& item, const YamlNode& build) {
    DocfxContent content;
    content.source = folder_setting(item, "src");
    if (content.source.empty()) content.source = folder_setting(item, "cwd");
    content.target = folder_of_group(item, build) + folder_setting(item, "dest");
    content.files = texts_of(item.kind == Kind::map ? item.find("files") : &item);
    content.exclude = texts_of(item.find("exclude"));
    return content;
  }

  /// The folder that the entry's group, or its version, is put out to.
  static std::string folder_of_group(const YamlNode& item, const YamlNode& build) {
    for (const auto& [key, groups] : {std::pair("group", "groups"), std::pair("version", "versions")}) {
      const std::string name = text_of(item, key);
      const YamlNode* const all = name.empty() ? nullptr : build.find(groups);
      const YamlNode* const group = all == nullptr ? nullptr : all->find(name);
      if (group != nullptr) return folder_setting(*group, "dest");
    }
    return {};
  }

  /// `ROBOTS` in any case.
  static std::string robots_of(const YamlNode& keys) {
    for (const YamlMember& member : keys.members) {
      if (ascii_lower(member.key.text) == "robots") return member.value.text;
    }
    return {};
  }

  [[nodiscard]] const DocfxContent* content_with(std::string_view path) const {
    const auto is_path = [&](const std::string& glob) { return matches_glob(path, glob); };
    if (std::ranges::any_of(exclude_, is_path)) return nullptr;
    const auto found = std::ranges::find_if(contents_, [&](const DocfxContent& content) { return content.has(path); });
    return found == contents_.end() ? nullptr : &*found;
  }

  std::vector<DocfxContent> contents_, overwrites_;
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
  config.anchors = AnchorRules(AnchorStyle::github, SlugRule::docfx);
  config.rules = std::make_shared<DocfxRules>(settings);
  return config;
}

}  // namespace speur
