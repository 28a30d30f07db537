#pragma once

#include <filesystem>
#include <string>

namespace speur {

inline constexpr const char* index_help =
    "Folder of the index, or a Xapian stub file; else $SPEUR_INDEX, else .speur/ in the working "
    "folder or one above it";

/// The index a command means: `given` by --index, else what SPEUR_INDEX names (`environment`; may
/// be null), else the first .speur/ in `working_folder` and the folders above it. Error(no_input)
/// that says how to make one. An index that is found in a folder must belong to the user or to root,
/// and its stub may name nothing outside of it: else Error(config). Whether there is an index in it, its reader says.
[[nodiscard]] std::filesystem::path find_index(const std::filesystem::path& given,
                                                 const char* environment,
                                                 const std::filesystem::path& working_folder);

/// The same with this process's environment and working folder.
[[nodiscard]] std::filesystem::path find_index(const std::filesystem::path& given);

}  // namespace speur
