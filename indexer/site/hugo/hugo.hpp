#pragma once

#include "indexer/site/rules/config_file.hpp"
#include "indexer/site/rules/site_rules.hpp"
#include "speur/error.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace speur {

/// Reads hugo.toml, hugo.yaml, config.toml and so on, and the folder config/ beside it. What is wrong in
/// them is a Problem, and the rest of it counts.
[[nodiscard]] ConfigFile read_hugo_config(const std::filesystem::path& file,
                                          std::vector<Problem>& problems);

/// For a folder of Hugo's pages without its configuration.
[[nodiscard]] std::shared_ptr<SiteRules> hugo_rules_without_config();

}  // namespace speur
