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

[[nodiscard]] ConfigFile read_docusaurus_config(const std::filesystem::path& file,
                                                std::vector<Problem>& problems);
[[nodiscard]] ConfigFile read_vitepress_config(const std::filesystem::path& file,
                                               std::vector<Problem>& problems);
[[nodiscard]] ConfigFile read_docfx_config(const std::filesystem::path& file,
                                           std::vector<Problem>& problems);

}  // namespace speur
