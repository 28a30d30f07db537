#include "indexer/site/rules/config_file.hpp"

#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/settings.hpp"
#include "indexer/tree/yaml_tree.hpp"

#include <system_error>
#include <utility>

namespace speur {

void set_site_address(ConfigFile& config, std::string url, std::string_view base) {
  const std::string path = clean_path(base);
  const std::string_view scheme = scheme_of(url);
  if (is_local_address(url) || (scheme != "http" && scheme != "https")) {
    // A text that is no address is told where all of the configuration is checked.
    if (!url.empty() && !is_local_address(url) && !url.starts_with('/')) {
      config.site_url = std::move(url);
    } else {
      config.url_prefix = path.empty() || path.ends_with('/') ? path : path + '/';
    }
    return;
  }
  while (url.ends_with('/')) url.pop_back();
  config.site_url = path.empty() ? std::move(url) : url + '/' + path;
}

void read_facet_labels(const std::filesystem::path& file, const std::string& root, const std::string& label,
                       const std::vector<std::string>& facets, ConfigFile& config) {
  namespace fs = std::filesystem;
  std::error_code error;  // by a symbolic link, it may lie outside of the site
  if (fs::symlink_status(file, error).type() != fs::file_type::regular) return;
  std::vector<Problem> none;  // the generator tells what is wrong in its own data
  const YamlNode data = read_settings(file, none);
  const YamlNode* const values = root.empty() || data.find(root) == nullptr ? &data : data.find(root);
  for (const YamlMember& member : values->members) {
    const std::string text = text_of(member.value, label);
    if (text.empty()) continue;
    for (const std::string& facet : facets) config.facet_labels[facet][member.key.text] = text;
  }
}

}  // namespace speur
