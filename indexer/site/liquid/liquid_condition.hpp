#pragma once

#include "indexer/site/liquid/liquid_scope.hpp"

#include <optional>
#include <string_view>

namespace speur {

/// Whether a condition holds: `page.soort == "wet" and site.toon`; nothing where only the generator knows.
[[nodiscard]] std::optional<bool> liquid_holds(const LiquidScope& scope, std::string_view condition);

/// Whether the value of `subject` is one of those that a `when` lists; nothing where only the generator knows.
[[nodiscard]] std::optional<bool> is_one_of_liquid(const LiquidScope& scope, std::string_view subject,
                                                   std::string_view list);

}  // namespace speur
