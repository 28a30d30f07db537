#include "indexer/site/hugo/hugo_addresses.hpp"

#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/settings.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace speur {
namespace {

std::string joined_site(std::string_view site, const std::string& url) {
  return std::string(site) + (site.ends_with('/') ? "" : "/") + url;
}

std::string slug_of(const PageFacts& facts, const HugoPageDates& dates) {
  std::string slug = hugo_text(facts.keys, "slug");
  return slug.empty() ? dates.slug : slug;
}

/// `..` leads no further than to the site itself.
std::string without_steps(std::string_view url) {
  std::vector<std::string_view> parts;
  for (const std::string_view part : parts_of(url)) {
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
    } else if (part != ".") {
      parts.push_back(part);
    }
  }
  return fmt::format("{}{}{}", url.starts_with('/') ? "/" : "", fmt::join(parts, "/"),
                     url.ends_with('/') && !parts.empty() ? "/" : "");
}

}  // namespace

HugoAddresses::HugoAddresses(const HugoSettings& settings, const HugoFiles& files, const HugoDates& dates,
                             const HugoSections& sections)
    : settings_(settings),
      files_(files),
      dates_(dates),
      sections_(sections),
      lower_(!hugo_switch(settings.all, "disablepathtolower", false)),
      without_accents_(hugo_switch(settings.all, "removepathaccents", false)),
      permalinks_(settings.all.find("permalinks")) {
  if (const YamlNode* const languages = settings.all.find("languages")) {
    for (const YamlMember& member : languages->members) {
      if (const YamlNode* const own = member.value.find("permalinks")) {
        language_permalinks_.emplace(member.key.text, HugoPermalinks(own));
      }
    }
  }
  if (const YamlNode* const ugly = settings.all.find("uglyurls")) {
    ugly_ = hugo_truth(*ugly).value_or(false);
    for (const YamlMember& member : ugly->members) {
      if (hugo_truth(member.value).value_or(false)) ugly_sections_.insert(member.key.text);
    }
  }
}

PageAddress HugoAddresses::of(const PageFacts& page, std::vector<Problem>& problems) const {
  const HugoFile file = files_.read(page.path);
  const auto known = settings_.languages.find(file.language);
  const HugoLanguage* const language =
      known == settings_.languages.end() ? nullptr : &known->second;
  PageAddress address;
  if (language != nullptr) address.language = language->code;
  bool in_language = true;  // the address still lacks that of its language
  std::string path;
  const std::string url = text_of(page.keys, "url");
  if (!url.empty() && files_.kind_of(file) != "home") {
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
  const bool own_site = language != nullptr && !language->base_url.empty() && have_own_sites();
  if (in_language && !own_site && needs_prefix(file.language)) path = file.language + '/' + path;
  address.url = encoded(path);
  if (own_site) address.url = joined_site(language->base_url, address.url);
  return address;
}

bool HugoAddresses::have_patterns() const {
  return !permalinks_.empty() || !language_permalinks_.empty();
}

std::string HugoAddresses::written_as(const HugoFile& file) const {
  const std::string_view kind = files_.kind_of(file);
  if (kind != "page") return (kind == "home" || kind == "section" ? "1" : "2") + ascii_lower(file.folder);
  std::string section = fmt::format("{}/", fmt::join(sections_of(file), "/"));
  std::string path = file.is_leaf() ? file.folder.substr(0, file.folder.size() - 1) : file.folder + file.base;
  path.insert(std::min(section.size() == 1 ? 0 : section.size(), path.size()), "__hb_/");
  return "0" + ascii_lower(path) + "__hl_" + file.path;  // the last for names that differ in case
}

bool HugoAddresses::have_own_sites() const {
  return std::ranges::all_of(settings_.languages, [](const auto& language) {
    return !language.second.base_url.empty();
  });
}

bool HugoAddresses::needs_prefix(const std::string& language) const {
  return language != settings_.default_language || settings_.default_in_subfolder;
}

std::string HugoAddresses::sanitized(std::string_view text) const {
  return hugo_path(text, lower_, without_accents_);
}

std::string HugoAddresses::token(std::string_view text) const {
  std::string path = sanitized(text);
  if (path.ends_with('#')) path.pop_back();
  std::ranges::replace(path, '+', ' ');
  return percent_decoded(path);
}

std::vector<std::string> HugoAddresses::sections_of(const HugoFile& file) const {
  std::string_view folder = file.folder;
  if (file.is_leaf()) folder = folder_around(folder);
  while (!folder.empty() && !folder_around(folder).empty() && sections_.find(file.language, folder) == nullptr) {
    folder = folder_around(folder);
  }
  std::vector<std::string> sections;
  for (const std::string_view part : parts_of(folder)) sections.emplace_back(part);
  return sections;
}

std::vector<std::string> HugoAddresses::slugs_of(std::string_view language,
                    const std::vector<std::string>& sections) const {
  std::vector<std::string> slugs;
  std::string folder;
  for (const std::string& section : sections) {
    (folder += section) += '/';
    const HugoSection* const known = sections_.find(language, folder);
    std::string slug = known == nullptr ? "" : known->slug;
    if (slug.empty() && known != nullptr) slug = known->title;
    slugs.push_back(token(slug.empty() ? section : slug));
  }
  return slugs;
}

HugoPage HugoAddresses::page_of(const PageFacts& facts, const HugoFile& file,
                    std::string_view pattern_path) const {
  HugoPage page;
  const HugoPageDates dates = dates_.read(facts.keys, filename_of(file));
  page.kind = files_.kind_of(file);
  page.path = pattern_path;
  page.sections = sections_of(file);
  page.section_slugs = slugs_of(file.language, page.sections);
  for (std::string& section : page.sections) section = token(section);
  page.title = token(hugo_text(facts.keys, "title"));
  page.slug = token(slug_of(facts, dates));
  page.filename = file.is_branch() ? "" : token(filename_of(file));
  page.contentbasename = token(file.is_branch() ? std::string(name_of(file.folder)) : filename_of(file));
  page.date = dates.date;
  return page;
}

bool HugoAddresses::is_ugly(const HugoFile& file) const {
  if (ugly_ || ugly_sections_.empty()) return ugly_;
  const std::vector<std::string_view> parts = parts_of(file.folder);
  return !parts.empty() && ugly_sections_.contains(ascii_lower(parts.front()));
}

std::string HugoAddresses::path_of(const PageFacts& facts, const HugoFile& file) const {
  const std::string_view kind = files_.kind_of(file);
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

std::optional<std::string> HugoAddresses::url_path(const std::string& url, const PageFacts& facts,
                    const HugoFile& file) const {
  std::string written = url;
  if (scheme_of(url).empty() && url.find(':') != std::string::npos) {
    const std::optional<std::string> expanded =
        expand_permalink(url, page_of(facts, file, file.folder + filename_of(file)));
    if (!expanded) return std::nullopt;
    written = *expanded;
  }
  if (!scheme_of(written).empty()) return std::nullopt;
  // Also for the dots of a step: `../x` is a file without an extension.
  const bool file_name = !written.ends_with('/') && written.find('.') != std::string::npos;
  written = without_steps(written);
  if (!url_as_written(written)) return std::nullopt;
  std::string path = clean_path(written);
  if (path.ends_with("index.html")) path.resize(path.size() - 10);
  if (!file_name && !path.empty() && !path.ends_with('/')) path += '/';
  return path;
}

}  // namespace speur
