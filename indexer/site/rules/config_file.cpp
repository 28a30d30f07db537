#include "indexer/site/rules/config_file.hpp"

#include "indexer/site/rules/addresses.hpp"

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

}  // namespace speur
