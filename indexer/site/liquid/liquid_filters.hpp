#pragma once

#include "indexer/site/liquid/liquid_value.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What a filter of numbers makes of a text that is one; unknown where it is none, and of other filters.
[[nodiscard]] LiquidValue calculate_liquid(std::string_view name, std::string_view text,
                                           const std::vector<std::string>& arguments);

/// What a filter of Liquid or Jekyll makes of a text; nothing where only Jekyll knows. Those that turn a text into
/// HTML give it as it is, or as Markdown within an element: a reader sees the same words.
[[nodiscard]] std::optional<std::string> run_liquid_filter(std::string_view name, std::string text,
                                                           const std::vector<std::string>& arguments);

/// The same of a list.
[[nodiscard]] LiquidValue filter_liquid_list(std::string_view name, std::vector<LiquidValue> items,
                                             const std::vector<std::string>& arguments);

/// The parts of a text between signs; its words where the sign is a blank.
[[nodiscard]] LiquidValue split_liquid_text(std::string_view text, std::string_view sign);

}  // namespace speur
