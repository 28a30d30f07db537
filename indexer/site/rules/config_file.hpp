#pragma once

#include "indexer/front_matter/facet_values.hpp"
#include "indexer/markdown/source/markdown_content.hpp"
#include "indexer/site/rules/settings.hpp"
#include "indexer/site/rules/site_rules.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace speur {

/// What one file says of a site; what is empty it does not say. Paths are as usable from here.
struct ConfigFile {
  std::filesystem::path file;
  std::filesystem::path folder;  ///< of the site, where it is not the file's
  std::filesystem::path content;
  std::size_t content_line = 0;  ///< where `file` names it; 0: it is the default
  std::string site_name, site_url, language;
  std::string url_prefix;  ///< the path that the site has at an address that `file` does not tell
  std::optional<bool> directory_urls;  ///< of speur.yaml
  std::optional<AnchorRules> anchors;
  std::vector<ConfiguredPath> snippet_paths;
  std::vector<ConfiguredPath> template_paths;  ///< folders of `{% include %}`
  std::vector<ConfiguredPath> append;  ///< files below the snippet paths
  std::vector<std::string> exclude;    ///< of speur.yaml: patterns of pages that are none
  ConfiguredPath synonyms;             ///< a synonyms file
  FacetRules facets;
  /// Labels of values, by facet, that the site's own data has; those of `facets` come before them.
  FacetLabels facet_labels;
  std::shared_ptr<SiteRules> rules;  ///< of a generator
};

/// What lies at `path`, if that is no symbolic link and, with those on the way to it resolved, lies within the folder
/// `site`; else nothing, since a site's configuration opens no file beyond it.
[[nodiscard]] std::filesystem::file_type type_within(const std::filesystem::path& path,
                                                     const std::filesystem::path& site);

/// Reads labels of the values of facets out of one of a site's own data files, where it is there: a map of values
/// to maps, below `root` where the file has such a key. It lies within the folder of `config`'s file. `label`: the key of these maps.
void read_facet_labels(const std::filesystem::path& file, const std::string& root, const std::string& label,
                       const std::vector<std::string>& facets, ConfigFile& config);

/// Takes `url` for the site's address, and `base` for its path there. Where `url` is none, or that of the
/// machine where the site was tried on, the pages' addresses start with `base`.
void set_site_address(ConfigFile& config, std::string url, std::string_view base);

}  // namespace speur
