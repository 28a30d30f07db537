// Laws of a site's own files: whatever a configuration or a list of synonyms says, it is read or refused with an
// Error(config) or Error(no_input); each problem has words; no folder outside of the site is named; and the pages
// that it leads to are read. The first byte says which file the rest is.

#include "indexer/page/page_reader.hpp"
#include "indexer/site/content_reader.hpp"
#include "indexer/site/site_config.hpp"
#include "include/files/path_inside.hpp"
#include "speur/error.hpp"
#include "support/temporary_folder.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace speur;

constexpr std::array names = {"mkdocs.yml", "hugo.toml",  "hugo.yaml",  "docusaurus.config.js", ".vitepress/config.ts",
                              "docfx.json", "_config.yml", "speur.yaml", "synoniemen.txt"};

void require(bool law) {
  if (!law) std::abort();
}

/// The pages of a site, of whichever generator it is, in a folder of their own: without a generator's file the folder
/// around the site may be read, too.
std::unique_ptr<TemporaryFolder> new_site() {
  auto site = std::make_unique<TemporaryFolder>();
  for (const char* folder : {"", "docs/", "content/", "content/nieuws/", "_posts/"}) {
    site->write("site/" + std::string(folder) + "2024-05-01-stalling.md",
                "---\ntitle: Stalling\ntags: [fiets]\ndate: 2024-05-01\n---\n# Stalling\n\nEen stalling.\n");
    site->write("site/" + std::string(folder) + "index.md", "# Welkom\n\n## Afval\n\nGlas apart.\n");
  }
  return site;
}

void check_pages(const SiteConfig& config, std::vector<Problem>& problems) {
  for (const FoundPage& page : find_pages(config, problems)) {
    const SourceFile source = source_file(page, config);
    require(resolve_inside(source.path, config.root).has_value());
    try {
      const PageResult result = read_page(source, read_page_bytes(source, config), config, problems);
      require(result.page.has_value() == (result.skipped == PageResult::Skipped::no));
    } catch (const Error& error) {
      require(error.code() == ExitCode::data);
    }
  }
}

void check_site(const TemporaryFolder& site) {
  std::vector<Problem> problems;
  try {
    IndexOptions options;
    options.content = site / "site";
    SiteConfig config = load_site_config(options, problems);
    require(resolve_inside(config.content, site / "site").has_value());
    for (const auto* paths : {&config.snippet_paths, &config.template_paths}) {
      for (const std::filesystem::path& path : *paths) require(resolve_inside(path, config.root).has_value());
    }
    require(resolve_inside(config.root, site.path()).has_value());  // which no configuration widens
    check_pages(config, problems);
    static_cast<void>(fingerprint(config));
  } catch (const Error& error) {
    require(error.code() == ExitCode::config || error.code() == ExitCode::no_input);
  }
  for (const Problem& problem : problems) require(!problem.message.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static std::array<std::unique_ptr<TemporaryFolder>, names.size()> sites;
  const std::size_t chosen = data[0] % names.size();
  std::unique_ptr<TemporaryFolder>& site = sites[chosen];
  if (!site) {
    site = new_site();
    if (std::string_view(names[chosen]) == "synoniemen.txt") site->write("site/speur.yaml", "synonyms: synoniemen.txt\n");
  }
  site->write("site/" + std::string(names[chosen]), {reinterpret_cast<const char*>(data) + 1, size - 1});
  check_site(*site);
  return 0;
}
