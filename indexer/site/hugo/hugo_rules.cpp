#include "indexer/site/hugo/hugo_rules.hpp"

#include "indexer/front_matter/front_matter.hpp"
#include "indexer/markdown/source/shortcode.hpp"
#include "indexer/markdown/source/shown_signs.hpp"
#include "indexer/site/hugo/hugo_addresses.hpp"
#include "indexer/site/hugo/hugo_dates.hpp"
#include "indexer/site/hugo/hugo_files.hpp"
#include "indexer/site/hugo/hugo_heads.hpp"
#include "indexer/site/hugo/hugo_params.hpp"
#include "indexer/site/hugo/hugo_sections.hpp"
#include "indexer/site/hugo/hugo_settings.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/regexes.hpp"
#include "indexer/site/rules/settings.hpp"
#include "indexer/site/shortcodes/hugo_shortcodes.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;
using Kind = YamlNode::Kind;
using State = Publication::State;

class HugoRules final : public SiteRules {
 public:
  HugoRules(HugoSettings settings, const fs::path& file, std::vector<Problem>& problems)
      : settings_(std::move(settings)),
        files_(settings_),
        dates_(settings_.all),
        addresses_(settings_, files_, dates_, sections_),
        ignored_(texts_of(settings_.all.find("ignorefiles")), {file, 0}, problems),
        build_drafts_(hugo_shows(settings_.all, "builddrafts")),
        build_future_(hugo_shows(settings_.all, "buildfuture")),
        build_expired_(hugo_shows(settings_.all, "buildexpired")) {
    const YamlNode& all = settings_.all;
    for (const std::string& kind : texts_of(all.find("disablekinds"))) {
      disabled_kinds_.insert(ascii_lower(kind));
    }
    if (!file.empty()) shortcodes_ = HugoShortcodes(all, hugo_site_folder(file), settings_.languages.size() == 1 ? settings_.default_language : "");
    if (const YamlNode* const cascade = all.find("cascade")) sections_.add_site_cascade(*cascade);
    sections_.set_built(build_drafts_, build_future_, build_expired_);
  }

  [[nodiscard]] std::string_view name() const override { return "Hugo"; }

  [[nodiscard]] bool may_be_page(std::string_view path) const override {
    const bool markdown = has_extension(path, {".md", ".markdown", ".mdown"});
    if (name_of(path) == "_content.gotmpl") return files_.read(path).mounted;
    if (!markdown && !is_html_file(path) && other_markup(path).empty()) return false;
    // Hugo takes these for what an editor keeps beside a file.
    if (path.starts_with('#') || path.find("/#") != std::string_view::npos) return false;
    const HugoFile file = files_.read(path);
    // Hugo asks for the whole path of the file on the machine that builds the site.
    return file.mounted && !ignored_.matches("/site/content/" + file.path);
  }

  void prepare(const PageFiles& files, std::vector<bool>& out,
               std::vector<Problem>& problems) override {
    HugoHeads heads(files, forms());
    find_other_files(files, heads, out, problems);
    find_leaf_bundles(files, out, problems);
    find_covered_pages(files, heads, out, problems);
    for (std::size_t i = 0; i < files.paths.size(); ++i) {
      if (out[i]) continue;
      const HugoFile file = files_.read(files.paths[i]);
      const auto language = settings_.languages.find(file.language);
      if (language == settings_.languages.end()) {
        out[i] = true;
        problems.push_back(doubt(files.folder / files.paths[i], 0,
                                 fmt::format("is left out: the site has no language \"{}\", which its mount names", file.language)));
      } else if (language->second.disabled) {
        out[i] = true;
        problems.push_back(doubt(files.folder / files.paths[i], 0,
                                 fmt::format("is left out: its language \"{}\" is disabled",
                                             file.language)));
      } else if (file.is_branch()) {
        if (const YamlNode* const keys = heads.keys(i)) read_section(files.folder / files.paths[i], file, *keys, problems);
      }
    }
    sections_.settle(dates_);
    find_terms(files, heads, out, problems);
    find_term_titles(files, heads, out);
  }

  [[nodiscard]] std::vector<std::string> labelled_facets() const override {
    std::vector<std::string> facets;
    for (const auto& [folder, title] : term_titles_) {
      std::string facet = folder.substr(0, folder.find('/'));
      if (facets.empty() || facets.back() != facet) facets.push_back(std::move(facet));
    }
    return facets;
  }
  [[nodiscard]] std::string label_of(std::string_view facet, std::string_view value) const override {
    const auto title = term_titles_.find(fmt::format("{}/{}/", facet, hugo_path(value, true, false)));
    return title == term_titles_.end() ? "" : title->second;
  }

  [[nodiscard]] MarkdownDialect dialect(std::string_view /*path*/) const override {
    return MarkdownDialect::commonmark;
  }

  [[nodiscard]] bool is_html(std::string_view path, const YamlNode& keys) const override {
    const std::string markup = ascii_lower(text_of(keys, "markup"));
    return markup.empty() ? is_html_file(path) : markup == "html" || markup == "htm";
  }

  [[nodiscard]] MarkdownFeatures features() const override {
    MarkdownFeatures features;
    features.emoji = hugo_switch(settings_.all, "enableemoji", false);
    features.raw_html = goldmark_switch({"renderer", "unsafe"}, false);
    features.icons = false;
    // In headings Goldmark reads lists of attributes unless it is told not to, below blocks if it is.
    features.heading_attributes = goldmark_switch({"parser", "attribute", "title"}, true);
    features.attribute_lists =
        features.heading_attributes || goldmark_switch({"parser", "attribute", "block"}, false);
    features.footnotes = goldmark_switch({"extensions", "footnote"}, true);
    const YamlNode* const typographer = find_path(settings_.all, {"markup", "goldmark", "extensions", "typographer"});
    features.angle_quotes = typographer == nullptr || (typographer->kind == Kind::map
                                                           ? !hugo_switch(*typographer, "disable", false)
                                                           : hugo_truth(*typographer).value_or(true));
    return features;
  }

  [[nodiscard]] std::string run_templates(std::string text, const YamlNode& keys, const Where& where,
                                          std::vector<Problem>& problems) const override {
    tell_files_in_tags(text, where, problems);
    text = shortcodes_.run(without_hugo_comments(std::move(text)), keys, settings_.all, where, problems);
    return with_hugo_signs_apart(with_hugo_params(std::move(text), keys, settings_.all));
  }

  [[nodiscard]] FrontMatterForms forms() const override { return {true, true, false, true}; }
  [[nodiscard]] bool keys_in_any_case() const override { return true; }

  void complete(std::string_view path, YamlNode& keys) const override {
    const HugoFile file = files_.read(path);
    sections_.complete(file.folder, {file.path, files_.kind_of(file), file.language}, keys);
  }

  [[nodiscard]] Publication publication(const PageHead& page,
                                        std::vector<Problem>& problems) const override {
    const HugoFile file = files_.read(page.path);
    const YamlNode& keys = page.keys;
    if (disabled_kinds_.contains(files_.kind_of(file))) return {State::hidden};
    const std::string markup = ascii_lower(text_of(keys, "markup"));
    if (!markup.empty() && !is_html(page.path, keys) && !is_markdown(markup)) {
      problems.push_back(doubt(page.file, line_of(keys, "markup"),
                               fmt::format("is left out: its `markup` is {}, which is not read", one_line(markup))));
      return {State::hidden};
    }
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
    if (hugo_switch(keys, "headless", false)) {
      // Hugo before 0.123.6 shows pages that say so, unless they are an index.md.
      if (!file.is_leaf()) {
        problems.push_back(doubt(page.file, line_of(keys, "headless"),
                                 "is left out: it is `headless`, which Hugo before 0.123.6 reads in "
                                 "an index.md alone"));
      }
      return {State::hidden};
    }
    if (is_not_rendered(keys, page.file, problems)) return {State::hidden};
    if (has_no_html(keys, file)) {
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
    return addresses_.of(page, problems);
  }

  [[nodiscard]] bool is_folder_page(std::string_view path) const override {
    const HugoFile file = files_.read(path);
    return file.is_leaf() || file.is_branch();
  }

  [[nodiscard]] bool shows_one_page_an_address() const override { return true; }
  [[nodiscard]] std::vector<std::string_view> address_keys() const override {
    if (addresses_.have_patterns()) return {""};
    return {"slug", "url"};
  }
  /// Hugo writes the pages in the order of its trees, most of the time: several threads do it.
  [[nodiscard]] bool overwrites(const AddressedPage& page, const AddressedPage& other) const override {
    return addresses_.written_as(files_.read(page.path)) > addresses_.written_as(files_.read(other.path));
  }

  [[nodiscard]] std::string fingerprint() const override {
    return "hugo" + print_of(settings_.all) + sections_.fingerprint() + shortcodes_.fingerprint();
  }

 private:
  /// Themes have shortcodes that put in the text of a file; where they look for it is their own affair.
  static void tell_files_in_tags(std::string_view text, const Where& where, std::vector<Problem>& problems) {
    constexpr std::array<std::string_view, 5> names = {"include", "include-md", "includefile", "readfile", "snippet"};
    if (text.find("nclude") == std::string_view::npos && text.find("ead") == std::string_view::npos &&
        text.find("snippet") == std::string_view::npos) {
      return;
    }
    for (auto tag = next_shortcode(text, 0); tag; tag = next_shortcode(text, tag->end)) {
      if (tag->closes || std::ranges::find(names, ascii_lower(tag->name)) == names.end()) continue;
      const auto lines = static_cast<std::size_t>(std::ranges::count(text.substr(0, tag->begin), '\n'));
      problems.push_back(doubt(where.file, where.line + lines,
                               fmt::format("text is left out that the shortcode `{}` puts in", tag->name)));
      return;
    }
  }

  static bool is_markdown(std::string_view markup) {
    constexpr std::array<std::string_view, 6> names = {"md", "markdown", "mdown", "goldmark", "mmark", "blackfriday"};
    return std::ranges::find(names, markup) != names.end();
  }

  /// What Hugo, or a program that it calls, reads and Speur does not; empty for other files.
  static std::string_view other_markup(std::string_view path) {
    if (has_extension(path, {".org"})) return "Org";
    if (has_extension(path, {".adoc", ".asciidoc", ".ad"})) return "AsciiDoc";
    if (has_extension(path, {".rst"})) return "reStructuredText";
    if (has_extension(path, {".pandoc", ".pdc"})) return "Pandoc";
    return {};
  }

  /// A switch of `markup.goldmark`, by the keys that lead to it.
  [[nodiscard]] bool goldmark_switch(const std::vector<std::string_view>& keys, bool otherwise) const {
    const YamlNode* node = find_path(settings_.all, {"markup", "goldmark"});
    for (const std::string_view key : keys) node = node == nullptr ? nullptr : node->find(key);
    return node == nullptr ? otherwise : hugo_truth(*node).value_or(otherwise);
  }

  /// Takes out the files that are no pages or that are not read, and tells it.
  void find_other_files(const PageFiles& files, HugoHeads& heads, std::vector<bool>& out,
                        std::vector<Problem>& problems) const {
    for (std::size_t i = 0; i < files.paths.size(); ++i) {
      const std::string_view path = files.paths[i];
      std::string why;
      const std::string_view extension = path.substr(path.rfind('.'));
      if (const std::string_view markup = other_markup(path); !markup.empty()) {
        why = fmt::format("is left out: it is {}, which is not read", markup);
      } else if (path.ends_with(".gotmpl")) {
        why = "is left out: the pages that this template makes are not known";
      } else if (extension != ascii_lower(extension)) {
        why = "is left out: Hugo before 0.123 takes no file for a page whose extension has capitals";
      } else if (is_html_file(path) && !heads.has_front_matter(i)) {
        why = "is left out: Hugo copies HTML without front matter, which is no page to it";
      } else if (const HugoFile file = files_.read(path); file.is_leaf() && file.folder.empty()) {
        why = "is left out: to Hugo an index.md of the whole content holds all pages and is none; the home page is "
              "_index.md";
      }
      if (why.empty()) continue;
      out[i] = true;
      problems.push_back(doubt(files.folder / path, 0, std::move(why)));
    }
  }

  /// All other files in a folder with an index.md belong to that page; beside an _index.md it is none itself.
  void find_leaf_bundles(const PageFiles& files, std::vector<bool>& out,
                         std::vector<Problem>& problems) const {
    std::set<std::string, std::less<>> bundles, sections;
    std::vector<HugoFile> read;
    read.reserve(files.paths.size());
    for (const std::string_view path : files.paths) {
      read.push_back(files_.read(path));
      if (read.back().is_leaf()) bundles.insert(read.back().folder);
      if (read.back().is_branch()) sections.insert(read.back().folder);
    }
    for (std::size_t i = 0; i < read.size(); ++i) {
      if (!read[i].is_leaf() || !sections.contains(read[i].folder)) continue;
      out[i] = true;
      problems.push_back(doubt(files.folder / files.paths[i], 0,
                               "is left out: the _index.md beside it makes a section of its folder"));
    }
    std::erase_if(bundles, [&](const std::string& folder) { return sections.contains(folder); });
    if (bundles.empty()) return;
    for (std::size_t i = 0; i < read.size(); ++i) {
      if (out[i]) continue;
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

  /// Files that other ones take the place of: of two mounts the first one's file counts; a bundle and a section count
  /// before a file of their name; of a.markdown and a.md the last.
  void find_covered_pages(const PageFiles& files, HugoHeads& heads, std::vector<bool>& out,
                          std::vector<Problem>& problems) const {
    std::map<std::string, std::size_t> known;  // by language, and path without extension
    const auto leave_out = [&](std::size_t file, std::size_t by) {
      out[file] = true;
      problems.push_back(doubt(files.folder / files.paths[file], 0,
                               fmt::format("is left out: {} takes its place", files.paths[by])));
    };
    std::vector<std::pair<std::string, std::size_t>> sections;
    for (std::size_t i = 0; i < files.paths.size(); ++i) {
      if (out[i]) continue;
      const HugoFile file = files_.read(files.paths[i]);
      if (file.is_branch()) {
        if (!file.folder.empty()) sections.emplace_back(file.language + "|" + file.folder, i);
      }
      const std::string name = file.is_leaf() ? file.folder : file.folder + file.base + "/";
      const auto [before, is_new] = known.emplace(file.language + "|" + name, i);
      if (is_new) continue;
      const HugoFile other = files_.read(files.paths[before->second]);
      bool stays = other.is_leaf() && !file.is_leaf();
      if (file.unknown_language || other.unknown_language) stays = stays || other.base == file.base;
      if (other.mount != file.mount) stays = other.mount < file.mount;
      if (stays) {
        leave_out(i, before->second);
      } else {
        leave_out(before->second, i);
        before->second = i;
      }
    }
    for (const auto& [name, section] : sections) {
      const auto page = known.find(name);
      if (page == known.end() || settings_.all.find("permalinks") != nullptr) continue;
      const YamlNode* const keys = heads.keys(page->second);
      if (keys != nullptr && text_of(*keys, "slug").empty() && text_of(*keys, "url").empty()) leave_out(page->second, section);
    }
  }

  void read_section(const fs::path& path, const HugoFile& file, const YamlNode& keys, std::vector<Problem>& problems) {
    const YamlNode* const cascade = keys.find("cascade");
    if (cascade != nullptr && cascade->kind == Kind::map &&
        (cascade->find("_target") != nullptr || cascade->find("target") != nullptr)) {
      problems.push_back(doubt(path, cascade->line,
                               "a `cascade` with a target that is no list hides all pages below it in "
                               "Hugo before 0.112: what it hides is left out"));
    }
    sections_.add(file.folder, {file.path, files_.kind_of(file), file.language}, keys);
  }

  /// A page such as content/tags/wet.md, where another page has the tag `wet`: Hugo overwrites it with the list of
  /// the pages that have it. The other pages are only read where a taxonomy's folder has such pages.
  void find_terms(const PageFiles& files, HugoHeads& heads, std::vector<bool>& out,
                  std::vector<Problem>& problems) const {
    if (disabled_kinds_.contains("term")) return;
    std::map<std::string, std::size_t> pages;  // by address
    for (std::size_t i = 0; i < files.paths.size(); ++i) {
      const HugoFile file = files_.read(files.paths[i]);
      const std::string path = file.is_leaf() ? file.folder : file.folder + file.base + "/";
      const std::vector<std::string_view> parts = parts_of(path);
      if (!out[i] && !file.is_branch() && parts.size() == 2 && files_.is_taxonomy(ascii_lower(parts[0]))) {
        pages.emplace(ascii_lower(path), i);
      }
    }
    if (pages.empty()) return;
    for (std::size_t i = 0; i < files.paths.size(); ++i) {
      if (out[i]) continue;
      const YamlNode* const keys = heads.keys(i);
      if (keys == nullptr || (!build_drafts_ && is_hugo_draft(*keys))) continue;
      for (const YamlMember& member : keys->members) {
        if (!files_.is_taxonomy(member.key.text)) continue;
        for (const std::string& term : texts_of(&member.value)) {
          const auto page = pages.find(member.key.text + "/" + hugo_path(term, true, false) + "/");
          if (page == pages.end() || out[page->second]) continue;
          out[page->second] = true;
          problems.push_back(doubt(files.folder / files.paths[page->second], 0,
                                   "is left out: Hugo's own list of a term stands at its address"));
        }
      }
    }
  }

  /// Titles of the terms that have a page of their own, by its folder.
  void find_term_titles(const PageFiles& files, HugoHeads& heads, const std::vector<bool>& out) {
    for (std::size_t i = 0; i < files.paths.size(); ++i) {
      const HugoFile file = files_.read(files.paths[i]);
      if (out[i] || files_.kind_of(file) != "term") continue;
      const YamlNode* const keys = heads.keys(i);
      const std::string title = keys != nullptr ? text_of(*keys, "title") : "";
      if (title.empty()) continue;
      std::string& known = term_titles_[ascii_lower(file.folder)];
      if (known.empty() || file.language == settings_.default_language) known = title;
    }
  }

  /// The folder whose section a page belongs to. A section's page is itself a part of its section, and is
  /// told for itself.
  static std::string_view folder_around_page(const HugoFile& file) {
    const bool is_folder = (file.is_branch() || file.is_leaf()) && !file.folder.empty();
    return is_folder ? folder_around(file.folder) : std::string_view(file.folder);
  }

  /// A page such as content/tags.md, which Hugo overwrites with the list of all tags.
  [[nodiscard]] bool is_list_of_taxonomy(const HugoFile& file, const YamlNode& keys) const {
    if (files_.kind_of(file) != "page" || disabled_kinds_.contains("taxonomy")) return false;
    if (!text_of(keys, "url").empty() || !text_of(keys, "slug").empty()) return false;
    const std::string path = file.is_leaf() ? file.folder : file.folder + file.base + "/";
    return !path.empty() && files_.is_taxonomy(ascii_lower(path.substr(0, path.size() - 1)));
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

  /// What a page says for itself counts, else what the configuration says of its kind.
  [[nodiscard]] bool has_no_html(const YamlNode& keys, const HugoFile& file) const {
    std::vector<std::string> outputs = texts_of(keys.find("outputs"));
    if (outputs.empty()) {
      const std::string kind(files_.kind_of(file));
      const YamlNode* node = find_path(settings_.all, {"languages", file.language, "outputs"});
      if (node == nullptr) node = find_path(settings_.all, {"outputs"});
      outputs = texts_of(node == nullptr ? nullptr : node->find(kind));
    }
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

  HugoSettings settings_;
  HugoFiles files_;
  HugoDates dates_;
  HugoSections sections_;
  HugoAddresses addresses_;
  Regexes ignored_;
  bool build_drafts_, build_future_, build_expired_;
  std::set<std::string, std::less<>> disabled_kinds_;
  std::map<std::string, std::string> term_titles_;
  HugoShortcodes shortcodes_;
};

}  // namespace

std::shared_ptr<SiteRules> hugo_rules(HugoSettings settings, const fs::path& file,
                                      std::vector<Problem>& problems) {
  return std::make_shared<HugoRules>(std::move(settings), file, problems);
}

}  // namespace speur
