#pragma once

#include "indexer/site/rules/site_rules.hpp"

#include <memory>

namespace speur {

/// For a folder of pages whose generator is not known: addresses as MkDocs makes them; `url`,
/// `permalink` and `slug` of the front matter win.
[[nodiscard]] std::shared_ptr<SiteRules> plain_rules();

}  // namespace speur
