#include "indexer/markdown/markers/lazy_fence.hpp"

#include "speur/ascii.hpp"

#include <algorithm>
#include <cstddef>

namespace speur {
namespace {

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

/// The letters of a fence at the margin; empty if the line is none.
std::string_view fence_of(std::string_view line) {
  if (line.empty() || (line[0] != '`' && line[0] != '~')) return {};
  const std::size_t end = std::min(line.find_first_not_of(line[0]), line.size());
  return end < 3 ? std::string_view() : line.substr(0, end);
}

bool is_list_item(std::string_view line) {
  const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  line.remove_prefix(begin);
  if (line.size() < 2) return false;
  if (std::string_view("-*+").find(line[0]) != std::string_view::npos) return line[1] == ' ';
  const auto* const dot = std::find_if_not(line.begin(), line.end(), is_ascii_digit);
  const auto digits = static_cast<std::size_t>(dot - line.begin());
  return digits > 0 && line.substr(digits).starts_with(". ");
}

}  // namespace

bool has_lazy_fence(std::string_view body) {
  bool in_item = false;
  std::string_view open;  // of the code that we are in
  bool lazy = false;      // that code began in an item
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    const std::string_view line = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    if (!open.empty()) {
      if (is_blank(line) && lazy) return true;
      if (line.starts_with(open) && is_blank(line.substr(fence_of(line).size()))) open = {};
    } else if (const std::string_view fence = fence_of(line); !fence.empty()) {
      open = fence;
      lazy = in_item;
    } else {
      in_item = !is_blank(line) && (in_item || is_list_item(line));
    }
  }
  return false;
}

}  // namespace speur
