#include "include/files/file_owner.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <cstring>

namespace fs = std::filesystem;

namespace speur {

bool is_trusted_owner(uid_t owner, uid_t user, const char* sudo_user) noexcept {
  if (owner == user || owner == 0) return true;
  if (user != 0 || sudo_user == nullptr) return false;
  uid_t caller = 0;
  const char* end = sudo_user + std::strlen(sudo_user);
  const auto [stop, error] = std::from_chars(sudo_user, end, caller);
  return error == std::errc() && stop == end && owner == caller;
}

std::optional<std::string> foreign_owner(const fs::path& path) {
  struct stat status {};
  const auto foreign = [&]() -> std::optional<std::string> {
    if (is_trusted_owner(status.st_uid, ::geteuid(), std::getenv("SUDO_UID"))) return std::nullopt;
    return fmt::format("belongs to the user {}", status.st_uid);
  };
  if (::lstat(path.c_str(), &status) != 0) return std::nullopt;
  if (std::optional<std::string> fault = foreign()) return fault;
  if (!S_ISLNK(status.st_mode) || ::stat(path.c_str(), &status) != 0) return std::nullopt;
  return foreign();
}

}  // namespace speur
