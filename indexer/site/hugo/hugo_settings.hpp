#pragma once

#include "indexer/tree/yaml_tree.hpp"
#include "speur/error.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

struct HugoLanguage {
  std::string key;       ///< as in file names and addresses: "nl"
  std::string code;      ///< ISO 639-1; may be empty
  std::string base_url;  ///< of its own site; empty: that of all
  std::string content;   ///< its contentDir; empty: that of all
  bool disabled = false;
};

/// A folder that Hugo sees below `content`.
struct HugoMount {
  std::string source;    ///< relative to the site's folder, with a slash at its end; "" is that folder
  std::string target;    ///< below content, with a slash at its end; "" is content itself
  std::string language;  ///< a key of the languages; may be empty
  std::vector<std::string> include, exclude;  ///< globs of paths below `source`
  std::size_t line = 0;
  bool is_file = false;  ///< `source` and `target` are one file's, without slashes at their ends
};

/// A site's settings, their keys in lower case.
struct HugoSettings {
  YamlNode all;
  std::string default_language;  ///< a key
  bool default_in_subfolder = false;
  bool has_languages = false;  ///< they are configured
  std::map<std::string, HugoLanguage, std::less<>> languages;
  std::vector<HugoMount> mounts;
};

/// Reads the file and the folder config/ beside it: config/_default and config/production.
[[nodiscard]] HugoSettings read_hugo_settings(const std::filesystem::path& file,
                                              std::vector<Problem>& problems);

/// The folder of the site whose settings `file` has: also of config/_default/hugo.toml.
[[nodiscard]] std::filesystem::path hugo_site_folder(const std::filesystem::path& file);

/// The settings of a site without any.
[[nodiscard]] HugoSettings default_hugo_settings();

/// What Hugo takes a value for where it reads true or false: the words of YAML 1.1 without quotes, numbers other than
/// 0, and of texts `true`, `True`, `TRUE`, `t`, `T` and `1`, and likewise for false; no value is false. Nothing for
/// what is neither, which Hugo takes for false.
[[nodiscard]] std::optional<bool> hugo_truth(const YamlNode& node);
/// The same of the member of a map; `or_else` where there is none.
[[nodiscard]] bool hugo_switch(const YamlNode& map, std::string_view key, bool or_else);
/// Whether a switch that shows what is hidden else is on. Not by a number, which is true in YAML alone.
[[nodiscard]] bool hugo_shows(const YamlNode& settings, std::string_view key);

/// A title or slug as Hugo's addresses have it: what YAML 1.1 takes for a number or a boolean is written anew, so that
/// 1.10 is "1.1" and 007 is "7". Empty where there is none.
[[nodiscard]] std::string hugo_text(const YamlNode& map, std::string_view key);

/// What Hugo makes of a path: letters, digits, marks, `._-#+~@/` and `%` before two digits of base 16 stay,
/// white space becomes hyphens, all else goes.
[[nodiscard]] std::string hugo_path(std::string_view path, bool lower, bool without_accents);

}  // namespace speur
