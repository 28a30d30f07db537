#include "indexer/markdown/source/markdown_table.hpp"

#include "speur/npos.hpp"

#include <array>
#include <cstddef>

namespace speur {

namespace {

constexpr std::size_t max_backticks = 80;  // as in cmark

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// For each length of a run of backticks, the last place on the line where such a run starts: a
/// run is a code span only if another one follows.
std::array<std::size_t, max_backticks + 1> last_runs(std::string_view line) {
  std::array<std::size_t, max_backticks + 1> last{};
  for (std::size_t i = line.find('`'); i != npos; i = line.find('`', i)) {
    const std::size_t begin = i;
    while (i < line.size() && line[i] == '`') ++i;
    if (i - begin <= max_backticks) last[i - begin] = begin;
  }
  return last;
}

}  // namespace

bool is_table_delimiter(std::string_view line) {
  bool dash = false, bar = false;
  for (const char c : line) {
    if (c == '-') {
      dash = true;
    } else if (c == '|') {
      bar = true;
    } else if (c != ':' && c != ' ') {
      return false;
    }
  }
  return dash && bar;
}

std::vector<std::string_view> split_table_row(std::string_view line) {
  const bool code = line.find('`') != npos;
  const auto last = code ? last_runs(line) : std::array<std::size_t, max_backticks + 1>{};
  std::vector<std::string_view> cells;
  std::size_t begin = 0;
  std::size_t open = 0;  // length of the run that opened the code span we are in
  const auto add = [&](std::size_t end) {
    const std::string_view cell = trim(line.substr(begin, end - begin));
    if (!cell.empty()) cells.push_back(cell);
    begin = end + 1;
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\') {
      ++i;
    } else if (line[i] == '`') {
      const std::size_t run = i;
      while (i + 1 < line.size() && line[i + 1] == '`') ++i;
      const std::size_t length = i + 1 - run;
      if (open == length) {
        open = 0;
      } else if (open == 0 && length <= max_backticks && last[length] > run) {
        open = length;
      }
    } else if (line[i] == '|' && open == 0) {
      add(i);
    }
  }
  add(line.size());
  return cells;
}

}  // namespace speur
