#pragma once

#include "indexer/tree/yaml_tree.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

struct JekyllCollection {
  bool output = false;
  std::string permalink;  ///< empty: the site's style
};

/// Values that the configuration gives to pages below a path.
struct JekyllDefaults {
  std::string path, type;
  YamlNode values;
};

/// What of _config.yml decides which pages there are, and where.
struct JekyllSettings {
  std::string time_zone;        ///< in which it has dates; empty: UTC, as on most machines that build
  std::size_t most_posts = 0;   ///< 0: all
  std::string permalink;        ///< a style or a pattern; empty: the default
  std::string collections_dir;  ///< with its slash; may be empty
  std::map<std::string, JekyllCollection, std::less<>> collections;  ///< "posts" is always one
  std::vector<std::string> exclude, include, extensions;
  std::vector<JekyllDefaults> defaults;
  bool future = false, drafts = false, unpublished = false;
  bool optional_front_matter = false;  ///< files without front matter are pages
  bool readme_index = false;           ///< README.md stands for its folder
  bool includes_files = false;  ///< `include` may name files in folders
  /// The languages of jekyll-polyglot, which has the pages of each in a folder; none without it.
  std::vector<std::string> languages;
  std::string default_language;
  bool emoji = false;  ///< `:smile:` is a picture
  bool redirects = false;  ///< a page with `redirect_to` leads to another one and shows nothing
  bool gfm = true;         ///< kramdown reads GitHub's signs
  bool blocks_end_paragraphs = true;  ///< a heading, a list or code needs no blank line above it
  bool blocks_in_html = false;
  bool angle_quotes = false;  ///< `<<naam>>` is a word between guillemets
};

/// To Ruby no value is false, and each text is true, also the text "false".
[[nodiscard]] bool is_ruby_true(const YamlNode& node);
/// The same of the member of a map; `or_else` where there is none.
[[nodiscard]] bool ruby_switch(const YamlNode& map, std::string_view key, bool or_else);
/// An option of kramdown's: to it, the text "false" is false, too.
[[nodiscard]] bool kramdown_switch(const YamlNode& options, std::string_view key, bool or_else);

[[nodiscard]] JekyllSettings read_jekyll_settings(const YamlNode& config);

}  // namespace speur
