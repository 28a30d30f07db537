#include "indexer/site/rules/globs.hpp"

#include "indexer/site/rules/addresses.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace speur {
namespace {

constexpr std::size_t max_readings = 64;
constexpr std::size_t max_pattern_bytes = 1024;

/// Length of what one letter of a path is held against at `pattern[at]`, and whether it is met.
struct Step {
  std::size_t length = 1;
  bool met = false;
};

Step step_at(std::string_view pattern, std::size_t at, char c) {
  if (pattern[at] == '?') return {1, true};
  if (pattern[at] == '\\' && at + 1 < pattern.size()) return {2, pattern[at + 1] == c};
  if (pattern[at] != '[') return {1, pattern[at] == c};
  std::size_t in = at + 1;
  const bool negated = in < pattern.size() && (pattern[in] == '!' || pattern[in] == '^');
  if (negated) ++in;
  bool found = false;
  for (bool first = true; in < pattern.size() && (first || pattern[in] != ']'); first = false) {
    const char low = pattern[in++];
    char high = low;
    if (in + 1 < pattern.size() && pattern[in] == '-' && pattern[in + 1] != ']') {
      high = pattern[in + 1];
      in += 2;
    }
    found = found || (c >= low && c <= high);
  }
  if (in >= pattern.size()) return {1, c == '['};  // a set that is not closed is a bracket
  return {in + 1 - at, found != negated};
}

bool matches_parts(const std::vector<std::string_view>& path,
                   const std::vector<std::string_view>& pattern) {
  // reach[i]: the pattern so far can have taken the first i parts.
  std::vector<char> reach(path.size() + 1, 0);
  reach[0] = 1;
  for (std::size_t p = 0; p < pattern.size(); ++p) {
    std::vector<char> next(path.size() + 1, 0);
    if (pattern[p] == "**") {
      bool open = false;
      for (std::size_t i = 0; i <= path.size(); ++i) {
        open = open || reach[i] != 0;
        next[i] = open ? 1 : 0;
      }
    } else {
      for (std::size_t i = 0; i < path.size(); ++i) {
        if (reach[i] != 0 && matches_part(path[i], pattern[p])) next[i + 1] = 1;
      }
    }
    reach = std::move(next);
  }
  return reach[path.size()] != 0;
}

/// Appends the patterns that `pattern` is short for: one for each word in its first braces, and so on.
void read_braces(const std::string& pattern, std::vector<std::string>& readings) {
  if (readings.size() >= max_readings) return;
  const std::size_t open = pattern.find('{');
  std::size_t depth = 0;
  std::vector<std::size_t> cuts;
  for (std::size_t i = open; i < pattern.size(); ++i) {
    if (pattern[i] == '{' && ++depth == 1) cuts.push_back(i);
    if (pattern[i] == ',' && depth == 1) cuts.push_back(i);
    if (pattern[i] == '}' && --depth == 0) {
      cuts.push_back(i);
      break;
    }
  }
  if (cuts.size() < 2 || depth != 0) {
    readings.push_back(pattern);
    return;
  }
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    read_braces(pattern.substr(0, open) + pattern.substr(cuts[i] + 1, cuts[i + 1] - cuts[i] - 1) +
                    pattern.substr(cuts.back() + 1),
                readings);
  }
}

}  // namespace

// The last star takes one letter more whenever what follows does not fit: earlier stars never need to.
bool matches_part(std::string_view part, std::string_view pattern) {
  std::size_t at = 0, in = 0;
  std::size_t star = std::string_view::npos, star_at = 0;
  while (at < part.size()) {
    if (in < pattern.size() && pattern[in] == '*') {
      star = in++;
      star_at = at;
      continue;
    }
    const Step step = in < pattern.size() ? step_at(pattern, in, part[at]) : Step{};
    if (step.met) {
      ++at;
      in += step.length;
    } else if (star != std::string_view::npos) {
      in = star + 1;
      at = ++star_at;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in) == std::string_view::npos;
}

bool matches_glob(std::string_view path, std::string_view pattern) {
  if (pattern.size() > max_pattern_bytes) return false;
  while (pattern.starts_with("./")) pattern.remove_prefix(2);
  std::vector<std::string> readings;
  read_braces(std::string(pattern), readings);
  const std::vector<std::string_view> parts = parts_of(path);
  return std::ranges::any_of(readings, [&](const std::string& reading) {
    std::vector<std::string_view> wanted = parts_of(reading);
    // "**.md" is written for "**/*.md".
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (wanted[i].starts_with("**") && wanted[i].size() > 2) {
        wanted[i].remove_prefix(1);
        wanted.insert(wanted.begin() + static_cast<std::ptrdiff_t>(i), "**");
      }
    }
    return matches_parts(parts, wanted);
  });
}

bool matches_fnmatch(std::string_view path, std::string_view pattern) {
  return pattern.size() <= max_pattern_bytes && matches_part(path, pattern);
}

}  // namespace speur
