#pragma once

#include "indexer/site/rules/site_rules.hpp"

#include <cstdint>
#include <vector>

namespace speur {

/// Sets `out[i]` for the pages at whose address the site shows another one, by SiteRules::overwrites(), and tells
/// of them. Of most files the first bytes alone are read. `drafts`: they are shown.
void drop_overwritten_pages(const SiteRules& rules, const PageFiles& files, std::int64_t now, bool drafts,
                            std::vector<bool>& out, std::vector<Problem>& problems);

}  // namespace speur
