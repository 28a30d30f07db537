#pragma once

#include "indexer/site/rules/config_file.hpp"

#include <filesystem>

namespace speur {

/// Reads speur.yaml (its form stands in site_config.hpp). Throws Error(config).
[[nodiscard]] ConfigFile read_speur_config(const std::filesystem::path& file);

}  // namespace speur
