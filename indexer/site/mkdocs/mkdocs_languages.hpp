#pragma once

#include "indexer/tree/yaml_tree.hpp"

#include <map>
#include <string>
#include <string_view>

namespace speur {

/// What of a path says its language, and the path without it.
struct LanguagePath {
  std::string path;
  std::string language;  ///< as configured; empty where the path says none
  bool built = true;     ///< false: the site does not have this language
};

/// The languages of mkdocs-static-i18n: by suffix (a.en.md) or by folder (en/a.md).
class MkdocsLanguages {
 public:
  explicit MkdocsLanguages(const YamlNode& options);

  [[nodiscard]] LanguagePath read(std::string_view path) const;
  [[nodiscard]] const std::string& default_language() const { return default_; }
  [[nodiscard]] std::string fingerprint() const;

 private:
  bool folders_ = false;
  std::string default_;
  std::map<std::string, bool, std::less<>> built_;  ///< each configured language
};

}  // namespace speur
