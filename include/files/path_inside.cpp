#include "include/files/path_inside.hpp"

#include <algorithm>
#include <iterator>
#include <system_error>

namespace fs = std::filesystem;

namespace speur {

bool is_inside(const fs::path& path, const fs::path& folder) {
  const auto [end, rest] =
      std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  // "/site/" ends with an empty name.
  return end == folder.end() || (std::next(end) == folder.end() && end->empty());
}

std::optional<fs::path> resolve_inside(const fs::path& path, const fs::path& root) {
  std::error_code error;
  fs::path real = fs::weakly_canonical(fs::absolute(path, error), error);
  if (error || !is_inside(real, root)) return std::nullopt;
  return real;
}

}  // namespace speur
