#include "indexer/site/hugo/hugo_cascade.hpp"

#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/globs.hpp"
#include "indexer/site/rules/settings.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace speur {
namespace {

using Kind = YamlNode::Kind;

/// Whether a key may keep a page from being published.
bool hides(std::string_view key) {
  constexpr std::array<std::string_view, 9> keys = {"draft",       "expirydate", "unpublishdate",
                                                    "publishdate", "pubdate",    "published",
                                                    "headless",    "build",      "_build"};
  return std::ranges::find(keys, key) != keys.end();
}

}  // namespace

void HugoCascade::add(std::string_view language, std::string_view folder,
                      const YamlNode& cascade) {
  for (const YamlNode& item : cascade.items) add_entry(language, folder, item);
  if (cascade.kind != Kind::map) return;
  add_entry(language, folder, cascade);
  // Hugo before 0.112 reads the target of a list's maps alone. With one of these versions a single map
  // hides all pages below it, which then may not be found.
  YamlNode hiding;
  hiding.kind = Kind::map;
  for (const YamlMember& member : cascade.members) {
    if (hides(member.key.text)) hiding.members.push_back(member);
  }
  if (hiding.members.size() < cascade.members.size()) add_entry(language, folder, hiding);
}

void HugoCascade::add_entry(std::string_view language, std::string_view folder,
                            const YamlNode& map) {
  if (map.kind != Kind::map) return;
  Entry entry;
  entry.language = language;
  entry.values.kind = Kind::map;
  for (const YamlMember& member : map.members) {
    if (member.key.text == "_target" || member.key.text == "target") {
      entry.target = member.value;
    } else if (member.key.text == "params") {
      // A parameter with the name of a key that hides pages is no such key.
      std::ranges::copy_if(member.value.members, std::back_inserter(entry.values.members),
                           [](const YamlMember& param) { return !hides(param.key.text); });
    } else {
      entry.values.members.push_back(member);
    }
  }
  if (!entry.values.members.empty()) by_folder_[std::string(folder)].push_back(std::move(entry));
}

bool HugoCascade::matches(const YamlNode& target, const HugoTarget& page) {
  if (target.kind != Kind::map) return true;
  const auto meets = [&](std::string_view key, std::string_view text) {
    const std::string wanted = ascii_lower(text_of(target, key));
    return wanted.empty() || matches_glob(ascii_lower(text), wanted);
  };
  if (!meets("kind", page.kind) || !meets("lang", page.language) ||
      !meets("environment", "production")) {
    return false;
  }
  const std::string wanted = ascii_lower(text_of(target, "path"));
  if (wanted.empty()) return true;
  // Versions of Hugo differ in whether a path has its extension, and what it is of a section.
  std::string path = ascii_lower(page.path);
  if (matches_glob(path, wanted)) return true;
  path.resize(path.rfind('.'));
  if (matches_glob(path, wanted)) return true;
  const std::string_view name = name_of(path);
  if (name != "index" && name != "_index") return false;
  path.resize(path.size() - name.size());
  return matches_glob(path, wanted);
}

void HugoCascade::complete(std::string_view folder, const HugoTarget& page, YamlNode& keys) const {
  if (by_folder_.empty()) return;
  for (;;) {
    const auto found = by_folder_.find(folder);
    if (found != by_folder_.end()) {
      for (const Entry& entry : found->second) {
        const bool concerns = entry.language.empty() || entry.language == page.language;
        if (concerns && matches(entry.target, page)) add_missing(keys, entry.values);
      }
    }
    if (folder.empty()) return;
    folder = folder_around(folder);
  }
}

}  // namespace speur
