#include "indexer/site/hugo/hugo_settings.hpp"

#include "indexer/front_matter/language_code.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/settings.hpp"
#include "speur/ascii.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;
using Kind = YamlNode::Kind;

std::string with_slash(std::string path) {
  if (!path.empty() && !path.ends_with('/')) path += '/';
  return path;
}

/// Takes over the files of a folder of settings: hugo.toml and config.toml are all of them, and
/// permalinks.toml those below `permalinks`; menus.nl.toml is of no concern here.
void merge_folder(const fs::path& folder, YamlNode& settings, std::vector<Problem>& problems) {
  std::error_code error;
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    constexpr std::array<std::string_view, 4> extensions = {".toml", ".yaml", ".yml", ".json"};
    const bool known =
        std::ranges::find(extensions, entry.path().extension().string()) != extensions.end();
    if (known && entry.is_regular_file(error) && !entry.is_symlink(error)) {
      files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  for (const fs::path& file : files) {
    const std::string name = ascii_lower(file.stem().string());
    if (name.find('.') != std::string::npos) continue;
    YamlNode read = read_settings(file, problems);
    lower_keys(read);
    if (name != "hugo" && name != "config") {
      YamlNode below;
      below.kind = Kind::map;
      below.members.push_back({scalar_node(name), std::move(read)});
      read = std::move(below);
    }
    merge_settings(settings, std::move(read));
  }
}

void read_languages(HugoSettings& settings) {
  const YamlNode& all = settings.all;
  settings.default_language = ascii_lower(text_of(all, "defaultcontentlanguage", "en"));
  settings.default_in_subfolder = switch_of(all, "defaultcontentlanguageinsubdir", false);
  std::vector<std::string> disabled = texts_of(all.find("disablelanguages"));
  const YamlNode* const languages = all.find("languages");
  if (languages != nullptr) {
    for (const YamlMember& member : languages->members) {
      settings.has_languages = true;
      HugoLanguage language;
      language.key = member.key.text;
      language.code = language_of(member.value, "languagecode");
      if (language.code.empty()) language.code = language_of_code(language.key).value_or("");
      language.base_url = text_of(member.value, "baseurl");
      language.content = text_of(member.value, "contentdir");
      language.disabled = switch_of(member.value, "disabled", false) ||
                          std::ranges::find(disabled, language.key) != disabled.end();
      settings.languages[language.key] = std::move(language);
    }
  }
  settings.languages.try_emplace(settings.default_language,
                                 HugoLanguage{settings.default_language, "", "", "", false});
}

void read_mounts(HugoSettings& settings) {
  const YamlNode* const mounts = find_path(settings.all, {"module", "mounts"});
  if (mounts != nullptr) {
    for (const YamlNode& node : mounts->items) {
      const std::string target = clean_path(text_of(node, "target"));
      if (target != "content" && !target.starts_with("content/")) continue;
      HugoMount mount;
      mount.source = text_of(node, "source");
      mount.is_file = has_extension(target, {".md", ".markdown", ".mdown"}) &&
                      has_extension(mount.source, {".md", ".markdown", ".mdown"});
      mount.target = target == "content" ? "" : target.substr(8);
      if (!mount.is_file) mount.target = with_slash(std::move(mount.target));
      mount.language = ascii_lower(text_of(node, "lang"));
      mount.include = texts_of(node.find("includefiles"));
      mount.exclude = texts_of(node.find("excludefiles"));
      // Newer versions of Hugo have both in one list.
      for (std::string& glob : texts_of(node.find("files"))) {
        if (glob.starts_with('!')) {
          mount.exclude.push_back(clean_path(std::string_view(glob).substr(1)));
        } else {
          mount.include.push_back(std::move(glob));
        }
      }
      mount.line = node.line;
      settings.mounts.push_back(std::move(mount));
    }
  }
  if (!settings.mounts.empty()) return;
  const std::string content = text_of(settings.all, "contentdir", "content");
  bool default_has_own = false;
  for (const auto& [key, language] : settings.languages) {
    if (language.content.empty()) continue;
    default_has_own = default_has_own || key == settings.default_language;
    settings.mounts.push_back({language.content, "", key, {}, {}, 0});
  }
  if (!default_has_own) {
    settings.mounts.push_back({content, "", "", {}, {}, line_of(settings.all, "contentdir")});
  }
}

void finish(HugoSettings& settings) {
  if (settings.all.kind != Kind::map) {
    settings.all = {};
    settings.all.kind = Kind::map;
  }
  read_languages(settings);
  read_mounts(settings);
}

}  // namespace

HugoSettings read_hugo_settings(const fs::path& file, std::vector<Problem>& problems) {
  HugoSettings settings;
  settings.all.kind = Kind::map;
  YamlNode own = read_settings(file, problems);
  lower_keys(own);
  merge_settings(settings.all, std::move(own));
  const fs::path folder = hugo_site_folder(file) / "config";
  for (const char* const environment : {"_default", "production"}) {
    merge_folder(folder / environment, settings.all, problems);
  }
  finish(settings);
  return settings;
}

fs::path hugo_site_folder(const fs::path& file) {
  const fs::path folder = file.parent_path();
  const bool nested = folder.filename() == "_default" && folder.parent_path().filename() == "config";
  return nested ? folder.parent_path().parent_path() : folder;
}

HugoSettings default_hugo_settings() {
  HugoSettings settings;
  finish(settings);
  return settings;
}

/// charAt() gives 0xFFFF behind the end.
static bool is_hex_digit(UChar c) {
  return c < 0x80 && u_isxdigit(c) != 0;
}

std::string hugo_path(std::string_view path, bool lower, bool without_accents) {
  auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(path.data(), static_cast<std::int32_t>(path.size())));
  if (without_accents) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const nfd = icu::Normalizer2::getNFDInstance(status);
    if (U_SUCCESS(status)) text = nfd->normalize(text, status);
  }
  icu::UnicodeString kept;
  bool hyphen = false, was_hyphen = false;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const std::uint32_t mask = U_GET_GC_MASK(c);
    if (without_accents && (mask & U_GC_MN_MASK) != 0) continue;
    const bool allowed = (c < 0x80 && c > 0 && std::string_view("./\\_#+~-@").find(static_cast<char>(c)) !=
                                                   std::string_view::npos) ||
                         (c == '%' && is_hex_digit(text.charAt(i + 1)) && is_hex_digit(text.charAt(i + 2))) ||
                         (mask & (U_GC_L_MASK | U_GC_ND_MASK | U_GC_M_MASK)) != 0;
    if (allowed) {
      was_hyphen = c == '-';
      if (hyphen && !was_hyphen) kept.append(u'-');
      hyphen = false;
      kept.append(lower ? u_tolower(c) : c);
    } else if (!kept.isEmpty() && !was_hyphen && u_isUWhiteSpace(c) != 0) {
      hyphen = true;
    }
  }
  std::string made;
  return kept.toUTF8String(made);
}

}  // namespace speur
