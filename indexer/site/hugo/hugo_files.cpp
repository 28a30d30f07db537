#include "indexer/site/hugo/hugo_files.hpp"

#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/globs.hpp"
#include "indexer/site/rules/settings.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <vector>

namespace speur {
namespace {

bool takes_entry(const HugoMount& mount, std::string_view path, bool folder) {
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

/// Whether a mount holds the file, whose path is below the mount's folder. Its folders are asked first: one
/// that is left out, or that no pattern of those to take leads into, is not entered.
bool takes(const HugoMount& mount, std::string_view path) {
  if (mount.include.empty() && mount.exclude.empty()) return true;
  for (std::size_t at = path.find('/'); at != std::string_view::npos; at = path.find('/', at + 1)) {
    if (!takes_entry(mount, path.substr(0, at), true)) return false;
  }
  return takes_entry(mount, path, false);
}

}  // namespace

HugoFiles::HugoFiles(const HugoSettings& settings) : settings_(settings) {
  if (const YamlNode* const taxonomies = settings.all.find("taxonomies")) {
    for (const YamlMember& member : taxonomies->members) {
      if (member.value.kind == YamlNode::Kind::scalar) taxonomies_.insert(ascii_lower(member.value.text));
    }
  } else {
    taxonomies_ = {"tags", "categories"};
  }
}

HugoFile HugoFiles::read(std::string_view path) const {
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
    file.mount = static_cast<std::size_t>(mount - settings_.mounts.data());
  }
  file.folder = folder_of(file.path);
  std::string_view stem = page_stem(file.path);
  const std::size_t dot = stem.rfind('.');
  if (dot != std::string_view::npos && dot > 0) {
    // Keys of languages are in lower case, and Hugo compares the name as it is.
    const std::string_view suffix = stem.substr(dot + 1);
    if (settings_.languages.contains(suffix)) {
      file.language = suffix;
      stem = stem.substr(0, dot);
    }
  }
  for (const std::string_view name : {"index", "_index"}) {
    // To Hugo that is an index, too.
    file.unknown_language = file.unknown_language || (stem.starts_with(name) && stem.substr(name.size()).starts_with('.'));
    if (file.unknown_language) stem = stem.substr(0, stem.find('.'));
  }
  file.base = stem;
  if (file.language.empty()) file.language = settings_.default_language;
  return file;
}

std::string_view HugoFiles::kind_of(const HugoFile& file) const {
  if (!file.is_branch()) return "page";
  if (file.folder.empty()) return "home";
  const std::vector<std::string_view> parts = parts_of(file.folder);
  if (!taxonomies_.contains(ascii_lower(parts.front()))) return "section";
  return parts.size() == 1 ? "taxonomy" : "term";
}

std::string filename_of(const HugoFile& file) {
  return file.is_leaf() && !file.folder.empty() ? std::string(name_of(file.folder)) : file.base;
}

}  // namespace speur
