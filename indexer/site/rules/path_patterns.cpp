#include "indexer/site/rules/path_patterns.hpp"

#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/globs.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

namespace speur {
namespace {

using Parts = std::vector<std::string_view>;

/// Whether all of `pattern` matches the first parts of `path`; all of them where `folders_only` is
/// not set may be used up, else one must be left: what stands in the folder.
bool matches_start(std::span<const std::string_view> path,
                   std::span<const std::string_view> pattern, bool folders_only) {
  // reach[i]: the pattern so far can have taken the first i parts. `**` never takes the last one.
  std::vector<char> reach(path.size() + 1, 0);
  reach[0] = 1;
  for (std::size_t p = 0; p < pattern.size(); ++p) {
    const bool is_any = pattern[p] == "**";
    std::vector<char> next(path.size() + 1, 0);
    bool open = false;
    for (std::size_t i = 0; i < path.size(); ++i) {
      open = open || reach[i] != 0;
      if (is_any && open) next[i] = 1;
      if (!is_any && reach[i] != 0 && matches_part(path[i], pattern[p])) next[i + 1] = 1;
    }
    reach = std::move(next);
  }
  if (folders_only) reach.pop_back();
  return std::ranges::find(reach, 1) != reach.end();
}

}  // namespace

bool matches_patterns(std::string_view path, const std::vector<std::string>& patterns) {
  const Parts parts = parts_of(path);
  bool matched = false;
  for (std::string_view pattern : patterns) {
    while (pattern.ends_with(' ') || pattern.ends_with('\r')) pattern.remove_suffix(1);
    if (pattern.empty() || pattern[0] == '#') continue;
    const bool takes_back = pattern[0] == '!';
    if (takes_back) pattern.remove_prefix(1);
    const bool folders_only = pattern.ends_with('/');
    Parts wanted = parts_of(pattern);
    if (wanted.empty()) continue;
    const bool anchored = pattern.find('/') < pattern.size() - 1;
    if (!anchored) wanted.insert(wanted.begin(), "**");
    if (matches_start(parts, wanted, folders_only)) matched = !takes_back;
  }
  return matched;
}

}  // namespace speur
