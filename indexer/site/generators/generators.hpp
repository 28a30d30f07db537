#pragma once

#include "indexer/site/rules/config_file.hpp"
#include "speur/error.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace speur {

/// What the configuration of the generator says whose folder `folder` is; nothing where it is none's.
/// What is wrong in it is a Problem, and the rest of it counts: the file is not ours. No configuration is
/// read that a symbolic link leads out of the folder for.
[[nodiscard]] std::optional<ConfigFile> read_generator_config(const std::filesystem::path& folder,
                                                              std::vector<Problem>& problems);

/// A generator's configuration in one of the folders below, at most two deep: for whoever gave the folder around the
/// site. Nothing where there is none among the first folders that are looked into.
[[nodiscard]] std::optional<std::filesystem::path> generator_config_below(const std::filesystem::path& folder);

[[nodiscard]] ConfigFile read_docusaurus_config(const std::filesystem::path& file,
                                                std::vector<Problem>& problems);
[[nodiscard]] ConfigFile read_vitepress_config(const std::filesystem::path& file,
                                               std::vector<Problem>& problems);
[[nodiscard]] ConfigFile read_docfx_config(const std::filesystem::path& file,
                                           std::vector<Problem>& problems);

}  // namespace speur
