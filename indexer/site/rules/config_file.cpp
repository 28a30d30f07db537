#include "indexer/site/rules/config_file.hpp"

#include "include/files/path_inside.hpp"
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

std::filesystem::file_type type_within(const std::filesystem::path& path, const std::filesystem::path& site) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path root = fs::canonical(site.empty() ? "." : site, error);
  if (error || !resolve_inside(path, root)) return fs::file_type::none;
  return fs::symlink_status(path, error).type();
}

void read_facet_labels(const std::filesystem::path& file, const std::string& root, const std::string& label,
                       const std::vector<std::string>& facets, ConfigFile& config) {
  if (type_within(file, config.file.parent_path()) != std::filesystem::file_type::regular) return;
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
