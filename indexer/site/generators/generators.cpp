#include "indexer/site/generators/generators.hpp"

#include "include/files/path_inside.hpp"
#include "indexer/site/hugo/hugo.hpp"
#include "indexer/site/jekyll/jekyll.hpp"
#include "indexer/site/mkdocs/mkdocs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace speur {
namespace {

namespace fs = std::filesystem;

/// A link that leads nowhere is there, too: whoever reads it tells that it cannot be read.
bool is_there(const fs::path& path) {
  std::error_code error;
  return fs::exists(fs::symlink_status(path, error));
}

bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

std::optional<fs::path> first_file(const fs::path& folder,
                                   std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (is_there(folder / name) && !is_folder(folder / name)) return folder / name;
  }
  return std::nullopt;
}

/// Whether a configuration that lies in `folder` by its name lies there in fact. Else it is a
/// Problem, and the file is not read.
bool is_in_its_folder(const fs::path& file, const fs::path& folder,
                      std::vector<Problem>& problems) {
  std::error_code error;
  fs::path root = fs::weakly_canonical(folder, error);
  if (error) root = folder;
  if (resolve_inside(file, root)) return true;
  problems.push_back({{file, 0},
                      fmt::format("is a symbolic link to a place outside of {}: it is not read",
                                  root.string())});
  return false;
}

using Reader = ConfigFile (*)(const fs::path&, std::vector<Problem>&);

struct Found {
  fs::path file;
  Reader read;
  bool common_name = false;  ///< other programs have such a file, too
};

std::optional<Found> find_config(const fs::path& folder) {
  if (const auto file = first_file(folder, {"mkdocs.yml", "mkdocs.yaml"})) {
    return Found{*file, read_mkdocs_config};
  }
  if (const auto file = first_file(folder, {"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"})) {
    return Found{*file, read_hugo_config};
  }
  if (const auto file = first_file(
          folder, {"docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs",
                   "docusaurus.config.cjs", "docusaurus.config.mts", "docusaurus.config.cts"})) {
    return Found{*file, read_docusaurus_config};
  }
  const fs::path vitepress = folder / ".vitepress";
  if (const auto file = first_file(vitepress, {"config.js", "config.ts", "config.mjs", "config.mts",
                                               "config.cjs", "config.cts"})) {
    return Found{*file, read_vitepress_config};
  }
  if (const auto file = first_file(vitepress / "config", {"index.js", "index.ts", "index.mjs",
                                                          "index.mts"})) {
    return Found{*file, read_vitepress_config};
  }
  if (const auto file = first_file(folder, {"docfx.json"})) {
    return Found{*file, read_docfx_config};
  }
  if (const auto file = first_file(folder, {"config.toml", "config.yaml", "config.yml", "config.json"})) {
    return Found{*file, read_hugo_config, true};
  }
  if (const auto file = first_file(folder / "config" / "_default",
                                   {"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json",
                                    "config.toml", "config.yaml", "config.yml", "config.json"})) {
    return Found{*file, read_hugo_config, true};
  }
  return std::nullopt;
}

std::optional<fs::path> jekyll_file(const fs::path& folder) {
  return first_file(folder, {"_config.yml", "_config.yaml"});
}

}  // namespace

std::optional<ConfigFile> read_generator_config(const fs::path& folder,
                                                std::vector<Problem>& problems) {
  if (const std::optional<Found> found = find_config(folder)) {
    if (!is_in_its_folder(found->file, folder, problems)) return std::nullopt;
    std::vector<Problem> of_file;
    ConfigFile config = found->read(found->file, of_file);
    if (!found->common_name || is_folder(config.content)) {
      problems.insert(problems.end(), of_file.begin(), of_file.end());
      return config;
    }
  }
  if (const auto file = jekyll_file(folder)) {
    if (!is_in_its_folder(*file, folder, problems)) return std::nullopt;
    return read_jekyll_config(*file, problems);
  }
  return std::nullopt;
}

std::optional<fs::path> generator_config_below(const fs::path& folder) {
  constexpr std::size_t most_folders = 500;
  std::vector<fs::path> files;
  std::size_t folders = 0;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && entry != fs::recursive_directory_iterator() && folders < most_folders; entry.increment(error)) {
    if (entry.depth() > 0) entry.disable_recursion_pending();
    const std::string name = entry->path().filename().string();
    if (name.starts_with('.') || name == "node_modules") {
      entry.disable_recursion_pending();
    } else if (!entry->is_symlink(error) && entry->is_directory(error)) {
      ++folders;
      const std::optional<Found> found = find_config(entry->path());
      if (found && !found->common_name) {
        files.push_back(found->file);
      } else if (const auto file = jekyll_file(entry->path())) {
        files.push_back(*file);
      }
    }
  }
  const auto first = std::ranges::min_element(files);
  return first == files.end() ? std::nullopt : std::optional(*first);
}

}  // namespace speur
