#pragma once

#include <filesystem>
#include <optional>

namespace speur {

/// Whether `path` is `folder` or lies below it, by their names alone: links are resolved before.
[[nodiscard]] bool is_inside(const std::filesystem::path& path,
                             const std::filesystem::path& folder);

/// Where `path` leads with all symbolic links resolved, if that is `root` or lies below it; else
/// nothing. `root` is a canonical path. A path at which nothing is counts by where it would be;
/// one that cannot be resolved (links in a circle) lies nowhere.
[[nodiscard]] std::optional<std::filesystem::path> resolve_inside(
    const std::filesystem::path& path, const std::filesystem::path& root);

}  // namespace speur
