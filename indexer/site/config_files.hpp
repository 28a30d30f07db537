#pragma once

#include "indexer/front_matter/facet_values.hpp"
#include "indexer/markdown/source/markdown_content.hpp"
#include "indexer/site/page_url.hpp"
#include "indexer/tree/yaml_tree.hpp"
#include "speur/error.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace speur {

/// A path or a file's name that a configuration gives, and the place where it does.
struct ConfiguredPath {
  std::filesystem::path path;
  Where where;
};

/// What one file says of a site; what is empty it does not say. Paths are as usable from here.
struct ConfigFile {
  std::filesystem::path file;
  std::filesystem::path content;
  std::size_t content_line = 0;  ///< where `file` names it; 0: it is the default
  std::string site_name, site_url, language;
  std::optional<Generator> generator;
  std::optional<bool> directory_urls;
  std::optional<AnchorStyle> anchors;
  std::vector<ConfiguredPath> snippet_paths;
  std::vector<ConfiguredPath> template_paths;  ///< folders of `{% include %}`
  std::vector<ConfiguredPath> append;       ///< files below the snippet paths
  std::vector<std::string> exclude;         ///< patterns of pages that are none
  std::vector<std::string> draft_patterns;  ///< the same, but with drafts
  ConfiguredPath synonyms;                  ///< a synonyms file
  FacetRules facets;
};

/// Reads mkdocs.yml. What is wrong in it is a Problem, and the rest of it counts.
[[nodiscard]] ConfigFile read_mkdocs_config(const std::filesystem::path& file,
                                            std::vector<Problem>& problems);

/// Reads hugo.toml, hugo.yaml, config.toml and so on, for what concerns the pages.
[[nodiscard]] ConfigFile read_hugo_config(const std::filesystem::path& file,
                                          std::vector<Problem>& problems);

/// Reads Jekyll's _config.yml.
[[nodiscard]] ConfigFile read_jekyll_config(const std::filesystem::path& file,
                                            std::vector<Problem>& problems);

/// Reads speur.yaml (its form stands in site_config.hpp). Throws Error(config).
[[nodiscard]] ConfigFile read_speur_config(const std::filesystem::path& file);

}  // namespace speur
