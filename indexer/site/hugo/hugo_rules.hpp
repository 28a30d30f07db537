#pragma once

#include "indexer/site/hugo/hugo_settings.hpp"
#include "indexer/site/rules/site_rules.hpp"
#include "speur/error.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace speur {

/// The rules of a site with these settings, the sources of whose mounts are relative to the folder of pages.
/// `file`: that of the settings, for problems.
[[nodiscard]] std::shared_ptr<SiteRules> hugo_rules(HugoSettings settings, const std::filesystem::path& file,
                                                    std::vector<Problem>& problems);

}  // namespace speur
