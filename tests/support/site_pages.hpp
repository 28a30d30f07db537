#pragma once

#include "indexer/page/page_reader.hpp"
#include "indexer/site/content_reader.hpp"
#include "indexer/site/site_config.hpp"
#include "support/problems.hpp"
#include "support/temporary_folder.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace speur {

/// What is read of a site: the address of each page that it shows, "-" where it does not, and the problems.
struct SitePages {
  std::map<std::string, std::string> urls;
  std::map<std::string, Page> pages;
  std::vector<Problem> problems;
  FacetLabels labels;  ///< that the pages tell

  /// "a.md → a/" lines; of files that are no pages "".
  [[nodiscard]] std::string url(const std::string& id) const {
    const auto found = urls.find(id);
    return found == urls.end() ? "" : found->second;
  }
};

/// Writes the files and reads the site of `folder`; `now`: seconds since 1970.
inline SitePages read_site(const std::vector<std::pair<std::string, std::string>>& files,
                           const std::string& folder = "", std::int64_t now = 1'790'000'000) {
  const TemporaryFolder site;
  for (const auto& [path, text] : files) site.write(path, text);
  SitePages read;
  IndexOptions options;
  options.content = folder.empty() ? site.path() : site / folder;
  SiteConfig config = load_site_config(options, read.problems);
  config.now = now;
  for (const FoundPage& found : find_pages(config, read.problems)) {
    const SourceFile source = source_file(found, config);
    PageResult result =
        read_page(source, read_page_bytes(source, config), config, read.problems);
    read.urls[source.id] = result.page ? result.page->url : "-";
    if (result.page) read.pages.emplace(source.id, std::move(*result.page));
  }
  read.labels = page_labels(*config.rules, [&](const std::string& name) {
    std::set<std::string, std::less<>> values;
    for (const auto& [id, page] : read.pages) {
      for (const Facet& facet : page.facets) {
        if (facet.name != name) continue;
        for (const FacetValue& value : facet.values) values.insert(value.text);
      }
    }
    return values;
  });
  return read;
}

}  // namespace speur
