#include "indexer/site/hugo/hugo_settings.hpp"

#include "indexer/front_matter/language_code.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/config_file.hpp"
#include "indexer/site/rules/settings.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
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
  settings.default_in_subfolder = hugo_switch(all, "defaultcontentlanguageinsubdir", false);
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
      language.disabled = hugo_switch(member.value, "disabled", false) ||
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
      // Newer versions tell for which sites the mount is; those of several languages stay the main one's.
      if (const YamlNode* const sites = find_path(node, {"sites", "matrix", "languages"})) {
        const std::vector<std::string> languages = texts_of(sites);
        if (languages.size() == 1) mount.language = ascii_lower(languages.front());
      }
      mount.include = texts_of(node.find("includefiles"));
      mount.exclude = texts_of(node.find("excludefiles"));
      // Newer versions of Hugo have both in one list.
      for (std::string& glob : texts_of(node.find("files"))) {
        if (glob.starts_with('!')) {
          mount.exclude.push_back(clean_path(trimmed(std::string_view(glob).substr(1))));
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

/// Hugo publishes the pages of a theme, too; those of the site come before them.
void add_theme_mounts(HugoSettings& settings, const fs::path& site) {
  for (const std::string& theme : texts_of(settings.all.find("theme"))) {
    const std::string folder = with_slash(text_of(settings.all, "themesdir", "themes")) + theme + "/content";
    if (type_within(site / folder, site) != fs::file_type::directory) continue;
    settings.mounts.push_back({folder, "", "", {}, {}, line_of(settings.all, "theme")});
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
  add_theme_mounts(settings, hugo_site_folder(file));
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

namespace {

/// Of a number in base 10, or in another one with its sign; nothing for other texts.
std::optional<bool> truth_of_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const bool has_base = text.size() > 2 && text[0] == '0' && std::string_view("xob").find(text[1]) != std::string_view::npos;
  const std::string_view digits = has_base ? text.substr(2) : text;
  const std::string_view known = has_base && text[1] == 'x' ? "0123456789abcdefABCDEF_" : "0123456789_";
  if (digits.empty() || digits.find_first_not_of(known) != std::string_view::npos) return std::nullopt;
  return digits.find_first_not_of("0_") != std::string_view::npos;
}

}  // namespace

std::optional<bool> hugo_truth(const YamlNode& node) {
  constexpr std::array<std::string_view, 6> on = {"1", "t", "T", "TRUE", "true", "True"};
  constexpr std::array<std::string_view, 6> off = {"0", "f", "F", "FALSE", "false", "False"};
  constexpr std::array<std::string_view, 8> plain_on = {"y", "Y", "yes", "Yes", "YES", "on", "On", "ON"};
  constexpr std::array<std::string_view, 8> plain_off = {"n", "N", "no", "No", "NO", "off", "Off", "OFF"};
  if (node.kind == Kind::null) return false;
  if (node.kind != Kind::scalar || node.foreign) return std::nullopt;
  const std::string_view text = node.text;
  if (std::ranges::find(on, text) != on.end()) return true;
  if (std::ranges::find(off, text) != off.end()) return false;
  if (!node.plain) return std::nullopt;
  if (std::ranges::find(plain_on, text) != plain_on.end()) return true;
  if (std::ranges::find(plain_off, text) != plain_off.end()) return false;
  return truth_of_number(text);
}

std::string hugo_text(const YamlNode& map, std::string_view key) {
  const YamlNode* const node = map.find(key);
  std::string text = text_of(map, key);
  if (node == nullptr || !node->plain || text.empty()) return text;
  const std::optional<bool> truth = hugo_truth(*node);
  if (truth && is_ascii_letter(text[0]) && text.size() > 1) return *truth ? "true" : "false";
  std::string digits = text;
  std::erase(digits, '_');
  const bool negative = digits[0] == '-';
  const char* begin = digits.data() + (negative || digits[0] == '+' ? 1 : 0);
  const char* const end = digits.data() + digits.size();
  int base = 10;
  if (end - begin > 1 && *begin == '0') {
    base = begin[1] == 'x' ? 16 : begin[1] == 'b' ? 2 : 8;
    begin += base != 8 || begin[1] == 'o' ? 2 : 1;
  }
  std::int64_t whole = 0;
  if (const auto [stop, error] = std::from_chars(begin, end, whole, base); stop == end && error == std::errc()) {
    return fmt::format("{}{}", negative ? "-" : "", whole);
  }
  double number = 0;
  const bool is_decimal = digits.find_first_not_of("+-.0123456789eE") == std::string::npos && is_ascii_digit(digits.back());
  const char* const first = digits.data() + (digits[0] == '+' ? 1 : 0);
  const auto [stop, error] = std::from_chars(first, end, number);
  return is_decimal && stop == end && error == std::errc() ? fmt::format("{}", number) : text;
}

bool hugo_switch(const YamlNode& map, std::string_view key, bool or_else) {
  const YamlNode* const node = last_member(map, key);
  return node == nullptr ? or_else : hugo_truth(*node).value_or(false);
}

bool hugo_shows(const YamlNode& settings, std::string_view key) {
  const YamlNode* const node = settings.find(key);
  if (node == nullptr || (node->plain && truth_of_number(node->text))) return false;
  return hugo_truth(*node).value_or(false);
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
