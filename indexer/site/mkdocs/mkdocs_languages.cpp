#include "indexer/site/mkdocs/mkdocs_languages.hpp"

#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/settings.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace speur {
namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

/// "nl", "nl-BE", "nl_BE", "zh-Hant": what the plugin takes for a language, configured or not.
bool is_locale(std::string_view name) {
  if (name.size() < 2 || !is_lower(name[0]) || !is_lower(name[1])) return false;
  if (name.size() == 2) return true;
  if (name[2] != '-' && name[2] != '_') return false;
  const std::string_view rest = name.substr(3);
  return (rest.size() == 2 || rest.size() == 4) && std::ranges::all_of(rest, is_ascii_letter);
}

}  // namespace

MkdocsLanguages::MkdocsLanguages(const YamlNode& options)
    : folders_(text_of(options, "docs_structure", "suffix") == "folder"),
      default_(text_of(options, "default_language")) {
  const YamlNode* const languages = options.find("languages");
  if (languages != nullptr) {
    for (const YamlNode& language : languages->items) {
      const std::string locale = text_of(language, "locale");
      if (locale.empty()) continue;
      built_[locale] = switch_of(language, "build", true);
      if (switch_of(language, "default", false)) default_ = locale;
    }
    for (const YamlMember& member : languages->members) {  // as the plugin had it before 1.0
      if (member.key.text == "default") continue;
      built_[member.key.text] = switch_of(member.value, "build", true);
    }
  }
  if (!default_.empty()) built_.try_emplace(default_, true);
}

LanguagePath MkdocsLanguages::read(std::string_view path) const {
  if (folders_) {
    const std::size_t slash = path.find('/');
    const auto known = built_.find(path.substr(0, std::min(slash, path.size())));
    if (slash == std::string_view::npos || known == built_.end()) return {std::string(path), {}};
    return {std::string(path.substr(slash + 1)), known->first, known->second};
  }
  const std::string_view stem = page_stem(path);
  const std::size_t dot = stem.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {std::string(path), {}};
  const std::string_view locale = stem.substr(dot + 1);
  const auto known = built_.find(locale);
  if (known == built_.end() && !is_locale(locale)) return {std::string(path), {}};
  const std::string_view extension = path.substr(path.rfind('.'));
  std::string without(folder_of(path));
  (without += stem.substr(0, dot)) += extension;
  return {std::move(without), std::string(locale), known != built_.end() && known->second};
}

std::string MkdocsLanguages::fingerprint() const {
  std::string print = fmt::format("i18n {}|{}", folders_, default_);
  for (const auto& [locale, built] : built_) print += fmt::format("|{} {}", locale, built);
  return print;
}

}  // namespace speur
