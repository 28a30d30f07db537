#include "indexer/site/generators/plain.hpp"

#include "indexer/site/rules/shadowed_readmes.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/settings.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace speur {
namespace {

class PlainRules final : public SiteRules {
 public:
  [[nodiscard]] std::string_view name() const override { return "MkDocs"; }

  [[nodiscard]] bool may_be_page(std::string_view path) const override {
    static const std::vector<std::string> extensions = {".md", ".markdown", ".mdx"};
    return has_extension(path, extensions);
  }

  void prepare(const PageFiles& files, std::vector<bool>& out,
               std::vector<Problem>& problems) override {
    drop_shadowed_readmes(files, out, problems);
    for (std::size_t i = 0; i < files.paths.size(); ++i) {
      if (out[i] || !is_part_of_pages(page_stem(files.paths[i]))) continue;
      out[i] = true;
      problems.push_back(doubt(files.folder / files.paths[i], 0,
                               "is left out: wikis and Docsify show it beside each page"));
    }
  }

  [[nodiscard]] MarkdownDialect dialect(std::string_view path) const override {
    return path.ends_with(".mdx") ? MarkdownDialect::mdx : MarkdownDialect::python_markdown;
  }

  [[nodiscard]] Publication publication(const PageHead& page,
                                        std::vector<Problem>& /*problems*/) const override {
    // Which generator reads the page is not known: what any of them takes for a draft is one.
    const YamlNode* draft = nullptr;
    for (const YamlMember& member : page.keys.members) {
      const std::string& key = member.key.text;
      if (key.size() == 5 && ascii_lower(key) == "draft") draft = &member.value;
      if (key.size() == 9 && ascii_lower(key) == "published" && as_switch(member.value) == false) {
        return {Publication::State::draft};
      }
    }
    const bool is_draft =
        draft != nullptr && draft->kind != YamlNode::Kind::null && as_switch(*draft).value_or(true);
    return {is_draft ? Publication::State::draft : Publication::State::shown};
  }

  [[nodiscard]] PageAddress address(const PageFacts& page,
                                    std::vector<Problem>& problems) const override {
    const bool whole = !page.front_matter.url.empty();
    const std::string& written = whole ? page.front_matter.url : page.front_matter.slug;
    if (!written.empty()) {
      if (std::optional<std::string> url =
              whole ? url_as_written(written) : url_of_slug(page.path, written)) {
        return {std::move(*url), {}};
      }
      problems.push_back({{page.file, page.front_matter.url_line},
                          fmt::format("\"{}\" cannot be the page's URL: its path is", written),
                          true});
    }
    return {url_of_path(page.path), {}};
  }

  [[nodiscard]] bool is_folder_page(std::string_view path) const override {
    const std::string_view stem = page_stem(path);
    return stem == "index" || stem == "_index" || stem == "README";
  }

  void set_directory_urls(bool on) override { directory_urls_ = on; }

  [[nodiscard]] std::string fingerprint() const override {
    return directory_urls_ ? "plain directory" : "plain flat";
  }

 private:
  static bool is_part_of_pages(std::string_view stem) {
    if (!stem.starts_with('_')) return false;
    constexpr std::array<std::string_view, 5> names = {"_sidebar", "_footer", "_header", "_navbar", "_coverpage"};
    return std::ranges::find(names, ascii_lower(stem)) != names.end();
  }

  [[nodiscard]] std::string url_of_path(std::string_view path) const {
    std::string url(folder_of(path));
    if (is_folder_page(path)) {
      if (!directory_urls_) url += "index.html";
    } else {
      url += page_stem(path);
      url += directory_urls_ ? "/" : ".html";
    }
    return encoded(url);
  }

  [[nodiscard]] std::optional<std::string> url_of_slug(std::string_view path,
                                                       std::string_view slug) const {
    if (slug.starts_with('/')) return url_as_written(slug);
    if (slug.find_first_of("/:\\?#") != std::string_view::npos || slug == "." || slug == "..") {
      return std::nullopt;
    }
    std::string_view folder = folder_of(path);
    // A folder's own page: its slug names the folder.
    if (is_folder_page(path) && !folder.empty()) folder = folder_around(folder);
    return encoded(std::string(folder) + std::string(slug)) + (directory_urls_ ? "/" : ".html");
  }

  bool directory_urls_ = true;
};

}  // namespace

std::shared_ptr<SiteRules> plain_rules() {
  return std::make_shared<PlainRules>();
}

}  // namespace speur
