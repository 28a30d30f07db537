#include "indexer/front_matter/language_code.hpp"
#include "indexer/site/generators/generators.hpp"
#include "indexer/site/generators/site_folders.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/globs.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;
using Kind = YamlNode::Kind;
using State = Publication::State;

/// A rule of `rewrites`: `:name` is a part of a path, `:name*`, `:name(.*)` and `(.*)` any number of parts.
struct Rewrite {
  std::string from, to;
};

std::string_view parameter_of(std::string_view part) {
  if (!part.starts_with(':')) return {};
  std::size_t end = 1;
  while (end < part.size() && (is_ascii_letter(part[end]) || is_ascii_digit(part[end]) ||
                               part[end] == '_')) {
    ++end;
  }
  return part.substr(1, end - 1);
}

/// Whether `path` has the form of `from`; the values of its parameters.
bool matches_rewrite(std::string_view path, std::string_view from,
                     std::map<std::string, std::string, std::less<>>& values) {
  const std::vector<std::string_view> parts = parts_of(path);
  const std::vector<std::string_view> wanted = parts_of(from);
  std::size_t at = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const std::string_view name = parameter_of(wanted[i]);
    const bool nameless = wanted[i].starts_with("(.*)");
    if (name.empty() && !nameless) {
      if (at >= parts.size() || parts[at++] != wanted[i]) return false;
      continue;
    }
    const std::string_view rest = wanted[i].substr(nameless ? 0 : name.size() + 1);
    const auto signs = std::to_array<std::string_view>({"(.*)", "*", "+"});
    const auto sign = std::ranges::find_if(signs, [&](std::string_view each) { return rest.starts_with(each); });
    if (sign != signs.end()) {
      const std::size_t behind = wanted.size() - i - 1;
      std::string joined;
      for (; at + behind < parts.size(); ++at) {
        (joined += joined.empty() ? "" : "/") += parts[at];
      }
      const std::string_view end = rest.substr(sign->size());  // ".md" of ":name(.*).md"
      if (!joined.ends_with(end)) return false;
      joined.resize(joined.size() - end.size());
      if (joined.empty() && *sign == "+") return false;
      values[nameless ? std::string("(.*)") : std::string(name)] = joined;
    } else {
      // What follows the name in its part is the end of the part: ":page.md".
      if (at >= parts.size() || !parts[at].ends_with(rest)) return false;
      values[std::string(name)] = parts[at].substr(0, parts[at].size() - rest.size());
      ++at;
    }
  }
  return at == parts.size();
}

std::string rewritten(std::string_view to,
                      const std::map<std::string, std::string, std::less<>>& values) {
  std::string path;
  for (std::size_t at = 0; at < to.size();) {
    const std::string_view name = parameter_of(to.substr(at));
    const auto nameless = to.substr(at).starts_with("(.*)") ? values.find("(.*)") : values.end();
    if (nameless != values.end()) {
      path += nameless->second;
      at += nameless->first.size();
      continue;
    }
    const auto value = values.find(name);
    if (to[at] != ':' || value == values.end()) {
      path += to[at++];
      continue;
    }
    path += value->second;
    at += name.size() + 1;
    for (const std::string_view sign : {"(.*)", "*", "+"}) {
      if (to.substr(at).starts_with(sign)) {
        at += sign.size();
        break;
      }
    }
  }
  return clean_path(path);
}

class VitepressRules final : public SiteRules {
 public:
  VitepressRules(const YamlNode& config, const fs::path& file, std::vector<Problem>& problems)
      : abbreviations_(mentions(file, "abbr")),
        clean_urls_(switch_of(config, "cleanUrls", false)),
        exclude_(texts_of(config.find("srcExclude"))) {
    if (const YamlNode* const rewrites = config.find("rewrites")) {
      for (const YamlMember& member : rewrites->members) {
        if (member.value.kind != Kind::scalar) continue;
        rewrites_.push_back({clean_path(member.key.text), clean_path(member.value.text)});
      }
    }
    for (const YamlMember& member : config.members) {
      const std::string& key = member.key.text;
      const bool concerns = key == "rewrites" || key == "srcExclude" || key == "cleanUrls";
      if (concerns && member.value.foreign) {
        problems.push_back({{file, member.value.line},
                            fmt::format("`{}` is no literal that can be read: addresses are taken "
                                        "without it", key)});
      }
    }
    const YamlNode* const rewrites = last_member(config, "rewrites");
    const bool is_program = rewrites == nullptr ? mentions(file, "rewrites(") : rewrites->kind != Kind::map;
    if (is_program && (rewrites == nullptr || !rewrites->foreign)) {
      problems.push_back({{file, rewrites == nullptr ? 0 : rewrites->line},
                          "`rewrites` is a program: addresses are taken without it", true});
    }
    if (const YamlNode* const locales = config.find("locales")) {
      for (const YamlMember& member : locales->members) {
        const std::string language = language_of(member.value, "lang");
        if (member.key.text != "root") locales_[member.key.text + "/"] = language;
      }
    }
  }

  [[nodiscard]] std::string_view name() const override { return "VitePress"; }

  [[nodiscard]] bool may_be_page(std::string_view path) const override {
    static const std::vector<std::string> extensions = {".md"};
    return has_extension(path, extensions) &&
           std::ranges::none_of(exclude_,
                                [&](const std::string& glob) { return matches_glob(path, glob); });
  }

  void prepare(const PageFiles& files, std::vector<bool>& out,
               std::vector<Problem>& problems) override {
    for (std::size_t i = 0; i < files.paths.size(); ++i) {
      if (files.paths[i].find('[') == std::string_view::npos) continue;
      out[i] = true;
      problems.push_back(doubt(files.folder / files.paths[i], 0,
                               "is left out: a program decides the addresses of a dynamic route"));
    }
  }

  [[nodiscard]] MarkdownDialect dialect(std::string_view /*path*/) const override {
    return MarkdownDialect::commonmark;
  }

  [[nodiscard]] MarkdownFeatures features() const override {
    MarkdownFeatures features = without_python_markdown({});
    features.footnotes = false;
    features.abbreviations = abbreviations_;
    features.vue = features.attributes_end_blocks = true;
    features.code_names = CodeNames::vitepress;
    return features;
  }

  [[nodiscard]] FrontMatterForms forms() const override { return {false, false, false}; }

  /// A start page has its words in `hero` and `features`.
  [[nodiscard]] std::string take_shown_text(YamlNode& keys) const override {
    if (text_of(keys, "layout") != "home") return {};
    std::string text;
    const auto add = [&text](const YamlNode& map, std::initializer_list<const char*> names) {
      for (const char* const name : names) {
        const std::string words = text_of(map, name);
        if (!words.empty()) (text += text.empty() ? "" : "\n\n") += words;
      }
    };
    if (const YamlNode* const hero = keys.find("hero")) {
      add(*hero, {"name", "text", "tagline"});
      if (const YamlNode* const actions = hero->find("actions")) {
        for (const YamlNode& action : actions->items) add(action, {"text"});
      }
    }
    if (const YamlNode* const features = keys.find("features")) {
      for (const YamlNode& feature : features->items) add(feature, {"title", "details", "linkText"});
    }
    std::erase_if(keys.members, [](const YamlMember& member) {
      return member.key.text == "hero" || member.key.text == "features";
    });
    return text;
  }

  /// VitePress knows no drafts: it builds and shows what says that it is one.
  [[nodiscard]] Publication publication(const PageHead& page,
                                        std::vector<Problem>& problems) const override {
    if (draft_publication(page.keys).state == State::draft) {
      problems.push_back(doubt(page.file, page.keys.find("draft")->line,
                               "is shown although it is a draft: VitePress knows no `draft`"));
    }
    return {};
  }

  [[nodiscard]] PageAddress address(const PageFacts& page,
                                    std::vector<Problem>& /*problems*/) const override {
    const std::string path = path_of(page.path);
    PageAddress address;
    const std::string_view stem = page_stem(path);
    address.url = folder_of(path);
    if (stem != "index") {
      address.url += stem;
      if (!clean_urls_) address.url += ".html";
    }
    address.url = encoded(address.url);
    for (const auto& [folder, language] : locales_) {
      if (path.starts_with(folder)) address.language = language;
    }
    return address;
  }

  [[nodiscard]] bool is_folder_page(std::string_view path) const override {
    return page_stem(path) == "index";
  }

  [[nodiscard]] std::string fingerprint() const override {
    std::string print = fmt::format("vitepress {} {}", clean_urls_, abbreviations_);
    for (const Rewrite& rule : rewrites_) print += fmt::format("|{} {}", rule.from, rule.to);
    for (const auto& [folder, language] : locales_) print += fmt::format("|{} {}", folder, language);
    return print;
  }

 private:
  [[nodiscard]] std::string path_of(std::string_view path) const {
    for (const Rewrite& rule : rewrites_) {
      std::map<std::string, std::string, std::less<>> values;
      if (matches_rewrite(path, rule.from, values)) return rewritten(rule.to, values);
    }
    return std::string(path);
  }

  bool abbreviations_;  ///< a plugin reads them
  bool clean_urls_;
  std::vector<std::string> exclude_;
  std::vector<Rewrite> rewrites_;
  std::map<std::string, std::string> locales_;  ///< folder → language
};

/// Ids that a function of the configuration makes are not known: headings then lead to their page.
AnchorRules anchor_rules(const YamlNode& settings, const fs::path& file,
                         std::vector<Problem>& problems) {
  const YamlNode* const markdown = settings.find("markdown");
  const YamlNode* const options = markdown == nullptr ? nullptr : markdown->find("anchor");
  if (options != nullptr) {
    for (const YamlMember& member : options->members) {
      const std::string& key = member.key.text;
      if (key != "slugify" && key != "slugifyWithState" && key != "getTokensText") continue;
      problems.push_back({{file, member.value.line},
                          fmt::format("the anchors that `markdown.anchor.{}` makes are not known: "
                                      "headings link to their pages", key),
                          true});
      return {AnchorStyle::github, SlugRule::none};
    }
  }
  return {AnchorStyle::github, SlugRule::vitepress};
}

}  // namespace

ConfigFile read_vitepress_config(const fs::path& file, std::vector<Problem>& problems) {
  ConfigFile config;
  config.file = file;
  const YamlNode settings = read_settings(file, problems);
  config.folder = file.parent_path().parent_path();  // .vitepress/config.ts
  if (config.folder.filename() == ".vitepress") config.folder = config.folder.parent_path();
  const fs::path& project = config.folder;
  config.content = (project / text_of(settings, "srcDir")).lexically_normal();
  config.content_line = line_of(settings, "srcDir");
  config.site_name = text_of(settings, "title");
  config.language = language_of(settings, "lang");
  set_site_address(config, "", text_of(settings, "base"));
  config.anchors = anchor_rules(settings, file, problems);
  config.rules = std::make_shared<VitepressRules>(settings, file, problems);
  return config;
}

}  // namespace speur
