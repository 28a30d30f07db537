#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>

namespace speur {

/// Whether the files of `owner` are trusted by a process of `user`: its own and root's are. Root
/// under sudo also trusts the user who called sudo (`sudo_user`, the text of SUDO_UID, or null).
[[nodiscard]] bool is_trusted_owner(uid_t owner, uid_t user, const char* sudo_user) noexcept;

/// Whether `path` belongs to somebody whom this process does not trust, in words: "belongs to the
/// user 1001". Nothing if the owner is trusted or the path is not there. A symbolic link counts
/// twice, by itself and by what it leads to.
[[nodiscard]] std::optional<std::string> foreign_owner(const std::filesystem::path& path);

}  // namespace speur
