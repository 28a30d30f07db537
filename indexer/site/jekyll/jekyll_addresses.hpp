#pragma once

#include "indexer/site/jekyll/jekyll_files.hpp"
#include "indexer/site/rules/site_rules.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace speur {

/// The pattern of the address of a page that has none of its own.
[[nodiscard]] std::string jekyll_pattern(const JekyllFile& file, bool is_folder_page, const JekyllSettings& settings);

/// What a `:name` in a pattern is for the page; nothing for names that Jekyll does not have.
[[nodiscard]] std::optional<std::string> jekyll_value(std::string_view name, const PageFacts& page, const JekyllFile& file,
                                                      const JekyllSettings& settings);

/// When a file was changed, which is the date of a draft.
[[nodiscard]] std::optional<Moment> time_of_change(const std::filesystem::path& file);

}  // namespace speur
