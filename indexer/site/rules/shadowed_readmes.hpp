#pragma once

#include "indexer/site/rules/site_rules.hpp"

#include <vector>

namespace speur {

/// index.md and README.md both stand for their folder; where both are there, MkDocs builds index.md.
void drop_shadowed_readmes(const PageFiles& files, std::vector<bool>& out,
                           std::vector<Problem>& problems);

}  // namespace speur
