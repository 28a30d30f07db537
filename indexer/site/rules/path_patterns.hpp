#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Whether `path` ('/' between its parts, relative) is meant by `patterns`, which are lines of a
/// .gitignore as MkDocs reads its `exclude_docs`: the last line that matches the path or a folder
/// above it decides, and `!` takes back. Empty lines and comments match nothing.
[[nodiscard]] bool matches_patterns(std::string_view path,
                                    const std::vector<std::string>& patterns);

}  // namespace speur
