#include "indexer/site/rules/shadowed_readmes.hpp"

#include "indexer/site/rules/addresses.hpp"

#include <set>

namespace speur {

void drop_shadowed_readmes(const PageFiles& files, std::vector<bool>& out,
                           std::vector<Problem>& problems) {
  std::set<std::string_view> indexes;
  for (const std::string_view path : files.paths) {
    if (page_stem(path) == "index") indexes.insert(folder_of(path));
  }
  for (std::size_t i = 0; i < files.paths.size(); ++i) {
    const std::string_view path = files.paths[i];
    if (out[i] || page_stem(path) != "README" || !indexes.contains(folder_of(path))) continue;
    out[i] = true;
    problems.push_back({{files.folder / path, 0},
                        "is skipped: the index page beside it stands for the folder", true});
  }
}

}  // namespace speur
