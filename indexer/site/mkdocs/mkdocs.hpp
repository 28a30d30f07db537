#pragma once

#include "indexer/site/rules/config_file.hpp"
#include "speur/error.hpp"

#include <filesystem>
#include <vector>

namespace speur {

/// Reads mkdocs.yml. What is wrong in it is a Problem, and the rest of it counts.
[[nodiscard]] ConfigFile read_mkdocs_config(const std::filesystem::path& file,
                                            std::vector<Problem>& problems);

}  // namespace speur
