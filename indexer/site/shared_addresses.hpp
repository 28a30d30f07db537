#pragma once

#include "indexer/site/content_reader.hpp"
#include "indexer/site/site_config.hpp"
#include "speur/error.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace speur {

/// What stands for an address where pages are held against each other: Page::url, hashed by XXH3.
[[nodiscard]] std::uint64_t address_hash(std::string_view url);

/// Of each page its address_hash(), or 0 where the site does not show the page; nothing where only its file tells.
using KnownAddresses = std::vector<std::optional<std::uint64_t>>;

/// The pages at whose address the site shows another one, by SiteRules::overwrites(), which is told. `known`: one a
/// page, or none at all. Of most files that are not known the first bytes alone are read; of those that share an
/// address all are.
[[nodiscard]] std::vector<bool> overwritten_pages(const SiteConfig& config, const std::vector<FoundPage>& pages,
                                                  const KnownAddresses& known, std::vector<Problem>& problems);

}  // namespace speur
