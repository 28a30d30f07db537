#include "indexer/site/rules/path_patterns.hpp"

#include "indexer/site/rules/addresses.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

namespace speur {
namespace {

using Parts = std::vector<std::string_view>;

/// Matches `c` against the set that starts behind `[` in `pattern`, and moves `at` behind its `]`.
/// A set that is not closed matches nothing.
bool matches_set(char c, std::string_view pattern, std::size_t& at) {
  const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  bool found = false;
  for (bool first = true; at < pattern.size() && (first || pattern[at] != ']'); first = false) {
    const char low = pattern[at++];
    char high = low;
    if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
      high = pattern[at + 1];
      at += 2;
    }
    found = found || (c >= low && c <= high);
  }
  if (at == pattern.size()) return false;
  ++at;
  return found != negated;
}

/// One part of a path: `*` any letters, `?` one, `[a-z]` one of these, `\` the next as it is.
bool part_matches(std::string_view part, std::string_view pattern) {
  std::size_t at = 0, in = 0;
  std::size_t star = std::string_view::npos, star_at = 0;
  while (at < part.size()) {
    bool same = false;
    std::size_t next = in + 1;
    if (in < pattern.size()) {
      if (pattern[in] == '*') {
        star = in++;
        star_at = at;
        continue;
      }
      if (pattern[in] == '[') {
        same = matches_set(part[at], pattern, next);
      } else if (pattern[in] == '\\' && in + 1 < pattern.size()) {
        same = pattern[in + 1] == part[at];
        next = in + 2;
      } else {
        same = pattern[in] == '?' || pattern[in] == part[at];
      }
    }
    if (same) {
      ++at;
      in = next;
    } else if (star != std::string_view::npos) {  // the last star takes one letter more
      in = star + 1;
      at = ++star_at;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in) == std::string_view::npos;
}

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
      if (!is_any && reach[i] != 0 && part_matches(path[i], pattern[p])) next[i + 1] = 1;
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
